"""What detectors are equipped with once they are bound: big, opened once, and shared."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textaudit.gazetteer import Gazetteer, open_gazetteer
from textaudit.grammar import GrammarChecker

BUILT_IN_PLACES: Final = Path(__file__).resolve().parent / "data" / "countries.csv"


@dataclass(frozen=True, slots=True)
class Resources:
    """What may be looked up.

    Attributes:
        gazetteers: right names: the built-in places first, then the user's, in their order.
        grammar: asks LanguageTool; ``None`` where it is off or not there.
        grammar_chosen: rules and categories that the user chose, whose sentences it is asked about besides
            suspicious ones; ``None``: it is asked about every sentence.
    """

    gazetteers: tuple[Gazetteer, ...] = ()
    grammar: GrammarChecker | None = None
    grammar_chosen: frozenset[str] | None = None

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any name or alias."""
        return any(gazetteer.knows(word) for gazetteer in self.gazetteers)

    def accepts(self, words: Sequence[str]) -> bool:
        """Whether exactly these folded words are a name or an alias."""
        return any(gazetteer.accepts(words) for gazetteer in self.gazetteers)

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """They change whenever a look-up may give another answer."""
        return tuple(gazetteer.fingerprint for gazetteer in self.gazetteers)


def open_resources(lists: Iterable[str], cache: Path | None, built_in: bool = True) -> Resources:
    """The resources of a run.

    Args:
        lists: paths of the user's lists of names, or of their indexes.
        cache: the folder for indexes that are built.
        built_in: whether the built-in places are wanted too.

    Raises:
        GazetteerError: a list that cannot be read, or has a mistake.
    """
    places = [_built_in_places(cache)] if built_in else []
    return Resources((*places, *(open_gazetteer(path, cache) for path in lists)))


@functools.cache
def _built_in_places(cache: Path | None) -> Gazetteer:
    """Opened once in each process, as it never changes."""
    return open_gazetteer(BUILT_IN_PLACES, cache)
