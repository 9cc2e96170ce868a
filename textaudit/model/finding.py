"""From what a detector yields to what people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from textaudit.model.fix import Edit, Fix
from textaudit.model.span import Span


class Severity(StrEnum):
    """How bad a finding is if it is true."""

    NOTE = "note"  # worth a look
    WARNING = "warning"  # an editor would change it
    ERROR = "error"  # an editor would reject it

    @property
    def rank(self) -> int:
        """0 for note, 1 for warning, 2 for error."""
        return ("note", "warning", "error").index(self.value)


class Strength(StrEnum):
    """How much evidence a match has."""

    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage elsewhere that proves a finding. *id*, *path* and *record* say in which document."""

    id: str
    path: str
    record: int | None
    span: Span
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a detector yields. It knows no rule id, severity or message.

    Attributes:
        span: the smallest passage that an editor would mark; never empty.
        replacement: the right text for exactly *span*, where the detector knows it.
        suggestions: further replacements for exactly *span*, best first.
        edits: what a fix would do, where it is neither deleting nor replacing *span*.
        values: words for the card's message, by name.
        confirms: says nothing new: what other rules found in these blocks is beyond doubt.
    """

    span: Span
    strength: Strength = Strength.SURE
    replacement: str | None = None
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A match under a rule's name.

    Attributes:
        confidence: measured precision of findings of this rule and strength, 0 to 1, or ``None``.
        line, column: from 1; column in code points.
        before, after: a little of the same line on either side, for showing.
        text: exactly the text of *span*.
    """

    rule: str
    category: str
    severity: Severity
    strength: Strength
    confidence: float | None
    span: Span
    line: int
    column: int
    text: str
    message: str
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    before: str = ""
    after: str = ""
