"""What the model sees of a window: which words stand together, and how the whole is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from math import log, sqrt
from typing import Final

from textaudit.signals.translation.tokens import MARKS, NAME, NUMBER, STOP

NO_WORDS: Final = MARKS | {NAME, NUMBER, STOP}
_SHORT_SENTENCE, _LONG_SENTENCE = 8, 30
_ENDING = 3  # letters


def sequences_of(tokens: Sequence[str]) -> set[str]:
    """Its words, and what stands side by side, up to three at a time."""
    pairs = [f"{a} {b}" for a, b in pairwise(tokens)]
    return {*tokens, *pairs, *(f"{pair} {c}" for pair, c in zip(pairs, tokens[2:], strict=False))}


def words_of(tokens: Sequence[str]) -> list[str]:
    """The tokens that are words."""
    return [token for token in tokens if token not in NO_WORDS]


def endings_of(words: Sequence[str]) -> list[str]:
    """The last letters of longer words, as ``-ing``."""
    return [f"-{word[-_ENDING:]}" for word in words if len(word) > _ENDING]


def traits_of(tokens: Sequence[str], words: Sequence[str], known: Collection[str]) -> dict[str, float]:
    """How a window is built, by name; shares and lengths.

    Args:
        tokens: the window's, at least one.
        words: those of them that are words.
        known: words that the model knows, so that the others are rare ones.
    """
    counts = Counter(words)
    count = max(1, len(words))
    length, spread = _mean_and_spread([len(word) for word in words])
    return {
        "variety": len(counts) / sqrt(count),
        "words once": sum(n == 1 for n in counts.values()) / count,
        "pairs": len(set(pairwise(words))) / count,
        "rare words": sum(n for word, n in counts.items() if word not in known) / count,
        "word length": length,
        "word spread": spread,
        "names": tokens.count(NAME) / len(tokens),
        "numbers": tokens.count(NUMBER) / len(tokens),
        **_sentences(tokens),
    }


def _sentences(tokens: Sequence[str]) -> dict[str, float]:
    ends = [n for n, token in enumerate(tokens) if token == STOP]
    lengths = [end - begin - 1 for begin, end in pairwise((-1, *ends))] or [len(tokens)]
    mean, spread = _mean_and_spread(lengths)
    return {
        "sentence length": log(1 + mean),
        "sentence spread": log(1 + spread),
        "longest sentence": log(1 + max(lengths)),
        "short sentences": sum(n <= _SHORT_SENTENCE for n in lengths) / len(lengths),
        "long sentences": sum(n >= _LONG_SENTENCE for n in lengths) / len(lengths),
    }


def _mean_and_spread(numbers: Sequence[int]) -> tuple[float, float]:
    """Mean and standard deviation; of whole numbers, so that sums are exact everywhere."""
    count = len(numbers)
    if not count:
        return 0.0, 0.0
    mean = sum(numbers) / count
    return mean, sqrt(max(0.0, sum(n * n for n in numbers) / count - mean * mean))
