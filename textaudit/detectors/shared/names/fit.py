"""How well the words beside a word are those of a listed name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from textaudit.detectors.shared.names.letters import edits_between, has_near
from textaudit.detectors.shared.names.listed import Listed, ListedNames, most_edits
from textaudit.gazetteer.remembered import Remembered

_LONGER = 3  # letters that a word may have more than another that is nearly it
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


class Fits:
    """The names of a list that fit best; what is asked again is remembered."""

    def __init__(self, names: ListedNames) -> None:
        self._names = names
        self._known = Remembered(self._known_of)
        self.best = lru_cache(maxsize=1 << 15)(self._best)

    def _best(self, right: str, others: tuple[str, ...]) -> Fit:
        """The name with the word *right* that the *other* words of a run fit best."""
        known = self._known[right]
        holders = known.holders
        if not known.words.isdisjoint(others):
            holders = [one for one in holders if not set(one[1]).isdisjoint(others)]
        elif not any(map(known.has_near, others)):
            key, words = known.briefest
            return Fit(self._names.name(key), 0, 0, len(words) - 1, len(others))
        fitted = [(_fitted(words, right, others), key) for key, words in holders]
        counts, key = max(fitted, key=lambda one: _rank(*one[0]))
        return Fit(self._names.name(key), *counts)

    def _known_of(self, right: str) -> _Holders:
        holders = list(islice(self._names.holders(right), _HEADS))
        words = frozenset(chain.from_iterable(words for _, words in holders))
        return _Holders(holders, words, min(holders, key=lambda one: len(one[1])))


@dataclass(frozen=True, slots=True)
class _Holders:
    """The names that hold a word, each with its words.

    Attributes:
        words: of all of them.
        briefest: the one that fits best where none has any other word that is asked for.
    """

    holders: list[tuple[tuple[int, int], tuple[str, ...]]]
    words: frozenset[str]
    briefest: tuple[tuple[int, int], tuple[str, ...]]

    def has_near(self, other: str) -> bool:
        """Whether any of the words may be nearly the *other* one: a look at all of them at once."""
        return has_near(other, self.words, most_edits(len(other) + _LONGER))


def _rank(exact: int, near: int, left_of_name: int, left: int) -> tuple[bool, float]:
    """The higher, the better it fits."""
    return not left_of_name and not left, exact + 0.5 * near - 0.3 * left_of_name


def _fitted(words: tuple[str, ...], right: str, others: tuple[str, ...]) -> tuple[int, int, int, int]:
    """How the *other* words of a run fit those of a name besides *right*: the counts of a `Fit`."""
    rest = list(words)
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
    return len(others) - len(unmatched), near, len(rest), len(unmatched) - near


def _nearly(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    return len(one) > 2 and edits_between(one, other) <= most_edits(longest) - (longest < 6)
