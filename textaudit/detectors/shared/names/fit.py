"""How well the words beside a word are those of a listed name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from textaudit.detectors.shared.names.letters import edits_between
from textaudit.detectors.shared.names.listed import Listed, ListedNames, most_edits
from textaudit.detectors.shared.names.remembered import Remembered

_HEADS = 100  # names that hold a word, looked through for the one that fits best
FIT: tuple[str, ...] = (
    "other words as listed", "other words nearly", "listed words left", "words left", "whole name", "whole of several",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """A listed name beside a run of capitals, one of which may be meant for one of its words.

    Attributes:
        exact, near: other words of the run that the name has, as they are or nearly.
        left_of_name, left: words of the name that the run lacks, and the other way round.
    """

    name: Listed
    exact: int
    near: int
    left_of_name: int
    left: int

    @property
    def whole(self) -> bool:
        """Whether the run is the name with all its words."""
        return not self.left_of_name and not self.left

    @property
    def several(self) -> bool:
        """The same, and they are several."""
        return self.whole and self.exact + self.near > 0

    @property
    def features(self) -> tuple[float, ...]:
        """One number for each of `FIT`."""
        counts = (self.exact, self.near, self.left_of_name, self.left, self.whole, self.several)
        return tuple(map(float, counts))

    @property
    def rank(self) -> tuple[bool, float]:
        """The higher, the better it fits."""
        return self.whole, self.exact + 0.5 * self.near - 0.3 * self.left_of_name


class Fits:
    """The names of a list that fit best; what is asked again is remembered."""

    def __init__(self, names: ListedNames) -> None:
        self._names = names
        self._known = Remembered(self._known_of)
        self.best = lru_cache(maxsize=1 << 15)(self._best)

    def _best(self, right: str, others: tuple[str, ...]) -> Fit:
        """The name with the word *right* that the *other* words of a run fit best."""
        known = self._known[right]
        if known.words.isdisjoint(others):
            if not any(known.has_near(other) for other in others):
                return Fit(known.briefest, 0, 0, len(known.briefest.words) - 1, len(others))
            names: Iterable[Listed] = known.holders
        else:
            names = (name for name in known.holders if not name.words_as_set.isdisjoint(others))
        return max((fitted(name, right, others) for name in names), key=lambda fit: fit.rank)

    def _known_of(self, right: str) -> _Holders:
        holders = self._names.holders(right)[:_HEADS]
        words = frozenset().union(*(name.words_as_set for name in holders))
        return _Holders(holders, words, min(holders, key=lambda name: len(name.words)))


@dataclass(frozen=True, slots=True)
class _Holders:
    """The names that hold a word.

    Attributes:
        words: of all of them.
        briefest: the one that fits best where none has any other word that is asked for.
    """

    holders: tuple[Listed, ...]
    words: frozenset[str]
    briefest: Listed

    def has_near(self, other: str) -> bool:
        """Whether any of the words may be nearly the *other* one; no word is where this says no."""
        return process.extractOne(other, self.words, scorer=OSA.distance, score_cutoff=most_edits(99)) is not None


def fitted(name: Listed, right: str, others: tuple[str, ...]) -> Fit:
    """How the *other* words of a run fit those of *name* besides *right*."""
    rest = list(name.words)
    rest.remove(right)
    unmatched = []
    for other in others:
        if other in rest:
            rest.remove(other)
        else:
            unmatched.append(other)
    near = 0
    for other in unmatched:
        part = next((part for part in rest if _nearly(other, part)), None)
        if part is not None:
            rest.remove(part)
            near += 1
    exact = len(others) - len(unmatched)
    return Fit(name, exact, near, len(rest), len(unmatched) - near)


def _nearly(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    return len(one) > 2 and edits_between(one, other) <= most_edits(longest) - (longest < 6)
