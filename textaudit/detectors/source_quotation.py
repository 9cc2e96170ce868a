"""Quotation marks that the source has and the translation has not, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable

from textaudit.detectors.base import Context, SourceDetector
from textaudit.model import Document, Match


class SourceQuotation(SourceDetector):
    """Quotations of the source that are not marked, and marked ones that are none there."""

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per difference; its ``kind`` says which."""
        # here, as few runs have a source
        from textaudit.detectors.shared.source.compared import match_of
        from textaudit.detectors.shared.source.quotations import quotation_differences

        return [match_of(one, document) for one in context.notes.once(quotation_differences)]
