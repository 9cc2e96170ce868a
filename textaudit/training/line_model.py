"""Trains the model of page furniture and writes ``data/line_model.json``.

usage: python -m textaudit.training.line_model BENCH [--no-figures]

BENCH is the folder of the development benchmarks; `line_pages` says what else it learns from. Needs the packages of
``training/requirements.txt``, which textaudit itself does not use. Figures are out of fold: each page was judged by
a model that had seen no page of its site.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from catboost import CatBoostClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from textaudit.auditing.worker import build_pipeline
from textaudit.detectors.learned_line import LearnedLine
from textaudit.detectors.shared.forest import Forest
from textaudit.detectors.shared.line_features import Page as Lines
from textaudit.detectors.shared.line_features import feature_names
from textaudit.detectors.shared.line_model import MODEL, lines_of
from textaudit.detectors.shared.line_words import BESIDE, NOBODY
from textaudit.model import Document
from textaudit.settings import Settings
from textaudit.training.line_pages import Page, pages

FOLDS = 5
SCALE = 0.0005  # of the numbers that are written: as fine as the probabilities need
_WORDS = {"C": 0.4, "solver": "liblinear", "max_iter": 40, "random_state": 0}
_FEWEST = 6  # rows that a word occurs in
_LEAST = 0.12  # a weight that is written
_NO_WORDS = {"": 0.0}
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
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
_WEIGHTS = {"leftover": 1.0, "own": 0.8, "clean": 0.3, "naive": 0.25}
_OURS = 0.5  # of a benchmark page's line that we labelled and the benchmark did not
_PARAGRAPH = 150  # code points; clean text has far more paragraphs than anything else, and they are alike
_ONE_IN = 5
_TITLE = 4.0  # nothing is missed as sorely as a text's own title
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


@dataclass(frozen=True)
class Rows:
    """One row a block, of all pages.

    Attributes:
        values: features, shape (rows, features); those of the words are filled in by `with_words`.
        grams: what `LineWords` says of each row.
        weights: how much each counts in training; 0 for those that are there for their neighbours only.
        furniture: 1, 0, or -1 where nobody knows.
        kinds: of furniture; empty where the labels name none.
        pages: the pages, and for each row the index of its page.
    """

    values: np.ndarray[Any, np.dtype[np.float32]]
    furniture: np.ndarray[Any, np.dtype[np.int8]]
    kinds: np.ndarray[Any, Any]
    grams: Sequence[set[str]]
    weights: np.ndarray[Any, np.dtype[np.float64]]
    page: np.ndarray[Any, np.dtype[np.int64]]
    line: np.ndarray[Any, np.dtype[np.int64]]
    pages: Sequence[Page]

    @property
    def folds(self) -> np.ndarray[Any, Any]:
        """The fold of each row, by its site."""
        of_page = [int(hashlib.md5(page.site.encode()).hexdigest(), 16) % FOLDS for page in self.pages]
        return np.array(of_page)[self.page]


def rows_of(every: Sequence[Page]) -> Rows:
    """Run the rules over all pages and gather what the model sees."""
    pipeline = build_pipeline(Settings(corpus=False))
    values, furniture, kinds, grams, weights, numbers, firsts = [], [], [], [], [], [], []
    skipped = 0
    for number, page in enumerate(every):
        context = pipeline.context(Document(page.id, page.id, None, page.text))
        seen = Lines(lines_of(context.notes, context.matches))
        starts = [0]
        for line in page.lines:
            starts.append(starts[-1] + len(line) + 1)
        for block in context.notes.blocks:
            first = bisect_right(starts, block.start) - 1
            label = _label(page.furniture[first : bisect_right(starts, block.end - 1)])
            weight = _WEIGHTS[page.source] * (1 if page.judged[first] or page.source == "own" else _OURS)
            if page.kinds[first] == "title":
                weight = _TITLE
            if page.source == "clean" and len(block.text) >= _PARAGRAPH:
                skipped += 1
                weight *= 0 if skipped % _ONE_IN else _ONE_IN
            values.append(np.array(seen.features(block.index, _NO_WORDS), dtype=np.float32))
            grams.append(seen.words.grams(block.index))
            furniture.append(label)
            kinds.append(page.kinds[first])
            weights.append(weight)
            numbers.append(number)
            firsts.append(first)
    return Rows(
        np.array(values),
        np.array(furniture, dtype=np.int8),
        np.array(kinds),
        grams,
        np.array(weights),
        np.array(numbers),
        np.array(firsts),
        every,
    )


def _label(labels: Sequence[bool | None]) -> int:
    """Of a block: what all its lines are."""
    found = set(labels)
    return -1 if len(found) != 1 or None in found else int(bool(found.pop()))


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
    for row in np.flatnonzero(chosen):
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


def figures(rows: Rows, found: Numbers, at: float) -> dict[str, dict[str, float]]:
    """Precision, recall and share of content lost (by characters) from probability *at*, by source."""
    figures: dict[str, dict[str, float]] = {}
    sources = np.array([page.source for page in rows.pages])[rows.page]
    judged = np.array(
        [
            rows.pages[p].judged[line] or sources[n] == "own"
            for n, (p, line) in enumerate(zip(rows.page, rows.line, strict=True))
        ]
    )
    chars = np.expm1(rows.values[:, 0])
    for source in sorted(set(sources)):
        mine = judged & (sources == source) & (rows.furniture >= 0)
        flagged, real = found[mine] >= at, rows.furniture[mine] == 1
        lost = chars[mine][flagged & ~real].sum() / max(1, chars[mine][~real].sum())
        figures[source] = {
            "precision": round(float(real[flagged].mean()) if flagged.any() else 0.0, 4),
            "recall": round(float(flagged[real].mean()) if real.any() else 0.0, 4),
            "content lost": round(float(lost), 5),
        }
    return figures


def by_strength(rows: Rows, found: Numbers) -> dict[str, dict[str, float]]:
    """How often each strength of `LearnedLine` is right on pages as extractors leave them, where nothing else hit."""
    names, params = list(feature_names()), LearnedLine.Params()
    length, words = (np.expm1(rows.values[:, names.index(name)]) for name in ("length", "words"))
    hits = rows.values[:, names.index("all hits_log")]
    source = np.array([page.source for page in rows.pages])[rows.page]
    judged = np.array([rows.pages[p].judged[line] for p, line in zip(rows.page, rows.line, strict=True)])
    least = np.where(hits > 0, params.likely, params.likely_alone)
    least = np.where(length >= params.long_chars, np.maximum(least, params.likely_long), least)
    sure = found >= np.where(words >= params.sentence_words, params.sure_long, params.sure)
    flagged = (found >= least) & judged & (source == "leftover") & (rows.values[:, names.index("hit")] < 1)
    flagged &= rows.furniture >= 0
    figures = {}
    for strength, chosen in (("sure", flagged & sure), ("likely", flagged & ~sure)):
        right, every = int((rows.furniture[chosen] == 1).sum()), int(chosen.sum())
        figures[strength] = {"precision": round((right + 1) / (every + 2), 3), "findings": every}
    return figures


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
