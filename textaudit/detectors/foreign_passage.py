"""Paragraphs in another language than the document's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.body import length_in_words
from textaudit.model import Block, Document, Match, Role, Span

_SPARED = {
    Role.QUOTATION,
    Role.CODE,
    Role.VERSE,
    Role.TABLE_ROW,
    Role.ADDRESS,
    Role.MENU,
    Role.BYLINE,
    Role.CAPTION,
}
_QUOTES = "\"“„«»‘'”「『"
_BILINGUAL = 0.3  # with more than this share in other languages the document is meant to have two


class ForeignPassage(Detector):
    """Blocks that are surely in a language other than the document's; runs of them are one match.

    Params:
        min_words: shorter blocks are titles, names or phrases more often than passages.
        min_chars: the same for scripts without spaces.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 12
        min_chars: int = 60

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of blocks in one language."""
        notes = context.notes
        if notes.language is None or len(notes.blocks) < 2:
            return
        foreign = [b for b in notes.surely_foreign_blocks(self.params.min_chars) if self._counts(notes, b)]
        if sum(length_in_words(block.text) for block in foreign) > _BILINGUAL * max(notes.word_count, 1):
            return
        for run in _runs(notes, foreign):
            code = notes.language_of(run[0]) or ""
            yield Match(
                Span(run[0].start, run[-1].end), values={"language": code, "expected": notes.language}
            )

    def _counts(self, notes: Annotations, block: Block) -> bool:
        if notes.text[block.start] in _QUOTES:
            return False
        words = len(block.text.split())
        spaced = words * 12 > block.end - block.start
        return notes.role(block) not in _SPARED and (not spaced or words >= self.params.min_words)


def _runs(notes: Annotations, blocks: list[Block]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in blocks:
        if run and (
            block.index != run[-1].index + 1 or notes.language_of(block) != notes.language_of(run[0])
        ):
            yield run
            run = []
        run.append(block)
    if run:
        yield run
