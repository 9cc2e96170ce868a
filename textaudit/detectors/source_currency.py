"""Currencies that are not those of the source, with the same amount."""

from __future__ import annotations

from collections.abc import Iterable

from textaudit.detectors.base import Context, SourceDetector
from textaudit.model import Document, Match


class SourceCurrency(SourceDetector):
    """Currencies that are not those of the source, with the same amount."""

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per difference."""
        # here, as few runs have a source
        from textaudit.detectors.shared.source.compared import match_of
        from textaudit.detectors.shared.source.quantities import quantity_differences

        found = context.notes.once(quantity_differences)
        return [match_of(one, document) for one in found if one.kind == "currency"]
