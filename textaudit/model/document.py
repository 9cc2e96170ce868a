"""What a reader yields: a text with its provenance, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a document was translated from.

    Attributes:
        id, path, record: which document it is, as findings name it in their evidence.
    """

    text: str
    id: str = ""
    path: str = ""
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with id and provenance.

    Attributes:
        id: name in reports; may repeat within a run.
        path: the input as typed plus what lies below it.
        record: line number (from 1) in a file of records; ``None`` for a text file.
        text: decoded text, without byte-order mark, line ends as they were.
        encoding: codec the text was decoded with, as Python names it.
        bom: whether a byte-order mark stood before the text.
        source: what it was translated from, where that is known.
        sourceless: why there is no *source* though one was asked for.
    """

    id: str
    path: str
    record: int | None
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    source: SourceText | None = None
    sourceless: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that could not be read; it is counted and reported, never dropped.

    Attributes:
        reason: what is wrong, in one line, without text of the record.
    """

    id: str
    path: str
    record: int | None
    reason: str


def writable(name: str) -> str:
    """A name as JSON and reports can hold it: that of a file that is no UTF-8 comes with lone surrogates."""
    return name.encode("utf-8", "backslashreplace").decode()
