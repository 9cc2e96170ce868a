"""Words of a document beside the names of a list that they may be meant for, as numbers for a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log1p

from textaudit.annotate.capitals import CAPITAL_WORD
from textaudit.detectors.shared.names.fit import FIT, Fit, best_fit
from textaudit.detectors.shared.names.forms import Names, Place, Word, doubtful, folded
from textaudit.detectors.shared.names.frequency import ENGLISH, zipf
from textaudit.detectors.shared.names.letters import LETTERS, edits_between, letters
from textaudit.detectors.shared.names.listed import ListedNames, most_edits
from textaudit.detectors.shared.names.model import NameModel
from textaudit.gazetteer.variants import are_variants
from textaudit.model import Span

_RARE = 3.2  # on the Zipf scale; what is more common is no damaged name by itself
_RARE_BESIDE_EXACT = 5.0  # the same beside a word that a listed name has as it is
_FAR_SHARE = 0.6  # of the letters, that may differ beside such a word
_FAR_EDITS = 4
_PLACES = 3  # looked at for one spelling
_RIVALS = 4  # names for one word that are worth the trees
_FEW_NAMES, _EVERYDAY = (
    5,
    4.5,
)  # a word of fewer names, and no everyday one (Zipf scale), tells which is meant
_BEST_FIT = (0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # of a word that stands alone: the name is that word

_ONE = re.compile(CAPITAL_WORD)
_PLACE_WORDS = frozenset(
    (
        "in", "at", "from", "to", "near", "of", "around", "into", "towards", "outside", "across", "leaving", "reach",
        "between", "for",
    )
)  # fmt: skip
_SAYING = frozenset(
    ("said", "says", "told", "added", "wrote", "explained", "stated", "announced", "was", "is", "has", "had")
)
_TITLES = frozenset(
    (
        "mr", "mrs", "ms", "dr", "president", "minister", "prof", "professor", "sir", "lady", "king", "queen",
        "prince", "princess", "general", "captain", "judge", "senator", "director", "chairman", "chairwoman",
        "spokesman", "spokeswoman", "coach", "actor", "actress", "singer", "author", "player", "striker",
        "chancellor", "mayor", "governor", "secretary", "ceo", "by", "named", "called", "colonel", "major",
        "lieutenant",
    )
)  # fmt: skip

FIRST: tuple[str, ...] = (
    *LETTERS, "commonness", "nobody writes it", "name's commonness", "form is listed", *FIT, "rare other word"
)  # fmt: skip
FEATURES: tuple[str, ...] = (
    *FIRST,
    "nearer names", "names as near", "edits farther than the nearest", "names with the word",
    "person", "place", "organisation", "name in the document", "form in the document", "all capitals",
    "names with the form",
    "words", "last word", "first word", "may open a sentence", "after a place word", "before saying", "after a title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A listed name that a word may be meant for.

    Attributes:
        word: what stands in the text.
        right: the word of the name that it may be meant for, folded.
        fit: the name, and how the words beside it fit.
        place: where; all other places of the word are judged as this one.
        features: one number for each of `FEATURES`.
    """

    word: Word
    right: str
    fit: Fit
    place: Place
    features: tuple[float, ...]

    @property
    def run(self) -> Span | None:
        """Where the whole name stands, if more than one of its words is wrong."""
        return self.place.run if self.fit.several and self.fit.near else None

    def companions(self, text: str) -> list[Guess]:
        """The same for the other wrong words of the whole name, so that they are known where they stand alone."""
        if self.run is None:
            return []
        found = []
        rest = [part for part in self.fit.name.words if part != self.right]
        for other, span in zip(self.place.words, self.place.spans, strict=True):
            if rest and other != self.word.folded and other not in self.fit.name.words_as_set:
                word = Word(text[span.slice], other, self.word.rarity)
                right = min(rest, key=lambda part: edits_between(other, part))
                found.append(replace(self, word=word, right=right))
        return found


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A word of texts, and the words of listed names it may be meant for, with their distance."""

    word: Word
    known: bool
    near: tuple[tuple[str, int], ...]

    def about(self, right: str) -> tuple[float, ...]:
        """The first features but the fit."""
        rarity = self.word.rarity
        return (
            *letters(self.word.folded, right),
            rarity,
            float(rarity == 0),
            zipf(right, ENGLISH),
            float(self.known),
        )


class NearListed:
    """Looks the names of documents up in *names*; what it once said of a spelling it remembers.

    Args:
        names: the right ones.
        model: its quick look drops what the trees need not see; ``None`` keeps all, as training does.
    """

    def __init__(self, names: ListedNames, model: NameModel | None) -> None:
        self._names, self._model = names, model
        self._doubt = lru_cache(maxsize=1 << 16)(self._looked_up)
        self._beside = lru_cache(maxsize=1 << 15)(self._beside_exact)

    def guesses(self, names: Names) -> Iterator[list[Guess]]:
        """For each word in doubt, and for each company that it stands in, the names that may be meant."""
        doubts = self._in_runs(names)
        for spelling, starts in names.notes.capitals.items():
            doubt = self._doubt(spelling, names.language)
            if doubt is not None and doubt.near:
                for start in starts[:_PLACES]:
                    doubts.setdefault((start, spelling), {}).update(doubt.near)
        seen = set()
        for (start, spelling), near in sorted(doubts.items()):
            place = names.place(start, spelling)
            if (spelling, place.words) in seen or names.is_ordinary(spelling, start):
                continue
            if names.in_address(spelling):
                continue
            seen.add((spelling, place.words))
            doubt = self._doubt(spelling, names.language)
            if doubt is not None and (found := self._guesses(names, doubt, place, near)):
                yield found

    def _looked_up(self, spelling: str, language: str) -> _Doubt | None:
        word = doubtful(spelling, _RARE_BESIDE_EXACT, language)
        if word is None:
            return None
        known = self._names.knows(word.folded)
        doubt = _Doubt(word, known, ())
        if known or word.rarity >= _RARE or len(spelling) < 4:
            return doubt
        near = self._names.near(word.folded)
        if any(are_variants(word.folded, right) for right, _ in near):
            return doubt
        return _Doubt(word, known, tuple(pair for pair in near if self._may_be(doubt, pair[0], _BEST_FIT)))

    def _may_be(self, doubt: _Doubt, right: str, fit: tuple[float, ...]) -> bool:
        model = self._model
        return model is None or model.quick((*doubt.about(right), *fit)) >= model.least

    def _in_runs(self, names: Names) -> dict[tuple[int, str], dict[str, int]]:
        """Start and spelling of words beside others that a listed name has as they are, and what is near."""
        found: dict[tuple[int, str], dict[str, int]] = {}
        for run, starts in names.notes.capital_runs.items():
            for offset, spelling, near in self._beside(run, names.language):
                for start in starts[:_PLACES]:
                    found[start + offset, spelling] = dict(near)
        return found

    def _beside_exact(self, run: str, language: str) -> tuple[tuple[int, str, dict[str, int]], ...]:
        """Words of a run of capitals, with their offset, and the words of names that hold another one of it."""
        spans = [one.span() for one in _ONE.finditer(run)]
        words = tuple(folded(run[start:end]) for start, end in spans)
        found = []
        for index, (start, end) in enumerate(spans):
            doubt = self._doubt(run[start:end], language)
            if doubt is not None and not self.is_listed(words, index):
                near = self._parts_near(words, index)
                if near:
                    found.append((start, run[start:end], near))
        return tuple(found)

    def is_listed(self, words: tuple[str, ...], index: int) -> bool:
        """Whether a word is part of a listed name of several words as it stands here."""
        return any(
            self._names.is_name(words[first:last])
            for first in range(index + 1)
            for last in range(max(index + 1, first + 2), len(words) + 1)
        )

    def _parts_near(self, words: tuple[str, ...], index: int) -> dict[str, int]:
        """Words, with their distance, of names that have another word of this run as it is."""
        word, found = words[index], {}
        others = [other for other in words[:index] + words[index + 1 :] if len(other) > 2]
        parts = {
            part
            for other in others
            for name in self._names.telling(other)
            for part in name.words
            if part != other
        }
        for part in sorted(parts):
            longest = max(len(part), len(word))
            farthest = min(_FAR_EDITS, max(most_edits(len(part)), _FAR_SHARE * longest))
            if len(part) > 2 and 0 < (edits := edits_between(word, part)) <= farthest:
                found[part] = edits
        return {} if any(are_variants(word, part) for part in found) else found

    def _guesses(self, names: Names, doubt: _Doubt, place: Place, near: dict[str, int]) -> list[Guess]:
        """What may be meant at one place, likeliest first."""
        model, others = self._model, place.others
        first = []
        for right in near:
            fit = best_fit(self._names, right, others)
            first.append(((*doubt.about(right), *fit.features, self._shares_rare(fit, others)), right, fit))
        if model is not None:
            first = [one for one in first if model.quick(one[0]) >= model.least]
            first.sort(key=lambda one: (-model.quick(one[0]), one[1]))
            del first[_RIVALS:]
        if not first:
            return []
        around, distances = _around(names, place), sorted(near.values())
        return [
            Guess(
                doubt.word,
                right,
                fit,
                place,
                (
                    *known,
                    *_rivals(distances, near[right]),
                    *self._about(names, doubt, right, fit),
                    *around,
                ),
            )
            for known, right, fit in first
        ]

    def _shares_rare(self, fit: Fit, others: tuple[str, ...]) -> float:
        """Whether the name has a rare word beside the one in doubt: Toivo tells more than David."""
        shared = fit.name.words_as_set.intersection(others)
        return float(
            any(
                len(self._names.holders(word)) < _FEW_NAMES and zipf(word, ENGLISH) < _EVERYDAY
                for word in shared
            )
        )

    def _about(self, names: Names, doubt: _Doubt, right: str, fit: Fit) -> tuple[float, ...]:
        holders, kind = self._names.holders, fit.name.kind
        return (
            log1p(len(holders(right))),
            float(kind == "person"),
            float(kind == "place"),
            float(kind == "organisation"),
            float(names.counts[right]),
            float(names.counts[doubt.word.folded]),
            float(doubt.word.spelling.isupper()),
            log1p(len(holders(doubt.word.folded))) if doubt.known else 0.0,
        )


def _rivals(distances: list[int], edits: int) -> tuple[float, float, float]:
    return float(distances.index(edits)), float(distances.count(edits) - 1), float(edits - distances[0])


def _around(names: Names, place: Place) -> tuple[float, ...]:
    """What stands around a run of capitals."""
    before = names.word_before(place.run.start)
    return (
        float(len(place.words)),
        float(place.index == len(place.words) - 1),
        float(place.index == 0),
        float(names.opens_sentence(place.run.start)),
        float(before in _PLACE_WORDS),
        float(names.word_after(place.run.end) in _SAYING),
        float(before in _TITLES),
    )
