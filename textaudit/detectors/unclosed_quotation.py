"""Quotations and brackets that are opened and never closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.open_ends import open_ends
from textaudit.detectors.shared.pairs import BRACKETS, closes_first, unbalanced, unclosed
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Block, Document, Match, Role, Span, Strength

_STOPS = ".!?…。！？"


class UnclosedQuotation(Detector):
    """A paragraph that breaks off inside a quotation or between brackets.

    Sure for a quotation in which the paragraph ends without a stop; likely for a bracket; weak where the sentence
    ends and only the mark is missing. A quotation of several paragraphs opens each of them and closes the last,
    and some close only the last: what a later paragraph closes or opens anew is left alone.

    Params:
        min_words: of the paragraph.
        min_chars: of one that ends well.
        reach: so many paragraphs on, the end of a quotation is looked for.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 5
        min_chars: int = 60
        reach: int = 6

    params: Params

    def detect(self, document: Document, context: Context) -> list[Match]:
        """One match per paragraph: its last sentence, or from the mark on where the sentence ends well."""
        notes = context.notes
        matches = [
            Match(notes.sentences_in(block)[-1], strength) for block, strength in self._broken_off(notes)
        ]
        ends = {match.span.end for match in matches}
        matches += (Match(span, Strength.WEAK) for span in self._unclosed(notes) if span.end not in ends)
        return sorted(matches, key=lambda match: match.span)

    def _broken_off(self, notes: Annotations) -> Iterator[tuple[Block, Strength]]:
        seams = notes.once(seams_of)
        for seam in notes.once(open_ends) if seams.punctuated else ():
            block = seam.block
            if not block.text[-1].isalpha() or len(seam.words) < self.params.min_words:
                continue
            at = unclosed(block.text)
            if at is None or self._goes_on(notes, block, block.text[at]) or seams.technical:
                continue
            yield block, Strength.LIKELY if block.text[at] in BRACKETS else Strength.SURE

    def _unclosed(self, notes: Annotations) -> Iterator[Span]:
        """Places in paragraphs that end well; rare, so the whole text is asked first."""
        marks = unbalanced(notes.text)
        if not marks:
            return
        for block in notes.blocks:
            line = block.text
            if len(line) < self.params.min_chars or line[-1] not in _STOPS:
                continue
            if not any(mark in line for mark in marks) or notes.role(block) is not Role.PROSE:
                continue
            at = unclosed(line)
            if at is None or line[at] not in marks or self._goes_on(notes, block, line[at]):
                continue
            if notes.once(seams_of).technical:  # it reads the whole text
                return
            yield Span(block.start + at, block.end)

    def _goes_on(self, notes: Annotations, block: Block, mark: str) -> bool:
        after = notes.blocks[block.index + 1 : block.index + 1 + self.params.reach]
        if after and after[0].text[0] == mark:
            return block.text[-1] in _STOPS  # else the next paragraph opens another one
        return any(closes_first(other.text, mark) for other in after)
