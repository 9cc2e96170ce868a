"""What is left of a text when boilerplate is looked past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textaudit.annotate import Annotations
from textaudit.detectors.shared.body import body_of
from textaudit.model import Block, Match, Span, Strength

_COVERED = 0.5  # of a block's characters


def last_blocks(notes: Annotations, matches: Mapping[str, Sequence[Match]], categories: Sequence[str]) -> int:
    """How many of the text's blocks are left when those at its end that belong to *categories* are taken off.

    Weak matches take nothing off.
    """
    left = len(notes.blocks)
    spans = _spans(matches, categories) if matches else ()
    while spans and left and _is_covered(notes.blocks[left - 1], spans):
        left -= 1
    return left


def tail_start(notes: Annotations, matches: Mapping[str, Sequence[Match]], categories: Sequence[str]) -> int:
    """Where the first match of *categories* behind the running text begins; the text's end where there is none."""
    starts = [span.start for span in _spans(matches, categories)]
    body = notes.once(body_of) if starts else None
    end = notes.blocks[body.last].end if body else 0
    return min((start for start in starts if start >= end), default=len(notes.text))


def _spans(matches: Mapping[str, Sequence[Match]], categories: Sequence[str]) -> list[Span]:
    return [
        match.span
        for rule, found in matches.items()
        if rule.partition("/")[0] in categories
        for match in found
        if match.strength is not Strength.WEAK
    ]


def _is_covered(block: Block, spans: Sequence[Span]) -> bool:
    covered = sum(max(0, min(end, block.end) - max(start, block.start)) for start, end in spans)
    return covered >= _COVERED * (block.end - block.start)
