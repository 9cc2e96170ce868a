"""Names that no other rule may touch."""

from __future__ import annotations

from textaudit.annotate import Annotations
from textaudit.gazetteer import words_of
from textaudit.model import Span
from textaudit.resources import Resources


class ProtectedNames:
    """Asked by rules on grammar, spelling and spacing before they change a word.

    Args:
        resources: the lists of right names.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def holds(self, notes: Annotations, span: Span) -> bool:
        """Whether a passage is a name or part of one: a listed one, in any case, or one that the text mentions."""
        words = words_of(notes.text[span.slice])
        return (bool(words) and self._resources.accepts(words)) or notes.is_name(span)
