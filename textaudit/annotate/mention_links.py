"""Which short form belongs to which fuller name before it."""

from __future__ import annotations

from collections.abc import Sequence

from textaudit.model import NameKind

_MAX_WORDS = 5  # a person's name has no more
_CYRILLIC_ENDINGS = "аеёиіоуюыэяйьм"
_MIN_STEM_CHARS = 3


class Wholes:
    """Full names of persons seen so far, by the short forms that they may take up again."""

    def __init__(self) -> None:
        self._by_short: dict[tuple[str, ...], int | None] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._first: dict[tuple[str, ...], int] = {}

    def whole_of(self, words: Sequence[str]) -> int | None:
        """Index of the one full name that *words* are short for."""
        return self._by_short.get(_folded(words))

    def first_of(self, words: Sequence[str]) -> int | None:
        """Index where the same full name stood first."""
        return self._first.get(_folded(words))

    def add(self, words: Sequence[str], index: int, kind: NameKind | None) -> None:
        """Takes in a full name; one of a place or an organisation has no short forms here."""
        if kind in (NameKind.PLACE, NameKind.ORGANISATION) or not 1 < len(words) <= _MAX_WORDS:
            return
        name = _folded(words)
        if name in self._first:
            return
        self._first[name] = index
        self._names[index] = name
        for short in _short_forms(name):
            known = self._by_short.get(short, index)
            self._by_short[short] = known if known == index else None  # two have it: nobody knows whose


def _short_forms(name: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Surname, first name, and what leaves out middle names."""
    short = {name[-1:], name[:1]}
    if len(name) > 2:
        short |= {name[at:] for at in range(1, len(name))} | {(name[0], name[-1])}
    return {form for form in short if len(form) > 1 or len(form[0]) > 1}


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple([_stem(word) for word in words])


def _stem(word: str) -> str:
    """A Cyrillic word without its ending, which changes with its case."""
    if not "Ѐ" <= word[0] <= "ԯ":
        return word
    stem = word.removesuffix("ом").removesuffix("ем").removesuffix("ым").removesuffix("ой").removesuffix("ою")
    stem = stem.rstrip(_CYRILLIC_ENDINGS)
    return stem if len(stem) >= _MIN_STEM_CHARS else word


__all__ = ["Wholes"]
