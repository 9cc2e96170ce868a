"""What several reporters say at the end, in plain words: scores, and what was not checked and why."""

from __future__ import annotations

from textaudit.model import CATEGORIES, Finding, Head, Outcome, Severity, Tally
from textaudit.reporters.shared.escape import shortened, visible

_SHOWN_EDIT = 60


def where(outcome: Outcome) -> str:
    """The place of a document: its path, and its record where it has one."""
    place = visible(outcome.path or outcome.id)
    return place if outcome.record is None else f"{place}:{outcome.record}"


def counted(tally: Tally) -> str:
    """How much was read and found."""
    parts = [f"{_plural(tally.documents, 'document')}, {tally.words:,} words"]
    found = [_plural(tally.severities[s], s) for s in reversed(Severity) if tally.severities[s]]
    parts.append(", ".join(found) if found else "nothing found")
    return "; ".join(parts)


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def score_text(value: float | None) -> str:
    """A score, or a dash where nothing was measured."""
    return "–" if value is None else f"{value:.1f}"


def not_checked(head: Head, tally: Tally) -> list[str]:
    """One line per thing that was not checked, with the reason."""
    lines = [f"{category}: {reason}" for category, reason in head.unmeasured.items()]
    for category in CATEGORIES:
        if category in head.unmeasured:
            continue
        for (name, reason), number in sorted(tally.unmeasured.items()):
            if name == category:
                lines.append(f"{category}: {reason} (in {number:,} of {tally.documents:,} documents)")
    for rule, number in sorted(tally.failures.items()):
        reason = visible(shortened(tally.failure_examples[rule].reason, 200))
        lines.append(f"rule {rule} failed on {_plural(number, 'document')}: {reason}")
    return lines + quarantine(tally)


def quarantine(tally: Tally) -> list[str]:
    """The records that could not be read, with the place and the reason."""
    lines = [f"not read: {where(bad)}: {visible(bad.reason)}" for bad in tally.unreadable_examples]
    more = tally.unreadable - len(tally.unreadable_examples)
    return [*lines, f"not read: {more:,} more"] if more > 0 else lines


def fix_text(finding: Finding) -> str:
    """What the fix of a finding would do, and who may apply it."""
    if finding.fix is None:
        return ""
    edits = finding.fix.edits
    if all(not edit.replacement for edit in edits):
        what = "would delete it"
    elif len(edits) == 1 and edits[0].span == finding.span:
        what = f"would put “{visible(shortened(edits[0].replacement, _SHOWN_EDIT))}” in its place"
    else:
        puts = ", ".join(f"“{visible(shortened(e.replacement, _SHOWN_EDIT))}”" for e in edits[:3])
        what = f"would put {puts} into the text"
    how = {
        "safe": "applied by clean",
        "unsafe": "applied with --unsafe-fixes",
        "display": "shown only, never applied",
    }
    return f"{what} ({how[finding.fix.applicability]})"
