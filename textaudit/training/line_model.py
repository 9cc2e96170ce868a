"""Trains the model of page furniture and writes ``data/line_model.json``.

usage: python -m textaudit.training.line_model BENCH [--no-figures]

BENCH is the folder of the development benchmarks; `line_pages` says what else it learns from. Needs the packages of
``training/requirements.txt``, which textaudit itself does not use. Figures are out of fold: each page was judged by
a model that had seen no page of its site.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from textaudit.detectors.shared.forest import Forest
from textaudit.detectors.shared.line_features import feature_names
from textaudit.detectors.shared.line_model import MODEL
from textaudit.detectors.shared.line_words import BESIDE, NOBODY
from textaudit.training.line_figures import by_strength, figures
from textaudit.training.line_pages import pages
from textaudit.training.line_rows import FOLDS, Flags, Numbers, Rows, rows_of
from textaudit.training.trees import SCALE, exported

_WORDS = {"C": 0.4, "solver": "liblinear", "max_iter": 40, "random_state": 0}
_FEWEST = 6  # rows that a word occurs in
_LEAST = 0.12  # a weight that is written
_SHAPE = {"depth": 6, "learning_rate": 0.08, "l2_leaf_reg": 6, "border_count": 64, "random_seed": 0}
_BAGGED = {
    "boosting_type": "Plain",
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
    "verbose": False,
    "allow_writing_files": False,
}
_FURNITURE = {**_SHAPE, **_BAGGED, "iterations": 400}
_KIND = {
    **_SHAPE,
    **_BAGGED,
    "iterations": 120,
    "learning_rate": 0.15,
    "loss_function": "MultiClass",
    "auto_class_weights": "SqrtBalanced",  # navigation outnumbers all other kinds together
}
# How the labels call a kind, and what our rules call it.
KINDS: Mapping[str, str] = {
    "byline": "byline",
    "related": "related",
    "comment": "comment",
    "caption": "caption",
    "author_bio": "author-bio",
    **dict.fromkeys(
        ("nav", "footer", "copyright", "share", "form", "sidebar", "button", "tags", "other"), "navigation"
    ),
    **dict.fromkeys(("ad", "newsletter", "cookie", "paywall", "app", "error"), "notice"),
}


def fit_words(rows: Rows, chosen: Flags) -> dict[str, float]:
    """Weights of words and pairs, from the *chosen* rows; the empty one counts always."""
    wanted = chosen & (rows.furniture >= 0) & (rows.weights > 0)
    counter = CountVectorizer(analyzer=sorted, binary=True, min_df=_FEWEST, dtype=np.float32)
    seen = counter.fit_transform(gram for gram, mine in zip(rows.grams, wanted, strict=True) if mine)
    model = LogisticRegression(**_WORDS).fit(seen, rows.furniture[wanted], rows.weights[wanted])
    weights = zip(counter.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(gram): round(float(weight), 2) for gram, weight in weights if abs(weight) >= _LEAST}
    return {"": round(float(model.intercept_[0]), 2), **kept}


def log_odds(rows: Rows, weights: Mapping[str, float], chosen: Flags) -> Numbers:
    """What the words say of the *chosen* rows; 0 elsewhere."""
    found = np.zeros(len(rows.grams))
    for row in np.flatnonzero(chosen).tolist():
        found[row] = weights[""] + sum(weights[gram] for gram in weights.keys() & rows.grams[row])
    return found


def unseen_log_odds(rows: Rows) -> Numbers:
    """What the words say of each row, by weights from other sites: what a new page will look like to the trees."""
    found = np.zeros(len(rows.grams))
    for fold in range(FOLDS):
        held = rows.folds == fold
        found += log_odds(rows, fit_words(rows, ~held), held)
    return found


def with_words(rows: Rows, odds: Numbers) -> Rows:
    """The rows with what words say of them and of the rows beside them."""
    values = rows.values.copy()
    for column, step in enumerate(BESIDE, start=values.shape[1] - len(BESIDE)):
        there = np.roll(rows.page, -step) == rows.page
        values[:, column] = np.where(there, np.roll(odds, -step), NOBODY)
    return replace(rows, values=values)


def fit_furniture(rows: Rows, chosen: Flags) -> CatBoostClassifier:
    """The model of furniture or not, from the *chosen* rows."""
    wanted = chosen & (rows.furniture >= 0) & (rows.weights > 0)
    model = CatBoostClassifier(**_FURNITURE)
    model.fit(rows.values[wanted], rows.furniture[wanted], sample_weight=rows.weights[wanted])
    return model


def fit_kind(rows: Rows) -> CatBoostClassifier:
    """The model of kinds, from all rows that are furniture."""
    named = np.array([KINDS.get(kind, "") for kind in rows.kinds])
    wanted = (rows.furniture == 1) & (named != "") & (rows.weights > 0)
    model = CatBoostClassifier(**_KIND)
    model.fit(rows.values[wanted], named[wanted], sample_weight=rows.weights[wanted])
    return model


def out_of_fold(rows: Rows) -> Numbers:
    """The probability of each row, by a model that saw no page of its site."""
    found = np.zeros(len(rows.furniture))
    for fold in range(FOLDS):
        held = rows.folds == fold
        found[held] = fit_furniture(rows, ~held).predict_proba(rows.values[held])[:, 1]
    return found


def without_language(rows: Rows, odds: Numbers, language: str) -> Numbers:
    """The probability of each row of a *language*, by a model that saw none of it; 0 elsewhere."""
    held = np.array([page.language == language for page in rows.pages])[rows.page]
    words = log_odds(rows, fit_words(rows, ~held), held)
    rows = with_words(rows, np.where(held, words, odds))
    found = np.zeros(len(rows.furniture))
    found[held] = fit_furniture(rows, ~held).predict_proba(rows.values[held])[:, 1]
    return found


def check(rows: Rows, model: CatBoostClassifier, data: Mapping[str, Any]) -> float:
    """The largest difference, in log-odds, between a model and what is shipped of it."""
    sample = rows.values[:: max(1, len(rows.values) // 500)]
    forest = Forest.of(data)
    ours = np.array([forest(row.tolist()) for row in sample])
    theirs = model.predict(sample, prediction_type="RawFormulaVal").reshape(len(sample), -1)
    return float(np.abs(ours - theirs).max())


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument(
        "--no-figures", action="store_true", help="train and write only; keeps the old figures"
    )
    parser.add_argument(
        "--hold-out", nargs="*", default=["de", "es", "ru"], help="languages, each held out once"
    )
    chosen = parser.parse_args(arguments)
    rows = rows_of(list(pages(chosen.bench)))
    odds = unseen_log_odds(rows)
    rows = with_words(rows, odds)
    if chosen.no_figures:
        measured = json.loads(MODEL.read_text(encoding="utf-8"))["figures"]
    else:
        measured = all_figures(rows, odds, out_of_fold(rows), chosen.hold_out)
        print(json.dumps(measured, indent=1))
    write(rows, measured)


def all_figures(rows: Rows, odds: Numbers, found: Numbers, languages: Sequence[str]) -> dict[str, Any]:
    """Figures from several probabilities on, and of *languages* never trained on."""
    measured: dict[str, Any] = {f"from {at}": figures(rows, found, at) for at in (0.5, 0.6, 0.7, 0.85, 0.93)}
    measured["by strength"] = by_strength(rows, found)
    for language in languages:
        alone = without_language(rows, odds, language)
        own = replace(rows, furniture=np.where(alone > 0, rows.furniture, -1))
        measured[f"{language} held out, from 0.6"] = figures(own, alone, 0.6)
        measured[f"{language} in training, from 0.6"] = figures(own, found, 0.6)
    return measured


def write(rows: Rows, measured: Mapping[str, Any]) -> None:
    """Train on everything and write the model."""
    everything = np.ones(len(rows.furniture), dtype=bool)
    words = {gram: round(weight / SCALE) for gram, weight in fit_words(rows, everything).items()}
    furniture, kind = fit_furniture(rows, everything), fit_kind(rows)
    data: dict[str, Any] = {
        "provenance": _PROVENANCE,
        "licence": "CC0; the texts it learned from are not part of it",
        "figures": measured,
        "features": list(feature_names()),
        "kinds": [str(name) for name in kind.classes_],
        "scale": SCALE,
        "words": words,
        "furniture": exported(furniture),
        "kind": exported(kind),
    }
    for name, model in (("furniture", furniture), ("kind", kind)):
        print(f"{name}: at most {check(rows, model, data[name]):.4f} from the trained model")
    MODEL.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


_PROVENANCE = (
    "Boosted trees (CatBoost) trained by textaudit/training/line_model.py on the development half of the boilerplate "
    "and clean benchmarks (pages of scrapinghub/article-extraction-benchmark, MIT; WCXB, CC BY 4.0, Murrough Foley; "
    "adbar/trafilatura's evaluation set, Apache 2.0; clean texts as their README lists them) and on pages written by "
    "the authors (training/pages). Figures are out of fold by site, on lines that the benchmark judges and, as 'own', "
    "on our pages."
)

if __name__ == "__main__":
    main()
