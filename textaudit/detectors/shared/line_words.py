"""What the words of a line, and of the lines beside it, say for its being furniture: a linear model's features."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import fsum

from textaudit.detectors.shared.line_facts import Line

NOBODY = -6.0  # log-odds in the place of a line that is not there
BESIDE = (0, -1, 1, -2, 2)  # the lines whose log-odds the trees are given
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_CHARS = 200
_TOKENS = 24
_WHOLE = 4  # tokens; so short a line counts as one thing too
_NEAR_CHARS = 80  # of a longer neighbour no words are looked at


def tokens_of(text: str) -> list[str]:
    """The first words and signs of a line in lower case, numbers made one.

    >>> tokens_of("Page 3 of 12")
    ['page', '0', 'of', '0']
    """
    found = _TOKEN.findall(text[:_CHARS].lower())[:_TOKENS]
    return ["0" if token[0].isdigit() else token for token in found]


class LineWords:
    """The tokens of a document's lines, each taken apart once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._tokens: dict[int, list[str]] = {}
        self._scores: dict[int, float] = {}

    def grams(self, index: int) -> set[str]:
        """Words (``w``), pairs (``b``), a short line's whole (``l``), words before and after (``p``, ``n``)."""
        own = self._of(index)
        grams = {f"w {token}" for token in own}
        grams.update(f"b {a} {b}" for a, b in zip(["^", *own], [*own, "$"], strict=True))
        if len(own) <= _WHOLE:
            grams.add("l " + " ".join(own))
        for kind, beside in (("p", index - 1), ("n", index + 1)):
            if not 0 <= beside < len(self.lines):
                grams.add(f"{kind} NONE")
            elif self.lines[beside].length >= _NEAR_CHARS:
                grams.add(f"{kind} LONG")
            else:
                grams.update([f"{kind} {token}" for token in self._of(beside)])
        return grams

    def _of(self, index: int) -> list[str]:
        tokens = self._tokens.get(index)
        if tokens is None:
            tokens = self._tokens[index] = tokens_of(self.lines[index].text)
        return tokens

    def around(self, index: int, weights: Mapping[str, float]) -> list[float]:
        """The log-odds of a line and of those beside it, as in `BESIDE`.

        Args:
            weights: by gram; that of the empty one counts always.
        """
        size = len(self.lines)
        return [self.score(index + step, weights) if 0 <= index + step < size else NOBODY for step in BESIDE]

    def score(self, index: int, weights: Mapping[str, float]) -> float:
        """The log-odds of one line by its words; *weights* as above."""
        score = self._scores.get(index)
        if score is None:
            known = weights.keys() & self.grams(index)
            score = self._scores[index] = fsum((weights[""], *map(weights.__getitem__, known)))
        return score
