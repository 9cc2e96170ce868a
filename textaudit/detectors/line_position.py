"""The generic detector `line-position`: a pattern where it stands at the right place of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.alternatives import alternatives, any_of
from textaudit.detectors.shared.body import body_of, length_in_words
from textaudit.model import Block, Document, Match, Pattern, Strength


class LinePosition(Detector):
    """Blocks that match, near the top, near the end, or outside the running text.

    A match of *regex* is sure, of *maybe* likely; one of *beside* counts, and is as strong as its
    neighbour, right next to a block that counts already.

    Params:
        regex: RE2 syntax; matched within a block, whose edges are ``^`` and ``$``.
        maybe: the same, for what is less certain.
        anywhere: what is sure at any place; any of these.
        beside: as *regex*, for blocks that say nothing by themselves.
        unless: as *regex*: no match in a block that this matches too.
        place: ``top`` is before the running text or in the first *blocks*, ``end`` behind it or in the last
            *blocks*, ``edges`` either.
        blocks: so many blocks at the edge count whether text or not.
        max_words: of a block that counts; 0 means any length.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        place: Literal["top", "end", "edges"]
        regex: str = ""
        maybe: str = ""
        anywhere: tuple[str, ...] = ()
        beside: str = ""
        unless: str = ""
        ignore_case: bool = False
        blocks: int = 3
        max_words: int = 12

        def __post_init__(self) -> None:
            if not self.regex and not self.maybe:
                raise ValueError("expected 'regex' or 'maybe'")

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """One pattern for each that the card gives."""
        params = self.params
        given = {
            "regex": params.regex,
            "maybe": params.maybe,
            "beside": params.beside,
            "unless": params.unless,
        }
        patterns = {name: Pattern(regex, params.ignore_case) for name, regex in given.items() if regex}
        return patterns | alternatives("anywhere", params.anywhere)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per block; neighbours are joined later."""
        notes = context.notes
        anywhere = {hit.block for hit in any_of(context.hits, "anywhere")}
        if not anywhere and not context.hits.get("regex", ()) and not context.hits.get("maybe", ()):
            return
        excused = {hit.block for hit in context.hits.get("unless", ())}
        found: dict[int, Strength] = {}
        for name, strength in (("maybe", Strength.LIKELY), ("regex", Strength.SURE)):
            for hit in context.hits.get(name, ()):
                if hit.block not in excused and self._counts(notes, notes.blocks[hit.block]):
                    found[hit.block] = strength
        found |= {i: Strength.SURE for i in anywhere - excused if self._is_short(notes.blocks[i])}
        beside = {hit.block for hit in context.hits.get("beside", ())} - excused - found.keys()
        _spread(found, {i for i in beside if self._is_short(notes.blocks[i])})
        for index, strength in sorted(found.items()):
            yield Match(notes.blocks[index].span, strength)

    def _counts(self, notes: Annotations, block: Block) -> bool:
        params = self.params
        if not self._is_short(block):
            return False
        body = notes.once(body_of)
        top = block.index < params.blocks or (body is not None and block.index < body.first)
        end = len(notes.blocks) - block.index <= params.blocks or (
            body is not None and block.index > body.last
        )
        return {"top": top, "end": end, "edges": top or end}[params.place]

    def _is_short(self, block: Block) -> bool:
        return not self.params.max_words or length_in_words(block.text) <= self.params.max_words


def _spread(found: dict[int, Strength], candidates: set[int]) -> None:
    """Add the *candidates* that touch a found block, or one that was added."""
    for order in (sorted(candidates), sorted(candidates, reverse=True)):
        for index in order:
            near = found.get(index - 1) or found.get(index + 1)
            if near and index not in found:
                found[index] = near
