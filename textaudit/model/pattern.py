"""What a detector asks of the one scan, and what it gets back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from textaudit.model.span import Span


@dataclass(frozen=True, slots=True)
class Pattern:
    r"""A regular expression in RE2 syntax, matched within one block, leftmost-first, without overlaps.

    ``^`` and ``$`` are the edges of the block. Hits are never empty. Group 1, where there is one, is
    the hit; the rest is context, and may serve the next hit too.

    Attributes:
        regex: RE2 syntax; no look-around, no back-references, no ``\b`` (it is ASCII only there).
        ignore_case: Unicode simple case folding.
        word_edges: no letter, digit or underscore of any script may touch the hit.
    """

    regex: str
    ignore_case: bool = False
    word_edges: bool = False


@dataclass(frozen=True, slots=True)
class BlockPhrases:
    """Phrases that a block says or begins with, in any letter case; the hit is the block.

    White space stands for any white space, a straight apostrophe also for a curly one. Up to eight signs, such
    as bullets and arrows, may stand before the phrase, and behind one that is the whole block.

    Attributes:
        phrases: the wordings.
        place: ``whole``, the block says nothing else; ``beginning``, the block begins with the phrase, as whole
            words; ``label``, the block begins with it, then comes a colon, or what sites put in its place, then
            something else.
    """

    phrases: tuple[str, ...]
    place: Literal["whole", "beginning", "label"] = "whole"


Request = Pattern | BlockPhrases


class Hit(NamedTuple):
    """Where a pattern matched.

    Attributes:
        start, end: code points of the text.
        name: the name under which the detector declared the pattern.
        block: index of the block it lies in.
    """

    start: int
    end: int
    name: str
    block: int

    @property
    def span(self) -> Span:
        """The hit as a span."""
        return Span(self.start, self.end)
