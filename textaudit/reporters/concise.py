"""`concise`: a line per finding, as compilers write them."""

from __future__ import annotations

from textaudit.model import Head, Outcome, Tally, Unreadable
from textaudit.reporters.base import Reporter
from textaudit.reporters.shared.escape import visible
from textaudit.reporters.shared.summary import counted, not_checked, score_text, where


class ConciseReporter(Reporter):
    """``path:line:column: severity rule message``; records have their number behind the path."""

    def document(self, outcome: Outcome) -> str:
        """The lines of one document."""
        place = where(outcome)
        if isinstance(outcome, Unreadable):
            return f"{place}: not read: {visible(outcome.reason)}\n"
        return "".join(
            f"{place}:{f.line}:{f.column}: {f.severity} {f.rule} {visible(f.message)}\n"
            for f in outcome.findings
        )

    def finish(self, head: Head, tally: Tally) -> str:
        """Sums, and what was not checked."""
        lines = [f"{counted(tally)}; score {score_text(tally.score)}"]
        lines += [f"not checked: {line}" for line in not_checked(head, tally)]
        return "\n".join(lines) + "\n"
