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
_SYSTEM: Final = "~"  # no letter, so that no word equals the form that another is compared in
_Group = tuple[str, int]  # a section of the list, and the number of the group in it
_NONE: Final[frozenset[_Group]] = frozenset()
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
_ANY_SYSTEM: Final = re.compile("|".join(system.pattern for system, _ in _SYSTEMS))
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


def same_spelling(a: str, b: str) -> bool:
    """Whether two folded words are accepted spellings of one name; plurals, adjectives and demonyms are not.

    >>> same_spelling("kyiv", "kiev"), same_spelling("italy", "italian")
    (True, False)
    """
    return a == b or not spellings(a).isdisjoint(spellings(b))


@lru_cache(maxsize=65536)
def spellings(word: str) -> frozenset[str]:
    """What a folded word has in common with its accepted spellings: they share one of these, and other words none.

    Those of a list begin with the name of its section and a slash.

    >>> sorted(spellings("kiev") & spellings("kyiv"))
    ['places/0']
    """
    own = {f"{section}/{number}" for section, number in _groups().get(word, ())}
    if len(word) < _MIN_CHARS:
        return frozenset((word, *own))
    plain = _normal(word)
    return frozenset((_SYSTEM + plain, *(_SYSTEM + other for other in _without_umlaut(plain)), *own))


def _singles(word: str) -> set[str]:
    """*word*, and what it is the plural of; one in "is" is a people ("Israelis") or no plural ("Paris")."""
    single = word[:-1]
    return {word, single if word.endswith("is") and single in _forms() else without_plural(word)}


def _one_form(a: str, b: str) -> bool:
    groups = _forms()
    return not groups.get(a, _NONE).isdisjoint(groups.get(b, _NONE)) or is_form(a, b) or is_form(b, a)


def _normal(word: str) -> str:
    if _ANY_SYSTEM.search(word):  # mostly not
        for system, one in _SYSTEMS:
            word = system.sub(one, word)
    return word


def _without_umlaut(word: str) -> Iterator[str]:
    """*word* with one of its digraphs as one letter."""
    for match in _DIGRAPH.finditer(word):
        yield word[: match.start() + 1] + word[match.end() :]


@cache
def _groups() -> Mapping[str, frozenset[_Group]]:
    return _by_word((name, section) for name, section in _sections().items() if name != _FORMS)


@cache
def _forms() -> Mapping[str, frozenset[_Group]]:
    return _by_word([(_FORMS, _sections()[_FORMS])])


@cache
def _sections() -> Mapping[str, list[str]]:
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return {name: section for name, section in data.items() if isinstance(section, list)}


def _by_word(sections: Iterable[tuple[str, list[str]]]) -> Mapping[str, frozenset[_Group]]:
    """The groups that a word stands in."""
    groups: dict[str, set[_Group]] = {}
    for name, section in sections:
        for number, group in enumerate(section):
            for word in group.split():
                groups.setdefault(word, set()).add((name, number))
    return {word: frozenset(own) for word, own in groups.items()}
