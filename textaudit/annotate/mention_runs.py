"""Runs of words with capitals, and where in its sentence each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache

from textaudit.annotate.capitals import CAPITAL, REST
from textaudit.annotate.mention_lexicon import joining_words

_MAX_WORDS = 12  # a longer run is no name; what is left over is the next run
_HEADING_CHARS = 140
_LIST_COMMAS = 2
_MINOR_CHARS = 4  # words so short stand in lower case in a title
_SPACE = "[ \u00a0]"
# A stop after one letter is an initial's; these keep theirs too.
_ABBREVIATIONS = (
    "Dr|Mr|Ms|St|Jr|Sr|Lt|Mt|Ft",
    "Mrs|Rev|Gen|Sen|Gov|Rep|Col|Sgt|Hon|Maj|Sra",
    "Prof|Capt|Pres|Srta",
)
# What does not follow a name: "Foo_bar", "Foo::new", "Foo()", "Foo.com", "GOV.UK".
_NOT_CODED = r"(?![_@=\\]|::|\(\)|://|/(?=[a-z])|\.(?=[a-z])|(?<=[A-Z][A-Z])\.(?=[A-Z]))"
_GOES_ON = ",;)%&/’'”\"»"
_MARK_CHARS = 4
# "- 2 tbsp Soy Sauce": cooks and sellers set capitals as they like.
_MEASURED = re.compile(r"\s*(?:[-*•+]\s*)?[\d¼½¾⅓⅔]")
_SMALL_WORD = re.compile(" [a-zа-яіїєґ]")
_STOPS = ".!?…"
_OPENERS = '"“„«‘('
_DASHES = "-–—"


class Place(IntEnum):
    """Where a run stands."""

    INSIDE = 0  # of a sentence: its capital means something
    OPENING = 1  # a sentence, a line or a quotation
    HEADING = 2  # a line in which all words have capitals
    WORD = 3  # within a word: "eBay"


def runs_in(text: str) -> list[tuple[int, str]]:
    """The runs of a text, ascending: where each starts, and what it says."""
    return [(match.start(), match[0]) for match in _run_pattern().finditer(text)]


class Headings:
    """The lines of a text in which nearly all words have capitals."""

    def __init__(self, text: str) -> None:
        self._lines = _headings(text)
        self._none = (len(text), len(text))
        self._line = next(self._lines, self._none)

    def hold(self, offset: int) -> bool:
        """Whether an *offset* is in one; each asked for stands after the one before."""
        while offset >= self._line[1] and self._line is not self._none:
            self._line = next(self._lines, self._none)
        return offset >= self._line[0]


@cache
def _run_pattern() -> re.Pattern[str]:
    spaced = "|".join(re.escape(word) for word in joining_words() if word[-1] not in "'’-")
    bound = "|".join(re.escape(word) for word in joining_words() if word[-1] in "'’-")
    joints = rf"(?:(?:{spaced}){_SPACE}|{bound}){{0,3}}+"
    kept = "|".join(rf"(?<=\b(?:{group}))" for group in _ABBREVIATIONS)
    gap = rf"(?:{_SPACE}|(?<!\w\w)\.{_SPACE}?|(?:{kept})\.{_SPACE})"
    # A name does not begin within a word or an address; "eBay" does, after one small letter.
    begin = rf"[{CAPITAL}](?:(?<![\w.@#\\=:\u0300-\u036f].)|(?<=\W[a-z].))"
    return re.compile(
        rf"{begin}{REST}(?:{gap}{joints}[{CAPITAL}]{REST}){{0,{_MAX_WORDS}}}+(?:(?<=\.[{CAPITAL}])\.)?"
    )


def place_of(text: str, start: int) -> Place:
    """Whether what stands before a capital says that it is no mere beginning."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return Place.INSIDE  # mostly
    before = text[start - 1] if start else "\n"
    if before in " \u00a0":
        return _place_after(text, start - 2)
    if before.isalpha():
        return Place.WORD
    if before == "/":
        return Place.INSIDE
    if before in "'’-" and start > 1 and text[start - 2].isalpha():
        return Place.INSIDE
    if before in _OPENERS and start > 2 and text[start - 2] == " " and text[start - 3].isalpha():
        return Place.INSIDE  # the firm "Vagrin", not: he said, "Vagrants
    return Place.OPENING


def _place_after(text: str, at: int) -> Place:
    """The same before a space: *at* is the last character before it."""
    if at < 0:
        return Place.OPENING
    last = text[at]
    if last.isalpha():
        return Place.INSIDE
    if last == ")" and "(" in text[max(0, at - _MARK_CHARS) : at]:
        return Place.OPENING  # (a) First of all
    if last in _GOES_ON:
        return Place.OPENING if text[at - 1] in _STOPS else Place.INSIDE
    if last in _DASHES and text[at - 1 : at] == " ":
        return Place.INSIDE if text[at - 2 : at - 1].isalnum() else Place.OPENING
    return Place.OPENING


def _headings(text: str) -> Iterator[tuple[int, int]]:
    """Where lines stand in which nearly all words have capitals."""
    at = 0
    for line in text.split("\n"):
        after = at + len(line)
        if 3 < len(line) <= _HEADING_CHARS and _is_no_prose(line):
            yield at, after + 1
        at = after + 1


def _is_no_prose(line: str) -> bool:
    if _MEASURED.match(line):
        return line.lstrip()[0] in "-*•+" or is_heading(line)
    return line.rstrip()[-1:] not in ".,;" and is_heading(line)


def is_heading(line: str) -> bool:
    """Whether nearly all words of a *line*, two or more, have capitals."""
    if len(_SMALL_WORD.findall(line)) * 2 > line.count(" "):
        return False  # the quick way for prose and verse
    words = [word for word in line.split() if word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    if capital < 2:
        return False
    if line.count(",") >= _LIST_COMMAS:
        return False  # a list of names
    major = sum(not word[0].isupper() and len(word) > _MINOR_CHARS for word in words)
    return major * 6 <= capital and capital * 2 > len(words)
