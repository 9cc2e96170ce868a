"""The generic detector `repetition`: a sentence or a line that comes again right behind itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import eq
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.body import length_in_words
from textaudit.model import Document, Evidence, Match, Role, Span

_STOPS = (". ", "! ", "? ", "。", "।")
_SPARED = {Role.VERSE, Role.CODE, Role.TABLE_ROW, Role.MENU, Role.LIST_ITEM}


class Repetition(Detector):
    """A unit that repeats the one before it, word for word; each run of repetitions is one match.

    Verse, code, tables and lists are spared: repetition is a device or a layout there.

    Params:
        unit: ``sentence`` within a block, or ``line`` for whole blocks.
        min_words: shorter units are repeated for effect.
        times: how often the unit stands there at least, the first time included.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        unit: Literal["sentence", "line"] = "sentence"
        min_words: int = 6
        times: int = 2

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run, the first of its units as evidence."""
        notes, text = context.notes, document.text
        units = self._sentences(notes) if self.params.unit == "sentence" else [b.span for b in notes.blocks]
        for run in _runs(text, units):
            if len(run) >= self.params.times and self._counts(notes, run[0]):
                first = run[0]
                excerpt = text[first.start : min(first.end, first.start + 80)]
                evidence = Evidence(document.id, document.path, document.record, first, excerpt, "first")
                yield Match(Span(run[1].start, run[-1].end), evidence=(evidence,))

    def _sentences(self, notes: Annotations) -> list[Span]:
        """The sentences of the blocks that hold a repetition, by a look that costs little and misses none."""
        text = notes.text
        if not _may_repeat(text):
            return []
        blocks = [b for b in notes.blocks if _has_equal_neighbours(b.text)]
        return [span for block in blocks for span in notes.sentences_in(block)]

    def _counts(self, notes: Annotations, unit: Span) -> bool:
        block = notes.block_at(unit.start)
        return (
            block is not None
            and notes.role(block) not in _SPARED
            and length_in_words(notes.text[unit.slice]) >= self.params.min_words
        )


def _may_repeat(text: str) -> bool:
    """The same for a whole text, cheaply: as if all stops were full stops and all lines one."""
    flat = text.replace("\n", " ").replace("!", ".").replace("?", ".")
    return _has_equal_neighbours(flat, (". ",) if text.isascii() else (". ", "。", "।"))


def _has_equal_neighbours(text: str, stops: Iterable[str] = _STOPS) -> bool:
    """Whether two pieces between stops of one kind are the same; blind to what the pieces are."""
    text = text.rstrip(" .!?。\n")
    split = (text.split(stop) for stop in stops if stop in text)
    return any(any(map(eq, pieces, islice(pieces, 1, None))) for pieces in split)


def _runs(text: str, units: list[Span]) -> Iterator[list[Span]]:
    run: list[Span] = []
    for unit in units:
        if run and text[unit.slice] != text[run[-1].slice]:
            if len(run) > 1:
                yield run
            run = []
        run.append(unit)
    if len(run) > 1:
        yield run
