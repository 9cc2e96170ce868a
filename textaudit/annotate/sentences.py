"""Where sentences end."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from textaudit.model import Span

_DATA = Path(__file__).resolve().parent.parent / "data" / "abbreviations.json"
_STOPS = ".!?…؟۔।॥"
_CLOSERS = "\"'”’»«)\\]“›‹"
# A run of stops (only from its first, else a long run would be tried from each of its characters) with
# what closes after it, before white space or the end. French sets a space before its closing mark.
# East Asian stops need no space after them.
_CANDIDATE = re.compile(
    rf"[{_STOPS}](?<![{_STOPS}][{_STOPS}])[{_STOPS}]*+[{_CLOSERS}]*+(?:[ \u00a0\u202f]»)?+(?=\s|$)"
    rf"|[。！？｡]++[」』”’）】]*+"
)
_EAST_ASIAN_STOPS = "。！？｡"
_GOES_ON = "、，とっ"  # after a closed quotation: the sentence around it goes on
_OPENERS = "\"'“„‘«»([¿¡—–- \t\n\r\u00a0\u202f"
_VISIBLE = re.compile(r"\S")
_FIRST_WORD = re.compile(r"[^\W\d_]++(?!\.)")
_ROMAN = re.compile(r"[IVXLC]++(?![^\W\d_])")
_TOKEN_CHARS = 24  # longer ones are no abbreviations
_NO_ABBREVIATION_CHARS = 7  # so many letters before the stop are none either
_AHEAD_CHARS = 24


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Abbreviations of a language, by what may follow them.

    Attributes:
        bound: belong to what follows, whatever it is (Dr. Who).
        before_number: belong to a number that follows (No. 5), else the sentence ends.
        before_capital: the sentence ends only before a word that opens sentences (U.S. Senate, U.S. The).
        open: the sentence ends before any capital (etc. Then).
        starters: words that often open a sentence.
        before_ordinal, after_ordinal: words around a number whose stop makes it an ordinal (am 3. Mai).
    """

    bound: frozenset[str]
    before_number: frozenset[str]
    before_capital: frozenset[str]
    open: frozenset[str]
    starters: frozenset[str]
    before_ordinal: frozenset[str]
    after_ordinal: frozenset[str]


def sentences_in(text: str, start: int, end: int, language: str | None = None) -> tuple[Span, ...]:
    """Spans of the sentences between two offsets, without white space at their edges.

    Abbreviations, initials, ordinals and decimals do not end a sentence, nor does any stop before a word
    in lower case. Abbreviations are those of *language*, or of all languages where it is unknown.

        >>> text = "Dr. Lee came at 3.5. He left."
        >>> [text[s.slice] for s in sentences_in(text, 0, len(text), "en")]
        ['Dr. Lee came at 3.5.', 'He left.']
    """
    lexicon = _lexicon(language)
    spans: list[Span] = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        stop, after = match.span()
        if after < end and not _ends_sentence(text, (stop, after), (begin, end), lexicon):
            continue
        spans.append(Span(begin, after))
        visible = _VISIBLE.search(text, after, end)
        begin = visible.start() if visible else end
    if begin < end:
        spans.append(Span(begin, end))
    return tuple(spans)


def _ends_sentence(text: str, mark: tuple[int, int], sentence: tuple[int, int], lexicon: _Lexicon) -> bool:
    """Whether the stop at *mark* ends the sentence that begins and, at most, ends at *sentence*."""
    stop, after = mark
    if text[stop] in _EAST_ASIAN_STOPS:
        return text[after - 1] in _EAST_ASIAN_STOPS or text[after] not in _GOES_ON
    begin, end = sentence
    following = text[after : min(end, after + _AHEAD_CHARS)].lstrip(_OPENERS)
    if following[:1].islower():
        return False
    if text[stop] != "." or (after - stop > 1 and text[stop + 1] in _STOPS):
        return True
    if stop - begin >= _NO_ABBREVIATION_CHARS and text[stop - _NO_ABBREVIATION_CHARS : stop].isalpha():
        return True
    return not _is_abbreviation(text[max(begin, stop - _TOKEN_CHARS) : stop], following, lexicon)


def _is_abbreviation(before: str, following: str, lexicon: _Lexicon) -> bool:
    """Whether a single stop belongs to the word *before* it."""
    *earlier, token = before.split() or [""]
    token = token.lstrip("(\"'“„«»[").rpartition("'")[2].rpartition("’")[2]
    if token.isdigit():
        return _is_ordinal(token, earlier, following, lexicon)
    if len(token) == 1 and token.isalpha():
        return _is_initial(token, following, lexicon)
    return _is_listed(token.lower(), following, lexicon)


def _is_ordinal(number: str, earlier: list[str], following: str, lexicon: _Lexicon) -> bool:
    """Whether a stop after a *number* belongs to it: an ordinal, a number in a list, "1. 5"."""
    if len(number) > 3:
        return False
    if len(number) < 3 and (not earlier or following[:1].isdigit()):
        return True
    if earlier and earlier[-1].lower() in lexicon.before_ordinal:
        return not _starts(following, lexicon)
    word = _FIRST_WORD.match(following)
    return word is not None and word.group().lower() in lexicon.after_ordinal


def _is_initial(letter: str, following: str, lexicon: _Lexicon) -> bool:
    """Whether a single *letter* with a stop is an initial or part of "z. B."."""
    if following[1:2] == "." and following[0].isalpha():
        return True
    if letter.isupper():
        return letter != "I" and not _starts(following, lexicon)
    if not letter.islower():
        return True  # a script without capitals
    return following[:1].isdigit() or _is_listed(letter, following, lexicon)


def _is_listed(token: str, following: str, lexicon: _Lexicon) -> bool:
    """Whether a *token* in lower case is an abbreviation, as the lexicon has it, that ends no sentence here."""
    if token in lexicon.bound:
        return True
    if token in lexicon.open:
        return not following[:1].isupper()
    if token in lexicon.before_capital:
        return not _starts(following, lexicon)
    if token in lexicon.before_number:
        return following[:1].isdigit() or _ROMAN.match(following) is not None
    # "U.S." and its like: a name or noun follows more often than a sentence.
    dotted = len(token) >= 3 and "." in token and all(len(part) == 1 for part in token.split("."))
    return dotted and not _starts(following, lexicon)


def _starts(following: str, lexicon: _Lexicon) -> bool:
    word = _FIRST_WORD.match(following)
    return word is not None and word.group().lower() in lexicon.starters


@cache
def _lexicon(language: str | None) -> _Lexicon:
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    known = any(language in group for group in data.values() if isinstance(group, dict))

    def words(name: str) -> frozenset[str]:
        group: dict[str, str] = data[name]
        chosen = [group.get("any", ""), group.get(language or "", "")] if known else group.values()
        return frozenset(word for listed in chosen for word in listed.split())

    return _Lexicon(**{name: words(name) for name in _Lexicon.__slots__})
