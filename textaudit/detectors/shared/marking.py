"""What a finding covers, for the generic detectors: the hit itself, or what it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from textaudit.annotate import Annotations
from textaudit.model import Hit, Match, Span

Mark = Literal["hit", "sentence", "block"]


def marked(
    notes: Annotations, hits: Iterable[Hit], mark: Mark, replacement: str | None = None
) -> Iterator[Match]:
    """A match per passage that the *hits* stand in, ascending; several hits in one passage are one match."""
    last: Span | None = None
    for hit in hits:
        span = passage_of(notes, hit, mark)
        if span != last:
            yield Match(span, replacement=replacement if mark == "hit" else None)
        last = span


def passage_of(notes: Annotations, hit: Hit, mark: Mark) -> Span:
    """The hit, its sentence or its block."""
    if mark == "hit":
        return hit.span
    block = notes.blocks[hit.block]
    if mark == "block":
        return block.span
    inside = [s for s in notes.sentences_in(block) if s.start < hit.end and hit.start < s.end]
    return Span(inside[0].start, inside[-1].end) if inside else block.span
