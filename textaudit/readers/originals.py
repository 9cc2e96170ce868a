"""What documents were translated from: the text or record of another file that belongs to each."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import IO

import orjson

from textaudit.errors import InputError
from textaudit.model import Document, SourceText, Unreadable
from textaudit.readers.compression import ENDINGS, FAILURES, bare_name, open_bytes
from textaudit.readers.jsonl import read_records
from textaudit.readers.text import read_text

_RECORDS = ".jsonl"


class Originals:
    """Finds for each document the one that it was translated from.

    In a folder that is the file with the same path below it. Of a file of records it is the record with the same
    id, or where ids are missing that on the same line.

    Args:
        path: a folder, a text, or a file of records.
        texts: how many text files the run has.
        document_bytes: larger texts and records are not read.

    Raises:
        InputError: *path* does not exist, or is one text though there are several.
    """

    def __init__(self, path: str, texts: int, id_field: str, text_field: str, document_bytes: int) -> None:
        self._path, self._limit = Path(path), document_bytes
        self._fields = (id_field, text_field)
        self._records: dict[Path, _Records] = {}
        try:
            self._is_folder = self._path.is_dir()
            missing = not self._path.exists()
        except (OSError, ValueError) as error:
            raise InputError(f"--source {path!r}: {getattr(error, 'strerror', None) or error}") from None
        if missing:
            raise InputError(f"--source {path}: no such file or folder")
        if not self._is_folder and not _holds_records(self._path) and texts > 1:
            raise InputError(
                f"--source {path}: is one text, but {texts} are read; name a folder with the same file names"
            )

    def with_source(self, document: Document, below: str, in_records: bool) -> Document:
        """The *document* with its source, or with the reason why it has none.

        Args:
            below: the path of its file below the input's folder, or the file's name.
            in_records: whether it is a line of a file of records.
        """
        file = self._beside(below) if self._is_folder else self._path
        if file is None:
            return replace(document, sourceless="no file of its name in the folder (--source)")
        if in_records != _holds_records(file):
            return replace(document, sourceless="a text and a file of records do not go together (--source)")
        try:
            found = self._record(document, file) if in_records else self._text(file)
        except FAILURES as error:
            found = f"it cannot be read: {getattr(error, 'strerror', None) or error}"
        if isinstance(found, str):
            return replace(document, sourceless=found)
        return replace(document, source=found)

    def _beside(self, below: str) -> Path | None:
        """The file of that name in the folder, compressed or not."""
        bare = bare_name(below)
        names = dict.fromkeys((below, bare, *(bare + ending for ending in ENDINGS)))
        return next((file for name in names if (file := self._path / name).is_file()), None)

    def _text(self, file: Path) -> SourceText | str:
        stream, raw = open_bytes(file)
        with raw:
            read = read_text(stream, file.name, file.as_posix(), self._limit)
        return _as_source(read)

    def _record(self, document: Document, file: Path) -> SourceText | str:
        records = self._records.get(file)
        if records is None:
            records = self._records[file] = _Records(file, self._limit, *self._fields)
        own_id = document.id != f"{document.path}:{document.record}"
        return records.of(document.id if own_id else None, document.record or 0)


class _Records:
    """The records of a file, on disk, to be had in any order."""

    def __init__(self, file: Path, limit: int, id_field: str, text_field: str) -> None:
        self._kept: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the inputs
        self._starts: dict[int, int] = {}  # by line
        self._lines: dict[str, int] = {}  # by id
        stream, raw = open_bytes(file)
        with raw:
            for read in read_records(stream, file.as_posix(), limit, id_field, text_field):
                number = read.record or 0
                found = _as_source(read)
                kept = found if isinstance(found, str) else [found.text, found.id, found.path, number]
                self._starts[number] = self._kept.tell()
                self._lines.setdefault(read.id, number)
                self._kept.write(orjson.dumps([read.id, kept], option=orjson.OPT_APPEND_NEWLINE))

    def of(self, id: str | None, line: int) -> SourceText | str:
        """The record with this id, that on this line first; without an id that on this line."""
        here = self._at(line)
        if here is not None and (id is None or here[0] == id):
            return here[1]
        number = None if id is None else self._lines.get(id)
        there = None if number is None else self._at(number)
        if there is None:
            return "no record of its id (--source)" if id is not None else "no record on its line (--source)"
        return there[1]

    def _at(self, line: int) -> tuple[str, SourceText | str] | None:
        if line not in self._starts:
            return None
        self._kept.seek(self._starts[line])
        id, kept = orjson.loads(self._kept.readline())
        return id, kept if isinstance(kept, str) else SourceText(*kept)


def _as_source(read: Document | Unreadable) -> SourceText | str:
    if isinstance(read, Unreadable):
        return f"it cannot be read: {read.reason}"
    if not read.text.strip():
        return "it is empty"
    return SourceText(read.text, read.id, read.path, read.record)


def _holds_records(file: Path) -> bool:
    return bare_name(file.name).endswith(_RECORDS)
