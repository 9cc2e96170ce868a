"""How likely a paragraph was cut where it ends: a linear model over `end_features`, trained beforehand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.shared.end_features import features_of
from textaudit.detectors.shared.seams import Seam, Seams

_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "cut_ends.json"
FEWEST_WORDS = 5


def may_be_cut(seam: Seam) -> bool:
    """Whether it is worth the model's while: most lines without a stop are short, or titles."""
    return len(seam.words) >= FEWEST_WORDS and not seam.is_titled


def cut_probability(notes: Annotations, seams: Seams, seam: Seam) -> float:
    """The probability, 0 to 1, that the block of *seam* was cut where it ends."""
    weights = _weights()
    total = weights[""] + sum(weights.get(feature, 0.0) for feature in features_of(notes, seams, seam))
    return 1 / (1 + exp(-total))


@cache
def _weights() -> Mapping[str, float]:
    """By feature; that of the empty one counts always."""
    weights: dict[str, float] = json.loads(_DATA.read_text(encoding="utf-8"))["weights"]
    return weights
