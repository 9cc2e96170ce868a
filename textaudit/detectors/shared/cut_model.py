"""How likely a paragraph was cut where it ends: a linear model over `end_features`, trained beforehand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.detectors.shared.end_features import features_of, is_known_word
from textaudit.detectors.shared.seams import Seam, Seams, last_word
from textaudit.model import Role

_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "cut_ends.json"
_LONG_FOR_HEADING = 16


def may_be_cut(notes: Annotations, seam: Seam) -> bool:
    """Whether an end without a stop is worth the model's while: most belong to headings."""
    words = seam.words
    if not words[-1][-1].isalnum():
        return False
    if len(words) >= _LONG_FOR_HEADING or notes.role(seam.block) is not Role.HEADING or seam.sentences:
        return True
    last, language = last_word(words), notes.language_of(seam.block) or ""
    if last != words[-1]:
        return False  # a name: May, Will
    return is_function_word(last, language) or (
        language == "en" and last.isalpha() and not is_known_word(last)
    )


def cut_probability(notes: Annotations, seams: Seams, seam: Seam, left: int | None = None) -> float:
    """The probability, 0 to 1, that the block of *seam* was cut where it ends.

    Of the blocks, the first *left* belong to the text, or all of them.
    """
    weights = _weights()
    features = features_of(notes, seams, seam, left)
    total = weights[""] + sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + exp(-total))


@cache
def _weights() -> Mapping[str, float]:
    """By feature; that of the empty one counts always."""
    weights: dict[str, float] = json.loads(_DATA.read_text(encoding="utf-8"))["weights"]
    return weights
