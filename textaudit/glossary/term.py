"""What one entry of a glossary says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what it has to be in the translation.

    Attributes:
        source: spellings of the term, any of which may stand in the source.
        target: accepted translations; one of them has to stand in the translation.
        languages: of *source* and *target* as ISO 639 codes, empty where the list does not say.
        note: what a reader of the report should know.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    languages: tuple[str, str] = ("", "")
    note: str = ""


class GlossaryMistakeError(ValueError):
    """What is wrong with a list of terms; *line* says where, from 1, or 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
