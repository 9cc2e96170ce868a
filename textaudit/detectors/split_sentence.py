"""A sentence that runs over two paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import speaks_of_programs
from textaudit.detectors.shared.seams import is_split, seams_of
from textaudit.model import Document, Edit, Match, Span


class SplitSentence(Detector):
    """A paragraph without an end, and the next in lower case: an advertisement or a page break came between.

    Short lines without a stop may be headlines over a paragraph that lost its opening; they count where
    they hold a finite verb or end in a small word.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per seam, from the last word before it to the first one after it."""
        notes = context.notes
        seams = notes.once(seams_of)
        for index, first in seams.by_block.items():
            second = seams.by_block.get(index + 1)
            if (
                second is not None
                and is_split(notes, seams, first, second)
                and not notes.once(speaks_of_programs)
            ):
                start = first.block.end - len(first.words[-1])
                end = second.block.start + len(second.words[0])
                gap = Edit(Span(first.block.end, second.block.start), " ")
                yield Match(Span(start, end), edits=(gap,))
