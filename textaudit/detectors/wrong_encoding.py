"""Files that are not Unicode: their encoding had to be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Span


class WrongEncoding(Detector):
    """The first line of a document whose bytes were no UTF-8 nor marked as another Unicode encoding."""

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """At most one match."""
        if document.encoding.startswith("utf") or not context.notes.blocks:
            return
        first = context.notes.blocks[0]
        line = context.notes.line_span(first.first_line)
        yield Match(Span(first.start, min(first.end, line.end)), values={"encoding": document.encoding})
