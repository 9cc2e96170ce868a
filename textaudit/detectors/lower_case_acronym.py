"""An abbreviation in brackets that has lost its capitals: ``the tidal research station (trs)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_REACH = 160  # code points before the bracket in which its words stand
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset((
    "of", "and", "the", "for", "in", "to", "with", "on", "by", "a", "an", "or", "at", "as",
))  # fmt: skip
_SPARED = {Role.CODE, Role.TABLE_ROW, Role.MENU}


class LowerCaseAcronym(Detector):
    """Letters in brackets that are the initials of the words before them, and no word of their own.

    Params:
        min_letters: shorter ones are spelled so by chance.
        words: what is a word as well, although it fits.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_letters: int = 3
        words: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The bracket."""
        return {"bracket": Pattern(rf" \(\p{{Ll}}{{{self.params.min_letters},7}}\d?\)")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per bracket, the letters marked."""
        for hit in context.hits["bracket"]:
            span = Span(hit.start + 2, hit.end - 1)
            letters = document.text[span.slice]
            if letters not in self.params.words and self._is_short_for_what_stands_before(context.notes, hit):
                yield Match(span, replacement=letters.upper())

    def _is_short_for_what_stands_before(self, notes: Annotations, hit: Hit) -> bool:
        block = notes.blocks[hit.block]
        if notes.role(block) in _SPARED:
            return False
        letters = notes.text[hit.start + 2 : hit.end - 1].rstrip("0123456789")
        before = notes.text[max(block.start, hit.start - _REACH) : hit.start]
        words = [word.lower() for word in _WORD.findall(before)]
        full = [word for word in words if word not in _SMALL]
        return letters in (_initials(words, len(letters)), _initials(full, len(letters)))


def _initials(words: list[str], number: int) -> str:
    """The initials of the last words; a number of them that would not fit gives other letters."""
    return "".join(word[0] for word in words[-number:])
