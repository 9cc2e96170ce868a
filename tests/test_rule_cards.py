"""Every case of every card, by the harness that third parties use too."""

from __future__ import annotations

import pytest

from textaudit.model import Rule
from textaudit.rulebook import load_rules
from textaudit.testing import run_cases

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_cases(rule: Rule) -> None:
    results = list(run_cases(rule))
    if results[0].not_run:
        pytest.skip(results[0].not_run)
    wrong = [f"{r.source}:{r.line}: {r.detail}" for r in results if not r.ok]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_cards_teach(rule: Rule) -> None:
    flags = [case for case in rule.cases if case.spans]
    passes = [case for case in rule.cases if not case.spans]
    assert len(flags) >= 2, "a stranger learns little from one example"
    assert len(passes) >= 2
    assert rule.summary.endswith(".")
    assert rule.why.rstrip().endswith(".")
