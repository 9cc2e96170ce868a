"""Comments of readers under a text: the lines that say who wrote when, with what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.alternatives import alternatives, any_of
from textaudit.detectors.shared.body import length_in_words
from textaudit.model import Document, Match, Pattern, Span, Strength


class CommentThread(Detector):
    """Runs of comments, from the first line that names a writer or a time to the last line of that kind.

    Sure, with what stands between, where at least two such lines leave no doubt; likely, without it, where one
    does and another kind stands near; else weak.

    Params:
        regex: lines that only comments have; RE2 syntax, any of these, matched within a block.
        maybe: the same, for lines that other texts have too, such as "Jane says:".
        max_words: of such a line; a longer one is a sentence.
        max_gap: lines of one thread have at most so many other blocks between them.
        not_first: never among so many blocks at the top.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        regex: tuple[str, ...]
        maybe: tuple[str, ...] = ()
        max_words: int = 14
        max_gap: int = 8
        not_first: int = 2

    params: Params

    def patterns(self) -> dict[str, Pattern]:
        """Both kinds of lines."""
        return alternatives("regex", self.params.regex) | alternatives("maybe", self.params.maybe)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per sure thread, else one per line."""
        notes = context.notes
        sure = self._lines(notes, context, "regex")
        for thread in self._threads(sorted(sure | self._lines(notes, context, "maybe"))):
            yield from self._matches(notes, thread, len(sure.intersection(thread)))

    def _matches(self, notes: Annotations, thread: list[int], certain: int) -> Iterator[Match]:
        if certain > 1:
            yield Match(Span(notes.blocks[thread[0]].start, notes.blocks[thread[-1]].end), Strength.SURE)
            return
        strength = Strength.LIKELY if certain and len(thread) > 1 else Strength.WEAK
        yield from (Match(notes.blocks[index].span, strength) for index in thread)

    def _lines(self, notes: Annotations, context: Context, name: str) -> set[int]:
        blocks = {hit.block for hit in any_of(context.hits, name) if hit.block >= self.params.not_first}
        return {i for i in blocks if length_in_words(notes.blocks[i].text) <= self.params.max_words}

    def _threads(self, indexes: list[int]) -> Iterator[list[int]]:
        thread = indexes[:1]
        for before, index in pairwise(indexes):
            if index - before > self.params.max_gap + 1:
                yield thread
                thread = []
            thread.append(index)
        if thread:
            yield thread
