"""What detectors are equipped with once they are bound: big, opened once, and shared."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textaudit.gazetteer import Gazetteer, open_gazetteer
from textaudit.glossary.term import Term
from textaudit.grammar import GrammarChecker

BUILT_IN_PLACES: Final = Path(__file__).resolve().parent / "data" / "countries.csv"


@dataclass(frozen=True, slots=True)
class Resources:
    """What may be looked up.

    Attributes:
        gazetteers: right names: the built-in places first, then the user's, in their order.
        terms: those of the user's glossaries.
        grammar: asks LanguageTool; ``None`` where it is off or not there.
        grammar_chosen: rules and categories that the user chose, whose sentences it is asked about besides
            suspicious ones; ``None``: it is asked about every sentence.
    """

    gazetteers: tuple[Gazetteer, ...] = ()
    terms: tuple[Term, ...] = ()
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
        lists = tuple(gazetteer.fingerprint for gazetteer in self.gazetteers)
        return (*lists, *map(repr, self.terms))


def open_resources(
    lists: Iterable[str], cache: Path | None, built_in: bool = True, glossaries: Iterable[str] = ()
) -> Resources:
    """The resources of a run.

    Args:
        lists: paths of the user's lists of names, or of their indexes.
        cache: the folder for indexes that are built.
        built_in: whether the built-in places are wanted too.
        glossaries: paths of the user's lists of terms.

    Raises:
        GazetteerError: a list of names that cannot be read, or has a mistake.
        GlossaryError: the same for a list of terms.
    """
    places = [_built_in_places(cache)] if built_in else []
    names = (*places, *(open_gazetteer(path, cache) for path in lists))
    return Resources(names, tuple(term for path in glossaries for term in _terms_of(path)))


def _terms_of(path: str) -> Iterable[Term]:
    from textaudit.glossary.lists import read_glossary  # few runs have one

    return read_glossary(Path(path))


@functools.cache
def _built_in_places(cache: Path | None) -> Gazetteer:
    """Opened once in each process, as it never changes."""
    return open_gazetteer(BUILT_IN_PLACES, cache)
