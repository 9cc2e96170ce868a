"""``an total``, ``a apple``: the article does not go with the sound that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.names.frequency import ENGLISH, zipf
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_READ = {Role.PROSE, Role.QUOTATION, Role.HEADING}
_WORD = re.compile(r"[a-z]+(?!['’\w.@/_(])(?:-[a-z]+)?")
_KNOWN = 3.5  # Zipf: how words of this frequency sound is known; rarer ones may be foreign, or code
_MANY = 3  # so many are a way of writing


class ArticleClash(Detector):
    """``a`` before a vowel, ``an`` before a consonant, by sound, before common words in lower case.

    Params:
        mute: beginnings of words whose h is not heard, or not by all ("an historic").
        glide: beginnings of words with a vowel letter that sound like "you" or "one".
        spared: words before which "a" or "an" is no article, or a letter is spelled.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        mute: tuple[str, ...] = ()
        glide: tuple[str, ...] = ()
        spared: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Either article before a letter that it rarely stands before."""
        return {
            "an": Pattern(r" an [b-df-hj-np-tv-z][a-z]"),
            "a": Pattern(r" a [aeiou][a-z]"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The article and its word."""
        notes = context.notes
        matches = [
            match
            for name in ("a", "an")
            for hit in context.hits.get(name, ())
            if (match := self._match(notes, hit)) is not None
        ]
        if len(matches) < _MANY and not (matches and notes.once(seams_of).technical):
            yield from sorted(matches, key=lambda match: match.span)

    def _match(self, notes: Annotations, hit: Hit) -> Match | None:
        block = notes.blocks[hit.block]
        if notes.role(block) not in _READ:
            return None
        start = hit.start + 1
        at = start + len(hit.name) + 1
        word = _WORD.match(notes.text, at, block.end)
        if word is None or not self._clashes(hit.name, word.group()):
            return None
        right = "a" if hit.name == "an" else "an"
        return Match(Span(start, word.end()), replacement=f"{right} {word.group()}")

    def _clashes(self, article: str, word: str) -> bool:
        params = self.params
        first = word.split("-")[0]
        if len(first) < 3 or first in params.spared or zipf(first, ENGLISH) < _KNOWN:
            return False
        if article == "an":
            return not word.startswith(params.mute)
        return not word.startswith(params.glide)
