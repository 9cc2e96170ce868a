"""Terms of a glossary that the translation does not keep to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textaudit.detectors.base import Context, SourceDetector
from textaudit.detectors.shared.source.compared import beside, match_of
from textaudit.detectors.shared.source.terms import TermFinder
from textaudit.model import Document, Match
from textaudit.resources import Resources


class SourceGlossary(SourceDetector):
    """Sentences whose source has a term of the user's glossary, and that lack its translation."""

    def __init__(self, params: Any = None) -> None:
        super().__init__(params)
        self._finder: TermFinder | None = None

    def equip(self, resources: Resources) -> None:
        """Take the terms."""
        self._finder = TermFinder(resources.terms) if resources.terms else None

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """One match per term and sentence."""
        if self._finder is None:
            return []
        found = sorted(self._finder.differences(context.notes.once(beside)), key=lambda one: one.span)
        return [match_of(one, document) for one in found]
