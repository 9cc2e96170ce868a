"""Units that are not those of the source, with the same number before them."""

from __future__ import annotations

from collections.abc import Iterable

from textaudit.detectors.base import Context, SourceDetector
from textaudit.model import Document, Match


class SourceUnit(SourceDetector):
    """Units that are not those of the source, with the same number before them."""

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per difference."""
        # here, as few runs have a source
        from textaudit.detectors.shared.source.compared import match_of
        from textaudit.detectors.shared.source.quantities import quantity_differences

        found = context.notes.once(quantity_differences)
        return [match_of(one, document) for one in found if one.kind == "unit"]
