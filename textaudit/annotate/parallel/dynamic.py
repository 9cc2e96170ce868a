"""Aligns two sequences of passages by length and anchors.

Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): the cheapest way through both, where a
step takes none, one or two of each. As Simard, Foster and Isabelle (1992) and Varga et al. (2005) found, what both
sides share, numbers and cognates, mends what lengths alone get wrong.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_VARIANCE: Final = 8.0  # of a length, per character
# What a step costs by itself, as the logarithm of how often it is taken.
_STEPS: Final = {
    (1, 1): 0.0,
    (1, 0): 3.0,
    (0, 1): 3.0,
    (2, 1): 3.0,
    (1, 2): 3.0,
    (2, 2): 5.0,
    (3, 1): 5.0,
    (1, 3): 5.0,
}
_ANCHOR_WORTH: Final = 1.1
_LOST_ANCHOR: Final = 0.55
_MOST_DOUBT: Final = 9.0  # lengths alone never cost more than that
_GIVEN_UP: Final = 45.0  # so much dearer ways are not followed
_WIDEST: Final = 60  # and so many at most
_MOST_STEP: Final = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Length in characters, and anchors."""

    length: int
    anchors: Mapping[str, float]


Step = tuple[range, range]
_Row = dict[int, tuple[float, tuple[int, int]]]  # by number of the target


def align(sources: Sequence[Passage], targets: Sequence[Passage], ratio: float) -> list[Step]:
    """The steps of the cheapest alignment: which of *sources* belong to which of *targets*, in order.

    Ways that are much dearer than the best so far are given up, which keeps it linear where the texts are alike.

    Args:
        ratio: characters of a translation for each of its source.
    """
    rows, columns = len(sources), len(targets)
    pricer = _Pricer(sources, targets, ratio)
    best: list[_Row] = []
    for i in range(rows + 1):
        row = _row(i, best, pricer, columns, i == rows)
        if i < rows:
            _give_up(row)
        best.append(row)
    return _walked(best, rows, columns)


def _row(i: int, best: list[_Row], pricer: _Pricer, columns: int, to_the_end: bool) -> _Row:
    """What it costs at least to have come to each target with source number *i*, and the last step of that way."""
    row: _Row = {0: (0.0, (0, 0))} if i == 0 else {}
    before = [earlier for earlier in best[max(0, i - _MOST_STEP) :] if earlier]
    first = min((min(earlier) for earlier in before), default=0)
    last = min(columns, max((max(earlier) for earlier in before), default=0) + _MOST_STEP)
    least = float("inf")
    j = first
    while j <= columns and (j <= last or to_the_end or row[j - 1][0] < least + _GIVEN_UP):
        here = row.get(j)
        for step, price in _STEPS.items():
            rows, across = step
            if rows > i or across > j:
                continue
            earlier = (best[i - rows] if rows else row).get(j - across)
            if earlier is None:
                continue
            cost = earlier[0] + price
            worth = pricer.cost(i, j, step, None if here is None else here[0] - cost)
            if worth is not None and (here is None or cost + worth < here[0]):
                here = (cost + worth, step)
        if here is not None:
            row[j] = here
            least = min(least, here[0])
        j += 1
    return row


def _give_up(row: _Row) -> None:
    """Forget what is much dearer than the cheapest, and all but so many."""
    least = min(cost for cost, _ in row.values()) + _GIVEN_UP
    for j in [j for j, (cost, _) in row.items() if cost > least]:
        del row[j]
    if len(row) > _WIDEST:
        for j in sorted(row, key=lambda j: (row[j][0], j))[_WIDEST:]:
            del row[j]


class _Pricer:
    """What it costs to take passages for translations of each other, besides the kind of step."""

    def __init__(self, sources: Sequence[Passage], targets: Sequence[Passage], ratio: float) -> None:
        self._sources, self._targets, self._ratio = sources, targets, ratio
        self._weights = [[sum(passage.anchors.values()) for passage in side] for side in (sources, targets)]

    def cost(self, i: int, j: int, step: tuple[int, int], most: float | None) -> float | None:
        """The price of the step that ends at *i* and *j*; ``None`` where it is surely *most* or more."""
        rows, across = step
        if not rows or not across:
            return 0.0
        length = self._ratio * sum(self._sources[n].length for n in range(i - rows, i))
        other = sum(self._targets[n].length for n in range(j - across, j))
        price = length_cost(round(length), other)
        ours, theirs = sum(self._weights[0][i - rows : i]), sum(self._weights[1][j - across : j])
        if most is not None and price - _ANCHOR_WORTH * min(ours, theirs) >= most:
            return None
        if not ours or not theirs:
            return price + _LOST_ANCHOR * (ours + theirs)
        shared, lost = overlap(self._sources[i - rows : i], self._targets[j - across : j])
        return price - _ANCHOR_WORTH * shared + _LOST_ANCHOR * lost


def _walked(best: list[_Row], i: int, j: int) -> list[Step]:
    steps: list[Step] = []
    while i or j:
        one, other = best[i][j][1]
        steps.append((range(i - one, i), range(j - other, j)))
        i, j = i - one, j - other
    return steps[::-1]


def overlap(sources: Sequence[Passage], targets: Sequence[Passage]) -> tuple[float, float]:
    """What the anchors weigh that both sides have, and those that one has alone."""
    ours = _together(sources)
    theirs = _together(targets)
    shared = sum(weight for name, weight in ours.items() if name in theirs)
    return shared, sum(ours.values()) + sum(theirs.values()) - 2 * shared


def _together(passages: Sequence[Passage]) -> Mapping[str, float]:
    if len(passages) == 1:
        return passages[0].anchors
    found: dict[str, float] = {}
    for passage in passages:
        found |= passage.anchors
    return found


@lru_cache(maxsize=1 << 16)
def length_cost(expected: int, length: int) -> float:
    """How unlikely such a length is, as a negative logarithm."""
    distance = abs(length - expected) / math.sqrt(_VARIANCE * max((expected + length) / 2, 1))
    tail = math.erfc(distance / math.sqrt(2))
    return min(-math.log(tail), _MOST_DOUBT) if tail > 0 else _MOST_DOUBT
