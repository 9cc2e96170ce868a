"""A bracket that says what stands before it: ``cable ties (cable ties)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role, Span, Strength

_BRACKET = re.compile(r" \((?:the )?(?P<gloss>[^()\n]{3,60})\)")
_SPARED = {Role.CODE, Role.TABLE_ROW, Role.MENU, Role.VERSE}
_LABEL = 12  # code points a block may have besides: a term in a list says no more than its gloss


class DoubledGloss(Detector):
    """The original gave a name or term and its original form; in translation both came out the same.

    The words must be written alike, capitals and all: ``Omega (OMEGA)`` tells how a brand writes itself.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """A bracket with words in it."""
        return {"bracket": Pattern(r"\p{L}\"?,? \((?:the )?\p{L}[^()\n]{2,60}\)")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per bracket, from the words before it on; the words alone are what was meant."""
        notes = context.notes
        for hit in context.hits["bracket"]:
            bracket = _BRACKET.search(notes.text, hit.start, hit.end)
            if bracket is None:
                continue
            gloss, block = bracket["gloss"], notes.blocks[hit.block]
            start = bracket.start() - len(gloss)
            if start < block.start or not notes.text.startswith(gloss, start):
                continue
            parted = start == block.start or not notes.text[start - 1].isalnum()
            if (
                parted
                and block.end - block.start > 2 * len(gloss) + _LABEL
                and notes.role(block) not in _SPARED
            ):
                yield Match(Span(start, bracket.end()), Strength.LIKELY, replacement=gloss)
