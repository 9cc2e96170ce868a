"""Blocks and the roles they play."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from textaudit.model.span import Span


class Role(StrEnum):
    """What a block is to its reader."""

    PROSE = "prose"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    QUOTATION = "quotation"
    TABLE_ROW = "table-row"
    CODE = "code"
    VERSE = "verse"
    ADDRESS = "address"
    MENU = "menu"


class Block(NamedTuple):
    """A paragraph, or a line that stands alone; never empty, no white space at its edges.

    Attributes:
        start, end: code points of the text.
        index: its place among the document's blocks, from 0.
        first_line: index (from 0) of the line it begins on.
        gap: whether a blank line (or the text's start) stands before it.
        text: what it says.
    """

    start: int
    end: int
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody wants of a block
    first_line: int
    gap: bool
    text: str

    @property
    def span(self) -> Span:
        """The block as a span."""
        return Span(self.start, self.end)

    @property
    def slice(self) -> slice:
        """The block as an index into the text."""
        return slice(self.start, self.end)
