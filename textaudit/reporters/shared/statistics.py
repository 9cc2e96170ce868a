"""Counts by rule, for ``--statistics``."""

from __future__ import annotations

from textaudit.model import Head, Severity, Tally
from textaudit.reporters.shared.summary import counted, not_checked, quarantine, score_text

_LEVELS = tuple(severity.value for severity in reversed(Severity))


def statistics_text(head: Head, tally: Tally) -> str:
    """A table of findings by rule and severity, the scores by category, and what was not checked."""
    lines = [counted(tally), ""]
    if tally.findings:
        lines += [*_by_rule(tally), ""]
    lines.append(f"{score_text(tally.score):>9}  score of all")
    lines += [f"{score_text(score):>9}  {category}" for category, score in tally.scores.items()]
    missing = not_checked(head, tally) + quarantine(tally)
    if missing:
        lines += ["", "not checked:", *(f"  {line}" for line in missing)]
    return "\n".join(lines) + "\n"


def _by_rule(tally: Tally) -> list[str]:
    """The rules with the most findings first."""
    lines = ["".join(f"{name:>9}" for name in ("all", *_LEVELS)) + "  rule"]
    for rule, total in sorted(tally.findings.items(), key=lambda item: (-item[1], item[0])):
        numbers = (total, *(tally.rule_severities[rule, level] for level in _LEVELS))
        lines.append("".join(f"{number or '·':>9}" for number in numbers) + f"  {rule}")
    return lines
