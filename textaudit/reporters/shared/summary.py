"""What several reporters say at the end, in plain words: scores, and what was not checked and why."""

from __future__ import annotations

from collections.abc import Sequence

from textaudit.model import CATEGORIES, Edit, Finding, Head, Outcome, Severity, Tally
from textaudit.reporters.shared.escape import shortened, visible

_SHOWN_EDIT = 60
_SHOWN_REASON = 200


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
    """One line per thing that was not checked, or not wholly, with the reason; unreadable records aside."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for category, reason in head.unmeasured.items():
        reasons.setdefault((reason, ""), []).append(category)
    for category in CATEGORIES:
        if category in head.unmeasured:
            continue
        for (name, reason), number in sorted(tally.unmeasured.items()):
            if name == category:
                share = f" (in {number:,} of {tally.documents:,} documents)"
                reasons.setdefault((reason, share), []).append(category)
    lines = [
        f"{', '.join(categories)}: {visible(shortened(reason, _SHOWN_REASON))}{share}"
        for (reason, share), categories in reasons.items()
    ]
    lines += [visible(shortened(remark, _SHOWN_REASON)) for remark in head.remarks]
    lines += [
        f"{visible(shortened(remark, _SHOWN_REASON))} (in {number:,} of {tally.documents:,} documents)"
        for remark, number in sorted(tally.remarks.items())
    ]
    for rule, number in sorted(tally.failures.items()):
        reason = visible(shortened(tally.failure_examples[rule].reason, _SHOWN_REASON))
        lines.append(f"rule {visible(rule)} failed on {_plural(number, 'document')}: {reason}")
    return lines


def quarantine(tally: Tally) -> list[str]:
    """The records that could not be read, with the place and the reason."""
    lines = [f"not read: {where(bad)}: {visible(bad.reason)}" for bad in tally.unreadable_examples]
    more = tally.unreadable - len(tally.unreadable_examples)
    return [*lines, f"not read: {more:,} more"] if more > 0 else lines


def suggestions_of(finding: Finding) -> tuple[str, ...]:
    """The replacements worth showing: not the empty one, nor the one that the fix makes anyway."""
    made = {edit.replacement for edit in finding.fix.edits} if finding.fix else set()
    return tuple(text for text in finding.suggestions if text and text not in made)


def fix_text(finding: Finding) -> str:
    """What the fix of a finding would do, and who may apply it."""
    if finding.fix is None:
        return ""
    how = {
        "safe": "applied by clean",
        "unsafe": "applied with --unsafe-fixes",
        "display": "shown only, never applied",
    }
    return f"{_deed(finding, finding.fix.edits)} ({how[finding.fix.applicability]})"


def _deed(finding: Finding, edits: Sequence[Edit]) -> str:
    first, last = edits[0].span.start, edits[-1].span.end
    if (
        all(not edit.replacement for edit in edits)
        and first <= finding.span.start
        and finding.span.end <= last
    ):
        return "deletes it"
    if finding.span.start <= first and last <= finding.span.end:
        return f"replaces it by “{_cut(_with(finding, edits))}”"
    puts = ", ".join(f"“{_cut(edit.replacement)}”" for edit in edits[:3] if edit.replacement)
    return f"puts {puts} into the text there" if puts else "deletes a little of the text there"


def _with(finding: Finding, edits: Sequence[Edit]) -> str:
    """The text of *finding* after *edits*, which lie within it."""
    pieces: list[str] = []
    at, offset = 0, finding.span.start
    for edit in edits:
        pieces += (finding.text[at : edit.span.start - offset], edit.replacement)
        at = edit.span.end - offset
    return "".join((*pieces, finding.text[at:]))


def _cut(text: str) -> str:
    return visible(shortened(text, _SHOWN_EDIT))
