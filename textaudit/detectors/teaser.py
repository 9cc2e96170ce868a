"""Ends of teasers: a text that breaks off, and an invitation to read on elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW, Role.VERSE}
_DOTS = r"(?:…|\.\.\.)"
_ARROWS = r"(?: ?[»›→>]+)?"


class Teaser(Detector):
    """An ellipsis with an invitation behind it, or an invitation right behind a word that ends no sentence.

    Params:
        invitations: what is said behind an ellipsis, in any letter case, by language.
        bare: those that stand behind a mere word too, as they are written, by language; the capital in the midst
            of a sentence tells them from the sentence.
        min_words: of the paragraph before it; what is shorter is a link, not cut text.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        invitations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        bare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        min_words: int = 5

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Invitations at the end of a block."""
        said, bare = _either(self.params.invitations), _either(self.params.bare)
        return {
            "dots": Pattern(rf"{_DOTS}[\])]?\s*[\[(<]?\s*(?:{said})[^.!?…。]{{0,80}}$", ignore_case=True),
            "bare": Pattern(rf" ((?:{bare}){_ARROWS})$"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: the invitation, with its ellipsis."""
        notes = context.notes
        for hit, name in sorted((hit, name) for name, found in context.hits.items() for hit in found):
            block = notes.blocks[hit.block]
            before = document.text[block.start : hit.start].split()
            if len(before) < self.params.min_words or notes.role(block) in _NOT_PROSE:
                continue
            if name == "dots" or before[-1][-1] == "," or before[-1][-1].islower():
                yield Match(hit.span)


def _either(phrases: Mapping[str, tuple[str, ...]]) -> str:
    return "|".join(
        re.escape(p) for p in sorted({p for some in phrases.values() for p in some}, key=_longest)
    )


def _longest(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase
