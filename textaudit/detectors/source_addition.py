"""Sentences that nothing in the source says."""

from __future__ import annotations

from collections.abc import Iterable

from textaudit.detectors.base import Context, SourceDetector
from textaudit.model import Document, Match


class SourceAddition(SourceDetector):
    """Sentences that nothing in the source says."""

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per difference."""
        # here, as few runs have a source
        from textaudit.detectors.shared.source.compared import match_of
        from textaudit.detectors.shared.source.sentences import sentence_differences

        found = context.notes.once(sentence_differences)
        return [match_of(one, document) for one in found if one.kind == "addition"]
