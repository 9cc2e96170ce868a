"""``between 50% and 30%``, ``30 30%``: numbers that cannot stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_READ = {Role.PROSE, Role.QUOTATION}
_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = (
    r" ?(?:%|percent\b|per cent\b|million\b|billion\b|years old\b|years of age\b|people\b|meters\b|metres\b"
    r"|kilometers\b|kilometres\b|km\b|kg\b|mg\b|miles\b|degrees\b|dollars\b|euros\b|yuan\b)"
)
_RANGE = re.compile(rf"between {_NUMBER}(?:{_UNIT})? and {_NUMBER}{_UNIT}")
_TWICE = re.compile(rf"(?<![\d.,]){_NUMBER} {_NUMBER} ?(?:%|percent\b|per cent\b)")
_LOOK_BACK = 24  # code points


class NumberPair(Detector):
    """Ranges with a unit that run backwards, and a percentage whose number stands there twice.

    Hours ("between 9 and 5") and years run backwards for good reason and have no such unit.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """The beginning of a range, and the end of a percentage behind two numbers."""
        return {"range": Pattern(r"between \d"), "twice": Pattern(r" \d[\d.,]* ?(?:%|percent|per cent)")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The pair, with its unit."""
        notes = context.notes
        found = [_backwards(notes, hit) for hit in context.hits.get("range", ())]
        found += [_twice(notes, hit) for hit in context.hits.get("twice", ())]
        yield from sorted((match for match in found if match is not None), key=lambda match: match.span)


def _backwards(notes: Annotations, hit: Hit) -> Match | None:
    pair = _RANGE.match(notes.text, hit.start)
    if pair is None or not _is_read(notes, hit):
        return None
    return Match(Span(*pair.span())) if _value(pair.group(1)) > _value(pair.group(2)) else None


def _twice(notes: Annotations, hit: Hit) -> Match | None:
    if not _is_read(notes, hit):
        return None
    for pair in _TWICE.finditer(
        notes.text, max(notes.blocks[hit.block].start, hit.start - _LOOK_BACK), hit.end
    ):
        if pair.end() == hit.end and pair.group(1) == pair.group(2):
            return Match(Span(*pair.span()))
    return None


def _is_read(notes: Annotations, hit: Hit) -> bool:
    return notes.role(notes.blocks[hit.block]) in _READ


def _value(number: str) -> float:
    return float(number.replace(",", ""))
