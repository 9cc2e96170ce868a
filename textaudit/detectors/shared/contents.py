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
    waiting = sorted(_spans(matches, categories), key=lambda span: span.end) if matches else []
    near: list[
        Span
    ] = []  # those that reach the block which is looked at, so that each is looked at few times
    while left and (waiting or near):
        block = notes.blocks[left - 1]
        while waiting and waiting[-1].end > block.start:
            near.append(waiting.pop())
        near = [span for span in near if span.start < block.end]
        if not _is_covered(block, near):
            break
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
