"""From findings to a score. `docs/scoring.md` explains it with an example worked out by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from textaudit.model import CATEGORIES, Finding, RuleFailure, Score, Severity

WEIGHTS: Mapping[Severity, float] = {Severity.ERROR: 3.0, Severity.WARNING: 1.0, Severity.NOTE: 0.1}
CONTEXT_WORDS = 4  # what a reader must look at again around a fault, however small it is
UNMEASURED_CONFIDENCE = 0.5  # a rule that nobody measured counts for half


def score_document(
    findings: Sequence[Finding],
    words: int,
    unmeasured: Mapping[str, str],
    failures: Collection[RuleFailure] = (),
) -> Score:
    """Score one document.

    Args:
        words: length of the document in words.
        unmeasured: reason by category, for categories that no rule could measure.
        failures: rules that raised; their categories have no score.
    """
    if not findings and not failures:
        return _unspoilt(tuple(unmeasured.items()))
    reasons = dict(unmeasured)
    for failure in failures:
        reasons.setdefault(failure.rule.partition("/")[0], f"rule {failure.rule} failed")
    damage: dict[str, float] = {}
    ends: dict[str, int] = {}
    for finding in findings:
        category, (start, end) = finding.category, finding.span
        if end <= ends.get(category, 0):
            continue  # inside a passage that this category has counted already
        cost = finding_cost(finding, max(start, ends.get(category, 0)))
        ends[category] = end
        damage[category] = damage.get(category, 0.0) + cost
    size = max(words, 1)
    scores = {c: None if c in reasons else _score(damage.get(c, 0.0) / size) for c in CATEGORIES}
    measured = [damage.get(c, 0.0) for c in CATEGORIES if c not in reasons]
    return Score(_score(sum(measured) / size) if measured else None, scores, reasons)


@lru_cache(maxsize=64)
def _unspoilt(unmeasured: tuple[tuple[str, str], ...]) -> Score:
    """The score of a document without findings, as most are."""
    reasons = dict(unmeasured)
    scores = {category: None if category in reasons else 100.0 for category in CATEGORIES}
    return Score(None if len(reasons) == len(CATEGORIES) else 100.0, scores, reasons)


def finding_cost(finding: Finding, counted_from: int | None = None) -> float:
    """Words that a finding spoils: its own and some around it, times severity, times confidence."""
    confidence = UNMEASURED_CONFIDENCE if finding.confidence is None else finding.confidence
    skipped = 0 if counted_from is None else counted_from - finding.span.start
    return WEIGHTS[finding.severity] * confidence * (_words(finding.text[skipped:]) + CONTEXT_WORDS)


def _words(text: str) -> float:
    """Words of a passage; in scripts without spaces 1.7 characters count as one."""
    spaced = len(text.split())
    return max(spaced, len(text) / 15)


def _score(damage: float) -> float:
    return round(100 * max(0.0, 1 - damage), 1)
