"""From cleaned text and ledger back to the original bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import orjson

from textaudit.errors import InputError, LedgerError
from textaudit.model import AppliedEdit
from textaudit.readers.charset import encode
from textaudit.readers.compression import FAILURES, bare_name, open_bytes
from textaudit.writers.atomic import new_file
from textaudit.writers.ledger import Entry, read_ledger, sha256
from textaudit.writers.records import with_text


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
    restored = 0
    for path, entries in _by_path(read_ledger(ledger)):
        source = _file_for(entries[0], path, cleaned)
        target = output / source.relative_to(cleaned) if cleaned.is_dir() else output
        if source.resolve() == target.resolve():
            raise InputError(f"{target}: --output is the cleaned file itself; name another")
        try:
            restored += _restore(source, target, entries, text_field)
        except FAILURES as error:
            raise InputError(
                f"{source}: cannot be read: {getattr(error, 'strerror', None) or error}"
            ) from None
    return restored


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
    parts = Path(path).parts
    for start in range(len(parts)):
        candidate = cleaned.joinpath(*parts[start:])
        if (
            ".." not in parts[start:]
            and candidate.is_file()
            and cleaned.resolve() in candidate.resolve().parents
        ):
            return candidate
    raise LedgerError(f"{path}: the ledger speaks of it, but it is not below {cleaned}")


def _restore(source: Path, target: Path, entries: list[Entry], text_field: str) -> int:
    with ExitStack() as stack:
        stream, raw = open_bytes(source)
        stack.enter_context(raw)
        out = stack.enter_context(new_file(target, like=source))
        if bare_name(source.name).endswith(".jsonl") or entries[0].record is not None:
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
        out.write(with_text(line, text_field, original, entry.encoding))
        restored += 1
    if by_record:
        missing = next(iter(by_record.values()))
        raise LedgerError(f"{_place(missing)}: the ledger speaks of this record, but the file ends before it")
    return restored


def _text_of(line: bytes, entry: Entry, text_field: str) -> str:
    try:
        return str(orjson.loads(line.decode(entry.encoding).removeprefix("\ufeff"))[text_field])
    except (orjson.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        raise LedgerError(f"{_place(entry)}: is not the record that the ledger was written for") from None


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
