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
_BAND: Final = 60  # passages on either side of the straight line that long texts may stray


@dataclass(frozen=True, slots=True)
class Passage:
    """Length in characters, and anchors."""

    length: int
    anchors: Mapping[str, float]


Step = tuple[range, range]


def align(sources: Sequence[Passage], targets: Sequence[Passage], ratio: float) -> list[Step]:
    """The steps of the cheapest alignment: which of *sources* belong to which of *targets*, in order.

    Args:
        ratio: characters of a translation for each of its source.
    """
    rows, columns = len(sources), len(targets)
    best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(rows + 1)]
    best[0][0] = (0.0, (0, 0))
    reach = _BAND + abs(rows - columns)
    for i in range(rows + 1):
        middle = i * columns // max(rows, 1)
        for j in range(max(0, middle - reach), min(columns, middle + reach) + 1):
            here: tuple[float, tuple[int, int]] | None = best[i].get(j)
            for step, price in _STEPS.items():
                before = best[i - step[0]].get(j - step[1]) if i >= step[0] and j >= step[1] else None
                if before is None or (here is not None and before[0] + price - 30.0 > here[0]):
                    continue
                cost = before[0] + price + cost_of(
                    sources[i - step[0] : i], targets[j - step[1] : j], ratio
                )
                if here is None or cost < here[0]:
                    here = (cost, step)
            if here is not None:
                best[i][j] = here
    return _walked(best, rows, columns)


def _walked(best: list[dict[int, tuple[float, tuple[int, int]]]], i: int, j: int) -> list[Step]:
    steps: list[Step] = []
    while i or j:
        one, other = best[i][j][1]
        steps.append((range(i - one, i), range(j - other, j)))
        i, j = i - one, j - other
    return steps[::-1]


def cost_of(sources: Sequence[Passage], targets: Sequence[Passage], ratio: float) -> float:
    """What it costs to take these for translations of each other, besides the kind of step."""
    if not sources or not targets:
        return 0.0
    length = ratio * sum(passage.length for passage in sources)
    other = sum(passage.length for passage in targets)
    shared, lost = overlap(sources, targets)
    return length_cost(round(length), other) - _ANCHOR_WORTH * shared + _LOST_ANCHOR * lost


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
