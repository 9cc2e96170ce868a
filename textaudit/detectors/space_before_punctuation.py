"""Spaces before commas and full stops, and inside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Span, Strength

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW, Role.VERSE, Role.MENU}
_MAX_SHARE = 0.05  # of all such signs; with more, the text was cut into tokens and rejoined
_ALWAYS_FEW = 2
_SIGNS = re.compile(r"[,.;:!?)(]")
# Languages that put no space before any of these; French does, others vary.
_TIGHT = {"en", "de", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "cs"}


class SpaceBeforePunctuation(Detector):
    """A space before a sign that hugs the word before it, or behind one that hugs the word after it.

    Commas and full stops in any language; ``; : ! ?`` where the language wants no space before them.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """A word, spaces, the sign, and what shows that the sign is no beginning of something."""
        return {
            "always": Pattern('[\\p{L}\\p{N}\\)"”]( +)[,.](?:[ \u00a0]|$)'),
            "tight": Pattern("\\p{L}( +)[;:!?](?: |$)"),
            "opening": Pattern("\\(( )\\p{L}"),
            "closing": Pattern("\\p{L}( )\\)"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per space, unless there are too many."""
        hits = sorted(hit for hits in context.hits.values() for hit in hits if self._counts(hit, context))
        if len(hits) > max(_ALWAYS_FEW, _MAX_SHARE * len(_SIGNS.findall(document.text))):
            return
        for hit in hits:
            strength = Strength.SURE if hit.name == "always" else Strength.LIKELY
            yield Match(Span(hit.start, hit.end), strength, replacement="")

    def _counts(self, hit: Hit, context: Context) -> bool:
        notes = context.notes
        block = notes.blocks[hit.block]
        if notes.role(block) in _NOT_PROSE or notes.text.startswith(("..", ". .", ". ."), hit.end):
            return False
        return hit.name != "tight" or notes.language_of(block) in _TIGHT
