"""Fits logistic regression on named features, in plain Python: training needs the standard library only."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to judge.

    Attributes:
        group: what must not be in training and test at once, such as its document.
        source: which data it comes from, for figures by source.
        weight: how much it counts in training.
    """

    group: str
    source: str
    features: tuple[str, ...]
    positive: bool
    weight: float = 1.0


def fit(
    examples: Sequence[Example],
    epochs: int = 30,
    pull: float = 2e-4,
    least: int = 3,
    seed: int = 1,
    never_against: str = "",
) -> dict[str, float]:
    """Weights by feature; the empty one is always there. The same examples give the same weights.

    Args:
        examples: what to learn from.
        epochs: passes over the examples.
        pull: how strongly weights are drawn to zero, so that rare features weigh little.
        least: features of fewer examples are left out.
        seed: of the order in which examples are seen.
        never_against: features that begin so count for the positive kind or not at all.
    """
    counts = Counter(feature for example in examples for feature in example.features)
    kept = {feature for feature, number in counts.items() if number >= least}
    rows = [(("", *filter(kept.__contains__, e.features)), e.positive, e.weight) for e in examples]
    weights: dict[str, float] = dict.fromkeys(["", *sorted(kept)], 0.0)
    squares = dict.fromkeys(weights, 1e-6)
    held = {f for f in kept if never_against and f.startswith(never_against)}
    rng = random.Random(seed)
    for epoch in range(epochs):
        rng.shuffle(rows)
        rate = 0.3 / (1 + epoch / 5)
        for features, positive, weight in rows:
            error = (probability(weights, features) - positive) * weight
            for feature in features:
                slope = error + pull * weights[feature]
                squares[feature] += slope * slope
                weights[feature] -= rate * slope / sqrt(squares[feature])
                if weights[feature] < 0 and feature in held:
                    weights[feature] = 0.0
    return weights


def probability(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """What a fitted model says, 0 to 1; *features* with the empty one."""
    total = sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def rounded(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights as they are written: three digits, without those that change nothing."""
    return {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.02 or not f}


def out_of_fold(examples: Sequence[Example], never_against: str = "") -> Iterator[tuple[float, Example]]:
    """Each example with what a model says that was trained without its group."""
    for fold in range(FOLDS):
        others = [e for e in examples if fold_of(e.group) != fold]
        weights = fit(others, never_against=never_against)
        for example in examples:
            if fold_of(example.group) == fold:
                yield probability(weights, ("", *example.features)), example


def fold_of(group: str) -> int:
    """The fold that a group is tested in."""
    return int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def figures(
    judged: Collection[tuple[float, Example]], thresholds: Sequence[float]
) -> dict[str, dict[str, list[int]]]:
    """By source and threshold: positives found, all positives, false alarms, all others."""
    table: dict[str, dict[str, list[int]]] = {}
    for source in sorted({example.source for _, example in judged}):
        mine = [(p, e.positive) for p, e in judged if e.source == source]
        positives = sum(positive for _, positive in mine)
        for threshold in thresholds:
            found = [positive for p, positive in mine if p >= threshold]
            row = [sum(found), positives, len(found) - sum(found), len(mine) - positives]
            table.setdefault(source, {})[str(threshold)] = row
    return table
