"""What a name is looked up by: its folded words, and the keys that a word shares with its near misses."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations, groupby
from typing import Final

_PREFIX: Final = 7
_MAX_DELETED: Final = 2
_SKELETON: Final = "~"  # no letter, so that no skeleton equals what deletions leave
_WORD = re.compile(r"[^\W\d_]+")

# Apostrophes of all kinds, the signs that romanisations use in their place, and what nobody sees.
_DROPPED = dict.fromkeys(
    map(
        ord,
        "'`\u00b4\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u07f4\u2018\u2019\u201a\u201b"
        "\u2032\u2035\ua78b\ua78c\uff07\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
    )
)
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a",
        "ħ": "h", "ŋ": "n", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɖ": "d", "ɛ": "e", "ɔ": "o",
    }
)  # fmt: skip
_DIGRAPHS: Final = (
    ("ph", "f"), ("ch", "h"), ("kh", "h"), ("sh", "s"), ("zh", "z"), ("th", "t"), ("ts", "c"), ("tz", "z"),
)  # fmt: skip
# Letters that transliterations mix up; all vowels are one.
_SOUNDS = str.maketrans("qcxwzgdbjyeiou", "kkkvsktpaaaaaa")


def fold(text: str) -> str:
    """*text* in lower case, in ASCII letters where it is Latin script, without marks and apostrophes.

    Folding twice changes nothing more.

    >>> fold("Łódź, Reykjavík, Ta’izz, Straße")
    'lodz, reykjavik, taizz, strasse'
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKD", text.translate(_DROPPED).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_DROPPED).translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of *name*: runs of letters, so that hyphens, spaces and digits part them.

    >>> words_of("Jean-Luc Mélenchon")
    ('jean', 'luc', 'melenchon')
    """
    return tuple(_WORD.findall(fold(name)))


def near_keys(word: str) -> set[str]:
    """The keys that a folded *word* and its near misses share.

    The prefix scheme of SymSpell (Wolf Garbe's symmetric deletion): what is left of its first seven letters
    when up to two of them go, but at least one letter. Two words within two edits of each other (letters that
    are missing, added, wrong or swapped) share one of them, unless they have two letters or fewer. To these
    comes one skeleton of consonants, for words that a transliteration spelt by ear.

    >>> sorted(near_keys("oslo") & near_keys("olso"))
    ['lo', 'ol', 'olo', 'oo', 'os', 'oso', 'so']
    """
    prefix = word[:_PREFIX]
    length = len(prefix)
    keys = {prefix, skeleton(word)}
    for left in range(max(length - _MAX_DELETED, 1), length):
        keys.update(map("".join, combinations(prefix, left)))
    return keys


def skeleton(word: str) -> str:
    """How a folded *word* sounds, roughly: consonants that transliterations mix up are one, later vowels go.

    >>> skeleton("mohammed") == skeleton("muhamad"), skeleton("yusuf") == skeleton("jozef")
    (True, True)
    """
    for two, one in _DIGRAPHS:
        word = word.replace(two, one)
    sounds = "".join([letter for letter, _ in groupby(word.translate(_SOUNDS))])
    return _SKELETON + sounds[:1] + sounds[1:].replace("a", "")
