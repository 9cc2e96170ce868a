"""How common a word is in a language. Owns wordfreq; the cache folder keeps its lists as they are needed here."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache
from importlib.metadata import version
from math import log10

import xxhash

from textaudit.cache_folder import default_cache_dir, read_cached, write_cached

ENGLISH = "en"
_LISTS = frozenset(("ca", "da", "de", "en", "es", "fr", "it", "nb", "nl", "pl", "pt", "ru", "sv", "uk"))
_STEPS = 100  # of one on the Zipf scale
_HASH, _RANK = array("Q").itemsize, array("H").itemsize


class Frequencies:
    """The words of a language with their frequency, by their hashes: two words in 10^13 may share one.

    Args:
        data: hashes ascending, then the Zipf value of each in hundredths.
    """

    def __init__(self, data: bytes) -> None:
        size = len(data) // (_HASH + _RANK)
        self._hashes = memoryview(data)[: size * _HASH].cast("Q")
        self._values = memoryview(data)[size * _HASH : size * (_HASH + _RANK)].cast("H")

    def zipf(self, word: str) -> float:
        """As `zipf`."""
        wanted = _hash(word)
        place = bisect_left(self._hashes, wanted)
        found = place < len(self._hashes) and self._hashes[place] == wanted
        return self._values[place] / _STEPS if found else 0.0


@cache
def frequencies(language: str) -> Frequencies:
    """The words of a language; of English where there is no list.

    The lists are those of wordfreq (Robyn Speer, 2022: Wikipedia, subtitles, news, books and the web).
    """
    if language not in _LISTS:
        return frequencies(ENGLISH)
    folder, name = default_cache_dir(), f"words-{language}-{version('wordfreq')}"
    data = read_cached(folder, name)
    if not data or len(data) % (_HASH + _RANK):
        data = _listed(language)
        write_cached(folder, name, data)
    return Frequencies(data)


def _listed(language: str) -> bytes:
    import wordfreq

    shares = wordfreq.get_frequency_dict(language, "best")
    rows = sorted((_hash(word), round((log10(share) + 9) * _STEPS)) for word, share in shares.items())
    return array("Q", [hashed for hashed, _ in rows]).tobytes() + array("H", [n for _, n in rows]).tobytes()


def _hash(word: str) -> int:
    return xxhash.xxh3_64_intdigest(word.encode("utf-8", "surrogatepass"))


def zipf(word: str, language: str) -> float:
    """How common a *word* in lower case is: 0 for one that no list has, 3 for one in a million, 7 for "the".

    The Zipf scale (van Heuven and others, 2014): the common logarithm of occurrences in a billion words.

    >>> zipf("london", "en") > zipf("khakobyan", "en")
    True
    """
    return frequencies(language).zipf(word)
