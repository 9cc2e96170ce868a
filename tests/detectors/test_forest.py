"""The trees run as one number give what running them one by one gives."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from textaudit.detectors.shared.forest import Forest

FEATURES = 5
_BORDERS = st.integers(-6, 6).map(lambda n: n / 2)
_TREE = st.lists(st.tuples(st.integers(0, FEATURES - 1), _BORDERS), min_size=1, max_size=6)


def one_by_one(data: dict[str, Any], values: list[float]) -> list[float]:
    totals = list(data["bias"])
    for number, tree in enumerate(data["trees"]):
        leaf = sum((values[feature] > border) << level for level, (feature, border) in enumerate(tree))
        for output, trees in enumerate(data["leaves"]):
            totals[output] += trees[number][leaf] * data["scale"]
    return totals


@given(st.data(), st.lists(_TREE, min_size=1, max_size=7), st.integers(1, 3))
def test_same_as_one_tree_after_the_other(draw: st.DataObject, trees: list[Any], outputs: int) -> None:
    leaf = st.integers(-900, 900)
    data = {
        "trees": trees,
        "leaves": [
            [draw.draw(st.lists(leaf, min_size=2 ** len(t), max_size=2 ** len(t))) for t in trees]
            for _ in range(outputs)
        ],
        "scale": 0.25,
        "bias": [draw.draw(leaf) for _ in range(outputs)],
    }
    values = draw.draw(st.lists(_BORDERS, min_size=FEATURES, max_size=FEATURES))
    assert Forest.of(data)(values) == one_by_one(data, values)
