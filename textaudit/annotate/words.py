"""Words: runs of letters and digits, and how many there are."""

from __future__ import annotations

import re

from textaudit.model import Span

# Scripts without spaces between words: every character counts as a word of its own there.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:['’\-‐‑](?:(?![{UNSPACED}])[^\W_])+)*")
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
CHARACTERS_PER_WORD = 1.7  # of an unspaced script, as the benchmarks count


def words_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the words between two offsets: inner apostrophes and hyphens belong to the word.

    >>> [("It's a well-known café")[w.slice] for w in words_in("It's a well-known café", 0, 22)]
    ["It's", 'a', 'well-known', 'café']
    """
    return tuple(Span(match.start(), match.end()) for match in _WORD.finditer(text, start, end))


def count_words(text: str, spaced: int) -> int:
    """Length of *text* in words, cheaply: what white space parts, and unspaced scripts by their characters.

    Args:
        spaced: number of pieces that white space parts *text* into.
    """
    if text.isascii():
        return spaced
    unspaced = len(_UNSPACED_CHARACTER.findall(text))
    if unspaced * 2 < len(text):
        return spaced + round(unspaced / CHARACTERS_PER_WORD) if unspaced else spaced
    return max(spaced, round((len(text) - text.count(" ") - text.count("\n")) / CHARACTERS_PER_WORD))
