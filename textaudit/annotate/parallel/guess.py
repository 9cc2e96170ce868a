"""The language of a passage that is too short to tell it: a guess is better than knowing no words at all."""

from __future__ import annotations

import re
from typing import Final

from textaudit.annotate.language import function_words, main_script
from textaudit.annotate.parallel.words import lexicon

_WORDS = re.compile(r"[^\W\d_]+")
_BY_SCRIPT: Final = {
    "kana": ("ja",), "hangul": ("ko",), "han": ("zh",), "greek": ("el",), "hebrew": ("he",), "arabic": ("ar", "fa"),
    "devanagari": ("hi",), "cyrillic": ("ru", "uk", "bg", "sr"),
}  # fmt: skip
_LATIN: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "sk", "ro", "hu", "ca", "tr", "hr",
    "sl", "et", "lv", "lt", "id", "vi",
)  # fmt: skip
_NORWEGIAN: Final = {"nb": "no"}  # as function words have it


def guessed_language(passage: str) -> str | None:
    """The language that has most of the words of a passage; the first that is more widely read where two have as many.

    >>> guessed_language("Das Museum öffnet am 6. März.")
    'de'
    """
    script = main_script(passage)
    among = _LATIN if script is None else _BY_SCRIPT.get(script, ())
    if len(among) < 2:
        return among[0] if among else None
    words = set(_WORDS.findall(passage.lower()))
    scores = {code: _score(words, code) for code in among}
    best = max(scores.values())
    return next((code for code, score in scores.items() if score == best), None) if best else None


def _score(words: set[str], code: str) -> int:
    known = lexicon(code)
    listed = function_words().get(_NORWEGIAN.get(code, code), frozenset())
    others = (known.months, known.weekdays, known.numbers, known.factors, known.labels)
    return len(words & listed) + sum(any(word in table for table in others) for word in words)
