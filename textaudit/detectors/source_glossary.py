"""Terms of a glossary that the translation does not keep to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textaudit.detectors.base import Context, SourceDetector
from textaudit.model import Document, Match
from textaudit.resources import Resources

if TYPE_CHECKING:
    from textaudit.detectors.shared.source.terms import TermFinder


class SourceGlossary(SourceDetector):
    """Sentences whose source has a term of the user's glossary, and that lack its translation."""

    def __init__(self, params: Any = None) -> None:
        super().__init__(params)
        self._finder: TermFinder | None = None

    def equip(self, resources: Resources) -> None:
        """Take the terms."""
        if resources.terms:
            # here, as few runs have a glossary
            from textaudit.detectors.shared.source.terms import TermFinder

            self._finder = TermFinder(resources.terms)

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per term and sentence."""
        if self._finder is None:
            return []
        from textaudit.detectors.shared.source.compared import beside, match_of

        found = sorted(self._finder.differences(context.notes.once(beside)), key=lambda one: one.span)
        return [match_of(one, document) for one in found]
