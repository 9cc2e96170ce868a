"""The ledger: every edit that cleaning made, so that each can be seen and undone."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from textaudit.errors import LedgerError
from textaudit.model import Applicability, AppliedEdit, Cleaned, Span
from textaudit.readers.charset import encode
from textaudit.readers.compression import FAILURES, open_bytes

SCHEMA_VERSION = 1
_HELD_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a ledger.

    Attributes:
        encoding_cleaned: what the cleaned file is encoded in.
        file: name of the cleaned file below the folder that was cleaned into, or as typed.
        value: JSON of a record's text as it was written, where the text alone does not tell.
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
    file: str | None = None
    value: str | None = None


class LedgerWriter:
    """Writes a ledger to a stream as documents are cleaned, a file at a time."""

    def __init__(self, stream: IO[bytes], version: str, fingerprint: str) -> None:
        self._stream = stream
        self._rows = tempfile.SpooledTemporaryFile(_HELD_BYTES)  # noqa: SIM115 - goes with the writer
        self._write({"schema_version": SCHEMA_VERSION, "version": version, "fingerprint": fingerprint})
        self._head_bytes = self._rows.tell()

    def add(self, cleaned: Cleaned, file: str, value: str | None = None) -> None:
        """One document: a line for itself, and one per edit. They are held until `commit`."""
        place = {"id": cleaned.id, "path": cleaned.path, "record": cleaned.record}
        before, after = hashes(cleaned)
        self._write(
            {
                **place,
                "file": file,
                "encoding": cleaned.encoding,
                "encoding_cleaned": encoding_of(cleaned),
                "bom": cleaned.bom,
                "value": value,
                "sha256": before,
                "sha256_cleaned": after,
            }
        )
        for edit in cleaned.edits:
            self._write({**place, **_edit_row(edit)})

    def commit(self) -> None:
        """Put what was added into the stream, for good."""
        self._rows.seek(0)
        shutil.copyfileobj(self._rows, self._stream)
        self._stream.flush()
        self._head_bytes = 0
        self.forget()

    def forget(self) -> None:
        """Drop what was added since the last `commit`."""
        self._rows.seek(self._head_bytes)
        self._rows.truncate()

    def _write(self, row: dict[str, Any]) -> None:
        try:
            self._rows.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        except TypeError:  # the name of a file may be no UTF-8
            self._rows.write(json.dumps(row).encode() + b"\n")


def encoding_of(cleaned: Cleaned) -> str:
    """The encoding that the cleaned text goes out in: the old one, or UTF-8 where that lacks a character."""
    try:
        encode(cleaned.text, cleaned.encoding, False)
    except UnicodeEncodeError:
        return "utf-8"
    return cleaned.encoding


def cleaned_bytes(cleaned: Cleaned) -> bytes:
    """The cleaned text as the bytes of its file."""
    encoding = encoding_of(cleaned)
    return encode(cleaned.text, encoding, cleaned.bom and encoding == cleaned.encoding)


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
        stream, raw = open_bytes(path)
        with raw:
            yield from _entries(stream, path)
    except FAILURES as error:
        reason = getattr(error, "strerror", None) or error
        raise LedgerError(f"{path}: cannot be read: {reason}") from None


def _entries(file: IO[bytes], path: Path) -> Iterator[Entry]:
    head: dict[str, Any] | None = None
    edits: list[AppliedEdit] = []
    number = 0
    for number, line in enumerate(iter(file.readline, b""), start=1):
        if not line.endswith(b"\n") and number > 1:
            raise LedgerError(
                f"{path}:{number}: ends in the middle; if the run that wrote it was killed, delete this line"
            )
        try:
            row = _row(line)
            if number == 1:
                if row["schema_version"] != SCHEMA_VERSION:
                    raise LedgerError(
                        f"{path}:1: ledger of version {row['schema_version']}; this reads {SCHEMA_VERSION}"
                    )
                continue
            if "sha256" not in row:
                edits.append(_edit(row))
                continue
            entry = _entry(head, edits) if head is not None else None
            _entry(row, [])  # so that what it lacks is told with its line
        except (KeyError, TypeError, ValueError):
            raise LedgerError(f"{path}:{number}: not a line of a ledger") from None
        if entry is not None:
            yield entry
        head, edits = row, []
    if not number:
        raise LedgerError(f"{path}: is empty, and no ledger")
    if head is not None:
        yield _entry(head, edits)


def _row(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return json.loads(line)


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
        file=row.get("file"),
        value=row.get("value"),
    )
