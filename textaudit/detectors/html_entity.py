"""HTML entities that were not decoded."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role

_ABOUT_MARKUP = 2  # different escapes of markup characters in one block: it explains them
_MARKUP = {"&lt;", "&gt;", "&quot;", "&amp;"}


class HtmlEntity(Detector):
    """Entities with their semicolon, however often they were escaped; blocks about HTML are left alone."""

    def patterns(self) -> Mapping[str, Pattern]:
        """Numbered entities, and named ones in letters."""
        return {
            "entity": Pattern(
                r"&(?:(?:amp;){1,3}(?:[A-Za-z]{2,8};|#\d{2,6};)?|#\d{2,6};|#[xX][0-9A-Fa-f]{2,6};|[A-Za-z]{2,8}\d{0,2};)"
            )
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per entity that stands for a character."""
        by_block: dict[int, list[Match]] = {}
        for hit in context.hits["entity"]:
            written = document.text[hit.start : hit.end]
            meant = _decoded(written)
            if meant != written and meant.isprintable() or meant == "\u00a0":
                shown = " " if meant == "\u00a0" else meant
                by_block.setdefault(hit.block, []).append(Match(hit.span, replacement=shown))
        for index, matches in by_block.items():
            block = context.notes.blocks[index]
            kinds = {document.text[m.span.slice] for m in matches} & _MARKUP
            if len(kinds) < _ABOUT_MARKUP and context.notes.role(block) is not Role.CODE:
                yield from matches


def _decoded(written: str) -> str:
    for _ in range(4):
        meant = html.unescape(written)
        if meant == written:
            break
        written = meant
    return written
