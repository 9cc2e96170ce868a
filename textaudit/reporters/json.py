"""`json`: one object with the head, all documents, and totals."""

from __future__ import annotations

from textaudit.model import Head, Outcome, Tally
from textaudit.reporters.base import Reporter, Screen
from textaudit.reporters.shared.rows import as_json, head_row, outcome_row, tally_row


class JsonReporter(Reporter):
    """One JSON object, written as the documents come."""

    def __init__(self, screen: Screen | None = None) -> None:
        super().__init__(screen)
        self._first = True

    def begin(self, head: Head) -> str:
        """The head, with the object and the list of documents left open."""
        return as_json(head_row(head))[:-1] + ',"documents":['

    def document(self, outcome: Outcome) -> str:
        """One member of the list."""
        comma, self._first = "" if self._first else ",", False
        return f"{comma}\n" + as_json(outcome_row(outcome))

    def finish(self, head: Head, tally: Tally) -> str:
        """The totals, and what was open closed."""
        return '\n],"totals":' + as_json(tally_row(tally)) + "}\n"
