"""What a run yields, document by document, and in sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from textaudit.model.document import Unreadable
from textaudit.model.finding import Finding, Severity
from textaudit.model.fix import AppliedEdit
from textaudit.model.signal import Clue


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that raised. What it would have said is unknown, so its category has no score."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 100, 100 = nothing to do; ``None`` where nothing was measured.

    Attributes:
        by_category: all thirteen categories.
        unmeasured: the reason for every category that has no score.
    """

    value: float | None
    by_category: Mapping[str, float | None]
    unmeasured: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one document.

    Attributes:
        signals: probabilities of what may be true of it as a whole, by name; ``None`` where nothing can be said.
        clues: the passages that carry them.
        remarks: what of it was not checked though somebody may expect it.
    """

    id: str
    path: str
    record: int | None
    language: str | None
    words: int
    findings: tuple[Finding, ...]
    score: Score
    signals: Mapping[str, float | None] = field(default_factory=dict)
    failures: tuple[RuleFailure, ...] = ()
    clues: Mapping[str, tuple[Clue, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


Outcome = Result | Unreadable


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One cleaned document.

    Attributes:
        text: the text after all edits; the source where the guard held them back.
        edits: in offsets of the source, ascending.
        held_back: why the guard kept the original, or ``None``.
        skipped: findings with an applicable fix that lost against an overlapping one in every pass.
        unmeasured: reason by category, where a detector could not judge this document.
    """

    id: str
    path: str
    record: int | None
    source: str
    text: str
    edits: tuple[AppliedEdit, ...]
    encoding: str = "utf-8"
    bom: bool = False
    held_back: str | None = None
    skipped: tuple[Finding, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    unmeasured: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known before the first document: versions, settings, and what will not be checked.

    Attributes:
        unmeasured: category and reason, for those that no document of this run can have measured.
        settings: those that change results.
        rules: ids of the rules that run.
        remarks: what was checked less than it could be, and what would change that.
    """

    version: str
    schema_version: int
    fingerprint: str
    rules: tuple[str, ...]
    settings: Mapping[str, Any]
    unmeasured: Mapping[str, str]
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Sums over a run. Tallies merge in any order.

    Attributes:
        weighted_score: sum of score times words (at least one), for the corpus score.
        unreadable_examples: the first hundred of *unreadable*.
    """

    documents: int = 0
    words: int = 0
    unreadable: int = 0
    findings: Counter[str] = field(default_factory=Counter)  # by rule
    severities: Counter[str] = field(default_factory=Counter)
    rule_severities: Counter[tuple[str, str]] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    unmeasured: Counter[tuple[str, str]] = field(default_factory=Counter)
    weighted_score: float = 0.0
    scored_words: int = 0
    weighted_categories: dict[str, float] = field(default_factory=dict)
    category_words: Counter[str] = field(default_factory=Counter)
    unreadable_examples: list[Unreadable] = field(default_factory=list)
    failure_examples: dict[str, RuleFailure] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if isinstance(outcome, Unreadable):
            self.unreadable += 1
            if len(self.unreadable_examples) < 100:
                self.unreadable_examples.append(outcome)
            return
        self.documents += 1
        self.words += outcome.words
        self.languages[outcome.language or "unknown"] += 1
        for finding in outcome.findings:
            self.findings[finding.rule] += 1
            self.severities[finding.severity] += 1
            self.rule_severities[finding.rule, finding.severity] += 1
        for failure in outcome.failures:
            self.failures[failure.rule] += 1
            self.failure_examples.setdefault(failure.rule, failure)
        self.remarks.update(outcome.remarks)
        self._add_score(outcome.score, max(outcome.words, 1))

    def _add_score(self, score: Score, weight: int) -> None:
        if score.value is not None:
            self.weighted_score += score.value * weight
            self.scored_words += weight
        for category, value in score.by_category.items():
            if value is not None:
                self.weighted_categories[category] = (
                    self.weighted_categories.get(category, 0.0) + value * weight
                )
                self.category_words[category] += weight
        for item in score.unmeasured.items():
            self.unmeasured[item] += 1

    @property
    def score(self) -> float | None:
        """Mean of the documents' scores, weighted by words."""
        return round(self.weighted_score / self.scored_words, 1) if self.scored_words else None

    @property
    def scores(self) -> dict[str, float]:
        """The same per category, for those that were measured."""
        return {c: round(v / self.category_words[c], 1) for c, v in sorted(self.weighted_categories.items())}

    def at_least(self, severity: Severity) -> int:
        """Findings of *severity* or worse."""
        return sum(n for s, n in self.severities.items() if Severity(s).rank >= severity.rank)
