"""What the line model learns from: one row for each block of each labelled page."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from textaudit.auditing.worker import build_pipeline
from textaudit.detectors.shared.line_features import Page as Lines
from textaudit.detectors.shared.line_model import lines_of
from textaudit.detectors.shared.line_words import LineWords
from textaudit.model import Document
from textaudit.settings import Settings
from textaudit.training.line_pages import Page

FOLDS = 5
_NO_WORDS = {"": 0.0}
_WEIGHTS = {"leftover": 1.0, "own": 0.8, "clean": 0.3, "naive": 0.25}
_OURS = 0.5  # of a benchmark page's line that we labelled and the benchmark did not
_PARAGRAPH = 150  # code points; clean text has far more paragraphs than anything else, and they are alike
_ONE_IN = 5
_TITLE = 4.0  # nothing is missed as sorely as a text's own title
Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


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
        folds: np.ndarray[Any, Any] = np.array(of_page)[self.page]
        return folds


def rows_of(every: Sequence[Page]) -> Rows:
    """Run the rules over all pages and gather what the model sees."""
    pipeline = build_pipeline(Settings(corpus=False))
    values, furniture, kinds, grams, weights, numbers, firsts = [], [], [], [], [], [], []
    skipped = 0
    for number, page in enumerate(every):
        context = pipeline.context(Document(page.id, page.id, None, page.text))
        lines = lines_of(context.notes, context.matches)
        seen = Lines(lines, LineWords(lines))
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
