"""Puts a cleaned text into its line of JSON, and leaves every other byte of the line alone."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # in every CPython, not in its stubs

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SCALAR = re.compile(_STRING + r"|[^\s,\]}]+")
_TOKEN = re.compile(_STRING + r"|[\[{]|[\]}]")


def with_text(line: bytes, text_field: str, text: str, encoding: str) -> bytes:
    """*line* with *text* as the value of its field; escapes stay ASCII where the line was ASCII.

    Args:
        line: one JSON object, with its line end if it has one.

    Raises:
        ValueError: the line is no JSON object with that field.
    """
    raw = line.decode(encoding)
    value = json.dumps(text, ensure_ascii=raw.isascii())
    try:
        return with_value(line, text_field, value, encoding)
    except UnicodeEncodeError:  # an old encoding, which lacks a character that the text has now
        return with_value(line, text_field, json.dumps(text), encoding)


def with_value(line: bytes, text_field: str, value: str, encoding: str) -> bytes:
    """*line* with the JSON *value* in that field; raises what `with_text` does."""
    raw = line.decode(encoding)
    start, end = value_span(raw, text_field)
    return (raw[:start] + value + raw[end:]).encode(encoding)


def value_of(line: bytes, text_field: str, encoding: str) -> str:
    """The JSON of that field, as it is written in *line*; raises what `with_text` does."""
    raw = line.decode(encoding)
    start, end = value_span(raw, text_field)
    return raw[start:end]


def value_span(raw: str, field: str) -> tuple[int, int]:
    """Where the value of a top-level *field* stands in a JSON object; of a repeated one, the last.

    Raises:
        ValueError: no such field.
    """
    found: tuple[int, int] | None = None
    at = _skip(raw, raw.startswith("\ufeff")) + 1  # behind the brace
    at = _skip(raw, at)
    while raw[at] == '"':
        key, at = scanstring(raw, at + 1)
        at = _skip(raw, _skip(raw, at) + 1)  # behind the colon
        begin = at
        at = _end_of_value(raw, at)
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


def _end_of_value(raw: str, at: int) -> int:
    """Where the JSON value ends that begins there. It is not parsed: it may be nested deeply, or be a huge number."""
    if raw[at] not in "[{":
        scalar = _SCALAR.match(raw, at)
        if scalar is None:
            raise ValueError("no JSON")
        return scalar.end()
    depth = 0
    for token in _TOKEN.finditer(raw, at):
        mark = raw[token.start()]
        depth += (mark in "[{") - (mark in "]}")
        if not depth:
            return token.end()
    raise ValueError("no JSON")
