r"""Escapes such as ``\u2019`` in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role

_SPEAKS_OF_CODE = ("escape", "JSON", "Unicode", "unicode", "string", "`", "character", "code point")


class EscapeSequence(Detector):
    r"""``\uXXXX`` that stands for a printable character, in a block that does not speak of such things."""

    def patterns(self) -> Mapping[str, Pattern]:
        """Four hexadecimal digits behind the mark."""
        return {"escape": Pattern(r"\\u[0-9A-Fa-f]{4}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per escape."""
        for hit in context.hits["escape"]:
            block = context.notes.blocks[hit.block]
            line = document.text[block.slice]
            meant = chr(int(document.text[hit.start + 2 : hit.end], 16))
            if context.notes.role(block) is Role.CODE or any(word in line for word in _SPEAKS_OF_CODE):
                continue
            if meant.isprintable():
                yield Match(hit.span, replacement=meant)
