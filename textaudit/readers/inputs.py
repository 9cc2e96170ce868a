"""What the user names becomes a list of files, and the files a stream of documents."""

from __future__ import annotations

import glob
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from textaudit.errors import InputError
from textaudit.model import Document, Unreadable
from textaudit.readers.compression import FAILURES, bare_name, decompressed, open_bytes
from textaudit.readers.jsonl import read_records
from textaudit.readers.originals import Originals
from textaudit.readers.text import read_text

STDIN = "-"
LEDGER_ENDING = ".ledger.jsonl"
_RECORDS = ".jsonl"
_TEXTS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Source:
    """One file.

    Attributes:
        file: where it lies; ``None`` is standard input.
        path: the input as typed plus what lies below it.
        id: its path below a folder, or its name.
        records: whether each line is a document.
        named: whether it was typed, and not found in a folder.
    """

    file: Path | None
    path: str
    id: str
    records: bool
    named: bool = True


class Inputs:
    """Documents of all inputs, in order; may be gone through more than once.

    Attributes:
        sources: the files, in the order in which they are read.
        skipped: how many files of folders have endings that are not read.
        total_bytes: size of the files on disk, ``None`` where it is not known.
        bytes_read: how much of that has been read in the pass that goes on.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        skipped: int,
        id_field: str,
        text_field: str,
        document_bytes: int,
        source_field: str | None = None,
        originals: Originals | None = None,
    ) -> None:
        self.sources, self.skipped, self.bytes_read = tuple(sources), skipped, 0
        self._id_field, self._text_field, self._limit = id_field, text_field, document_bytes
        self._source_field, self._originals = source_field, originals
        self._spooled: dict[Source, IO[bytes]] = {}
        files = [source.file for source in sources]
        self.total_bytes = None if None in files else sum(_size(file) for file in files if file)

    def __iter__(self) -> Iterator[Document | Unreadable]:
        self.bytes_read = 0
        for source in self.sources:
            begin = self.bytes_read
            for document, position in self._read(source):
                self.bytes_read = begin + position
                yield document
            self.bytes_read = begin + _size(source.file)

    def of(self, source: Source) -> Iterator[Document | Unreadable]:
        """The documents of one file."""
        return (document for document, _ in self._read(source))

    def _read(self, source: Source) -> Iterator[tuple[Document | Unreadable, int]]:
        record = 0
        try:
            stream, raw = self.open(source)
            with raw:
                for document in self._documents(source, stream):
                    record = document.record or 0
                    if self._originals is not None and isinstance(document, Document):
                        document = self._originals.with_source(document, source.id, source.records)
                    yield document, raw.tell()
        except FAILURES as error:
            reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
            where = record + 1 if source.records else None
            id = f"{source.path}:{where}" if source.records else source.id
            yield Unreadable(id, source.path, where, reason), 0

    def _documents(self, source: Source, stream: IO[bytes]) -> Iterator[Document | Unreadable]:
        limit = self._limit
        if source.records:
            yield from read_records(
                stream, source.path, limit, self._id_field, self._text_field, self._source_field
            )
        else:
            document = read_text(stream, source.id, source.path, limit)
            if self._source_field is not None and isinstance(document, Document):
                document = replace(document, sourceless="a text file has no fields (--source names files)")
            yield document

    def open(self, source: Source) -> tuple[IO[bytes], IO[bytes]]:
        """The decompressed bytes of one file, and the file under them, which the caller closes.

        Raises:
            OSError: it cannot be opened.
        """
        if source.file is not None and not _is_pipe(source.file):
            return open_bytes(source.file)
        if not source.named:  # waiting for whoever may write to it would be for ever
            raise OSError("is no regular file")
        if source not in self._spooled:
            self._spooled[source] = spooled = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the inputs
            with source.file.open("rb") if source.file else nullcontext(sys.stdin.buffer) as stream:
                shutil.copyfileobj(stream, spooled)
            spooled.flush()
        again = os.fdopen(os.dup(self._spooled[source].fileno()), "rb")
        again.seek(0)
        return decompressed(again, source.path), again


def open_inputs(
    inputs: Sequence[str],
    *,
    id_field: str = "id",
    text_field: str = "text",
    stdin_format: str = "text",
    document_bytes: int = 20_000_000,
    source: str | None = None,
    source_field: str | None = None,
) -> Inputs:
    """Find the files that *inputs* name: files, folders, globs, or ``-`` for standard input.

    Args:
        document_bytes: larger texts and records are not read.
        source: file or folder with what the texts were translated from.
        source_field: the field of a record that holds what it was translated from.

    Raises:
        InputError: an input that does not exist, matches nothing, or holds no file that can be read; a *source*
            that does not exist, or is one text for several.
    """
    sources: list[Source] = []
    skipped = 0
    for typed in inputs:
        found, left_out = _find(typed, stdin_format)
        sources += found
        skipped += left_out
    if not sources:
        raise InputError("no input: name a file, a folder, a glob, or - for standard input")
    once = _once(sources)
    texts = sum(not found.records for found in once)
    originals = None if source is None else Originals(source, texts, id_field, text_field, document_bytes)
    return Inputs(once, skipped, id_field, text_field, document_bytes, source_field, originals)


def _find(typed: str, stdin_format: str) -> tuple[list[Source], int]:
    if typed == STDIN:
        return [Source(None, STDIN, STDIN, stdin_format == "jsonl")], 0
    path = Path(typed)
    try:
        if path.is_dir():
            return _in_folder(path, typed)
        if path.exists():
            return [_named_file(path, typed)], 0
    except (OSError, ValueError) as error:
        raise InputError(f"{typed!r}: {getattr(error, 'strerror', None) or error}") from None
    matches = sorted(glob.glob(typed, recursive=True)) if glob.has_magic(typed) else []
    files = [Path(match) for match in matches if Path(match).is_file()]
    kept = [_named_file(file, str(file)) for file in files if not file.name.endswith(LEDGER_ENDING)]
    if not kept:
        what = "matches no file" if glob.has_magic(typed) else "no such file or folder"
        raise InputError(f"{typed}: {what}")
    return kept, 0


def _named_file(path: Path, typed: str) -> Source:
    if path.name.endswith(LEDGER_ENDING):
        raise InputError(f"{typed}: a ledger is no input; 'textaudit undo --ledger' reads it")
    return Source(path, Path(typed).as_posix(), path.name, bare_name(path.name).endswith(_RECORDS))


def _in_folder(folder: Path, typed: str) -> tuple[list[Source], int]:
    below: list[str] = []
    skipped = 0
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            bare = bare_name(name)
            if name.startswith(".") or name.endswith(LEDGER_ENDING):
                continue
            if bare.endswith((*_TEXTS, _RECORDS)):
                below.append((Path(root) / name).relative_to(folder).as_posix())
            else:
                skipped += 1
    below += [Path(error.filename).relative_to(folder).as_posix() for error in closed]
    if "." in below:
        raise InputError(f"{typed}: cannot be read: {closed[0].strerror}")
    if not below:
        raise InputError(f"{typed}: no .txt, .md or .jsonl file in this folder (nor with .gz or .zst behind)")
    base = Path(typed).as_posix().rstrip("/")
    base = "" if base == "." and not typed.startswith("./") and typed != "." else base
    return [
        Source(folder / rel, f"{base}/{rel}", rel, bare_name(rel).endswith(_RECORDS), named=False)
        for rel in sorted(below)
    ], skipped


def _once(sources: list[Source]) -> list[Source]:
    """A file that is named twice is read once."""
    seen: set[str | None] = set()
    kept = []
    for source in sources:
        key = os.path.realpath(source.file) if source.file else None
        if key not in seen:
            seen.add(key)
            kept.append(source)
    return kept


def _is_pipe(file: Path) -> bool:
    """Whether *file* can be read only once, like a pipe."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _size(file: Path | None) -> int:
    try:
        return file.stat().st_size if file else 0
    except OSError:
        return 0
