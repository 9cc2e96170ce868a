"""The lines near both ends of a page, small enough to keep for every document of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from struct import Struct
from typing import NamedTuple

import orjson
import xxhash

from textaudit.model import Document, writable

_LABEL_CHARS = 120  # a longer line is text rather than a label or a call to do something
_UNFINISHED = ",;，、；،"
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_OWN = 8  # of the longest lines of a document, which tell it from others
_COMPARED_BYTES = 200  # the first of a longer line are enough
_LOOKED_AT = 300  # code points, which are as many bytes also without spaces and numbers, or it is an odd line
_TELLING_CHARS = 60
_LINE = Struct("<QIIIIB")
_HEAD = Struct(f"<IQI{_OWN}Q")


class PageLine(NamedTuple):
    """One line as others are compared with it.

    Attributes:
        key: of its wording, whatever its letter case, spaces and numbers.
        exact: of its characters.
        place: its number, from 0, among all lines that are not blank.
        start, length: in code points of the text.
        plain: short, without numbers, not broken off: what a site's own lines mostly are.
    """

    key: int
    exact: int
    place: int
    start: int
    length: int
    plain: bool


@dataclass(frozen=True, slots=True)
class PageSketch:
    """What must be known of one document to find lines that it shares with others.

    Attributes:
        facts: id, path and record.
        text: key of its whole text.
        total: how many lines it has.
        own: keys of its longest lines, which tell its text from others.
        lines: those near its ends that may be a site's, and their neighbours; by their place.
    """

    facts: tuple[str, str, int | None]
    text: int
    total: int
    own: tuple[int, ...]
    lines: dict[int, PageLine]

    def __bytes__(self) -> bytes:
        facts = orjson.dumps(self.facts)
        own = (*self.own, *[0] * (_OWN - len(self.own)))
        packed = b"".join([_LINE.pack(*line) for line in self.lines.values()])
        return _HEAD.pack(len(facts), self.text, self.total, *own) + facts + packed

    @classmethod
    def of(cls, data: bytes) -> PageSketch:
        """The sketch that was packed into *data*."""
        size, text, total, *own = _HEAD.unpack_from(data)
        begin = _HEAD.size + size
        id, path, record = orjson.loads(data[_HEAD.size : begin])
        lines = {row[2]: PageLine._make(row) for row in _LINE.iter_unpack(data[begin:])}
        return cls((id, path, record), text, total, tuple(filter(None, own)), lines)


def sketch_page(document: Document, edge: int) -> PageSketch:
    """What is worth keeping of the first and the last *edge* lines of a document."""
    every = list(lines_with_starts(document.text))
    total = len(every)
    near = range(total) if total <= 2 * edge else [*range(edge), *range(total - edge, total)]
    plain = {n for n in near if is_plain(every[n][1])}
    kept = plain.union([n - 1 for n in plain], [n + 1 for n in plain], (0, total - 1)).intersection(near)
    lines = {n: _page_line(n, *every[n], n in plain) for n in sorted(kept)}
    longest = _telling([line for _, line in every])
    facts = (writable(document.id), writable(document.path), document.record)
    return PageSketch(
        facts, key_of(document.text), total, tuple(dict.fromkeys(map(_wording, longest))), lines
    )


def lines_with_starts(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without white space at their edges, each with its offset."""
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            yield at + (0 if line[0] == bare[0] else line.index(bare)), bare
        at += len(line) + 1


def key_of(text: str) -> int:
    """Of a text, to the letter."""
    return xxhash.xxh3_64_intdigest(_bytes(text))


def _telling(lines: list[str]) -> list[str]:
    """The longest lines, without those that are short by themselves and beside the others: labels tell no text."""
    longest = nlargest(_OWN, lines, key=len)
    least = min(_TELLING_CHARS, len(longest[0]) // 2) if longest else 0
    return [line for line in longest if len(line) >= least]


def is_plain(line: str) -> bool:
    """Whether a line is short, has words and no numbers but a year of copyright, and is not broken off.

    >>> is_plain("Share this article"), is_plain("Having regard to the Treaty,"), is_plain("3 comments")
    (True, False, False)
    """
    return (
        len(line) <= _LABEL_CHARS
        and line[-1] not in _UNFINISHED
        and _LETTER.search(line) is not None
        and (_DIGIT.search(line) is None or "©" in line)
    )


def _page_line(place: int, start: int, line: str, plain: bool) -> PageLine:
    return PageLine(_wording(line), xxhash.xxh32_intdigest(_bytes(line)), place, start, len(line), plain)


def _wording(line: str) -> int:
    """Of the first part of a line, whatever its letter case, spaces and numbers."""
    folded = " ".join(line[:_LOOKED_AT].casefold().split())
    return xxhash.xxh3_64_intdigest(_bytes(folded).translate(None, b"0123456789")[:_COMPARED_BYTES])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
