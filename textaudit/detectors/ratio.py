"""The generic detector `ratio`: blocks that consist mostly of what a pattern matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern


class Ratio(Detector):
    """Blocks of which a large share of the characters, white space aside, lies in hits of a pattern.

    Params:
        regex: RE2 syntax; each hit counts with its length without white space.
        at_least: share of the block's visible characters, 0 to 1.
        min_hits: at least so many hits in the block.
        min_chars: shorter blocks are left alone.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        regex: str
        at_least: float
        min_hits: int = 1
        min_chars: int = 1
        ignore_case: bool = False

        def __post_init__(self) -> None:
            if not 0 < self.at_least <= 1:
                raise ValueError("'at_least' expected between 0 and 1")

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The regex."""
        return {"regex": Pattern(self.params.regex, self.params.ignore_case)}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per block."""
        text = document.text
        chars: Counter[int] = Counter()
        hits: Counter[int] = Counter()
        for hit in context.hits.get("regex", ()):
            chars[hit.block] += _visible(text[hit.start : hit.end])
            hits[hit.block] += 1
        for index, covered in sorted(chars.items()):
            block = context.notes.blocks[index]
            if hits[index] < self.params.min_hits or block.end - block.start < self.params.min_chars:
                continue
            if covered >= self.params.at_least * _visible(block.text):
                yield Match(block.span)


def _visible(text: str) -> int:
    return sum(map(len, text.split()))
