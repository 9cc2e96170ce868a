"""A word that was written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, islice
from operator import eq
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.names.protected import ProtectedNames
from textaudit.model import Document, Match, Role, Span, Strength
from textaudit.resources import Resources

_NOT_PROSE = {Role.VERSE, Role.CODE, Role.TABLE_ROW, Role.MENU}
_MANY = 3  # so many different doublings are a way of speaking


class DoubledWord(Detector):
    """Function words that never stand twice, and long words in languages that do not double for effect.

    Names are spared (Pago pago), those of the user's lists and those that the text mentions.

    Params:
        words: words that never double, by language.
        content_languages: languages in which also long content words count.
        min_letters: length from which a content word counts.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        content_languages: tuple[str, ...] = ()
        min_letters: int = 5

    params: Params
    _names: ProtectedNames

    def equip(self, resources: Resources) -> None:
        """Take the lists of names."""
        self._names = ProtectedNames(resources)

    @cached_property
    def _languages(self) -> Mapping[str, frozenset[str]]:
        """For each word that never doubles, in which languages."""
        languages: dict[str, set[str]] = {}
        for language, words in self.params.words.items():
            for word in words:
                languages.setdefault(word, set()).add(language)
        return {word: frozenset(codes) for word, codes in languages.items()}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per doubling, both words marked."""
        tokens = context.notes.tokens
        doubled = set(compress(tokens, map(eq, tokens, islice(tokens, 1, None))))
        matches = [match for word in sorted(doubled) for match in self._doublings(context.notes, word)]
        if len(matches) <= _MANY:
            yield from sorted(matches, key=lambda m: m.span)

    def _doublings(self, notes: Annotations, word: str) -> Iterator[Match]:
        languages = self._languages.get(word, frozenset())
        long = len(word) >= self.params.min_letters and word.isalpha()
        content = long and notes.language in self.params.content_languages
        if not languages and not content:
            return
        for start, end in _places(notes, word):
            block = notes.block_at(start)
            if block is None or end > block.end or notes.role(block) in _NOT_PROSE:
                continue
            if content and self._names.holds(notes, Span(start, end)):
                continue
            first = notes.text[start : start + len(word)]
            if notes.language_of(block) in languages:
                yield Match(Span(start, end), Strength.SURE, replacement=first)
            elif content and first == word:
                yield Match(Span(start, end), Strength.LIKELY, replacement=word)


def _places(notes: Annotations, word: str) -> Iterator[tuple[int, int]]:
    """Where *word* stands twice, the second time in lower case."""
    for found in re.finditer(rf"(?i:{re.escape(word)})\s+{re.escape(word)}(?!\S)", notes.text):
        start = found.start()
        if start == 0 or notes.text[start - 1].isspace():
            yield found.span()
