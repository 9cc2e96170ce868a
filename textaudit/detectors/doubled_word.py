"""A word that was written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import compress, islice
from operator import eq
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role, Span, Strength

_NOT_PROSE = {Role.VERSE, Role.CODE, Role.TABLE_ROW, Role.MENU}
_MANY = 3  # so many different doublings are a way of speaking


class DoubledWord(Detector):
    """Function words that never stand twice, and long words in languages that do not double for effect.

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

    def patterns(self) -> Mapping[str, Pattern]:
        """One pattern per language."""
        return {
            language: Pattern(
                "|".join(rf"{word}\s+{word}" for word in words), ignore_case=True, word_edges=True
            )
            for language, words in self.params.words.items()
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per doubling, both words marked."""
        notes = context.notes
        matches = [*self._function_words(context), *self._content_words(notes)]
        if len(matches) <= _MANY:
            yield from sorted(matches, key=lambda m: m.span)

    def _function_words(self, context: Context) -> Iterator[Match]:
        notes = context.notes
        for language, hits in context.hits.items():
            for hit in hits:
                block = notes.blocks[hit.block]
                if notes.language_of(block) == language and notes.role(block) not in _NOT_PROSE:
                    first, second = notes.text[hit.start : hit.end].split()
                    if second.islower():
                        yield Match(hit.span, Strength.SURE, replacement=first)

    def _content_words(self, notes: Annotations) -> Iterator[Match]:
        if notes.language not in self.params.content_languages:
            return
        tokens = notes.tokens
        doubled = set(compress(tokens, map(eq, tokens, islice(tokens, 1, None))))
        for word in sorted(doubled):
            if len(word) >= self.params.min_letters and word.isalpha():
                yield from self._places(notes, word)

    def _places(self, notes: Annotations, word: str) -> Iterator[Match]:
        text = notes.text
        for found in re.finditer(rf"{word}\s+{word}(?!\S)", text):
            start, end = found.span()
            block = notes.block_at(start)
            if block is None or end > block.end or (start > block.start and not text[start - 1].isspace()):
                continue
            if notes.role(block) not in _NOT_PROSE:
                yield Match(Span(start, end), Strength.LIKELY, replacement=word)
