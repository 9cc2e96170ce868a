"""`markdown`: a report to paste into an issue."""

from __future__ import annotations

from textaudit.model import Finding, Head, Outcome, Tally, Unreadable
from textaudit.reporters.base import Reporter
from textaudit.reporters.shared.escape import markdown, shortened
from textaudit.reporters.shared.summary import counted, fix_text, not_checked, quarantine, score_text, where

_SHOWN = 160


class MarkdownReporter(Reporter):
    """A heading and a table per document with findings; scraped text can add no markup of its own."""

    def begin(self, head: Head) -> str:
        """The title."""
        return f"# textaudit report\n\ntextaudit {head.version}, {len(head.rules)} rules.\n"

    def document(self, outcome: Outcome) -> str:
        """The section of one document."""
        if isinstance(outcome, Unreadable):
            return f"\n## {markdown(where(outcome))}\n\nNot read: {markdown(outcome.reason)}\n"
        if not outcome.findings:
            return ""
        title = f"\n## {markdown(where(outcome))} · score {score_text(outcome.score.value)}\n\n"
        table = "| place | severity | rule | passage | why | fix |\n|---|---|---|---|---|---|\n"
        return title + table + "".join(map(self._row, outcome.findings))

    def _row(self, finding: Finding) -> str:
        cells = (
            f"{finding.line}:{finding.column}",
            finding.severity.value,
            f"`{finding.rule}`",
            markdown(shortened(finding.text, _SHOWN)),
            markdown(shortened(finding.message, _SHOWN)),
            markdown(fix_text(finding)),
        )
        return "| " + " | ".join(cells) + " |\n"

    def finish(self, head: Head, tally: Tally) -> str:
        """Scores, and what was not checked."""
        lines = ["\n## Summary\n", f"{counted(tally)}; score {score_text(tally.score)}\n"]
        lines += ["| category | score |\n|---|---|"]
        lines += [f"| {category} | {score_text(score)} |" for category, score in tally.scores.items()]
        missing = not_checked(head, tally) + quarantine(tally)
        if missing:
            lines += ["\n### Not checked\n", *(f"- {markdown(line)}" for line in missing)]
        return "\n".join(lines) + "\n"
