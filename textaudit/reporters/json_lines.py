"""`json-lines`: one line per document."""

from __future__ import annotations

from textaudit.model import Head, Outcome, Result
from textaudit.reporters.base import Reporter, Screen
from textaudit.reporters.shared.rows import as_json, outcome_row


class JsonLinesReporter(Reporter):
    """One JSON object a line, in the order of the input; nothing before and nothing behind."""

    def __init__(self, screen: Screen | None = None) -> None:
        super().__init__(screen)
        self._remarks: tuple[str, ...] = ()

    def begin(self, head: Head) -> str:
        """Nothing; what holds for the whole run is said in every line."""
        self._remarks = head.remarks
        return ""

    def document(self, outcome: Outcome) -> str:
        """The line of one document."""
        row = outcome_row(outcome)
        if self._remarks and isinstance(outcome, Result):
            row["remarks"] = [*self._remarks, *outcome.remarks]
        return as_json(row) + "\n"
