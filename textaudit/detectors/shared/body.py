"""Where the running text begins and ends, for those who ask whether a line stands before, in or after it."""

from __future__ import annotations

from typing import NamedTuple

from textaudit.annotate import Annotations
from textaudit.annotate.words import count_words
from textaudit.model import Block

_STOPS = ".!?…。！？।؟۔:;"
_CLOSING = "\"'”’»)]」』*"
_RUNNING_WORDS = 14  # shorter lines may be prose too, but so may a menu's or a form's be


class Body(NamedTuple):
    """The running text, from the first to the last block of it, as indexes of blocks."""

    first: int
    last: int


def body_of(notes: Annotations) -> Body | None:
    """The running text, or ``None`` where there is none; ask it as ``notes.once(body_of)``."""
    blocks = notes.blocks
    first = next((b.index for b in blocks if is_running_text(b)), None)
    if first is None:
        return None
    last = next(b.index for b in reversed(blocks) if is_running_text(b))
    return Body(first, last)


def is_running_text(block: Block) -> bool:
    """Whether a block is long enough for a sentence and ends as one.

    >>> line = "The ferry left at nine, and nobody on the pier knew when it would come back."
    >>> is_running_text(Block(0, len(line), 0, 0, True, line))
    True
    """
    line = block.text
    if len(line) < 24:
        return False
    last = line[-1] if line[-1] not in _CLOSING else line[-6:].rstrip(_CLOSING)[-1:]
    return last in _STOPS and length_in_words(line) >= _RUNNING_WORDS


def length_in_words(line: str) -> int:
    """Length of a passage in words; scripts without spaces by their characters."""
    return count_words(line, len(line.split()))


def is_outside(notes: Annotations, first: int, last: int) -> bool:
    """Whether the blocks from *first* to *last* stand wholly before or wholly behind the running text."""
    body = notes.once(body_of)
    return body is not None and (last < body.first or first > body.last)


def is_behind(notes: Annotations, index: int) -> bool:
    """Whether the block stands behind the running text."""
    body = notes.once(body_of)
    return body is not None and index > body.last
