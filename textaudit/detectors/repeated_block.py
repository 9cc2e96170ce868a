"""Lines and paragraphs that repeat an earlier one of the same document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Block, Document, Evidence, Match, Role, Strength

# Where repetition is a device, a layout, or no fault of the text.
_SPARED = {Role.VERSE, Role.TABLE_ROW, Role.CODE, Role.MENU, Role.BYLINE, Role.ADDRESS, Role.LIST_ITEM}
_UNSPACED_CHARS = 40
_REFRAIN = 4  # a block that comes so often is a formula


class RepeatedBlock(Detector):
    """The later of two blocks of the same words.

    Params:
        min_chars: shorter blocks repeat by chance or by design.
        min_words: the same in words; scripts without spaces go by *min_chars* alone.
        min_chars_close: of blocks that stand next to each other.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_chars: int = 90
        min_words: int = 14
        min_chars_close: int = 45

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per repetition, the first as evidence."""
        notes = context.notes
        seen: dict[str, Block] = {}
        repeats: dict[str, list[Block]] = {}
        for block in notes.blocks:
            if block.end - block.start >= self.params.min_chars_close:
                line = block.text
                if seen.setdefault(line, block) is not block:
                    repeats.setdefault(line, []).append(block)
        later = [
            (block, seen[line])
            for line, blocks in repeats.items()
            if len(blocks) < _REFRAIN
            for block in blocks
        ]
        for block, first in sorted(later):
            if self._counts(notes, block, first):
                evidence = Evidence(
                    document.id, document.path, document.record, first.span, first.text[:80], "first"
                )
                yield Match(block.span, Strength.SURE, evidence=(evidence,))

    def _counts(self, notes: Annotations, block: Block, first: Block) -> bool:
        line = block.text
        if notes.role(block) in _SPARED or line[-1] == ":" or notes.once(seams_of).technical:
            return False
        if block.index - first.index == 1:
            return True
        words, size = len(line.split()), len(line)
        spaced = words * 12 > size
        return (
            words >= self.params.min_words and size >= self.params.min_chars
            if spaced
            else size >= _UNSPACED_CHARS
        )
