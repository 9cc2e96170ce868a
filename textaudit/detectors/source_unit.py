"""Units that are not those of the source, with the same number before them."""

from __future__ import annotations

from collections.abc import Iterable

from textaudit.detectors.base import Context, SourceDetector
from textaudit.detectors.shared.source.compared import match_of
from textaudit.detectors.shared.source.quantities import quantity_differences
from textaudit.model import Document, Match


class SourceUnit(SourceDetector):
    """Units that are not those of the source, with the same number before them."""

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per difference."""
        found = context.notes.once(quantity_differences)
        return [match_of(one, document) for one in found if one.kind == "unit"]
