"""Small words that tell a clause from a headline, and the inside of a sentence from its edges."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.shared.about import is_about_code, words_about

_MIN_PROGRAM_WORDS, _WORDS_PER_PROGRAM_WORD = 3, 120
_DATA = Path(__file__).resolve().parent.parent.parent / "data"


def has_finite_verb(words: Iterable[str], language: str) -> bool:
    """Whether one of the *words* is a frequent finite verb, in lower case as inside a sentence.

    >>> has_finite_verb("The bridge was closed".split(), "en")
    True
    >>> has_finite_verb("Bridge closed after storm".split(), "en")
    False
    """
    return not _words("finite_verbs.json", language).isdisjoint(words)


def is_function_word(word: str, language: str) -> bool:
    """Whether *word*, in lower case, is one of the language's most frequent small words."""
    return word in _words("function_words.json", language)


def speaks_of_programs(notes: Annotations) -> bool:
    """Whether the text is about programs, so that lines of code may have been lost between its paragraphs.

    Ask it as ``notes.once(speaks_of_programs)``, and only where something else points at damage: it reads
    the whole text.
    """
    found = sum(map(words_about("tools").__contains__, notes.tokens))
    if found >= _MIN_PROGRAM_WORDS and found * _WORDS_PER_PROGRAM_WORD > notes.word_count:
        return True
    return is_about_code(notes.text)


@cache
def _words(file: str, language: str) -> frozenset[str]:
    return frozenset(
        json.loads((_DATA / file).read_text(encoding="utf-8"))["words"].get(language, "").split()
    )
