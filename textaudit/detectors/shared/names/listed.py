"""The names of several gazetteers as one list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from textaudit.detectors.shared.names.letters import likeness, near_among
from textaudit.gazetteer import Gazetteer, fold, near_keys, words_of
from textaudit.gazetteer.remembered import Remembered

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_FARTHEST = 3  # edits
_MOST = 12  # candidates that are worth a closer look
_MANY = 150  # names that share a word; with more of them it tells nothing
_SHORTEST = 3  # letters of a word of a name
_CACHED = 1 << 14
_KEPT = 1 << 18  # words and names, each that was read


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of a list.

    Attributes:
        text: as the list has it.
        words: folded.
        kind: person, place, organisation, or empty.
        context: words that the list has beside it.
        words_as_set: the same words, for looking up.
        built_in: it is of the list that textaudit brings.
    """

    text: str
    words: tuple[str, ...]
    kind: str
    context: tuple[str, ...] = ()
    words_as_set: frozenset[str] = frozenset()
    built_in: bool = False


def most_edits(length: int) -> int:
    """So many edits a word of this *length* may be away from another and still be a spelling of it."""
    return 1 if length <= 3 else 2 if length <= 6 else _FARTHEST


class ListedNames:
    """All names of the *gazetteers*; folded words go in, and what was asked once is remembered."""

    def __init__(self, gazetteers: Sequence[Gazetteer]) -> None:
        self._gazetteers = gazetteers
        self._backwards = tuple(reversed(tuple(enumerate(gazetteers))))
        self._words = [_words_of(gazetteer) for gazetteer in gazetteers]
        self._words_named = [Remembered(partial(_words_named, gazetteer), _KEPT) for gazetteer in gazetteers]
        self._ids = Remembered(self._ids_of)
        self._numbers = Remembered(self._numbers_with)
        self.parts = Remembered(self._parts)
        self.near = lru_cache(maxsize=_CACHED)(self._near)
        self.is_name = lru_cache(maxsize=_CACHED)(self._is_name)

    def knows(self, word: str) -> bool:
        """Whether the word stands in any name or alias."""
        return bool(self._ids[word])

    def _ids_of(self, word: str) -> tuple[tuple[int, int], ...]:
        """Places of gazetteers, the last one first, and the number that a word has there."""
        return tuple(
            (place, found)
            for place, gazetteer in self._backwards
            if (found := gazetteer.word_id(word)) is not None
        )

    def _is_name(self, words: tuple[str, ...]) -> bool:
        """Whether exactly these words are a name or an alias."""
        return any(gazetteer.accepts(words) for gazetteer in self._gazetteers)

    def _near(self, word: str) -> tuple[tuple[str, int], ...]:
        """Words of names that are a few edits away, with that distance: the nearest, and those one edit farther."""
        farthest = most_edits(len(word) + 1)
        keys = near_keys(word)
        choices: set[str] = set()
        for words, gazetteer in zip(self._words, self._gazetteers, strict=True):
            choices.update(map(words.__getitem__, gazetteer.with_keys(keys)))
        near = [
            (edits, other)
            for other, edits in near_among(word, choices, farthest)
            if 0 < edits <= most_edits(max(len(word), len(other))) and len(other) >= _SHORTEST
        ]
        if not near:
            return ()
        enough = min(near)[0] + 1
        kept = sorted((edits, -likeness(word, other), other) for edits, other in near if edits <= enough)
        return tuple((other, edits) for edits, _, other in kept[:_MOST])

    def holders(self, word: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        """The names that hold a word, the first few hundred, by what `name` takes, with their words."""
        for place, numbers in self._numbers[word]:
            words = self._words_named[place]
            for number in numbers:
                yield (place, number), words[number]

    def name(self, key: tuple[int, int]) -> Listed:
        """One of the names that `holders` gave."""
        place, number = key
        name = self._gazetteers[place].name(number)
        words = self._words_named[place][number]
        return Listed(name.text, words, name.kind, name.context, frozenset(words), place == 0)

    def _numbers_with(self, word: str) -> tuple[tuple[int, Sequence[int]], ...]:
        """Places of gazetteers, the last one first, and numbers of the names there that hold a word."""
        return tuple(
            (place, self._gazetteers[place].names_with(id)[: 2 * _MANY]) for place, id in self._ids[word]
        )

    def holder_count(self, word: str) -> int:
        """How many names hold a word, which costs less than to read them."""
        return sum(len(numbers) for _, numbers in self._numbers[word])

    def _parts(self, word: str) -> tuple[str, ...]:
        """Other words, not too short, of the names that hold a word; none where so many do that it tells nothing."""
        if not 0 < self.holder_count(word) <= _MANY:
            return ()
        parts = {part for _, words in self.holders(word) for part in words if len(part) >= _SHORTEST}
        return tuple(parts - {word})


def _words_of(gazetteer: Gazetteer) -> Sequence[str] | Mapping[int, str]:
    """All words at once where that takes a moment, and one by one where they are very many."""
    return gazetteer.words() if len(gazetteer) <= _KEPT else Remembered(gazetteer.word, _KEPT)


def _words_named(gazetteer: Gazetteer, number: int) -> tuple[str, ...]:
    return words_of(gazetteer.name(number).text)


def written(name: Listed, word: str, like: str) -> str:
    """How a list writes the folded *word* of a name, in capitals where *like* is."""
    found = (part for part in _WORD.findall(name.text) if fold(part) == word)
    return cased(next(found, word.capitalize()), like)


def cased(name: str, like: str) -> str:
    """*name*, in capitals where *like* is.

    >>> cased("Oslo", "OSLA"), cased("OSLO", "Osla"), cased("Oslo", "Osla")
    ('OSLO', 'Oslo', 'Oslo')
    """
    if like.isupper() and len(like) > 1:
        return name.upper()
    return name.capitalize() if name.isupper() and len(name) > 1 else name
