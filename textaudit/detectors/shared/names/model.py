"""What judges whether one spelling is meant for another: trained numbers, one set for each kind of evidence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from operator import mul
from pathlib import Path

from textaudit.detectors.shared.forest import Forest

MODELS = Path(__file__).resolve().parents[3] / "data" / "name_models.json"


@dataclass(frozen=True)
class NameModel:
    """A quick look that drops most pairs, and trees that judge the rest.

    Attributes:
        bias, weights: of the quick look, for the first features.
        least: log-odds below which a pair is dropped.
        forest: judges all features.
    """

    bias: float
    weights: tuple[float, ...]
    least: float
    forest: Forest

    def quick(self, features: Sequence[float]) -> float:
        """Log-odds by the first features alone, or by as many of them as are given."""
        return sum(map(mul, self.weights, features), self.bias)

    def odds(self, features: Sequence[float]) -> float:
        """That the one spelling is damage and the other one meant, as log-odds."""
        return self.forest(features)[0]

    def probability(self, features: Sequence[float]) -> float:
        """The same, 0 to 1."""
        return probability_of(self.odds(features))


def probability_of(odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1 / (1 + exp(-odds))


@cache
def name_model(evidence: str) -> NameModel:
    """The model that textaudit ships for a kind of *evidence*: ``listed``, ``corpus`` or ``document``."""
    data = json.loads(MODELS.read_text(encoding="utf-8"))["models"][evidence]
    quick = data["quick"]
    return NameModel(quick["bias"], tuple(quick["weights"]), quick["least"], Forest.of(data["forest"]))
