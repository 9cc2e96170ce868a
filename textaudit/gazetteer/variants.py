"""Accepted variants: two spellings of one name of which neither is damage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from textaudit.gazetteer.forms import is_form, without_plural

_DATA = Path(__file__).resolve().parent.parent / "data" / "name_variants.json"
_MIN_CHARS: Final = 4  # a shorter word is no variant by rule: one letter makes another name of it
_FORMS: Final = "forms"  # the section with countries, peoples and followers: one name, but not one spelling

# Spelling systems, each as what it writes and the one form that all are compared in. Names are folded.
_SYSTEMS: Final = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"(?<=k)y[iyj]$", "i"),  # -skyi, -skyy
        (r"(?<=[^aeiouy])(?:i[yij]|y)$", "i"),  # Dmitriy, Dmitrii, Dmitry; -skij, -sky
        (r"(?<=[aeou])[yij]$", "i"),  # Sergey, Sergei, Sergej
        (r"(?<=[aeou])i[iy]$", "i"),
        (r"off$", "ov"),  # Rachmaninoff
        (r"eff$", "ev"),
        (r"(?<=[cs]h)(?:yo|o|e)v$", "ev"),  # Gorbachov, Gorbachyov
        (r"(?<=[aeou])[yij](?=ev(?:a|ich|sk[a-z]*)?$)", ""),  # Nikolayev, Dostoyevsky
        (r"(?<=[^aeiouy])(?:[yij]e|[yij]o)v(?=a?$)", "iev"),  # Prokofyev, Solovyov
        (r"^ye", "e"),  # Yeltsin
        (r"^[ij](?=[auo])", "y"),  # Iulia, Julia, Yulia
        (r"(?<=[^aeiouy])(?:i[yij]a|ya)$", "ia"),  # Maria, Mariya, Mariia, Marija
        (r"shch|schtsch", "sch"),
        (r"ks", "x"),  # Aleksandr
    )
)
# An umlaut written with two letters; "ue" after q or g, and before a last l, is none more often than not.
_DIGRAPH = re.compile(r"(?:(?<![qg])ue|(?<=g)ue(?=[nt]|l[^l]|ll)|oe|ae)(?!l?$)")


@lru_cache(maxsize=65536)
def are_variants(a: str, b: str) -> bool:
    """Whether two folded words are accepted forms of one name, so that neither is damage.

    They are where a list says so, where an accepted spelling system writes one for the other, or where one is
    a plural, an adjective or a demonym of the other. Never raises; the order does not matter.

    >>> are_variants("kyiv", "kiev"), are_variants("dmitriy", "dmitry"), are_variants("italy", "italians")
    (True, True, True)
    >>> are_variants("vagner", "wagner")
    False
    """
    if same_spelling(a, b):
        return True
    singles, others = _singles(a), _singles(b)
    return any(same_spelling(one, other) or _one_form(one, other) for one in singles for other in others)


@lru_cache(maxsize=65536)
def same_spelling(a: str, b: str) -> bool:
    """Whether two folded words are accepted spellings of one name; plurals, adjectives and demonyms are not.

    >>> same_spelling("kyiv", "kiev"), same_spelling("italy", "italian")
    (True, False)
    """
    return a == b or _share(_groups(), a, b) or _one_system(a, b)


def _singles(word: str) -> set[str]:
    """*word*, and what it is the plural of; one in "is" is a people ("Israelis") or no plural ("Paris")."""
    single = word[:-1]
    return {word, single if word.endswith("is") and single in _forms() else without_plural(word)}


def _one_form(a: str, b: str) -> bool:
    return _share(_forms(), a, b) or is_form(a, b) or is_form(b, a)


def _one_system(a: str, b: str) -> bool:
    """Whether an accepted spelling system writes one for the other."""
    if min(len(a), len(b)) < _MIN_CHARS:
        return False
    one, other = _normal(a), _normal(b)
    return one == other or other in _without_umlaut(one) or one in _without_umlaut(other)


def _normal(word: str) -> str:
    for system, one in _SYSTEMS:
        word = system.sub(one, word)
    return word


def _without_umlaut(word: str) -> Iterator[str]:
    """*word* with one of its digraphs as one letter."""
    for match in _DIGRAPH.finditer(word):
        yield word[: match.start() + 1] + word[match.end() :]


def _share(groups: Mapping[str, frozenset[int]], a: str, b: str) -> bool:
    here = groups.get(a)
    return here is not None and not here.isdisjoint(groups.get(b, ()))


@cache
def _groups() -> Mapping[str, frozenset[int]]:
    return _by_word(group for name, section in _sections().items() if name != _FORMS for group in section)


@cache
def _forms() -> Mapping[str, frozenset[int]]:
    return _by_word(_sections()[_FORMS])


@cache
def _sections() -> Mapping[str, list[str]]:
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return {name: section for name, section in data.items() if isinstance(section, list)}


def _by_word(groups: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """The numbers of the groups that a word stands in."""
    numbers: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group.split():
            numbers.setdefault(word, set()).add(number)
    return {word: frozenset(own) for word, own in numbers.items()}
