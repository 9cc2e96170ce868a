"""How sure a rule on names is, and what others said before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from textaudit.model import Match, Span, Strength

_CATEGORY = "garbled-name/"


class Thresholds(Protocol):
    """Probabilities from which a match has each strength."""

    @property
    def sure(self) -> float: ...  # noqa: D102 - the class says it
    @property
    def likely(self) -> float: ...  # noqa: D102
    @property
    def weak(self) -> float: ...  # noqa: D102


def strength_of(probability: float, thresholds: Thresholds) -> Strength | None:
    """The strength of a match so probable; ``None`` where it is not worth reporting."""
    if probability >= thresholds.sure:
        return Strength.SURE
    if probability >= thresholds.likely:
        return Strength.LIKELY
    return Strength.WEAK if probability >= thresholds.weak else None


def taken(span: Span, matches: Mapping[str, Sequence[Match]]) -> bool:
    """Whether another rule on names marked this passage, and not as weak."""
    return any(
        match.span.start < span.end and span.start < match.span.end and match.strength is not Strength.WEAK
        for rule, found in matches.items()
        if rule.startswith(_CATEGORY)
        for match in found
    )
