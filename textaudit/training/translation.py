"""Trains the model of machine translations into one language, from labelled JSON lines.

`textaudit train translation` calls it; needs the packages of the extra ``training``, which audits do not use.

Three questions are learned, each by logistic regression: is it translated at all, or written in the language; is it a
machine's, or one of the others; and of two translations of one text, which is the machine's. Their weights add up to
one linear model. Then its words are cut down to those that tell most, all is learned again, and weights become
probabilities by what they were on texts that they were not learned from.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from textaudit.cache_folder import replacing
from textaudit.errors import InputError
from textaudit.signals.translation.features import endings_of, sequences_of, traits_of, words_of
from textaudit.signals.translation.model import FARTHEST, FORMAT, MOST_WINDOWS
from textaudit.signals.translation.tokens import NAME, NUMBER, STOP
from textaudit.training.linear import FOLDS, fold_of
from textaudit.training.translation_rows import Row

Array = Any  # of numpy, or a sparse matrix of scipy

PRIOR: Mapping[str, float] = {"mt": 0.30, "human_translation": 0.05, "original": 0.65}
_LEAST = 5  # windows, below which a sequence is not learned
_COMMON = 40  # windows in which a word stands that counts as common
_SEQUENCES = 40_000
_RATES = 220  # words, marks and endings of which the rate is weighed
_TRAIT_SCALE = 0.03  # against sequences: how freely traits are weighed
_PARTS: Mapping[str, float] = {"translated": 0.5, "machine": 1.0, "pairs": 0.2}
_STEPS = 127


@dataclass
class Seen:
    """All rows as numbers: one row each.

    Attributes:
        sequences: which sequence stands in which window, 0 or 1.
        traits: how the windows are built, then the rates of what most of them hold.
    """

    rows: Sequence[Row]
    names: list[str]
    sequences: Array
    trait_names: list[str]
    rate_names: list[str]
    traits: Array
    known: list[str]

    @property
    def labels(self) -> Array:
        """Of the rows."""
        return np.array([row.label for row in self.rows])


@dataclass
class Learned:
    """A linear model in numbers of full length.

    Attributes:
        kept: which sequences it weighs.
        means, deviations: of the traits.
    """

    kept: Array
    weights: Array
    means: Array
    deviations: Array
    trait_weights: Array
    bias: float

    def weigh(self, seen: Seen, rows: Array) -> Array:
        """What it says of some rows."""
        part = _even(seen.sequences[rows][:, self.kept])
        distances = _distances(seen, rows, self.means, self.deviations)
        return part @ self.weights + distances @ self.trait_weights + self.bias


def _distances(seen: Seen, rows: Array, means: Array, deviations: Array) -> Array:
    """Of traits from their means; rates are not bounded, so that each word can be weighed by itself."""
    distances = (seen.traits[rows] - means) / deviations
    cut = len(seen.trait_names)
    distances[:, :cut] = np.clip(distances[:, :cut], -FARTHEST, FARTHEST)
    return distances


def train(rows: Sequence[Row], language: str, path: Path, provenance: str = "") -> dict[str, Any]:
    """Learn from *rows*, write the model, and return its figures, out of fold.

    Args:
        provenance: where the texts come from and under which licence; written into the model.

    Raises:
        InputError: a label lacks rows.
    """
    counts = Counter[str](row.label for row in rows)
    for label in PRIOR:
        if counts[label] < 200:
            raise InputError(
                f"{counts[label]} windows are {label}: at least 200 are needed, better some thousands"
            )
    seen = look(rows)
    weights = np.zeros(len(rows))
    folds = np.array([fold_of(row.group) for row in rows])
    for fold in range(FOLDS):
        test = np.flatnonzero(folds == fold)
        weights[test] = learn(seen, np.flatnonzero(folds != fold)).weigh(seen, test)
    calibration = calibrated(rows, weights)
    figures = figures_of(rows, weights, calibration)
    model = learn(seen, np.arange(len(rows)))
    data = {
        "about": "machine translation: what tells it from human translation and from text written in the language",
        "format": FORMAT,
        "language": language,
        "provenance": provenance,
        "prior": PRIOR,
        "trained on": {label: counts[label] for label in sorted(counts)},
        "figures, out of fold": figures,
        "calibration": [round(number, 4) for number in calibration],
        **written(seen, model),
    }
    with replacing(path) as out:
        out.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    path.chmod(0o644)  # what a temporary file becomes is its maker's alone
    return figures


def look(rows: Sequence[Row]) -> Seen:
    """What stands in all windows."""
    vectorizer = CountVectorizer(analyzer=list, min_df=_LEAST, binary=True, dtype=np.float32)
    sequences = vectorizer.fit_transform([sorted(sequences_of(row.tokens)) for row in rows]).tocsr()
    spread = Counter(token for row in rows for token in set(row.tokens))
    known = sorted(token for token, n in spread.items() if n >= _COMMON)
    words = [words_of(row.tokens) for row in rows]
    seen = [traits_of(row.tokens, some, frozenset(known)) for row, some in zip(rows, words, strict=True)]
    rated = [Counter([*row.tokens, *endings_of(some)]) for row, some in zip(rows, words, strict=True)]
    windows = Counter(one for counts in rated for one in counts if one not in {NAME, NUMBER, STOP})
    rate_names = sorted(sorted(windows, key=lambda one: (-windows[one], one))[:_RATES])
    trait_names = sorted(seen[0])
    numbers = [
        [one[name] for name in trait_names] + [counts[name] / max(1, len(some)) for name in rate_names]
        for one, counts, some in zip(seen, rated, words, strict=True)
    ]
    names = list(vectorizer.get_feature_names_out())
    return Seen(rows, names, sequences, trait_names, rate_names, np.array(numbers), known)


def learn(seen: Seen, train_rows: Array) -> Learned:
    """A model from some rows: once with all sequences, then with those that weigh most."""
    spread = np.asarray(seen.sequences[train_rows].sum(0)).ravel()
    every = np.flatnonzero(spread >= _LEAST)
    first = _learn(seen, train_rows, every)
    telling = np.abs(first.weights) * np.sqrt(spread[every])
    best = every[np.sort(np.argsort(-telling, kind="stable")[:_SEQUENCES])]
    return _learn(seen, train_rows, best)


def _learn(seen: Seen, train_rows: Array, kept: Array) -> Learned:
    rows = [seen.rows[n] for n in train_rows]
    traits = seen.traits[train_rows]
    means, deviations = traits.mean(0), traits.std(0) + 1e-9
    distances = _distances(seen, train_rows, means, deviations) * _TRAIT_SCALE
    numbers = sparse.hstack(
        [_even(seen.sequences[train_rows][:, kept]), sparse.csr_matrix(distances)]
    ).tocsr()
    weights, bias = np.zeros(numbers.shape[1]), 0.0
    for part, (found, constant) in _parts(rows, numbers).items():
        scale = _PARTS[part] / np.std(numbers @ found)
        weights += scale * found
        bias += scale * constant
    cut = len(kept)
    return Learned(kept, weights[:cut], means, deviations, weights[cut:] * _TRAIT_SCALE, bias)


def _parts(rows: Sequence[Row], numbers: Array) -> dict[str, tuple[Array, float]]:
    labels = np.array([row.label for row in rows])
    found = {}
    for part, positive, shares in (
        ("translated", labels != "original", {"original": 2.0, "human_translation": 1.0}),
        ("machine", labels == "mt", {"original": 1.0, "human_translation": 1.0}),
    ):
        model = LogisticRegression(C=4, solver="liblinear")
        model.fit(numbers, positive, sample_weight=_shares(rows, labels, shares))
        found[part] = (model.coef_[0], float(model.intercept_[0]))
    machine, human = _pairs(rows)
    apart = numbers[machine] - numbers[human]
    model = LogisticRegression(C=2, solver="liblinear", fit_intercept=False)
    model.fit(sparse.vstack([apart, -apart]).tocsr(), np.repeat([1, 0], len(machine)))
    found["pairs"] = (model.coef_[0], 0.0)
    return found


def _shares(rows: Sequence[Row], labels: Array, shares: Mapping[str, float]) -> Array:
    """Weights of rows: all rows of another label count as *shares* of the machine's."""
    machine = float((labels == "mt").sum())
    each = _evenly([_kind(row) for row in rows], {row.source for row in rows if row.label == "mt"})
    return np.array(
        [1.0 if row.label == "mt" else machine * shares[row.label] * each[_kind(row)] for row in rows]
    )


def _kind(row: Row) -> tuple[str, str]:
    return row.label, row.source if row.label == "original" else ""


def _evenly(kinds: Sequence[tuple[str, str]], near: Collection[str]) -> dict[tuple[str, str], float]:
    """What one row counts of its label.

    Originals of collections that hold translations too (*near*) count half together, as only they are of the same
    kind of text; all other collections share the other half equally.
    """
    sizes = Counter(kinds)
    others = [source for label, source in sizes if label == "original" and source not in near]
    closest = [source for label, source in sizes if label == "original" and source in near]
    parts = {source: (0.5 if others else 1.0) / len(closest) for source in closest}
    parts |= {source: (0.5 if closest else 1.0) / len(others) for source in others}
    return {kind: (parts[kind[1]] if kind[0] == "original" else 1.0) / n for kind, n in sizes.items()}


def _pairs(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Every machine's row with every person's row of the same excerpt."""
    excerpts: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for n, row in enumerate(rows):
        if row.excerpt and row.label != "original":
            excerpts[row.excerpt][row.label == "mt"].append(n)
    pairs = [(m, h) for human, machine in excerpts.values() for m in machine for h in human]
    return [m for m, _ in pairs], [h for _, h in pairs]


def calibrated(rows: Sequence[Row], weights: Array) -> tuple[float, float, float]:
    """Bias, slope, and growth of the slope with the logarithm of the number of windows, under `PRIOR`."""
    texts = _texts(rows, weights)
    kinds = [(label, source) for label, source, _, _ in texts]
    each = _evenly(kinds, {row.source for row in rows if row.label == "mt"})
    numbers = np.array([[mean, mean * np.log(count)] for _, _, mean, count in texts])
    shares = [PRIOR[label] * each[label, source] for label, source in kinds]
    model = LogisticRegression(C=1e6, max_iter=1000)
    machine = np.array([label == "mt" for label, _ in kinds])
    model.fit(numbers, machine, sample_weight=np.array(shares) * len(texts))
    slope, growth = model.coef_[0]
    return float(model.intercept_[0]), float(slope), float(growth)


def _texts(rows: Sequence[Row], weights: Array) -> list[tuple[str, str, float, int]]:
    """Label, collection, mean weight and number of windows, of single windows and of runs of up to four."""
    documents: dict[int, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        documents[row.document].append(n)
    texts = []
    for numbers in documents.values():
        for size in (1, 2, 3, MOST_WINDOWS):
            for begin in range(0, len(numbers) - size + 1, size):
                some = numbers[begin : begin + size]
                texts.append((*_kind(rows[some[0]]), float(weights[some].mean()), size))
    return texts


def figures_of(
    rows: Sequence[Row], weights: Array, calibration: tuple[float, float, float]
) -> dict[str, float]:
    """How well single windows, and two joined, are told apart, and how many of each kind reach .9."""
    figures: dict[str, float] = {}
    bias, slope, growth = calibration
    for size in (1, 2):
        groups: dict[str, list[float]] = defaultdict(list)
        for label, source, mean, count in _texts(rows, weights):
            if count == size:
                odds = bias + (slope + growth * np.log(count)) * mean
                groups[f"{label} {source}".strip()].append(1 / (1 + np.exp(-odds)))
        for name, values in sorted(groups.items()):
            figures[f"{size} windows: {name} that reach .9"] = round(
                float(np.mean(np.array(values) >= 0.9)), 4
            )
            if name != "mt":
                figures[f"{size} windows: AUC against {name}"] = round(_area(groups["mt"], values), 4)
    return figures


def _area(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Under the curve of true over false alarms."""
    labels = np.repeat([1, 0], [len(positive), len(negative)])
    return float(roc_auc_score(labels, np.array([*positive, *negative])))


def written(seen: Seen, model: Learned) -> dict[str, Any]:
    """The model's numbers as `read_model` reads them."""
    step = float(np.abs(model.weights).max()) / _STEPS
    weights = np.round(model.weights / step).astype(int)
    names = [seen.names[n] for n in model.kept]
    cut = len(seen.trait_names)
    traits = zip(seen.trait_names, model.means, model.deviations, model.trait_weights, strict=False)
    slopes = model.trait_weights[cut:] / model.deviations[cut:]
    return {
        "bias": round(model.bias - float(slopes @ model.means[cut:]), 4),
        "step": round(step, 6),
        "traits": {name: [float(f"{number:.4g}") for number in numbers] for name, *numbers in traits},
        "rates": {name: float(f"{slope:.4g}") for name, slope in zip(seen.rate_names, slopes, strict=True)},
        "known": seen.known,
        "sequences": {name: int(weight) for name, weight in zip(names, weights, strict=True) if weight},
    }


def _even(sequences: Array) -> Array:
    """Each row over the root of how many sequences it has, so that long windows weigh no more."""
    counts = np.asarray(sequences.sum(1)).ravel()
    return sparse.diags(1 / np.sqrt(np.maximum(counts, 1))) @ sequences
