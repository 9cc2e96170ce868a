"""Names that are not those of the source."""

from __future__ import annotations

from collections.abc import Iterable

from textaudit.detectors.base import Context, SourceDetector
from textaudit.model import Document, Match


class SourceName(SourceDetector):
    """Names that are not those of the source."""

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per difference."""
        # here, as few runs have a source
        from textaudit.detectors.shared.source.compared import match_of
        from textaudit.detectors.shared.source.names import name_differences

        found = context.notes.once(name_differences)
        return [match_of(one, document) for one in found if one.kind == "name"]
