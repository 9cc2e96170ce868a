"""Counts by rule, for ``--statistics``."""

from __future__ import annotations

from textaudit.model import Head, Severity, Tally
from textaudit.reporters.shared.summary import counted, not_checked, score_text


def statistics_text(head: Head, tally: Tally) -> str:
    """A table of findings by rule and severity, the scores by category, and what was not checked."""
    levels = [severity.value for severity in reversed(Severity)]
    lines = [counted(tally), ""]
    if tally.findings:
        lines.append("".join(f"{level:>9}" for level in levels) + "  rule")
        for rule, _ in tally.findings.most_common():
            counts = (tally.rule_severities[rule, level] for level in levels)
            lines.append("".join(f"{number or '·':>9}" for number in counts) + f"  {rule}")
        lines.append("")
    lines.append(f"{score_text(tally.score):>9}  score of all")
    lines += [f"{score_text(score):>9}  {category}" for category, score in tally.scores.items()]
    missing = not_checked(head, tally)
    return (
        "\n".join([*lines, *(["", "not checked:"] if missing else []), *(f"  {line}" for line in missing)])
        + "\n"
    )
