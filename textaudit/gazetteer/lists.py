"""Reads and writes lists of names: CSV, JSON lines, or one whole name a line."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Final, TypeVar

from textaudit.errors import GazetteerError
from textaudit.gazetteer.entries import COLUMNS, ListMistakeError, from_json, made_name
from textaudit.gazetteer.headers import columns_of, looks_like_csv
from textaudit.gazetteer.keys import fold
from textaudit.model import Name

_MOST_BYTES: Final = 100_000  # of one line
_MOST_NAMES: Final = 3_000_000
_SAMPLE: Final = 20  # lines behind the first that tell whether that is a header
_COMMENT: Final = "#"
_BOM: Final = b"\xef\xbb\xbf"
_OTHER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE: Final = "save the list as UTF-8"
_FAILURES = (OSError, EOFError, zlib.error)

T = TypeVar("T")
Line = tuple[int, str]  # its number from 1, and its text


def read_list(path: Path) -> list[Name]:
    """The names of a list, each once; the aliases of those that stand there twice come together.

    CSV with the header ``name,aliases,kind`` and optionally ``context`` (any order, more columns are left out,
    aliases and context joined by ``|``); JSON lines with the same keys; anything else is one whole name a line.
    Blank lines, empty rows, and lines that begin with ``#`` are skipped; below a header these are rows. With
    ``.gz`` behind its name it is unpacked.

    Raises:
        GazetteerError: it cannot be read, is empty, or a line has a mistake: path, line, what, what to do.
    """
    number = 0
    try:
        with _opened(path) as stream:
            names = []
            for number, name in _names(_content(_lines(stream))):
                names.append(name)
                if len(names) > _MOST_NAMES:
                    raise ListMistakeError(f"more than {_MOST_NAMES:,} names; split the list", number)
    except ListMistakeError as mistake:
        line = mistake.line
        raise GazetteerError(f"{path}:{line}: {mistake}" if line else f"{path}: {mistake}") from None
    except _FAILURES as error:
        raise GazetteerError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not names:
        raise GazetteerError(f"{path}: holds no name; write one name a line, or a CSV with {COLUMNS}")
    return merged(names)


def merged(names: Iterable[Name]) -> list[Name]:
    """Each name once: those that differ in case, marks or apostrophes alone are one, with all their aliases.

    The first spelling stays. The kind is empty where two kinds bear the name.
    """
    kept: dict[str, Name] = {}
    for name in names:
        key = fold(name.text)
        first = kept.get(key)
        kept[key] = name if first is None else _united(first, name)
    return list(kept.values())


def _united(first: Name, second: Name) -> Name:
    aliases = dict.fromkeys((*first.aliases, *second.aliases))
    aliases.pop(first.text, None)
    differ = first.kind and second.kind and first.kind != second.kind
    kind = "" if differ else first.kind or second.kind
    return Name(first.text, tuple(aliases), kind, tuple(dict.fromkeys((*first.context, *second.context))))


def has_our_header(path: Path) -> bool:
    """Whether *path* is a CSV with the columns that `write_list` writes, maybe among others."""
    try:
        with _opened(path) as stream:
            first = next(_without_comments(_content(_lines(stream))), None)
            columns = columns_of(first[1]) if first else None
            return columns is not None and columns.places.keys() >= {"name", "aliases", "kind"}
    except (ListMistakeError, *_FAILURES):
        return False


def write_list(names: Iterable[Name], stream: IO[bytes]) -> None:
    """Write *names* as CSV that `read_list` reads and a person can edit."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS.split(","))
    for name in names:
        writer.writerow((name.text, "|".join(name.aliases), name.kind, "|".join(name.context)))
        if text.tell() > _MOST_BYTES:
            stream.write(text.getvalue().encode())
            text.seek(0)
            text.truncate()
    stream.write(text.getvalue().encode())


def _opened(path: Path) -> IO[bytes]:
    if path.is_dir():
        raise ListMistakeError("is a folder; name a file with names")
    if path.exists() and not path.is_file():
        raise ListMistakeError("is no regular file; save the names in one first")
    if path.suffix == ".gz":
        return gzip.open(path)  # type: ignore[return-value]
    try:
        return path.open("rb")
    except ValueError as error:  # a NUL in the path
        raise OSError(str(error)) from None


def _lines(stream: IO[bytes]) -> Iterator[Line]:
    """The lines of a list, decoded, without their ends; none is read that is too long."""
    number = 0
    while line := stream.readline(_MOST_BYTES + 2):
        number += 1
        if number == 1:
            if line.startswith(_OTHER_MARKS):
                raise ListMistakeError(f"is UTF-16, not UTF-8; {_SAVE}", number)
            line = line.removeprefix(_BOM)
        if len(line.rstrip(b"\r\n")) > _MOST_BYTES:
            raise ListMistakeError(
                f"a line of more than {_MOST_BYTES:,} bytes; write one name a line", number
            )
        yield number, _decoded(line, number).rstrip("\r\n")


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1} of the line, 0x{line[error.start]:02x}, is not UTF-8"
        raise ListMistakeError(f"{where}; {_SAVE}", number) from None


def _content(lines: Iterator[Line]) -> Iterator[Line]:
    """Without blank lines."""
    return ((number, text) for number, text in lines if text.strip())


def _without_comments(lines: Iterator[Line]) -> Iterator[Line]:
    return ((number, text) for number, text in lines if not text.startswith(_COMMENT))


def _names(lines: Iterator[Line]) -> Iterator[tuple[int, Name]]:
    """The names, by what the first line says of the format."""
    first = next(_without_comments(lines), None)
    if first is None:
        return
    number, text = first
    parse: Callable[[str], Name | None]
    if (columns := _placed(columns_of, text, number)) is not None:
        parse = columns.name_of
    elif text.lstrip().startswith(("{", "[")):
        lines, parse = chain([first], _without_comments(lines)), from_json
    else:
        sample = [first, *islice(rest := _without_comments(lines), _SAMPLE)]
        if looks_like_csv([line for _, line in sample]):
            raise ListMistakeError(
                f"the columns are {text.strip()[:60]}; the header has to be {COLUMNS}", number
            )
        lines, parse = chain(sample, rest), made_name
    for number, text in lines:
        name = _placed(parse, text, number)
        if name is not None:
            yield number, name


def _placed(parse: Callable[[str], T], text: str, number: int) -> T:
    """What *parse* makes of a line; a mistake gets the number of the line."""
    try:
        return parse(text)
    except ListMistakeError as mistake:
        raise ListMistakeError(str(mistake), number) from None
