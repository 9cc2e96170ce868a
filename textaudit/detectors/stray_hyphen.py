"""A hyphen stuck to the word behind a sentence's end: ``enclave. -The``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role


class StrayHyphen(Detector):
    """Word, stop, space, hyphen, capitalised word: two sentences joined by what was a list mark or a dash."""

    def patterns(self) -> Mapping[str, Pattern]:
        """The two words with what stands between them."""
        return {
            "join": Pattern(
                r"(?:^|[^\p{L}\p{N}])([\p{L}\p{N}]{2,30}[.!?][\"”’)]? [-–—]\p{Lu}[\p{L}’']{0,30})"
            )
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per join."""
        for hit in context.hits["join"]:
            block = context.notes.blocks[hit.block]
            dialogue = document.text[block.start] in "-–—"
            if not dialogue and context.notes.role(block) in (Role.PROSE, Role.QUOTATION):
                written = document.text[hit.start : hit.end]
                before, _, after = written.partition(" ")
                yield Match(hit.span, replacement=f"{before} {after[1:]}")
