"""Lines and blocks: the shape of a text, before anything is known of its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from textaudit.model import Block, Span

# What may stand around a block unseen; str.strip would take control characters away too.
_BLANK = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_END = re.compile(r"\r\n|\r|\n")
# A text is hard-wrapped where most lines are about as long as the longest and many go on in lower case.
_WRAP_WIDTH = (45, 110)
_WRAP_MIN_LINES = 4
_WRAP_FULL_LINES = 0.6
_WRAP_LOWER_STARTS = 0.4


@dataclass(frozen=True, slots=True)
class Layout:
    """Where lines and blocks lie.

    Attributes:
        line_starts: offset of each line's first code point.
        line_ends: offset behind each line's last code point, its line end left out.
        blocks: ascending.
        wrapped: whether a block may run over several lines.
    """

    line_starts: list[int]
    line_ends: list[int]
    blocks: tuple[Block, ...]
    wrapped: bool

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, index: int) -> Span:
        """The line with this index (from 0), without its line end."""
        return Span(self.line_starts[index], self.line_ends[index])


def lay_out(text: str) -> Layout:
    """Lines and blocks of *text*.

    A line ends at ``\\n``, ``\\r\\n`` or ``\\r`` and at nothing else. Each line is a block of its own,
    unless the text is measurably hard-wrapped; blank lines always part.
    """
    lines = text.split("\n") if "\r" not in text else None
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    if lines is not None:
        for line in lines:
            starts.append(at)
            at += len(line)
            ends.append(at)
            at += 1
    else:
        for match in _LINE_END.finditer(text):
            starts.append(at)
            ends.append(match.start())
            at = match.end()
        starts.append(at)
        ends.append(len(text))
    blocks = _line_blocks(text, starts, ends)
    if _is_wrapped(blocks):
        return Layout(starts, ends, _joined(text, blocks), True)
    return Layout(starts, ends, tuple(blocks), False)


def _line_blocks(text: str, starts: list[int], ends: list[int]) -> list[Block]:
    blocks: list[Block] = []
    gap = True
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        line = text[start:end]
        bare = line.strip(_BLANK)
        if not bare:
            gap = True
            continue
        if len(bare) != end - start:
            start += len(line) - len(line.lstrip(_BLANK))
        blocks.append(Block(start, start + len(bare), len(blocks), number, gap, bare))
        gap = False
    return blocks


def _is_wrapped(blocks: list[Block]) -> bool:
    """Whether lines were broken to a width, as in old mail, rather than where paragraphs end."""
    if len(blocks) < _WRAP_MIN_LINES:
        return False
    lengths = [block.end - block.start for block in blocks]
    longest = max(lengths)
    if not _WRAP_WIDTH[0] <= longest <= _WRAP_WIDTH[1]:
        return False
    follows = [b for b in blocks if not b.gap]
    if len(follows) < len(blocks) * 0.5:
        return False
    # Only lines that another follows must be full; the last one of a paragraph may be short.
    full = sum(lengths[b.index - 1] >= longest * 0.75 for b in follows)
    lower = sum(b.text[0].islower() for b in follows)
    return full >= len(follows) * _WRAP_FULL_LINES and lower >= len(follows) * _WRAP_LOWER_STARTS


def _joined(text: str, lines: list[Block]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append(line._replace(index=len(blocks)))
        else:
            blocks[-1] = blocks[-1]._replace(end=line.end)
    return tuple(block._replace(text=text[block.start : block.end]) for block in blocks)
