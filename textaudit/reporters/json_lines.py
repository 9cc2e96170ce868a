"""`json-lines`: one line per document."""

from __future__ import annotations

from textaudit.model import Outcome
from textaudit.reporters.base import Reporter
from textaudit.reporters.shared.rows import as_json, outcome_row


class JsonLinesReporter(Reporter):
    """One JSON object a line, in the order of the input; nothing before and nothing behind."""

    def document(self, outcome: Outcome) -> str:
        """The line of one document."""
        return as_json(outcome_row(outcome)) + "\n"
