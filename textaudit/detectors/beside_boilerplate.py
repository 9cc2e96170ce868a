"""The generic detector `beside-boilerplate`: small lines that count where the site's own lines stand around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.alternatives import alternatives, any_of
from textaudit.detectors.shared.body import is_running_text, length_in_words
from textaudit.detectors.shared.phrases import whole_block
from textaudit.model import Block, Document, Match, Pattern, Request, Span, Strength


class BesideBoilerplate(Detector):
    """Lines that say too little to be judged alone, outside the running text.

    Likely where one touches what another rule took for boilerplate, or touches one that does, or where
    several stand together; else weak. What other rules took does not count as running text.

    Params:
        regex: RE2 syntax, any of these; matched within a block, whose edges are ``^`` and ``$``.
        phrases: phrases that are all a block says; by language for the reader, all are looked for.
        alone: the same, for what needs no neighbour there.
        unless: no match in a block that this matches too.
        below: before the running text, only below a line that is neither boilerplate nor such a line: a title.
        min_run: so many together count without a neighbour; 0 for never.
        max_words: longer blocks are left alone.
        boilerplate: the category whose matches count, as rule ids begin.
    """

    stage: ClassVar[Literal["early", "late"]] = "late"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        regex: tuple[str, ...] = ()
        phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        unless: str = ""
        below: bool = False
        min_run: int = 3
        max_words: int = 12
        boilerplate: str = "boilerplate"

        def __post_init__(self) -> None:
            if not self.regex and not any(self.phrases.values()):
                raise ValueError("expected 'regex' or 'phrases'")

    params: Params

    def patterns(self) -> Mapping[str, Request]:
        """What the card gives of the two patterns and the phrases."""
        params = self.params
        patterns: dict[str, Request] = dict(alternatives("regex", params.regex))
        if params.unless:
            patterns["unless"] = Pattern(params.unless)
        for name, phrases in (("phrases", params.phrases), ("alone", params.alone)):
            if any(phrases.values()):
                patterns[name] = whole_block(phrases)
        return patterns

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per block; neighbours are joined later."""
        notes = context.notes
        known = _known_blocks(notes, self._spans(context))
        alone = {hit.block for hit in context.hits.get("alone", ())}
        for run in _runs(self._lines(notes, context, known)):
            beside = run[0] - 1 in known or run[-1] + 1 in known or not alone.isdisjoint(run)
            settled = beside or 0 < self.params.min_run <= len(run)
            for index in run:
                yield Match(notes.blocks[index].span, Strength.LIKELY if settled else Strength.WEAK)

    def _lines(self, notes: Annotations, context: Context, known: set[int]) -> set[int]:
        """Blocks that the card looks for, outside the running text."""
        inside = _running_text(notes, known)
        hits = [
            *any_of(context.hits, "regex"),
            *context.hits.get("phrases", ()),
            *context.hits.get("alone", ()),
        ]
        excused = known.union(inside, (hit.block for hit in context.hits.get("unless", ())))
        lines = {hit.block for hit in hits} - excused
        lines = {i for i in lines if length_in_words(notes.blocks[i].text) <= self.params.max_words}
        if self.params.below:
            named = known | lines
            lines = {i for i in lines if i >= inside.start or any(b not in named for b in range(i))}
        return lines

    def _spans(self, context: Context) -> Iterator[Span]:
        for rule, matches in context.matches.items():
            if rule.startswith(self.params.boilerplate + "/"):
                yield from (match.span for match in matches if match.strength is not Strength.WEAK)


def _known_blocks(notes: Annotations, spans: Iterable[Span]) -> set[int]:
    known: set[int] = set()
    for span in spans:
        first, last = notes.block_at(span.start), notes.block_at(span.end - 1)
        if first and last:
            known.update(range(first.index, last.index + 1))
    return known


def _running_text(notes: Annotations, known: set[int]) -> range:
    """Indexes from the first to the last block of running text that is not *known* as boilerplate."""
    blocks = notes.blocks

    def counts(block: Block) -> bool:
        return block.index not in known and is_running_text(block)

    first = next((b.index for b in blocks if counts(b)), None)
    if first is None:
        return range(len(blocks))
    return range(first, next(b.index for b in reversed(blocks) if counts(b)) + 1)


def _runs(indexes: set[int]) -> Iterator[list[int]]:
    ordered = sorted(indexes)
    if not ordered:
        return
    run = ordered[:1]
    for before, index in pairwise(ordered):
        if index != before + 1:
            yield run
            run = []
        run.append(index)
    yield run
