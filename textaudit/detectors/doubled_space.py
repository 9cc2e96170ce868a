"""Two or more spaces between two words of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role, Span

_LAID_OUT = {Role.TABLE_ROW, Role.CODE, Role.VERSE, Role.LIST_ITEM, Role.MENU, Role.ADDRESS}
_HABIT = 5  # so often in one text, it is how its author types, or how it is laid out


class DoubledSpace(Detector):
    """Runs of spaces where one belongs.

    Silent where spaces lay a text out, where they follow the end of a sentence (typists' habit), and in
    texts that are full of them.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Spaces, plain or not breaking, between a word and the next."""
        return {"spaces": Pattern('[\\p{L}\\p{N},;)]([ \u00a0]{2,})[\\p{L}\\p{N}(“"]')}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of spaces, unless there are too many."""
        hits = [h for h in context.hits["spaces"] if self._in_sentence(context, h.block, h.end - h.start)]
        if len(hits) > max(_HABIT, len(document.text) / 400):
            return
        for hit in hits:
            yield Match(Span(hit.start, hit.end), replacement=" ")

    def _in_sentence(self, context: Context, index: int, length: int) -> bool:
        block = context.notes.blocks[index]
        if length > 3 or context.notes.role(block) in _LAID_OUT:
            return False
        return context.notes.text.count("   ", block.start, block.end) == 0
