"""Puts a cleaned text into its line of JSON, and leaves every other byte of the line alone."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # in every CPython, not in its stubs

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def with_text(line: bytes, text_field: str, text: str, encoding: str) -> bytes:
    """*line* with *text* as the value of its field; escapes stay ASCII where the line was ASCII.

    Args:
        line: one JSON object, with its line end if it has one.

    Raises:
        ValueError: the line is no JSON object with that field.
    """
    raw = line.decode(encoding)
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    start, end = value_span(raw[len(mark) :], text_field)
    value = json.dumps(text, ensure_ascii=raw.isascii())
    body = raw[len(mark) :]
    return (mark + body[:start] + value + body[end:]).encode(encoding)


def value_span(raw: str, field: str) -> tuple[int, int]:
    """Where the value of a top-level *field* stands in a JSON object; of a repeated one, the last.

    Raises:
        ValueError: no such field.
    """
    found: tuple[int, int] | None = None
    at = _skip(raw, 0) + 1  # behind the brace
    at = _skip(raw, at)
    while raw[at] == '"':
        key, at = scanstring(raw, at + 1)
        at = _skip(raw, _skip(raw, at) + 1)  # behind the colon
        begin = at
        _, at = _DECODER.raw_decode(raw, at)
        if key == field:
            found = (begin, at)
        at = _skip(raw, at)
        if raw[at] != ",":
            break
        at = _skip(raw, at + 1)
    if found is None:
        raise ValueError(f"no field {field!r}")
    return found


def _skip(raw: str, at: int) -> int:
    match = _SPACE.match(raw, at)
    return match.end() if match else at
