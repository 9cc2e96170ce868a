"""What a page says besides its entities."""

from __future__ import annotations

from dataclasses import dataclass

from textaudit.entities.store import Sums
from textaudit.model import Head, Tally


@dataclass(frozen=True, slots=True)
class Page:
    """What is known once all documents are read.

    Attributes:
        head: of the run of the rules that look for garbled names.
        tally: of the same run: how many documents, what could not be read.
        sums: how much there is, and how much of it the page shows.
        width: of the screen, in cells.
    """

    head: Head
    tally: Tally
    sums: Sums
    width: int = 100
