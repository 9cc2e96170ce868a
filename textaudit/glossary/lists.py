"""Reads lists of terms, by what stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textaudit.errors import GlossaryError
from textaudit.glossary.tbx import looks_like_xml, read_tbx
from textaudit.glossary.term import GlossaryMistakeError, Term

_MOST_BYTES: Final = 50_000_000
_MOST_CHARS: Final = 300  # of one term
_COLUMNS: Final = ("source", "target", "note")
_OTHER_NAMES: Final = {"term": "source", "translation": "target"}
_HEADER: Final = "source,target or source,target,note"
_BOM: Final = b"\xef\xbb\xbf"


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The terms of a list: TBX 2 or 3, or CSV with the header ``source,target`` and maybe ``note``.

    In CSV, spellings and accepted translations are joined by ``|``; columns may be parted by commas, semicolons or
    tabs, further ones are left out, and so are empty rows and lines that begin with ``#``.

    Raises:
        GlossaryError: it cannot be read, is empty, or has a mistake: path, line, what, what to do.
    """
    try:
        data = _read(path)
        terms = tuple(read_tbx(data) if looks_like_xml(data) else _from_csv(data))
    except GlossaryMistakeError as mistake:
        where = f"{path}:{mistake.line}" if mistake.line else f"{path}"
        raise GlossaryError(f"{where}: {mistake}") from None
    if not terms:
        raise GlossaryError(f"{path}: holds no term; write a CSV with the header {_HEADER}, or TBX")
    return terms


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise GlossaryMistakeError("is a folder; name a file with terms")
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, GlossaryMistakeError):
            raise
        raise GlossaryMistakeError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > _MOST_BYTES:
        raise GlossaryMistakeError(f"more than {_MOST_BYTES:,} bytes; split the list")
    return data.removeprefix(_BOM)


def _from_csv(data: bytes) -> Iterator[Term]:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryMistakeError("is not UTF-8; save the list as UTF-8", line) from None
    places: dict[str, int] | None = None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in rows:
            if not any(cell.strip() for cell in row) or row[0].startswith("#"):
                continue
            if places is None:
                places = _columns(row, rows.line_num)
            else:
                yield _term(row, places, rows.line_num)
    except csv.Error as error:
        raise GlossaryMistakeError(f"no proper CSV: {error}", rows.line_num) from None


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return max(",;\t", key=first.count)


def _columns(row: list[str], line: int) -> dict[str, int]:
    names = [_OTHER_NAMES.get(cell.strip().lower(), cell.strip().lower()) for cell in row]
    places: dict[str, int] = {name: names.index(name) for name in _COLUMNS if name in names}
    if "source" not in places or "target" not in places:
        shown = ",".join(row)[:60]
        raise GlossaryMistakeError(f"the first line is {shown}; it has to be {_HEADER}", line)
    return places


def _term(row: list[str], places: dict[str, int], line: int) -> Term:
    cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
    for name in ("source", "target"):
        if not cells[name].strip("| "):
            raise GlossaryMistakeError(f"no {name} in this row", line)
        if len(cells[name]) > _MOST_CHARS:
            raise GlossaryMistakeError(f"a {name} of more than {_MOST_CHARS} characters", line)
    return Term(_parts(cells["source"]), _parts(cells["target"]), note=cells.get("note", ""))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
