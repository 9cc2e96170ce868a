"""A unified diff of a cleaned document, made from its edits and safe to show on a terminal."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from textaudit.model import AppliedEdit, Cleaned
from textaudit.reporters.shared.escape import visible

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CONTEXT_LINES = 1
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_RESET = "\x1b[0m"


class _Change:
    """A run of source lines, first to last, and the edits that fall into it."""

    def __init__(self, first: int, last: int, edit: AppliedEdit) -> None:
        self.first, self.last, self.edits = first, last, [edit]


def diff_text(cleaned: Cleaned, colour: bool = False) -> str:
    """The diff of source and cleaned text, line by line; takes time in proportion to the text."""
    name = visible(cleaned.path or cleaned.id) + ("" if cleaned.record is None else f":{cleaned.record}")
    lines = [match.start() for match in _LINE.finditer(cleaned.source)] + [len(cleaned.source)]
    out = [f"--- {name}", f"+++ {name} (cleaned)"]
    shift = 0  # how many lines the cleaned text has more, so far
    for hunk in _hunks(_changes(cleaned, lines)):
        body = list(_body(cleaned.source, lines, hunk))
        old, new = (sum(line[0] != mark for line in body) for mark in "+-")
        first = max(hunk[0].first - _CONTEXT_LINES, 0) + 1
        out += [_coloured(f"@@ -{first},{old} +{first + shift},{new} @@", colour)]
        out += [_coloured(line, colour) for line in body]
        shift += new - old
    return "\n".join(out) + "\n"


def _changes(cleaned: Cleaned, lines: Sequence[int]) -> list[_Change]:
    changes: list[_Change] = []
    for edit in cleaned.edits:
        first, last = _lines_of(edit, lines)
        if changes and first <= changes[-1].last:
            changes[-1].last = max(last, changes[-1].last)
            changes[-1].edits.append(edit)
        else:
            changes.append(_Change(first, last, edit))
    return changes


def _lines_of(edit: AppliedEdit, lines: Sequence[int]) -> tuple[int, int]:
    """First and last line that an edit changes; what it joins a line to belongs to it."""
    start, end = edit.span
    most = max(len(lines) - 2, 0)
    first = min(bisect_right(lines, start) - 1, most)
    last = min(bisect_right(lines, max(end - 1, start)) - 1, most)
    eats_line_end = end > start and last < most and lines[last + 1] == end
    stays_open = not edit.after.endswith(("\n", "\r")) and (bool(edit.after) or start != lines[first])
    return first, last + (eats_line_end and stays_open)


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Changes whose contexts touch go together."""
    hunk = list(changes[:1])
    for before, change in pairwise(changes):
        if change.first - before.last - 1 > 2 * _CONTEXT_LINES:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _body(source: str, lines: Sequence[int], hunk: Sequence[_Change]) -> Iterator[str]:
    lines = lines or [0]
    at = max(hunk[0].first - _CONTEXT_LINES, 0)
    for change in hunk:
        yield from _marked(" ", source[lines[at] : lines[min(change.first, len(lines) - 1)]])
        begin, end = lines[min(change.first, len(lines) - 1)], lines[min(change.last + 1, len(lines) - 1)]
        yield from _marked("-", source[begin:end])
        yield from _marked("+", _edited(source, begin, end, change.edits))
        at = change.last + 1
    yield from _marked(
        " ", source[lines[min(at, len(lines) - 1)] : lines[min(at + _CONTEXT_LINES, len(lines) - 1)]]
    )


def _edited(source: str, begin: int, end: int, edits: Sequence[AppliedEdit]) -> str:
    pieces: list[str] = []
    for edit in edits:
        pieces += (source[begin : edit.span.start], edit.after)
        begin = edit.span.end
    return "".join((*pieces, source[begin:end]))


def _marked(mark: str, text: str) -> Iterator[str]:
    for line in _LINE.findall(text):
        yield mark + visible(line.rstrip("\r\n"))


def _coloured(line: str, colour: bool) -> str:
    return f"{_COLOURS[line[0]]}{line}{_RESET}" if colour and line[0] in _COLOURS else line
