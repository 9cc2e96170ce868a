"""Words of a document beside the names of a list that they may be meant for, as numbers for a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from math import log1p
from operator import mul

from textaudit.annotate.capitals import CAPITAL_WORD
from textaudit.detectors.shared.names.around import AROUND, around
from textaudit.detectors.shared.names.fit import FIT, Fit, Fits
from textaudit.detectors.shared.names.forms import Names, Place, Word, doubtful, folded, words_in
from textaudit.detectors.shared.names.frequency import ENGLISH, zipf
from textaudit.detectors.shared.names.guess import Guess
from textaudit.detectors.shared.names.letters import near_among
from textaudit.detectors.shared.names.listed import ListedNames, most_edits
from textaudit.detectors.shared.names.model import NameModel
from textaudit.detectors.shared.names.pair import PAIR, pair_features
from textaudit.gazetteer.remembered import Remembered
from textaudit.gazetteer.variants import are_variants

_RARE = 3.2  # on the Zipf scale; what is more common is no damaged name by itself
_RARE_BESIDE_EXACT = 5.0  # the same beside a word that a listed name has as it is
_FAR_SHARE = 0.6  # of the letters, that may differ beside such a word
_FAR_EDITS = 4
_MOST_DOUBTS = 3000  # of a document, for the sake of those that consist of capitals
_MOST_RUNS = 5000  # the same, of words that stand together
_PLACES = 3  # looked at for one spelling
_RIVALS = 4  # names for one word that are worth the trees
_FEW_NAMES = 5  # with a word which then tells which is meant,
_EVERYDAY = 4.5  # unless it is so common (Zipf scale)
_BEST_FIT = (0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # of a word that stands alone: the name is that word

_NOTHING: Mapping[str, int] = {}
_ONE = re.compile(CAPITAL_WORD)

_ABOUT: tuple[str, ...] = (*PAIR, "form is listed")
FIRST: tuple[str, ...] = (*_ABOUT, *FIT, "rare other word")
FEATURES: tuple[str, ...] = (
    *FIRST,
    "nearer names", "names as near", "edits farther than the nearest", "names with the word",
    "person", "place", "organisation", "name in the document", "form in the document", "all capitals",
    "names with the form", *AROUND,
)  # fmt: skip


@dataclass(slots=True)
class _Doubt:
    """A word of texts, and the words of listed names it may be meant for, with their distance.

    Attributes:
        about: for each word that it was compared with the first features but the fit, and what they say.
    """

    word: Word
    known: bool
    near: tuple[tuple[str, int], ...] = ()
    about: dict[str, tuple[tuple[float, ...], float]] = field(default_factory=dict)


class NearListed:
    """Looks the names of documents up in *names*; what it once said of a spelling it remembers.

    Args:
        names: the right ones.
        model: its quick look drops what the trees need not see; ``None`` keeps all, as training does.
    """

    def __init__(self, names: ListedNames, model: NameModel | None) -> None:
        self._names, self._model = names, model
        self._fits = Fits(names)
        self._weights = model.weights[len(_ABOUT) :] if model else ()  # of the fit
        self._languages = Remembered(partial(_Spellings, self))

    def guesses(self, names: Names) -> Iterator[list[Guess]]:
        """For each word in doubt, and for each company that it stands in, the names that may be meant."""
        known = self._languages[names.language]
        beside = self._in_runs(names, known)
        doubt_of = known.doubts
        places = dict.fromkeys(beside)
        for spelling, starts in self._looked_up(names):
            doubt = doubt_of[spelling]
            if doubt is not None and doubt.near:
                for start in starts[:_PLACES]:
                    places[start, spelling] = None
        seen = set()
        for start, spelling in sorted(places):
            doubt = doubt_of[spelling]
            if doubt is None or names.is_ordinary(spelling, start) or names.in_address(spelling):
                continue
            place = names.place(start, spelling)
            if (spelling, place.words) not in seen:
                seen.add((spelling, place.words))
                if found := self._guesses(names, doubt, place, beside.get((start, spelling), _NOTHING)):
                    yield found

    def _looked_up(self, names: Names) -> Iterator[tuple[str, list[int]]]:
        """The rare words of a document and where they stand; not all of them where it consists of such."""
        word_of = words_in(names.language)
        rare = (
            (spelling, starts)
            for spelling, starts in names.notes.capitals.items()
            if (word := word_of[spelling]) is not None and word.rarity < _RARE
        )
        return islice(rare, _MOST_DOUBTS)

    def look_up(self, language: str, spelling: str) -> _Doubt | None:
        """What a spelling may be meant for; ``None`` for one that is no doubtful word, even beside others."""
        word = doubtful(spelling, _RARE_BESIDE_EXACT, language)
        if word is None:
            return None
        doubt = _Doubt(word, self._names.knows(word.folded))
        if doubt.known or word.rarity >= _RARE or len(spelling) < 4:
            return doubt
        near = self._names.near(word.folded)
        likely = tuple(pair for pair in near if self._is_likely(self._about(doubt, pair[0])[1], _BEST_FIT))
        if likely and not any(are_variants(word.folded, right) for right, _ in near):
            doubt.near = likely
        return doubt

    def _about(self, doubt: _Doubt, right: str) -> tuple[tuple[float, ...], float]:
        """The first features but the fit, and the log-odds by them."""
        known = doubt.about.get(right)
        if known is None:
            word, model = doubt.word, self._model
            features = (*pair_features(word, right), float(doubt.known))
            known = doubt.about[right] = features, model.quick(features) if model else 0.0
        return known

    def _quick(self, about: float, fit: tuple[float, ...]) -> float:
        """Log-odds by the first features, from those by all but the fit."""
        return sum(map(mul, self._weights, fit), about)

    def _is_likely(self, about: float, fit: tuple[float, ...]) -> bool:
        return self._model is None or self._quick(about, fit) >= self._model.least

    def _in_runs(self, names: Names, known: _Spellings) -> dict[tuple[int, str], dict[str, int]]:
        """Start and spelling of words beside others that a listed name has as they are, and what is near."""
        found: dict[tuple[int, str], dict[str, int]] = {}
        parts = known.parts
        telling = [spelling for spelling in names.notes.capitals if parts[spelling]]
        if not telling:
            return found
        beside = known.beside
        for run, starts in islice(names.notes.capital_runs.items(), _MOST_RUNS):
            for offset, spelling, near in beside[run]:
                for start in starts[:_PLACES]:
                    found[start + offset, spelling] = near
        return found

    def beside_exact(self, language: str, run: str) -> tuple[tuple[int, str, dict[str, int]], ...]:
        """Words of a run of capitals, with their offset, and the words of names that hold another one of it."""
        known = self._languages[language]
        spellings = _ONE.findall(run)
        parts = [known.parts[spelling] for spelling in spellings]
        if not any(parts):
            return ()
        words = tuple(map(folded, spellings))
        found = []
        for index, spelling in enumerate(spellings):
            if known.doubts[spelling] is None:
                continue
            near = _nearest(words[index], parts[:index] + parts[index + 1 :])
            if near and not self.is_listed(words, index):
                starts = [one.start() for one in _ONE.finditer(run)]
                found.append((starts[index], spelling, near))
        return tuple(found)

    def parts_beside(self, spelling: str) -> tuple[str, ...]:
        """Words that stand beside this one in names of the list; none if it is too short or in too many."""
        word = folded(spelling)
        return self._names.parts[word] if len(word) > 2 else ()

    def is_listed(self, words: tuple[str, ...], index: int) -> bool:
        """Whether a word is part of a listed name of several words as it stands here."""
        return (
            self._names.knows(words[index])
            and any(  # a word that no name has is part of none
                self._names.is_name(words[first:last])
                for first in range(index + 1)
                for last in range(max(index + 1, first + 2), len(words) + 1)
            )
        )

    def _guesses(self, names: Names, doubt: _Doubt, place: Place, beside: Mapping[str, int]) -> list[Guess]:
        """What may be meant at one place, likeliest first.

        Args:
            beside: words of names that have another word of this run, with their distance.
        """
        near = {**beside, **dict(doubt.near)}
        first = self._likeliest(doubt, place.others, near)
        if first and beside and any(are_variants(doubt.word.folded, right) for right in beside):
            near = dict(doubt.near)
            first = self._likeliest(doubt, place.others, near)
        if not first:
            return []
        surroundings, distances = around(names, place), sorted(near.values())
        return [
            Guess(
                doubt.word,
                right,
                fit,
                place,
                (
                    *known,
                    *_rivals(distances, near[right]),
                    *self._in_lists(names, doubt, right, fit),
                    *surroundings,
                ),
            )
            for _, right, known, fit in first
        ]

    def _likeliest(
        self, doubt: _Doubt, others: tuple[str, ...], near: Mapping[str, int]
    ) -> list[tuple[float, str, tuple[float, ...], Fit]]:
        """Those *near* words that the quick look leaves: how unlikely, which, first features, and the best name."""
        model, first = self._model, []
        for right in near:
            fit = self._fits.best(right, others)
            about, quick = self._about(doubt, right)
            fits = (*fit.features, self._shares_rare(fit, others))
            if model is not None and (quick := self._quick(quick, fits)) < model.least:
                continue
            first.append((-quick, right, (*about, *fits), fit))
        if model is None:
            return first
        first.sort(key=lambda one: one[:2])
        return first[:_RIVALS]

    def _shares_rare(self, fit: Fit, others: tuple[str, ...]) -> float:
        """Whether the name has a rare word beside the one in doubt: Toivo tells more than David."""
        shared = fit.name.words_as_set.intersection(others)
        return float(
            any(
                self._names.holder_count(word) < _FEW_NAMES and zipf(word, ENGLISH) < _EVERYDAY
                for word in shared
            )
        )

    def _in_lists(self, names: Names, doubt: _Doubt, right: str, fit: Fit) -> tuple[float, ...]:
        holders, kind = self._names.holder_count, fit.name.kind
        return (
            log1p(holders(right)),
            float(kind == "person"),
            float(kind == "place"),
            float(kind == "organisation"),
            float(names.counts[right]),
            float(names.counts[doubt.word.folded]),
            float(doubt.word.spelling.isupper()),
            log1p(holders(doubt.word.folded)) if doubt.known else 0.0,
        )


class _Spellings:
    """What is known of spellings of texts in one language."""

    def __init__(self, near: NearListed, language: str) -> None:
        self.doubts = Remembered(partial(near.look_up, language))
        self.beside = Remembered(partial(near.beside_exact, language))
        self.parts = Remembered(near.parts_beside)


def _nearest(word: str, parts: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Those of the *parts* of names that *word* may be meant for beside exact ones, with their distance."""
    found = {
        part: edits
        for some in parts
        if some
        for part, edits in near_among(word, some, _FAR_EDITS)
        if 0 < edits <= max(most_edits(len(part)), _FAR_SHARE * max(len(part), len(word)))
    }
    return dict(sorted(found.items()))


def _rivals(distances: list[int], edits: int) -> tuple[float, float, float]:
    return float(distances.index(edits)), float(distances.count(edits) - 1), float(edits - distances[0])
