"""Lists of other articles: a heading such as "You may also like", and the titles below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.body import is_behind, length_in_words
from textaudit.detectors.shared.phrases import whole_block
from textaudit.model import Block, Document, Match, Request, Span, Strength

_STOPS = ".。।;:："


class RelatedList(Detector):
    """A heading that announces other articles, with the short lines below it where the text has ended.

    Sure with at least two titles, likely without; inside the running text the heading alone is marked.

    Params:
        headings: what such a heading says; by language for the reader, all are looked for.
        ambiguous: the same, for words that may head a section of the text too: they count behind it only.
        max_title_words: longer lines are no titles.
        max_titles: so many lines are taken for titles at most.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        headings: Mapping[str, tuple[str, ...]]
        ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        max_title_words: int = 18
        max_titles: int = 30

    params: Params

    def patterns(self) -> Mapping[str, Request]:
        """The headings, and the ambiguous ones if there are any."""
        patterns = {"heading": whole_block(self.params.headings)}
        if any(self.params.ambiguous.values()):
            patterns["ambiguous"] = whole_block(self.params.ambiguous)
        return patterns

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per list."""
        notes = context.notes
        sure = {hit.block for hit in context.hits.get("heading", ())}
        ambiguous = {hit.block for hit in context.hits.get("ambiguous", ())}
        taken = -1
        for index in sorted(sure | ambiguous):
            if index <= taken:
                continue
            behind = is_behind(notes, index)
            if index not in sure and not behind:
                continue
            titles = self._titles(notes, index + 1) if behind else []
            taken = titles[-1].index if titles else index
            end = titles[-1].end if titles else notes.blocks[index].end
            strength = Strength.SURE if len(titles) >= 2 else Strength.LIKELY
            yield Match(Span(notes.blocks[index].start, end), strength)

    def _titles(self, notes: Annotations, first: int) -> list[Block]:
        below = notes.blocks[first : first + self.params.max_titles]
        return list(takewhile(lambda block: self._is_title(notes.text, block), below))

    def _is_title(self, text: str, block: Block) -> bool:
        return (
            text[block.end - 1] not in _STOPS and length_in_words(block.text) <= self.params.max_title_words
        )
