"""Trains the models of garbled names and writes ``data/name_models.json``.

usage: python -m textaudit.training.name_models BENCH [--rows FILE]

BENCH is the folder of the development benchmarks. Needs the packages of ``training/requirements.txt``, which
textaudit itself does not use. Figures are out of fold: by damaged name, and for corpora by corpus.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from textaudit.detectors.inconsistent_spelling import InconsistentSpelling
from textaudit.detectors.near_listed_name import NearListedName
from textaudit.detectors.rare_spelling import RareSpelling
from textaudit.detectors.shared.names.found import Thresholds, strength_of
from textaudit.detectors.shared.names.model import MODELS
from textaudit.training.line_rows import Flags, Numbers
from textaudit.training.name_rows import (
    FEATURES,
    FIRST,
    Bench,
    Doc,
    Row,
    corpus_rows,
    document_rows,
    fold_of,
    listed_rows,
)
from textaudit.training.trees import averaged

FOLDS = 5
# Of rows of clean text, and of those that we damaged. In a list there are many clean rows, and few names are damaged
# in a corpus that nobody damaged.
_WEIGHTS: Mapping[str, tuple[float, float]] = {
    "listed": (1.0, 1.0),
    "document": (0.3, 1.0),
    "corpus": (3.0, 0.3),
}
_MODELS = 3
_RULES = "by rule and strength"
_KEPT = 0.002  # probability by the quick look, below which the trees are not asked
_THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_SHAPE: Mapping[str, Any] = {
    "iterations": 300,
    "depth": 4,
    "learning_rate": 0.08,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
    "thread_count": 2,
    "boosting_type": "Plain",
    "verbose": False,
    "allow_writing_files": False,
}
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "listed": _SHAPE,
    "document": {**_SHAPE, "iterations": 150, "depth": 3},
    "corpus": {**_SHAPE, "iterations": 150, "depth": 3},
}


class Table:
    """Rows as arrays."""

    def __init__(self, kind: str, rows: Sequence[Row]) -> None:
        clean, own = _WEIGHTS[kind]
        self.rows = rows
        self.values = np.array([row.features for row in rows])
        self.right = np.array([row.label == 2 for row in rows]).astype(int)
        self.weights = np.array(
            [clean if "clean" in row.source else own if row.source.startswith("own") else 1.0 for row in rows]
        )
        self.folds = np.array([fold_of(row.group, FOLDS) for row in rows])


def fit_quick(table: Table, first: int, chosen: Flags) -> dict[str, Any]:
    """The quick look, as linear weights of the first features."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=5000))
    model.fit(table.values[chosen, :first], table.right[chosen])
    scaler, linear = model[0], model[1]
    weights = linear.coef_[0] / scaler.scale_
    bias = float(linear.intercept_[0] - (weights * scaler.mean_).sum())
    return {
        "bias": round(bias, 4),
        "weights": [round(float(weight), 4) for weight in weights],
        "least": round(float(np.log(_KEPT / (1 - _KEPT))), 4),
    }


def kept_by(quick: Mapping[str, Any], table: Table) -> Flags:
    """The rows that the trees are asked about."""
    first = len(quick["weights"])
    odds = table.values[:, :first] @ np.array(quick["weights"]) + quick["bias"]
    return np.asarray(odds >= quick["least"])


def fit(kind: str, table: Table, chosen: Flags) -> list[CatBoostClassifier]:
    """The trees: several models that saw different parts of the rows."""
    models = [CatBoostClassifier(**_SHAPES[kind], random_seed=seed) for seed in range(_MODELS)]
    for model in models:
        model.fit(table.values[chosen], table.right[chosen], sample_weight=table.weights[chosen])
    return models


def probabilities(models: Sequence[CatBoostClassifier], values: Numbers) -> Numbers:
    """What the mean of several models says."""
    odds = np.mean([model.predict(values, prediction_type="RawFormulaVal") for model in models], axis=0)
    return np.asarray(1 / (1 + np.exp(-odds)))


def out_of_fold(
    kind: str, table: Table, held: Callable[[Row], str], train: Callable[[Row, str], bool]
) -> Numbers:
    """The probability of each row by a model that had nothing to do with it.

    Args:
        held: in which part a row is tested; empty for rows that are never tested.
        train: whether a row may be trained on where a part is tested.
    """
    found = np.zeros(len(table.rows))
    parts = np.array([held(row) for row in table.rows])
    for part in sorted(set(parts) - {""}):
        seen = np.array([train(row, part) for row in table.rows])
        quick = fit_quick(table, FIRST[kind], seen)
        kept = kept_by(quick, table)
        models = fit(kind, table, seen & kept)
        tested = (parts == part) & kept
        if tested.any():
            found[tested] = probabilities(models, table.values[tested])
    return found


def figures(
    table: Table, found: Numbers, documents: Sequence[Doc], source: Callable[[str], bool]
) -> dict[str, Any]:
    """By threshold: precision, recall, F1, right suggestions of gold, false flags per 10,000 clean names."""
    best: dict[tuple[str, str], tuple[float, Row]] = {}
    for row, probability in zip(table.rows, found.tolist(), strict=True):
        key = (row.document, row.word)
        if source(row.source) and (key not in best or probability > best[key][0]):
            best[key] = (float(probability), row)
    by_document = defaultdict(list)
    for (id, _), pair in best.items():
        by_document[id].append(pair)
    labelled = sum(len(document["gold"]) for document in documents)
    names = sum(len(document["clean_names"]) for document in documents)
    result = {}
    for least in _THRESHOLDS:
        hit = wrong = found_gold = suggested = 0
        for document in documents:
            flagged = sorted(
                (start, end, row.label)
                for probability, row in by_document[document["id"]]
                if probability >= least
                for start, end in row.spans
            )
            for start, end, _ in flagged:
                touches = any(start < gold["end"] and gold["start"] < end for gold in document["gold"])
                hit, wrong = hit + touches, wrong + (not touches)
            for gold in document["gold"]:
                labels = [
                    label for start, end, label in flagged if start < gold["end"] and gold["start"] < end
                ]
                found_gold += bool(labels)
                suggested += bool(labels) and max(labels) == 2
        precision, recall = hit / max(1, hit + wrong), found_gold / max(1, labelled)
        result[str(least)] = {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
            "right suggestion": round(suggested / max(1, labelled), 3),
            "false flags": round(1e4 * wrong / max(1, names), 1),
        }
    return result


def flagged(table: Table, found: Numbers, source: str) -> dict[str, int]:
    """By threshold: places marked in a source without damage."""
    places: dict[tuple[str, str], tuple[float, int]] = {}
    for row, probability in zip(table.rows, found.tolist(), strict=True):
        if row.source == source:
            key = (row.document, row.word)
            places[key] = max(places.get(key, (0.0, 0)), (float(probability), len(row.spans)))
    return {str(least): sum(n for p, n in places.values() if p >= least) for least in _THRESHOLDS}


def by_strength(table: Table, found: Numbers, sources: Collection[str], least: Thresholds) -> dict[str, Any]:
    """For each strength: how often a place that is marked so is damage, by Laplace's rule, and how many are."""
    best: dict[tuple[str, str, str], tuple[float, int, bool]] = {}
    for row, probability in zip(table.rows, found.tolist(), strict=True):
        if row.source in sources:
            key = (row.source, row.document, row.word)
            best[key] = max(best.get(key, (0.0, 0, False)), (probability, len(row.spans), row.label > 0))
    every: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for probability, places, damage in best.values():
        if strength := strength_of(probability, least):
            every[strength.value] += places
            right[strength.value] += places * damage
    return {
        strength: {"precision": round((right[strength] + 1) / (number + 2), 3), "findings": number}
        for strength, number in sorted(every.items())
    }


def measured(kind: str, table: Table, bench: Bench) -> dict[str, Any]:
    """All figures of one kind of evidence."""
    if kind == "corpus":
        return _measured_by_corpus(table, bench)

    def fold(row: Row) -> str:
        return str(fold_of(row.group, FOLDS))

    found = out_of_fold(kind, table, fold, lambda row, part: fold(row) != part)
    result: dict[str, Any] = {}
    for size in ("big ", "small ") if kind == "listed" else ("",):
        result[size + "docs"] = figures(table, found, bench.documents, (size + "docs").__eq__)
        result[size + "bbc"] = figures(table, found, _bbc(bench), (size + "bbc").__eq__)
        for source in ("hard", "clean"):
            result[size + source] = flagged(table, found, size + source)
    return {**result, _RULES: _rules_of(kind, table, found)}


def _rules_of(kind: str, table: Table, found: Numbers) -> dict[str, Any]:
    """How often each rule of this evidence is right, by strength."""
    sources = ("docs", "bbc", "clean")
    if kind == "document":
        return {"inconsistent-spelling": by_strength(table, found, sources, InconsistentSpelling.Params())}
    listed = NearListedName.Params()
    big, small = ([f"{size} {source}" for source in sources] for size in ("big", "small"))
    places = replace(listed, likely=listed.likely_built_in)
    return {
        "near-listed-name": by_strength(table, found, big, listed),
        "near-place-name": by_strength(table, found, small, places),
    }


def _measured_by_corpus(table: Table, bench: Bench) -> dict[str, Any]:
    """The same where documents are compared: each corpus is judged by a model that saw none of it."""

    def held(row: Row) -> str:
        if row.source.startswith("own"):
            return ""
        return row.source if row.source in bench.corpora else f"{row.source} {fold_of(row.group, 4)}"

    def train(row: Row, part: str) -> bool:
        if part in bench.corpora:
            return not row.source.endswith(part)
        clean = part.startswith("clean")  # its news, damaged, are in training otherwise
        return held(row) != part and not (clean and row.source == "own news")

    found = out_of_fold("corpus", table, held, train)
    sources = {*bench.corpora, "docs", "clean"}
    return {
        "corpora": figures(table, found, _bbc(bench), lambda source: source in bench.corpora),
        "docs": figures(table, found, bench.documents, "docs".__eq__),
        _RULES: {"rare-spelling": by_strength(table, found, sources, RareSpelling.Params())},
        "hard": flagged(table, found, "hard"),
        "clean": flagged(table, found, "clean"),
    }


def _bbc(bench: Bench) -> list[Doc]:
    return [document for documents in bench.corpora.values() for document in documents]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("--rows", type=Path, help="keeps the rows here, and takes them from here")
    parser.add_argument("--only", nargs="*", default=["listed", "document", "corpus"])
    chosen = parser.parse_args(arguments)
    bench = Bench.read(chosen.bench)
    data = json.loads(MODELS.read_text(encoding="utf-8")) if MODELS.exists() else {"models": {}}
    for kind in chosen.only:
        table = Table(kind, _rows(kind, bench, chosen.rows))
        everything = np.ones(len(table.rows), dtype=bool)
        shown = measured(kind, table, bench)
        print(kind, json.dumps(shown, indent=1))
        quick = fit_quick(table, FIRST[kind], everything)
        models = fit(kind, table, kept_by(quick, table))
        data["models"][kind] = {
            "features": list(FEATURES[kind]),
            "figures": shown,
            "quick": quick,
            "forest": averaged(models),
        }
    data = {"provenance": _PROVENANCE, "licence": "CC0; the texts it learned from are not part of it", **data}
    MODELS.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def _rows(kind: str, bench: Bench, kept: Path | None) -> list[Row]:
    path = kept / f"{kind}.pickle" if kept else None
    if path and path.exists():
        with path.open("rb") as file:
            return list(pickle.load(file))
    makers = {
        "listed": lambda: listed_rows(bench, kept),
        "document": lambda: document_rows(bench),
        "corpus": lambda: corpus_rows(bench),
    }
    rows = list(makers[kind]())
    if path:
        with path.open("wb") as file:
            pickle.dump(rows, file)
    return rows


_PROVENANCE = (
    "Boosted trees (CatBoost) trained by textaudit/training/name_models.py on the development half of the names and "
    "clean benchmarks (WMT references with names as systems garbled them, BBC news with names damaged by a script; "
    "sources and licences as their READMEs list them), and on corpora of the same texts in which name_damage.py "
    "damaged other names. Figures are out of fold: by damaged name, for corpora by corpus."
)

if __name__ == "__main__":
    main()
