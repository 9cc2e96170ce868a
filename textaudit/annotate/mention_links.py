"""Which short form belongs to which fuller name before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textaudit.model import NameKind

_MAX_WORDS = 5  # a person's name has no more
_CYRILLIC_ENDINGS = "аеёиіоуюыэяйьм"
_CYRILLIC = re.compile("[Ѐ-ԯ]")
_MIN_STEM_CHARS = 3


class Wholes:
    """Full names of persons seen so far, by the short forms that they may take up again."""

    def __init__(self, text: str) -> None:
        self._declines = _CYRILLIC.search(text) is not None
        self._by_short: dict[tuple[str, ...], int | None] = {}
        self._seen: set[tuple[str, ...]] = set()

    def whole_of(self, words: tuple[str, ...]) -> int | None:
        """Index of the one full name that *words* are short for."""
        return self._by_short.get(self._folded(words) if self._declines else words)

    def add(self, words: tuple[str, ...], index: int, kind: NameKind | None) -> None:
        """Takes in a full name; one of a place or an organisation has no short forms here."""
        if kind in (NameKind.PLACE, NameKind.ORGANISATION) or not 1 < len(words) <= _MAX_WORDS:
            return
        name = self._folded(words)
        if name in self._seen:
            return
        self._seen.add(name)
        for short in _short_forms(name):
            known = self._by_short.get(short, index)
            self._by_short[short] = known if known == index else None  # two have it: nobody knows whose

    def _folded(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([_stem(word) for word in words]) if self._declines else words


def _short_forms(name: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Surname, first name, and what leaves out middle names; initials are none."""
    short = [name[-1:], name[:1]] if len(name[0]) > 1 else [name[-1:]]
    if len(name) > 2:
        short += [name[at:] for at in range(1, len(name) - 1)]
        short.append((name[0], name[-1]))
    return short


def _stem(word: str) -> str:
    """A Cyrillic word without its ending, which changes with its case."""
    if not "Ѐ" <= word[0] <= "ԯ":
        return word
    stem = word.removesuffix("ом").removesuffix("ем").removesuffix("ым").removesuffix("ой").removesuffix("ою")
    stem = stem.rstrip(_CYRILLIC_ENDINGS)
    return stem if len(stem) >= _MIN_STEM_CHARS else word
