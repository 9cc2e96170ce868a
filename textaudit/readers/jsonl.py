"""JSON lines: one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

import orjson

from textaudit.model import Document, SourceText, Unreadable
from textaudit.readers.charset import decode
from textaudit.readers.text import over_limit

_SKIP_BYTES = 1 << 20


def read_records(
    stream: IO[bytes], path: str, limit: int, id_field: str, text_field: str, source_field: str | None = None
) -> Iterator[Document | Unreadable]:
    """The documents of a stream of JSON lines; blank lines are counted but are no records."""
    for number, line in enumerate(lines_of(stream, limit), start=1):
        if line is None:
            yield Unreadable(f"{path}:{number}", path, number, over_limit(limit))
        elif line.strip():
            yield read_record(line, path, number, id_field, text_field, source_field)


def lines_of(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines with their ends; ``None`` for one of more than *limit* bytes, which is skipped without being held.

    Line ends do not count.
    """
    while line := stream.readline(limit + 2):
        if len(line) < limit + 2 or line.endswith(b"\n"):
            yield line if len(line.rstrip(b"\r\n")) <= limit else None
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIP_BYTES)
        yield None


def read_record(
    line: bytes, path: str, number: int, id_field: str, text_field: str, source_field: str | None = None
) -> Document | Unreadable:
    """The document that one line is; with what it was translated from, where a field for that is named."""
    fallback = f"{path}:{number}"
    encoding, bom = "utf-8", False
    if number == 1 and line.startswith(b"\xef\xbb\xbf"):
        line, bom = line[3:], True
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        parsed = _patiently(line)
        if isinstance(parsed, str):
            return Unreadable(fallback, path, number, parsed)
        record, encoding = parsed
    if not isinstance(record, dict):
        return Unreadable(fallback, path, number, "not a JSON object")
    name = _name(record.get(id_field), fallback)
    text = record.get(text_field)
    if not isinstance(text, str):
        missing = text_field not in record
        reason = f"no field '{text_field}'" if missing else f"field '{text_field}' is not a text"
        return Unreadable(name, path, number, reason + " (--text-field names another)" * missing)
    if not _has_whole_characters(text):
        return Unreadable(name, path, number, "its text has lone surrogates, which are no characters")
    source, sourceless = source_in(record, source_field) if source_field else (None, None)
    if source is not None:
        source = replace(source, id=name, path=path, record=number)
    return Document(name, path, number, text, encoding, bom, source, sourceless)


def source_in(record: Mapping[str, Any], field: str) -> tuple[SourceText | None, str | None]:
    """The text of a *field*, of which nobody knows yet where it stands; or why there is none."""
    text = record.get(field)
    if field not in record:
        return None, f"no field '{field}' (--source-field names another)"
    if not isinstance(text, str):
        return None, f"field '{field}' is not a text"
    if not text.strip():
        return None, f"field '{field}' is empty"
    if not _has_whole_characters(text):
        return None, f"field '{field}' has lone surrogates, which are no characters"
    return SourceText(text), None


def _patiently(line: bytes) -> tuple[Any, str] | str:
    """What orjson refuses: other encodings, huge numbers, lone surrogates; or what is wrong."""
    decoded = decode(line)
    if isinstance(decoded, str):
        return decoded
    try:
        return json.loads(decoded.text), decoded.encoding
    except json.JSONDecodeError as error:
        return f"broken JSON at column {error.colno}: {error.msg}"
    except (RecursionError, ValueError):
        return "broken JSON: nested too deeply, or a number too large"


def _name(value: Any, fallback: str) -> str:
    if value is None or isinstance(value, (dict, list, bool)) or value == "":
        return fallback
    name = str(value)
    return name if _has_whole_characters(name) else fallback


def _has_whole_characters(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
