"""Short lines between pieces of boilerplate behind the text: they belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.body import body_of, length_in_words
from textaudit.model import Block, Document, Match, Span, Strength


class BoilerplateTail(Detector):
    """Lines behind the running text that stand between lines which other rules took for boilerplate.

    Params:
        boilerplate: the category whose matches make the frame, as rule ids begin.
        max_words: longer lines are left alone.
        max_lines: so many lines between two pieces of boilerplate are taken along at most.
        min_known: so many blocks behind the text must be known as boilerplate.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"
    stage: ClassVar[Literal["early", "late"]] = "late"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        boilerplate: str = "boilerplate"
        max_words: int = 8
        max_lines: int = 4
        min_known: int = 2

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of lines."""
        spans = self._frame(context)
        if not spans:
            return
        notes = context.notes
        body = notes.once(body_of)
        if body is None or spans[-1].end <= notes.blocks[body.last].end:
            return
        tail = notes.blocks[body.last + 1 :]
        known = [block for block in tail if any(block.span.overlaps(span) for span in spans)]
        if len(known) < self.params.min_known:
            return
        for before, after in pairwise(known):
            between = notes.blocks[before.index + 1 : after.index]
            if between and self._belong(notes, between):
                yield Match(Span(between[0].start, between[-1].end), Strength.LIKELY)

    def _frame(self, context: Context) -> list[Span]:
        return sorted(
            match.span
            for rule, matches in context.matches.items()
            if rule.startswith(self.params.boilerplate + "/")
            for match in matches
            if match.strength is not Strength.WEAK
        )

    def _belong(self, notes: Annotations, lines: tuple[Block, ...]) -> bool:
        return len(lines) <= self.params.max_lines and all(
            length_in_words(line.text) <= self.params.max_words for line in lines
        )
