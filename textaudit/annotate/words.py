"""Words: runs of letters and digits, and how many there are."""

from __future__ import annotations

import re

from textaudit.model import Span

# Scripts without spaces between words: every character counts as a word of its own there.
UNSPACED = (
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e01-\u0e3a\u0e40-\u0e4e"
)
# Signs that stand on or after a letter and belong to its word, but are no letters to `re`: accents, vowel
# points, the vowel signs of Indic scripts (whose letters may be listed along), joiners.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0963\u0966-\u096f\u0971-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u200c\u200d\u3099\u309a"
)
_JOINT = "['’\\-‐‑]"  # apostrophes and hyphens within a word
_PLAIN_WORD = re.compile(rf"[^\W_]++(?:{_JOINT}[^\W_]++)*+")
# The same where letters may carry signs, or need no spaces between them.
_LETTER = rf"[^\W_{UNSPACED}]"
_SIGNED = rf"{_LETTER}(?:{_LETTER}++|[{_SIGNS}]++)*+"
_ANY_WORD = re.compile(rf"[{UNSPACED}][{_SIGNS}]*+|{_SIGNED}(?:{_JOINT}{_SIGNED})*+")
_NOT_PLAIN = re.compile(f"[{_SIGNS}{UNSPACED}]")
_UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
CHARACTERS_PER_WORD = 1.7  # of an unspaced script, as the benchmarks count


def is_western(text: str) -> bool:
    """Whether a text holds nothing but the letters and signs of Western Europe: the quickest look at its script."""
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def words_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the words between two offsets: inner apostrophes and hyphens belong to the word.

    In scripts without spaces each character is a word; accents and vowel signs stay with their letter.

    >>> [("It's a well-known café")[w.slice] for w in words_in("It's a well-known café", 0, 22)]
    ["It's", 'a', 'well-known', 'café']
    """
    word = _ANY_WORD if _NOT_PLAIN.search(text, start, end) else _PLAIN_WORD
    return tuple([Span(*match.span()) for match in word.finditer(text, start, end)])


def count_words(text: str, spaced: int) -> int:
    """Length of *text* in words, cheaply: what white space parts, and unspaced scripts by their characters.

    Args:
        spaced: number of pieces that white space parts *text* into.
    """
    if is_western(text):
        return spaced
    unspaced = len(_UNSPACED_CHARACTER.findall(text))
    if unspaced * 2 < len(text):
        return spaced + round(unspaced / CHARACTERS_PER_WORD) if unspaced else spaced
    return max(spaced, round((len(text) - text.count(" ") - text.count("\n")) / CHARACTERS_PER_WORD))
