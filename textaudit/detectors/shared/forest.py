"""Boosted oblivious trees, run in plain Python: all tests of all trees at once, as bits of one number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import getitem
from typing import Any

Table = tuple[int, tuple[float, ...], tuple[int, ...]]
LEVELS = 8  # a tree has at most so many, so that its leaf's number is one byte


@dataclass(frozen=True)
class Forest:
    """A sum of trees that ask the same question of all branches at a level.

    A tree of six levels has 64 leaves; which one is meant takes six bits, one a level, padded to a byte. For each
    feature and each of its intervals the bits of all trees are known beforehand, so a value costs one search and
    one ``or`` of long integers, whatever the number of trees (the idea of Lucchese and others, QuickScorer, 2015).

    Attributes:
        tables: index of a feature, its borders ascending, and the bits for each interval between them.
        idle: the same for features that say nothing at 0 or below, as most are 0 mostly.
        leaves: per output and tree the value of each leaf.
        bias: what each output begins with.
    """

    tables: tuple[Table, ...]
    idle: tuple[Table, ...]
    leaves: tuple[tuple[tuple[float, ...], ...], ...]
    bias: tuple[float, ...]

    def __call__(self, values: Sequence[float]) -> list[float]:
        """The outputs, one for a yes or no, one a class otherwise, as log-odds.

        >>> forest = Forest.of({"trees": [[[0, 0.5], [1, 2.0]]], "leaves": [[[1, 2, 3, 4]]], "scale": 1, "bias": [0]})
        >>> forest([1.0, 0.0]), forest([1.0, 3.0])
        ([2.0], [4.0])
        """
        bits = 0
        for feature, borders, masks in self.tables:
            bits |= masks[bisect_left(borders, values[feature])]
        for feature, borders, masks in self.idle:
            if (value := values[feature]) > 0:
                bits |= masks[bisect_left(borders, value)]
        chosen = bits.to_bytes(len(self.leaves[0]), "little")
        return [
            sum(map(getitem, trees, chosen), bias) for trees, bias in zip(self.leaves, self.bias, strict=True)
        ]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Forest:
        """A forest from its file.

        Args:
            data: ``trees`` with ``[feature, border]`` per level, lowest bit first; ``leaves`` per output and tree,
                whole numbers times ``scale``; ``bias`` per output.
        """
        tests: dict[int, dict[float, int]] = {}
        for number, tree in enumerate(data["trees"]):
            for level, (feature, border) in enumerate(tree):
                bits = tests.setdefault(feature, {})
                bits[border] = bits.get(border, 0) | 1 << (number * LEVELS + level)
        scale = data["scale"]
        tables = [(feature, tuple(sorted(bits)), _masks(bits)) for feature, bits in sorted(tests.items())]
        return cls(
            tuple(table for table in tables if table[1][0] < 0),
            tuple(table for table in tables if table[1][0] >= 0),
            tuple(
                tuple(tuple(value * scale for value in leaf) for leaf in trees) for trees in data["leaves"]
            ),
            tuple(float(bias) for bias in data["bias"]),
        )


def _masks(bits: Mapping[float, int]) -> tuple[int, ...]:
    masks = [0]
    for border in sorted(bits):
        masks.append(masks[-1] | bits[border])
    return tuple(masks)
