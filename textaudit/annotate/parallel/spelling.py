"""Names across scripts and spelling systems: two spellings of one name come to the same key. Owns anyascii."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’ʹʺ`]")
# Sounds that spelling systems write in different ways, as one letter each; capitals are no letters of the input.
_SOUNDS: Final = (
    ("shch", "S"), ("schtsch", "S"), ("tsch", "C"), ("dzh", "Z"), ("dsch", "Z"), ("sch", "S"), ("tch", "C"),
    ("ch", "C"), ("sh", "S"), ("zh", "Z"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ts", "c"), ("tz", "c"),
    ("cz", "C"), ("ck", "k"), ("qu", "kv"), ("x", "ks"), ("ye", "e"), ("yo", "o"), ("yu", "u"), ("ya", "a"),
    ("ie", "e"), ("ia", "a"), ("iy", "i"), ("yi", "i"), ("iu", "u"), ("io", "o"), ("ou", "u"),
    ("w", "v"), ("q", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_SOUND = re.compile("|".join(written for written, _ in _SOUNDS))
_SOUND_OF: Final = dict(_SOUNDS)
_SOFT_C = re.compile(r"c(?=[eiy])")
_GERMAN_START = re.compile("^s(?:c?h)(?=[tp])")  # Штольц is Stolz
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"[aeiouh]+")
_ALIKE: Final = str.maketrans(
    {"S": "s", "Z": "s", "z": "s", "C": "s", "c": "s", "g": "k", "d": "t", "b": "p", "f": "v"}
)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word in small plain letters of the Latin script.

    >>> folded("Дёмин"), folded("Łódź")
    ('dyomin', 'lodz')
    """
    return _APOSTROPHES.sub("", anyascii(word.replace("ё", "yo").replace("Ё", "Yo"))).lower()


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """What a word sounds like, roughly, however its language is written.

    >>> sounds("Лещенко") == sounds("Leshchenko"), sounds("Воропаев") == sounds("Voropayev")
    (True, True)
    """
    plain = _GERMAN_START.sub("s", folded(word).replace("ck", "k"))
    plain = _SOFT_C.sub("s", plain)
    plain = _SOUND.sub(lambda match: _SOUND_OF[match.group()], plain)
    plain = (
        re.sub("c(?!$)|c$", "k", plain)
        if word.isascii() and "ts" not in folded(word) and "tz" not in folded(word)
        else plain
    )
    return _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of `sounds`.

    >>> skeleton("Дэвид") == skeleton("David")
    True
    """
    first = sounds(word)
    return first[:1].translate({ord(c): "a" for c in "aeiou"}) + _SILENT.sub("", first[1:])


@lru_cache(maxsize=65536)
def loose_skeleton(word: str) -> str:
    """The skeleton, with consonants that languages take for one another made one."""
    return _DOUBLED.sub(r"\1", skeleton(word).translate(_ALIKE))
