"""A sentence that runs over two paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import Seam, seams_of
from textaudit.model import Document, Edit, Match, Role, Span

_SHORT_LINE = 60


class SplitSentence(Detector):
    """A paragraph without an end, and the next in lower case: an advertisement or a page break came between.

    Params:
        min_words_headline: shorter lines without a stop may be headlines over a paragraph that lost its opening.
        min_words_before, min_words_after: shorter pieces are labels and cells more often than half sentences.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words_before: int = 5
        min_words_after: int = 3
        min_words_headline: int = 10

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per seam, from the last word before it to the first one after it."""
        notes = context.notes
        seams = notes.once(seams_of)
        if seams.lower_case_style or seams.technical or not seams.punctuated:
            return
        for index, first in seams.by_block.items():
            second = seams.by_block.get(index + 1)
            if (
                second is None
                or not self._belong(first, second)
                or notes.role(second.block) is not Role.PROSE
                or (
                    notes.role(first.block) is not Role.PROSE
                    and len(first.words) < self.params.min_words_headline
                )
            ):
                continue
            start = first.block.end - len(first.words[-1])
            end = second.block.start + len(second.words[0])
            gap = Edit(Span(first.block.end, second.block.start), " ")
            yield Match(Span(start, end), edits=(gap,))

    def _belong(self, first: Seam, second: Seam) -> bool:
        if not (first.open_end and second.low_start):
            return False
        if not second.block.gap and first.block.end - first.block.start < _SHORT_LINE:
            return False  # verse, or a list
        if len(first.words) < self.params.min_words_before or len(second.words) < self.params.min_words_after:
            return False
        return (
            not first.is_titled
            and first.words[-1][-1] not in "-–—|"
            and second.words[0].rstrip(",").isalpha()
        )
