"""What a reporter is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from textaudit.model import Head, Outcome, Tally


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a report is shown.

    Attributes:
        width: in cells.
        colour: whether ANSI colours are understood and wanted.
    """

    width: int = 100
    colour: bool = False


class Reporter(ABC):
    """Turns a run into text, piece by piece, so that a report of any length needs no memory.

    A subclass in ``reporters/json_lines.py`` is the format ``json-lines``.
    """

    def __init__(self, screen: Screen | None = None) -> None:
        self.screen = screen or Screen()

    def begin(self, head: Head) -> str:
        """What stands before the first document."""
        return ""

    @abstractmethod
    def document(self, outcome: Outcome) -> str:
        """What one document adds."""

    def finish(self, head: Head, tally: Tally) -> str:
        """What stands behind the last document."""
        return ""
