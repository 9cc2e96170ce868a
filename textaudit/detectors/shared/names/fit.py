"""How well the words beside a word are those of a listed name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textaudit.detectors.shared.names.letters import edits_between
from textaudit.detectors.shared.names.listed import Listed, ListedNames, most_edits

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


def best_fit(names: ListedNames, right: str, others: tuple[str, ...]) -> Fit:
    """The name with the word *right* that the *other* words of a run fit best."""
    holders = names.holders(right)[:_HEADS]
    exact = [name for name in holders if not name.words_as_set.isdisjoint(others)] if others else []
    return max((fitted(name, right, others) for name in exact or holders), key=lambda fit: fit.rank)


@lru_cache(maxsize=1 << 14)
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
