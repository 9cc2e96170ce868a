"""Marks that turn the direction of writing, in text that runs one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Span

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class BidiControl(Detector):
    """Direction marks in blocks without a letter that is written from right to left."""

    def patterns(self) -> Mapping[str, Pattern]:
        """Marks, embeddings, overrides and isolates."""
        return {"mark": Pattern(r"[\x{200E}\x{200F}\x{061C}\x{202A}-\x{202E}\x{2066}-\x{2069}]{1,50}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of marks."""
        judged, needed = -1, False
        for hit in context.hits["mark"]:
            if hit.block != judged:
                block = context.notes.blocks[hit.block]
                judged, needed = hit.block, bool(_RIGHT_TO_LEFT.search(block.text))
            if not needed:
                yield Match(Span(hit.start, hit.end), replacement="")
