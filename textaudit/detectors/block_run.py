"""The generic detector `block-run`: blocks that a phrase opens, and the small ones that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.terms import phrase_regex, phrases_of
from textaudit.model import Block, Document, Hit, Match, Pattern, Role, Span, Strength

_TRIM = r"[\s*•·\-–—|:>»«#\[\]()]*"


class BlockRun(Detector):
    """Whole blocks that say one of *openers*, with the neighbouring blocks that say one of *members*.

    Sure where an opener and a member stand together, likely where an opener stands alone, weak where
    members stand without an opener (two of them at least).

    Params:
        openers: phrases that are, or begin, a block; by language for the reader, all are looked for.
        members: phrases that a following block is, or begins with, or of a short block holds.
        max_words: of a block that counts; a longer one is prose that speaks of such things.
        alone: whether an opener without any member counts.
        only_at_end: an opener counts only where hardly any prose follows.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        openers: Mapping[str, tuple[str, ...]]
        members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        max_words: int = 12
        max_member_words: int = 40
        alone: bool = True
        only_at_end: bool = False

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Openers and members at the beginning of a block, or as all of it."""
        patterns = {"opener": _beginning(phrases_of(self.params.openers))}
        if self.params.members:
            patterns["member"] = _beginning(phrases_of(self.params.members))
        return patterns

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of blocks."""
        notes = context.notes
        openers = self._short(notes, context.hits.get("opener", ()), self.params.max_words)
        members = self._short(notes, context.hits.get("member", ()), self.params.max_member_words)
        for run in _runs(notes, openers | members):
            opened = [block for block in run if block.index in openers]
            if opened and self.params.only_at_end and _prose_after(notes, run[-1]):
                continue
            strength = self._strength(len(opened), len(run))
            if strength:
                yield Match(Span(run[0].start, run[-1].end), strength)

    def _short(self, notes: Annotations, hits: Iterable[Hit], most: int) -> set[int]:
        indexes = {hit.block for hit in hits}
        return {
            i for i in indexes if notes.text.count(" ", notes.blocks[i].start, notes.blocks[i].end) < most
        }

    def _strength(self, opened: int, size: int) -> Strength | None:
        if opened and size > 1:
            return Strength.SURE
        if opened:
            return Strength.LIKELY if self.params.alone else None
        return Strength.WEAK if size > 1 else None


def _beginning(phrases: list[str]) -> Pattern:
    either = "|".join(phrase_regex(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return Pattern(rf"^{_TRIM}({either})(?:\W|$)", ignore_case=True)


def _runs(notes: Annotations, indexes: set[int]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for index in sorted(indexes):
        if run and index != run[-1].index + 1:
            yield run
            run = []
        run.append(notes.blocks[index])
    if run:
        yield run


def _prose_after(notes: Annotations, last: Block) -> bool:
    """Whether more than a little prose follows."""
    rest = notes.blocks[last.index + 1 :]
    prose = sum(b.end - b.start for b in rest if b.end - b.start > 120 and notes.role(b) is Role.PROSE)
    return prose > max(600, len(notes.text) * 0.15)
