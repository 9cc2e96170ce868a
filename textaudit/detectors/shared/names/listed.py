"""The names of several gazetteers as one list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from textaudit.gazetteer import Gazetteer, fold, words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_FARTHEST = 3  # edits
_MOST = 12  # candidates that are worth a closer look
_MANY = 150  # names that share a word; with more of them it tells nothing
_CACHED = 1 << 14


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
    """All names of the *gazetteers*; folded words go in, and what was asked once is remembered.

    Attributes:
        size: number of names.
    """

    def __init__(self, gazetteers: Sequence[Gazetteer]) -> None:
        self._gazetteers = gazetteers
        self.size = sum(map(len, gazetteers))
        self._words: dict[tuple[int, int], str] = {}
        self.near = lru_cache(maxsize=_CACHED)(self._near)
        self.holders = lru_cache(maxsize=_CACHED)(self._holders)
        self.is_name = lru_cache(maxsize=_CACHED)(self._is_name)

    def knows(self, word: str) -> bool:
        """Whether the word stands in any name or alias."""
        return any(gazetteer.knows(word) for gazetteer in self._gazetteers)

    def _is_name(self, words: tuple[str, ...]) -> bool:
        """Whether exactly these words are a name or an alias."""
        return any(gazetteer.accepts(words) for gazetteer in self._gazetteers)

    def _near(self, word: str) -> tuple[tuple[str, int], ...]:
        """Words of names that are a few edits away, with that distance: the nearest, and those one edit farther."""
        farthest = most_edits(len(word) + 1)
        shortest, longest = max(3, len(word) - farthest), len(word) + farthest
        choices = {
            other
            for place, gazetteer in enumerate(self._gazetteers)
            for number in gazetteer.near(word)
            if shortest <= len(other := self._word(place, number)) <= longest
        }
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=farthest, limit=None)
        kept = sorted(
            (int(edits), -JaroWinkler.similarity(word, other), other)
            for other, edits, _ in found
            if 0 < edits <= most_edits(max(len(word), len(other)))
        )
        return tuple((other, edits) for edits, _, other in kept if edits <= kept[0][0] + 1)[:_MOST]

    def _word(self, place: int, number: int) -> str:
        key = (place, number)
        word = self._words.get(key)
        if word is None:
            if len(self._words) > 1 << 18:
                self._words.clear()
            word = self._words[key] = self._gazetteers[place].word(number)
        return word

    def _holders(self, word: str) -> tuple[Listed, ...]:
        """The names that hold a word; the first few hundred."""
        return tuple(
            _listed(gazetteer, number, built_in=place == 0)
            for place, gazetteer in reversed(tuple(enumerate(self._gazetteers)))
            if (found := gazetteer.word_id(word)) is not None
            for number in gazetteer.names_with(found)[: 2 * _MANY]
        )

    def telling(self, word: str) -> tuple[Listed, ...]:
        """The names that hold a word, or none where so many do that it tells nothing."""
        found = self.holders(word)
        return found if len(found) <= _MANY else ()


def _listed(gazetteer: Gazetteer, number: int, built_in: bool) -> Listed:
    name = gazetteer.name(number)
    words = words_of(name.text)
    return Listed(name.text, words, name.kind, name.context, frozenset(words), built_in)


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
