"""Words of one document that may be one name in two spellings, as numbers for a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from math import log, log1p

from textaudit.annotate.mention_lexicon import lexicon
from textaudit.detectors.shared.names.forms import Names, Word, words_in
from textaudit.detectors.shared.names.letters import near_among
from textaudit.detectors.shared.names.listed import most_edits
from textaudit.detectors.shared.names.model import NameModel
from textaudit.detectors.shared.names.pair import PAIR, pair_features
from textaudit.gazetteer.forms import of_one_family
from textaudit.gazetteer.variants import are_variants

_RARE = 3.2  # on the Zipf scale
_FEWEST_LETTERS = 4
_MOST_WORDS = 1000  # the most frequent of a document, among which the right spelling is looked for
_MOST_DOUBTS = 3000  # of a document, for the sake of those that consist of capitals
_MOST_PAIRS = 10_000  # the same, and nearly alike
_PLACES = 5  # of a word, whose neighbours are looked at
FIRST = PAIR
FEATURES: tuple[str, ...] = (
    *FIRST,
    "count", "name's count", "name's share", "same word before", "same word after", "same company",
    "within a sentence", "distance", "side by side", "names as near or nearer", "edits farther than the nearest",
)  # fmt: skip
SIDE_BY_SIDE = 80  # code points


@dataclass(frozen=True, slots=True)
class Pair:
    """A word, and another of the same document that it may be meant for.

    Attributes:
        word: what may be wrong.
        right: the other one, folded.
        spelling: the other one as it stands.
        features: one number for each of `FEATURES`.
    """

    word: Word
    right: str
    spelling: str
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Where a word stands, and beside what."""

    starts: list[int]
    before: frozenset[str]
    after: frozenset[str]
    company: frozenset[str]
    within_sentence: bool


class TwoSpellings:
    """The pairs of a document.

    Args:
        names: of the document.
        model: its quick look drops what the trees need not see; ``None`` keeps all, as training does.
    """

    def __init__(self, names: Names, model: NameModel | None) -> None:
        self._names, self._model = names, model
        self._seen: dict[str, _Sighting] = {}

    def pairs(self) -> Iterator[list[Pair]]:
        """For each word in doubt those that it may be meant for."""
        names = self._names
        known = words_in(names.language)
        doubts = [
            word
            for word in map(known.__getitem__, names.notes.capitals)
            if word is not None and word.rarity < _RARE and len(word.folded) >= _FEWEST_LETTERS
        ][:_MOST_DOUBTS]
        if not doubts:
            return
        choices, looked_at = self._choices(), 0
        for word in doubts:
            near = self._near(word, choices)
            looked_at += len(near)
            if looked_at > _MOST_PAIRS:
                break
            if near and (pairs := self._pairs(word, near)):
                yield pairs

    def _choices(self) -> list[str]:
        """The words that may be the right spelling of another."""
        counts = self._names.counts
        likely: Iterable[str] = counts
        if len(counts) > _MOST_WORDS:
            likely = nlargest(_MOST_WORDS, counts, key=lambda word: (counts[word], word))
        calendar = lexicon(self._names.language).calendar
        return [word for word in likely if len(word) >= _FEWEST_LETTERS and word not in calendar]

    def _near(self, word: Word, choices: list[str]) -> list[tuple[int, str]]:
        """Those of the *choices* that are a few edits away and as frequent or more so, the nearest first."""
        plain, counts = word.folded, self._names.counts
        farthest = most_edits(len(plain) + 1)
        found = near_among(plain, choices, farthest)
        if len(found) == 1 and found[0][0] == plain:
            return []  # the word itself, as mostly
        return sorted(
            (edits, other)
            for other, edits in found
            if 0 < edits <= most_edits(max(len(plain), len(other))) and counts[other] >= counts[plain]
        )

    def _pairs(self, word: Word, near: list[tuple[int, str]]) -> list[Pair]:
        likely = [
            (edits, right, first)
            for edits, right in near
            if self._is_likely(first := pair_features(word, right))
        ]
        if not likely or any(
            are_variants(word.folded, other) or of_one_family(word.folded, other) for _, other in near
        ):
            return []
        if self._names.in_address(word.spelling):
            return []
        if self._names.is_ordinary(word.spelling, self._names.notes.capitals[word.spelling][0]):
            return []
        found = []
        for edits, right, first in likely:
            spelling = self._spelling(right)
            if spelling is not None:
                features = (*first, *self._features(word, right, len(near), edits - near[0][0]))
                found.append(Pair(word, right, spelling, features))
        return found

    def _is_likely(self, first: tuple[float, ...]) -> bool:
        return self._model is None or self._model.quick(first) >= self._model.least

    def _spelling(self, right: str) -> str | None:
        """How the document mostly writes a word; ``None`` for one that it has in lower case too."""
        spelling = max(self._names.spellings[right], key=lambda one: len(self._names.notes.capitals[one]))
        start = self._names.notes.capitals[spelling][0]
        return None if self._names.is_ordinary(spelling, start) else spelling

    def _features(self, word: Word, right: str, rivals: int, farther: int) -> tuple[float, ...]:
        counts = self._names.counts
        mine, other = self._sighting(word.folded), self._sighting(right)
        distance = min(abs(a - b) for a in mine.starts for b in other.starts)
        return (
            float(counts[word.folded]),
            log(counts[right]),
            log(counts[right] / counts[word.folded]),
            float(not mine.before.isdisjoint(other.before)),
            float(not mine.after.isdisjoint(other.after)),
            float(not mine.company.isdisjoint(other.company)),
            float(mine.within_sentence),
            log1p(distance),
            float(distance < SIDE_BY_SIDE),
            float(rivals),
            float(farther),
        )

    def _sighting(self, word: str) -> _Sighting:
        seen = self._seen.get(word)
        if seen is None:
            seen = self._seen[word] = self._look(word)
        return seen

    def _look(self, word: str) -> _Sighting:
        names = self._names
        places = [
            names.place(start, spelling)
            for spelling in self._names.spellings[word]
            for start in names.notes.capitals[spelling][:_PLACES]
        ]
        return _Sighting(
            [place.span.start for place in places],
            frozenset(names.word_before(place.span.start) for place in places) - {""},
            frozenset(names.word_after(place.span.end) for place in places) - {""},
            frozenset(other for place in places for other in place.others),
            not all(names.opens_sentence(place.span.start) for place in places),
        )
