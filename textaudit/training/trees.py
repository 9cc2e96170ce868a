"""Trained trees as the numbers that textaudit ships."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from catboost import CatBoostClassifier

SCALE = 0.0005  # of the numbers that are written: as fine as the probabilities need


def exported(model: CatBoostClassifier) -> dict[str, Any]:
    """The model as `Forest.of` reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text(encoding="utf-8"))
    scale, bias = data["scale_and_bias"]
    outputs = len(bias)
    trees, leaves = [], [[] for _ in range(outputs)]  # type: ignore[var-annotated]
    for tree in data["oblivious_trees"]:
        trees.append([[split["float_feature_index"], round(split["border"], 6)] for split in tree["splits"]])
        for output in range(outputs):
            leaves[output].append(
                [round(value * scale / SCALE) for value in tree["leaf_values"][output::outputs]]
            )
    return {"trees": trees, "leaves": leaves, "scale": SCALE, "bias": [round(value, 6) for value in bias]}


def averaged(models: Sequence[CatBoostClassifier]) -> dict[str, Any]:
    """The mean of several models with one output, in log-odds, as one forest."""
    parts = [exported(model) for model in models]
    return {
        "trees": [tree for part in parts for tree in part["trees"]],
        "leaves": [[leaves for part in parts for leaves in part["leaves"][0]]],
        "scale": SCALE / len(parts),
        "bias": [round(sum(part["bias"][0] for part in parts) / len(parts), 6)],
    }
