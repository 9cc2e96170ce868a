"""How common a word is in a language. Owns wordfreq, which is imported where a first name is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import log10

ENGLISH = "en"


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """Share of each word, in lower case, among the words of a language; English where there is no list.

    The lists are those of wordfreq (Robyn Speer, 2022: Wikipedia, subtitles, news, books and the web).
    """
    import wordfreq

    known = wordfreq.available_languages("best")
    return wordfreq.get_frequency_dict(language if language in known else ENGLISH, "best")


def zipf(word: str, language: str) -> float:
    """How common a *word* in lower case is: 0 for one that no list has, 3 for one in a million, 7 for "the".

    The Zipf scale (van Heuven and others, 2014): the common logarithm of occurrences in a billion words.

    >>> zipf("london", "en") > zipf("khakobyan", "en")
    True
    """
    share = frequencies(language).get(word, 0.0)
    return log10(share) + 9 if share > 0 else 0.0
