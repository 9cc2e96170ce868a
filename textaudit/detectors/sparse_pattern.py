"""The generic detector `sparse-pattern`: a fault where it is rare, a habit of the text where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW}


class SparsePattern(Detector):
    """Hits of a pattern in prose, as long as they are few.

    Params:
        regex: RE2 syntax; group 1, if any, is the hit.
        max_per_1000: with more hits per 1,000 code points the text is written or made that way, and is left
            alone; two hits are always few.
        replacement: what belongs in the hit's place, for ``edit: suggestion``.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        regex: str
        max_per_1000: float
        replacement: str | None = None

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The regex."""
        return {"regex": Pattern(self.params.regex)}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """All hits, or none."""
        notes = context.notes
        hits = [h for h in context.hits["regex"] if notes.role(notes.blocks[h.block]) not in _NOT_PROSE]
        if len(hits) <= max(2, self.params.max_per_1000 * len(document.text) / 1000):
            for hit in hits:
                yield Match(hit.span, replacement=self.params.replacement)
