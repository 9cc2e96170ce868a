"""Spaces before commas and full stops, and inside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_code
from textaudit.model import Document, Hit, Match, Pattern, Role, Span, Strength

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW, Role.VERSE, Role.MENU}
_MAX_SHARE = 0.2  # of all such signs; with more, the text was cut into tokens and rejoined
_ALWAYS_FEW = 3
_MANY = 3  # so many in one text come from a machine
_WORD_BEFORE = re.compile(r"\S+\Z")
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
        clear = {hit for hit in hits if hit.name == "always" and not _is_subject(document.text, hit)}
        strong = Strength.SURE if len(clear) >= _MANY else Strength.LIKELY
        for hit in hits:
            strength = strong if hit in clear else Strength.WEAK
            yield Match(Span(hit.start, hit.end), strength, replacement="")

    def _counts(self, hit: Hit, context: Context) -> bool:
        notes = context.notes
        block = notes.blocks[hit.block]
        if notes.role(block) in _NOT_PROSE or notes.text.startswith(("..", ". .", ". ."), hit.end):
            return False
        return hit.name != "tight" or notes.language_of(block) in _TIGHT


def _is_subject(text: str, hit: Hit) -> bool:
    """Whether the sign itself may be spoken of (``use a . here``), as after a short word or in a text about code."""
    word = _WORD_BEFORE.search(text, max(0, hit.start - 20), hit.start)
    if word is None or (len(word.group()) <= 3 and word.group().islower()):
        return True
    return speaks_of_code(text, hit.start, hit.end)
