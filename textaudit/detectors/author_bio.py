"""What a site says of the author under a text: a heading with the lines that belong to it, or the lines alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.alternatives import alternatives, any_of
from textaudit.detectors.shared.body import length_in_words
from textaudit.detectors.shared.phrases import whole_block
from textaudit.model import Block, Document, Match, Pattern, Request, Span, Strength


class AuthorBio(Detector):
    """A heading such as "About the author" with the paragraph below it, or a paragraph that introduces somebody.

    Sure for a heading, likely for a paragraph alone: both only in the last part of the text, since a text
    about somebody begins like that.

    Params:
        headings: what such a heading says; by language for the reader, all are looked for.
        paragraphs: how such a paragraph reads, any of these; RE2 syntax, matched within a block, whose edges
            are ``^`` and ``$``.
        unless: no paragraph that this matches too.
        last_share: share of the text, by characters, in which it must begin, 0 to 1.
        max_words: longer paragraphs are left alone.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        headings: Mapping[str, tuple[str, ...]]
        paragraphs: tuple[str, ...]
        unless: str = ""
        last_share: float = 0.5
        max_words: int = 140

    params: Params

    def patterns(self) -> Mapping[str, Request]:
        """The headings and the two patterns."""
        patterns: dict[str, Request] = {
            "heading": whole_block(self.params.headings),
            **alternatives("paragraph", self.params.paragraphs),
        }
        if self.params.unless:
            patterns["unless"] = Pattern(self.params.unless)
        return patterns

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per heading or paragraph; neighbours are joined later."""
        notes, hits = context.notes, context.hits
        from_here = len(notes.text) * (1 - self.params.last_share)
        found = [*hits.get("heading", ()), *any_of(hits, "paragraph")]
        last = {hit.block for hit in found if hit.start >= from_here}
        headings = last & {hit.block for hit in hits.get("heading", ())}
        excused = {hit.block for hit in hits.get("unless", ())}
        taken = -1
        for index in sorted(last):
            if index <= taken:
                continue
            if index in headings:
                taken = self._last_below(notes, index)
                yield Match(Span(notes.blocks[index].start, notes.blocks[taken].end), Strength.SURE)
            elif index not in excused and self._is_short(notes.blocks[index]):
                yield Match(notes.blocks[index].span, Strength.LIKELY)

    def _last_below(self, notes: Annotations, heading: int) -> int:
        """The paragraph right under a heading, perhaps with the author's name before it, or the heading."""
        below = notes.blocks[heading + 1 : heading + 3]
        if below and _is_name(below[0]) and len(below) > 1 and self._is_short(below[1]):
            return heading + 2
        return heading + 1 if below and self._is_short(below[0]) else heading

    def _is_short(self, block: Block) -> bool:
        return length_in_words(block.text) <= self.params.max_words


def _is_name(block: Block) -> bool:
    return len(block.text) <= 40 and block.text[-1].isalpha()
