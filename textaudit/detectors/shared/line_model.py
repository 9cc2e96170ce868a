"""How likely each line is page furniture: the trained trees, and the document as they see it."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.shared.forest import Forest
from textaudit.detectors.shared.line_facts import Line
from textaudit.detectors.shared.line_features import RULES
from textaudit.model import Match, Strength

MODEL = Path(__file__).resolve().parent.parent.parent / "data" / "line_model.json"
_STRENGTH = {Strength.SURE: 1.0, Strength.LIKELY: 1.0, Strength.WEAK: 0.5}


@dataclass(frozen=True)
class LineModel:
    """What judges a line: the weights of its words, and forests that say if it is furniture, and of which kind."""

    words: Mapping[str, float]
    furniture: Forest
    kind: Forest
    kinds: tuple[str, ...]

    def probability(self, features: Sequence[float]) -> float:
        """That a line with these features is furniture, 0 to 1."""
        return 1 / (1 + exp(-self.furniture(features)[0]))

    def kind_of(self, features: Sequence[float]) -> str:
        """The likeliest kind of a line that is furniture."""
        scores = self.kind(features)
        return self.kinds[scores.index(max(scores))]


@cache
def line_model() -> LineModel:
    """The model that textaudit ships."""
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    words = {gram: weight * data["scale"] for gram, weight in data["words"].items()}
    return LineModel(words, Forest.of(data["furniture"]), Forest.of(data["kind"]), tuple(data["kinds"]))


def lines_of(notes: Annotations, matches: Mapping[str, Sequence[Match]]) -> list[Line]:
    """The blocks of a document with what rules found in them."""
    lines = [Line(block.text) for block in notes.blocks]
    for line in lines:
        line.hits = [0.0] * len(RULES)
    starts = [block.start for block in notes.blocks]
    for place, rule in enumerate(RULES):
        for match in matches.get(rule, ()):
            _mark(notes, lines, starts, match, place)
    return lines


def _mark(notes: Annotations, lines: list[Line], starts: list[int], match: Match, place: int) -> None:
    """Note a match in every block of which it covers half."""
    value = _STRENGTH[match.strength]
    start, end = match.span
    for index in range(max(0, bisect_right(starts, start) - 1), len(lines)):
        block, line = notes.blocks[index], lines[index]
        if block.start >= end:
            break
        if (min(end, block.end) - max(start, block.start)) * 2 < block.end - block.start:
            continue
        line.hits[place] = max(line.hits[place], value)
        if RULES[place].startswith("boilerplate/"):
            line.hit = max(line.hit, value)
            line.safe = max(line.safe, float(match.strength is Strength.SURE))
