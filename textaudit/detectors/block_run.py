"""The generic detector `block-run`: blocks that a phrase opens, and the small ones that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.alternatives import alternatives, any_of
from textaudit.detectors.shared.body import is_outside, length_in_words
from textaudit.detectors.shared.phrases import Phrases, beginning, whole_block
from textaudit.model import Block, Document, Hit, Match, Request, Span, Strength


class BlockRun(Detector):
    """Blocks that say one of *openers* or *wordings*, with the neighbouring blocks that belong to them.

    Sure where an opener and another such block stand together, likely where an opener stands alone, where one
    of *wordings* is among several, or where enough of the others stand together outside the running text, weak
    where others stand together in it or one of *wordings* stands alone.

    Params:
        openers: phrases that begin a block; by language for the reader, all are looked for.
        titles: phrases that open as well, but only where they are the whole block.
        wordings: what opens as well, where a phrase has too many forms; RE2 syntax, any of these, matched within
            a block, whose edges are ``^`` and ``$``.
        members: phrases that begin a block beside an opener.
        fields: phrases that are a whole block beside an opener.
        max_words: of an opening block; a longer one is prose that speaks of such things.
        max_member_words: of a block that begins with one of *members*.
        min_members: so many together count without an opener.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        openers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        wordings: tuple[str, ...] = ()
        members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        max_words: int = 12
        max_member_words: int = 40
        min_members: int = 3

        def __post_init__(self) -> None:
            if not self.openers and not self.titles and not self.wordings:
                raise ValueError("expected 'openers', 'titles' or 'wordings' with at least one phrase")

    params: Params

    def patterns(self) -> Mapping[str, Request]:
        """One request for each list that the card gives."""
        params = self.params
        made = (
            ("opener", params.openers, beginning),
            ("title", params.titles, whole_block),
            ("member", params.members, beginning),
            ("field", params.fields, whole_block),
        )
        found: dict[str, Request] = {name: make(phrases) for name, phrases, make in made if _has_any(phrases)}
        return found | alternatives("wording", params.wordings)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of blocks."""
        notes, params = context.notes, self.params
        opening = _short(notes, context.hits.get("opener", ()), params.max_words)
        opening |= {hit.block for hit in context.hits.get("title", ())}
        others = _short(notes, context.hits.get("member", ()), params.max_member_words)
        others |= {hit.block for hit in context.hits.get("field", ())}
        worded = _short(notes, any_of(context.hits, "wording"), params.max_words)
        for run in _runs(notes, opening | worded | others):
            indexes = {block.index for block in run}
            loose = not worded.isdisjoint(indexes)
            strength = self._strength(notes, run, bool(opening & indexes), loose)
            if strength:
                yield Match(Span(run[0].start, run[-1].end), strength)

    def _strength(self, notes: Annotations, run: list[Block], opened: bool, loose: bool) -> Strength | None:
        if loose:
            return Strength.LIKELY if opened or len(run) > 1 else Strength.WEAK
        if opened:
            return Strength.SURE if len(run) > 1 else Strength.LIKELY
        if len(run) < 2:
            return None
        apart = is_outside(notes, run[0].index, run[-1].index)
        return Strength.LIKELY if apart and len(run) >= self.params.min_members else Strength.WEAK


def _has_any(phrases: Phrases) -> bool:
    return any(phrases.values())


def _short(notes: Annotations, hits: Iterable[Hit], most: int) -> set[int]:
    indexes = {hit.block for hit in hits}
    return {i for i in indexes if length_in_words(notes.blocks[i].text) <= most}


def _runs(notes: Annotations, indexes: set[int]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for index in sorted(indexes):
        if run and index != run[-1].index + 1:
            yield run
            run = []
        run.append(notes.blocks[index])
    if run:
        yield run
