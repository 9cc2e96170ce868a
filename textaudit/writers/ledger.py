"""The ledger: every edit that cleaning made, so that each can be seen and undone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from textaudit.errors import LedgerError
from textaudit.model import Applicability, AppliedEdit, Cleaned, Span
from textaudit.readers.charset import encode
from textaudit.writers.output import cleaned_bytes, encoding_of

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a ledger.

    Attributes:
        encoding_cleaned: what the cleaned file is encoded in.
        sha256, sha256_cleaned: of the file's bytes before compression, or of a record's text in UTF-8.
    """

    id: str
    path: str
    record: int | None
    encoding: str
    encoding_cleaned: str
    bom: bool
    sha256: str
    sha256_cleaned: str
    edits: tuple[AppliedEdit, ...]


class LedgerWriter:
    """Writes a ledger to a stream as documents are cleaned."""

    def __init__(self, stream: IO[bytes], version: str, fingerprint: str) -> None:
        self._stream = stream
        self._write({"schema_version": SCHEMA_VERSION, "version": version, "fingerprint": fingerprint})

    def add(self, cleaned: Cleaned) -> None:
        """One document: a line for itself, and one per edit."""
        place = {"id": cleaned.id, "path": cleaned.path, "record": cleaned.record}
        before, after = hashes(cleaned)
        self._write(
            {
                **place,
                "encoding": cleaned.encoding,
                "encoding_cleaned": encoding_of(cleaned),
                "bom": cleaned.bom,
                "sha256": before,
                "sha256_cleaned": after,
            }
        )
        for edit in cleaned.edits:
            self._write({**place, **_edit_row(edit)})

    def _write(self, row: dict[str, Any]) -> None:
        self._stream.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def hashes(cleaned: Cleaned) -> tuple[str, str]:
    """SHA-256 of a document before and after cleaning."""
    if cleaned.record is not None:
        return sha256(cleaned.source.encode()), sha256(cleaned.text.encode())
    before = encode(cleaned.source, cleaned.encoding, cleaned.bom)
    return sha256(before), sha256(cleaned_bytes(cleaned) if cleaned.edits else before)


def sha256(data: bytes) -> str:
    """Hexadecimal digest."""
    return hashlib.sha256(data).hexdigest()


def _edit_row(edit: AppliedEdit) -> dict[str, Any]:
    return {
        "rule": edit.rule,
        "start": edit.span.start,
        "end": edit.span.end,
        "before": edit.before,
        "after": edit.after,
        "applicability": edit.applicability.value,
        "confidence": edit.confidence,
    }


def read_ledger(path: Path) -> Iterator[Entry]:
    """The documents of a ledger, in its order.

    Raises:
        LedgerError: the file cannot be read, or a line is not what a ledger has there.
    """
    try:
        with path.open("rb") as file:
            yield from _entries(file, path)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from None


def _entries(file: IO[bytes], path: Path) -> Iterator[Entry]:
    head: dict[str, Any] | None = None
    edits: list[AppliedEdit] = []
    for number, line in enumerate(file, start=1):
        try:
            row = orjson.loads(line)
            if number == 1:
                if row["schema_version"] != SCHEMA_VERSION:
                    raise LedgerError(
                        f"{path}:1: ledger of version {row['schema_version']}; this reads {SCHEMA_VERSION}"
                    )
            elif "sha256" in row:
                if head is not None:
                    yield _entry(head, edits)
                head, edits = row, []
            else:
                edits.append(_edit(row))
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            raise LedgerError(f"{path}:{number}: not a line of a ledger") from None
    if head is not None:
        yield _entry(head, edits)


def _edit(row: dict[str, Any]) -> AppliedEdit:
    span = Span(int(row["start"]), int(row["end"]))
    level = Applicability(row["applicability"])
    return AppliedEdit(row["rule"], span, str(row["before"]), str(row["after"]), level, row["confidence"])


def _entry(row: dict[str, Any], edits: list[AppliedEdit]) -> Entry:
    record = row["record"]
    return Entry(
        id=str(row["id"]),
        path=str(row["path"]),
        record=None if record is None else int(record),
        encoding=str(row["encoding"]),
        encoding_cleaned=str(row.get("encoding_cleaned", row["encoding"])),
        bom=bool(row["bom"]),
        sha256=str(row["sha256"]),
        sha256_cleaned=str(row["sha256_cleaned"]),
        edits=tuple(edits),
    )
