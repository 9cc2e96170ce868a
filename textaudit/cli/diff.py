"""A unified diff of a cleaned document, made from its edits and safe to show on a terminal."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textaudit.model import Cleaned
from textaudit.reporters.shared.escape import visible

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CONTEXT_LINES = 1
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_RESET = "\x1b[0m"


class _Lines:
    """A text by its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [match.start() for match in _LINE.finditer(text)]
        self.edges = frozenset((*self.starts, len(text)))

    def start_of_line(self, offset: int) -> int:
        """Where the line that holds *offset* begins; behind a last line end, a line of its own."""
        if offset == len(self.text) and self.text.endswith(("\n", "\r")):
            return offset
        return self.starts[bisect_right(self.starts, offset) - 1] if self.starts else 0

    def line(self, number: int) -> str:
        """One line, with its end."""
        line = _LINE.match(self.text, self.starts[number])
        assert line is not None
        return line.group()

    def marked(self, mark: str, first: int, last: int) -> Iterator[str]:
        """Lines *first* to *last* (excluded), each behind its mark."""
        for number in range(max(first, 0), min(last, len(self.starts))):
            yield mark + visible(self.line(number).rstrip("\r\n"))


class _Change(NamedTuple):
    """Lines of the source, and what stands in their place; the last of each is excluded."""

    old_first: int
    old_last: int
    new_first: int
    new_last: int


def diff_text(cleaned: Cleaned, colour: bool = False) -> str:
    """The diff of source and cleaned text, line by line; takes time in proportion to the text."""
    name = visible(cleaned.path or cleaned.id) + ("" if cleaned.record is None else f":{cleaned.record}")
    old, new = _Lines(cleaned.source), _Lines(cleaned.text)
    out = [f"--- {name}", f"+++ {name} (cleaned)"]
    for hunk in _hunks(list(_changes(cleaned, old, new))):
        body = list(_body(old, new, hunk))
        lengths = [sum(line[0] != mark for line in body) for mark in "+-"]
        above = min(_CONTEXT_LINES, hunk[0].old_first)
        first, second = hunk[0].old_first - above + 1, hunk[0].new_first - above + 1
        body.insert(0, f"@@ -{first},{lengths[0]} +{second},{lengths[1]} @@")
        out += [_coloured(line, colour) for line in body]
    return "\n".join(out) + "\n"


def _changes(cleaned: Cleaned, old: _Lines, new: _Lines) -> Iterator[_Change]:
    """Each edit widened to whole lines of both texts, edits that then touch one line together."""
    edits = cleaned.edits
    shift = number = 0  # how much longer the cleaned text is up to here
    while number < len(edits):
        start = old.start_of_line(edits[number].span.start)
        begin, end = start + shift, -1
        while number < len(edits) and (edits[number].span.start < end or end in (-1, len(old.text))):
            edit = edits[number]
            number += 1
            shift += len(edit.after) - edit.span.length
            following = edits[number].span.start if number < len(edits) else len(old.text) + 1
            end = _common_edge(edit.span.end, shift, following, old, new)
        change = _Change(
            bisect_left(old.starts, start),
            bisect_left(old.starts, end),
            bisect_left(new.starts, begin),
            bisect_left(new.starts, end + shift),
        )
        yield _without_same_lines(change, old, new)


def _without_same_lines(change: _Change, old: _Lines, new: _Lines) -> _Change:
    """The change without the lines at its head that it leaves as they are: an edit may begin at their very end."""
    first, second = change.old_first, change.new_first
    while first < change.old_last and second < change.new_last and old.line(first) == new.line(second):
        first, second = first + 1, second + 1
    return change._replace(old_first=first, new_first=second)


def _common_edge(at: int, shift: int, following: int, old: _Lines, new: _Lines) -> int:
    """The next edge of lines of both texts; or of the source's alone, if the *following* edit is before it."""
    while at < len(old.text) and not (at in old.edges and (following < at or at + shift in new.edges)):
        line = bisect_right(old.starts, at)
        at = old.starts[line] if line < len(old.starts) else len(old.text)
    return at


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Changes whose contexts touch go together."""
    hunk = list(changes[:1])
    for change in changes[1:]:
        if change.old_first - hunk[-1].old_last > 2 * _CONTEXT_LINES:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _body(old: _Lines, new: _Lines, hunk: Sequence[_Change]) -> Iterator[str]:
    at = max(hunk[0].old_first - _CONTEXT_LINES, 0)
    for change in hunk:
        yield from old.marked(" ", at, change.old_first)
        yield from old.marked("-", change.old_first, change.old_last)
        yield from new.marked("+", change.new_first, change.new_last)
        at = change.old_last
    yield from old.marked(" ", at, at + _CONTEXT_LINES)


def _coloured(line: str, colour: bool) -> str:
    return f"{_COLOURS[line[0]]}{line}{_RESET}" if colour and line[0] in _COLOURS else line
