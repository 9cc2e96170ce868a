"""A rule as its card states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from textaudit.model.finding import Match, Severity, Strength
from textaudit.model.fix import Applicability


@dataclass(frozen=True, slots=True)
class FixSpec:
    """How a rule mends what it finds.

    Attributes:
        edit: ``delete`` the span (a whole block takes one neighbouring separator along), ``replace`` it
            by *text*, put the detector's ``suggestion`` in its place, or make the ``edits`` that the
            detector gives.
        applicability: how safe that is, by strength of the match.
        text: the replacement for ``replace``.
        confirmed: how safe it is where another rule's evidence puts the finding beyond doubt.
    """

    edit: str
    applicability: Mapping[Strength, Applicability]
    text: str = ""
    confirmed: Applicability | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An example on a card, which is also its test.

    Attributes:
        texts: one text, or several documents of one run for corpus-wide rules; without marks.
        spans: per text, the passages that must be found; none means that the text must pass.
        fixed: the first text after the rule's own fixes of any applicability, where the card says.
        suggestion: what the first finding must suggest first, where the card says.
        known_failure: why the case cannot hold yet; it is then expected to fail.
        with_rules: ids of rules that run before it; what they find is not looked at.
        names: of a list that it is checked against.
        sources: per text, what it was translated from; none where that is not known.
        glossary: terms that it has to keep to, as ``term = translation``.
        encoding: what the reader is to have decoded it with.
        language: language to assume, where the card says; otherwise it is detected.
        index: its place among the card's cases, from 0.
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[tuple[int, int], ...], ...]
    fixed: str | None = None
    suggestion: str | None = None
    known_failure: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    with_rules: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    index: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One card: a detector bound to parameters, words and examples.

    Attributes:
        languages: codes of the languages it knows; empty means any.
        severity, confidence: by strength of the match. A strength without severity yields nothing.
        where: values that a match must carry to be this rule's, where cards share a detector.
        default: whether it runs unless asked for; an opt-in rule runs only when selected by id.
        source: file the card was read from.
    """

    id: str
    summary: str
    why: str
    severity: Mapping[Strength, Severity]
    detector: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    confidence: Mapping[Strength, float] = field(default_factory=dict)
    fix: FixSpec | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    default: bool = True
    cases: tuple[Case, ...] = ()
    source: str = ""

    @property
    def category(self) -> str:
        """First part of the id."""
        return self.id.partition("/")[0]

    def takes(self, match: Match) -> bool:
        """Whether a match of its detector is this rule's."""
        return not match.confirms and all(match.values.get(name) == own for name, own in self.where.items())
