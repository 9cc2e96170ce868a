"""What is likely of a document as a whole, and what says so."""

from __future__ import annotations

from dataclasses import dataclass

from textaudit.model.span import Span


@dataclass(frozen=True, slots=True)
class Clue:
    """A passage of the document that speaks for a signal.

    Attributes:
        note: what is to be seen there, for people.
    """

    span: Span
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a signal says of one document.

    Attributes:
        probability: 0 to 1, as often right as it says; ``None`` where nothing can be said.
        clues: what carries it, the most telling first.
    """

    probability: float | None
    clues: tuple[Clue, ...] = ()


ABSTAINED = Reading(None)
