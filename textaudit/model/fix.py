"""Edits, and how safe they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textaudit.model.span import Span


class Applicability(StrEnum):
    """Who may apply a fix."""

    SAFE = "safe"  # what the author wrote, beyond doubt: applied unread
    UNSAFE = "unsafe"  # likely: applied with --unsafe-fixes
    DISPLAY = "display"  # shown, never applied

    @property
    def rank(self) -> int:
        """0 for display, 1 for unsafe, 2 for safe."""
        return ("display", "unsafe", "safe").index(self.value)


@dataclass(frozen=True, slots=True)
class Edit:
    """Put *replacement* in the place of *span* (an empty span inserts)."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that stand or fall together, in ascending order and without overlap."""

    edits: tuple[Edit, ...]
    applicability: Applicability


@dataclass(frozen=True, slots=True)
class AppliedEdit:
    """An edit that `clean` made, in offsets of the source, passes already composed."""

    rule: str
    span: Span
    before: str
    after: str
    applicability: Applicability
    confidence: float | None
