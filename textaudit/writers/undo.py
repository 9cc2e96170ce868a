"""From cleaned text and ledger back to the original bytes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path, PurePath
from typing import IO

from textaudit.errors import InputError, LedgerError
from textaudit.model import AppliedEdit, Document
from textaudit.readers import open_inputs
from textaudit.readers.charset import encode
from textaudit.readers.compression import FAILURES, open_bytes
from textaudit.readers.jsonl import read_record
from textaudit.writers.atomic import new_file
from textaudit.writers.ledger import Entry, read_ledger, sha256
from textaudit.writers.records import with_text, with_value


def undo(ledger: Path, cleaned: Path, output: Path, text_field: str = "text") -> int:
    """Restore the originals of *cleaned*, a file or a folder as `clean` wrote it, into *output*.

    Returns:
        how many documents had edits taken back.

    Raises:
        LedgerError: the cleaned text is not what the ledger speaks of, or the ledger is broken.
        InputError: a file that does not exist or cannot be written.
    """
    if not cleaned.exists():
        raise InputError(f"{cleaned}: no such file or folder")
    others = _files_of(cleaned)
    restored = 0
    for path, entries in _by_path(read_ledger(ledger)):
        source = _file_for(entries[0], path, cleaned)
        target = _target(source, cleaned, output)
        others.pop(os.path.realpath(source), None)
        try:
            restored += _restore(source, target, entries, text_field)
        except FAILURES as error:
            raise InputError(
                f"{source}: cannot be read: {getattr(error, 'strerror', None) or error}"
            ) from None
    for source in others.values():
        _copy(source, _target(source, cleaned, output))
    return restored


def _files_of(cleaned: Path) -> dict[str, Path]:
    """All files that may have been cleaned into *cleaned*, by where they really are."""
    if cleaned.is_file():
        return {os.path.realpath(cleaned): cleaned}
    try:
        sources = open_inputs([str(cleaned)]).sources
    except InputError:
        return {}
    files = [cleaned / source.id for source in sources]
    return {os.path.realpath(file): file for file in files if file.is_file()}


def _target(source: Path, cleaned: Path, output: Path) -> Path:
    target = output / source.relative_to(cleaned) if cleaned.is_dir() else output
    if os.path.realpath(source) == os.path.realpath(target):
        raise InputError(f"{target}: --output is the cleaned file itself; name another")
    return target


def _copy(source: Path, target: Path) -> None:
    """What the ledger does not speak of was not edited, be it that it could not be read."""
    with source.open("rb") as raw, new_file(target, like=source, pack=False) as out:
        shutil.copyfileobj(raw, out)


def _by_path(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    path: str | None = None
    group: list[Entry] = []
    for entry in entries:
        if entry.path != path and group:
            yield group[0].path, group
            group = []
        path = entry.path
        group.append(entry)
    if group:
        yield group[0].path, group


def _file_for(entry: Entry, path: str, cleaned: Path) -> Path:
    """The cleaned file of a path in the ledger: *cleaned*, or what lies below it under the end of that path."""
    if cleaned.is_file():
        return cleaned
    parts = PurePath(path).parts
    names = [PurePath(entry.file)] if entry.file else []
    names += [PurePath(*parts[start:]) for start in range(len(parts))]
    root = Path(os.path.realpath(cleaned))
    for name in names:
        candidate = cleaned / name
        if (
            ".." not in name.parts
            and candidate.is_file()
            and root in Path(os.path.realpath(candidate.parent), name.name).parents
        ):
            return candidate
    raise LedgerError(f"{path}: the ledger speaks of it, but it is not below {cleaned}")


def _restore(source: Path, target: Path, entries: list[Entry], text_field: str) -> int:
    with ExitStack() as stack:
        stream, raw = open_bytes(source)
        stack.enter_context(raw)
        out = stack.enter_context(new_file(target, like=source))
        if entries[0].record is not None:
            return _restore_records(stream, out, entries, text_field)
        return _restore_text(stream.read(), out, entries[0])


def _restore_text(data: bytes, out: IO[bytes], entry: Entry) -> int:
    if (
        not entry.edits or sha256(data) == entry.sha256
    ):  # nothing to take back, or cleaning stopped before this file
        out.write(data)
        return 0
    _check(data, entry.sha256_cleaned, entry)
    mark = len(encode("", entry.encoding_cleaned, entry.bom and entry.encoding_cleaned == entry.encoding))
    original = taken_back(data[mark:].decode(entry.encoding_cleaned), entry.edits, entry)
    restored = encode(original, entry.encoding, entry.bom)
    _check(restored, entry.sha256, entry)
    out.write(restored)
    return 1


def _restore_records(stream: IO[bytes], out: IO[bytes], entries: list[Entry], text_field: str) -> int:
    by_record = {entry.record: entry for entry in entries if entry.edits}
    restored = 0
    for number, line in enumerate(iter(stream.readline, b""), start=1):
        entry = by_record.pop(number, None)
        text = _text_of(line, entry, text_field) if entry else None
        if entry is None or text is None or sha256(text.encode()) == entry.sha256:
            out.write(line)
            continue
        _check(text.encode(), entry.sha256_cleaned, entry)
        original = taken_back(text, entry.edits, entry)
        _check(original.encode(), entry.sha256, entry)
        if entry.value is None:
            out.write(with_text(line, text_field, original, entry.encoding))
        else:
            out.write(with_value(line, text_field, entry.value, entry.encoding))
        restored += 1
    if by_record:
        missing = next(iter(by_record.values()))
        raise LedgerError(f"{_place(missing)}: the ledger speaks of this record, but the file ends before it")
    return restored


def _text_of(line: bytes, entry: Entry, text_field: str) -> str:
    found = None
    with suppress(UnicodeDecodeError):
        found = read_record(
            line.decode(entry.encoding).encode(), entry.path, entry.record or 1, "id", text_field
        )
    if not isinstance(found, Document):
        raise LedgerError(f"{_place(entry)}: is not the record that the ledger was written for")
    return found.text


def taken_back(text: str, edits: Iterable[AppliedEdit], entry: Entry) -> str:
    """The source that *edits* made *text* of."""
    pieces: list[str] = []
    at = shift = 0
    for edit in edits:
        start = edit.span.start + shift
        end = start + len(edit.after)
        if text[start:end] != edit.after:
            raise LedgerError(f"{_place(entry)}: its text was changed since it was cleaned")
        pieces += (text[at:start], edit.before)
        at = end
        shift += len(edit.after) - edit.span.length
    return "".join((*pieces, text[at:]))


def _check(data: bytes, expected: str, entry: Entry) -> None:
    if sha256(data) != expected:
        raise LedgerError(f"{_place(entry)}: is not the text that the ledger was written for")


def _place(entry: Entry) -> str:
    return entry.path if entry.record is None else f"{entry.path}:{entry.record}"
