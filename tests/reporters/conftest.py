"""Results made by hand, for reporters know nothing of how a result comes about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from textaudit.model import (
    CATEGORIES,
    Applicability,
    Edit,
    Evidence,
    Finding,
    Fix,
    Head,
    Result,
    RuleFailure,
    Score,
    Severity,
    Span,
    Strength,
    Tally,
    Unreadable,
)
from textaudit.reporters.base import Reporter

HOSTILE = (
    "a\x1b[31m|x\u202e<script>alert(1)</script>\n[y](javascript:z) `*_&amp;_*` @me https://e.org \u200b\x9b2J"
)


def make_finding(
    text: str = "the the", before: str = "over ", after: str = " hill", **changes: Any
) -> Finding:
    start = len(before)
    values: dict[str, Any] = {
        "rule": "grammar/doubled-word",
        "category": "grammar",
        "severity": Severity.WARNING,
        "strength": Strength.SURE,
        "confidence": 0.97,
        "span": Span(start, start + len(text)),
        "line": 1,
        "column": start + 1,
        "text": text,
        "message": f"Written twice: {text}",
        "suggestions": ("the",),
        "evidence": (Evidence("other", "in/other.txt", None, Span(0, 3), "the", "once is enough"),),
        "fix": Fix((Edit(Span(start, start + len(text)), "the"),), Applicability.SAFE),
        "before": before,
        "after": after,
    }
    return Finding(**(values | changes))


def make_result(*findings: Finding, **changes: Any) -> Result:
    scores: dict[str, float | None] = {**dict.fromkeys(CATEGORIES, 100.0), "grammar": 88.0, "ocr": None}
    score = Score(88.0, scores, {"ocr": "no rule for it yet"})
    values: dict[str, Any] = {
        "id": "a.txt",
        "path": "in/a.txt",
        "record": None,
        "language": "en",
        "words": 20,
        "findings": findings,
        "score": score,
        "signals": {"incomplete": 0.04},
    }
    return Result(**(values | changes))


HEAD = Head(
    "0.1.0", 1, "0123456789abcdef", ("grammar/doubled-word",), {"select": []}, {"ocr": "no rule for it yet"}
)
UNREADABLE = Unreadable("b.jsonl:3", "in/b.jsonl", 3, "broken JSON at column 8")


def run_of() -> list[Result | Unreadable]:
    """A sound document, one with a finding, hostile ones, a failed rule, a record that is broken."""
    hostile = make_finding(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        message=HOSTILE,
        suggestions=(HOSTILE, ""),
        evidence=(Evidence(HOSTILE, HOSTILE, 3, Span(0, 3), HOSTILE, HOSTILE),),
        fix=Fix((Edit(Span(0, 3), HOSTILE),), Applicability.DISPLAY),
    )
    score = Score(
        None,
        dict.fromkeys(CATEGORIES),
        {"ocr": "no rule for it yet", "markup": "rule markup/x failed", "spacing": HOSTILE},
    )
    failed = make_result(
        path="in/c.jsonl",
        record=2,
        score=score,
        failures=(RuleFailure("markup/x", "ValueError: " + HOSTILE),),
    )
    return [
        make_result(),
        make_result(make_finding(), make_finding(severity=Severity.NOTE, fix=None, confidence=None)),
        make_result(hostile, id=HOSTILE, path=f"in/{HOSTILE}", record=7),
        failed,
        UNREADABLE,
        Unreadable(HOSTILE, "in/\udcff" + HOSTILE, None, "cannot be read: " + HOSTILE),
    ]


def render_run(reporter: Reporter, outcomes: list[Result | Unreadable] | None = None) -> str:
    tally = Tally()
    pieces = [reporter.begin(HEAD)]
    for outcome in run_of() if outcomes is None else outcomes:
        tally.add(outcome)
        pieces.append(reporter.document(outcome))
    return "".join((*pieces, reporter.finish(HEAD, tally)))


@pytest.fixture
def render() -> Callable[..., str]:
    return render_run


@pytest.fixture
def finding() -> Callable[..., Finding]:
    return make_finding


@pytest.fixture
def result() -> Callable[..., Result]:
    return make_result
