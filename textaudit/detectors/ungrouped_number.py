"""A large number in running prose without anything between its thousands: ``238000 people``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Span, Strength

_AHEAD = re.compile(r"[ \u00a0]([a-z-]{2,})(?:[ \u00a0]([a-z-]{2,}))?")
_BEHIND = re.compile(r"(total of|\S+)[ \u00a0][(“\"‘]?[$€£¥~]?$|^[(“\"‘]?[$€£¥~]?$|[.!?][”\"]? [(“\"‘]?$")
_CLAUSE_END = re.compile(r"[,.;)]*(?:\s|$)")
_LOOK_BACK = 40  # code points
_YEARS = range(1000, 2101)  # four digits that may be a year
_LONG = 5  # digits; with fewer, many styles leave a number whole
_FUNCTION_WORDS = (
    "a an and are as at be been before but by can could did do does during for from had has have he her his i if in"
    " into is it its may might more must near of off on or our out over than that the their there they this to until"
    " up was we were when which while who will with would you thus plus yes less series across besides unless always"
    " perhaps towards"
)
_NO_NOUN = frozenset(_FUNCTION_WORDS.split())
_BEGINNINGS = (
    "then the among with by for and but so now today some there of from between they we in on to when if"
)
_OPENINGS = frozenset(_BEGINNINGS.split())  # their capital makes no name of what follows
_OF_PEOPLE = frozenset(("have", "had", "were", "are"))  # what follows a number that stands for people


class UngroupedNumber(Detector):
    """Counts of four digits or more, written whole: ``238000 people``, ``more than 410000,``.

    Numbers that name something (``Room 7312``, ``Project 81500``, ``CA 94107``), years, code and technical
    documents are left alone. Four digits count only before what is counted, and those that may be a year
    only behind a word of measure ("nearly 1700 soldiers") or before a unit.

    Params:
        measures: words in front of a count.
        labels: words in front of a number that names something.
        year_words: words in front of a year.
        units: what is counted where no word of measure stands in front; also plurals without an s.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        measures: tuple[str, ...] = ()
        labels: tuple[str, ...] = ()
        year_words: tuple[str, ...] = ()
        units: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Four to nine digits."""
        return {"number": Pattern(r"[1-9]\d{3,8}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The number, with the one that groups it by thousands."""
        notes = context.notes
        matches = [m for hit in context.hits.get("number", ()) if (m := self._match(notes, hit)) is not None]
        if matches and not notes.once(seams_of).technical:
            yield from matches

    def _match(self, notes: Annotations, hit: Hit) -> Match | None:
        block = notes.blocks[hit.block]
        if notes.role(block) not in (Role.PROSE, Role.QUOTATION):
            return None
        before = _BEHIND.search(notes.text[max(block.start, hit.start - _LOOK_BACK) : hit.start])
        if before is None:
            return None
        word = (before.group(1) or "").strip('(“"‘,')
        long = hit.end - hit.start >= _LONG
        if not self._is_count(word, notes.text, hit, long):
            return None
        number = f"{int(notes.text[hit.start : hit.end]):,}"
        strength = Strength.SURE if long else Strength.LIKELY
        return Match(Span(hit.start, hit.end), strength, replacement=number)

    def _is_count(self, before: str, text: str, hit: Hit, long: bool) -> bool:
        measured = before.lower() in self.params.measures
        if before.lower() in self.params.labels:
            return False
        if before[:1].isupper() and not measured and before.lower() not in _OPENINGS:
            return False  # a name, perhaps
        ahead = _AHEAD.match(text, hit.end)
        if ahead is None:
            return long and measured and _ends_here(text, hit.end)
        first, second = ahead.group(1), ahead.group(2) or ""
        if long:
            return measured or first in _OF_PEOPLE or first not in _NO_NOUN
        if int(text[hit.start : hit.end]) in _YEARS and not measured:
            return first in self.params.units and before.lower() not in self.params.year_words
        return self._counts(first, second)

    def _counts(self, first: str, second: str) -> bool:
        """Whether the words behind a number are what is counted, perhaps with an adjective."""
        if first in _NO_NOUN:
            return False
        return self._is_plural(first) or (second not in _NO_NOUN and self._is_plural(second))

    def _is_plural(self, word: str) -> bool:
        return word in self.params.units or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))


def _ends_here(text: str, at: int) -> bool:
    """Whether a clause ends behind the number, rather than a decimal, a code or a list of digits going on."""
    return _CLAUSE_END.match(text, at) is not None and not text[at : at + 2].isspace()
