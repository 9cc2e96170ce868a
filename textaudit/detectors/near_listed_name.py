"""Names that are nearly one of a list of right names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.names.forms import Names, names_of
from textaudit.detectors.shared.names.found import strength_of
from textaudit.detectors.shared.names.guess import Guess
from textaudit.detectors.shared.names.listed import ListedNames, written
from textaudit.detectors.shared.names.model import name_model, probability_of
from textaudit.detectors.shared.names.near_listed import NearListed
from textaudit.gazetteer import words_of
from textaudit.gazetteer.forms import of_one_family
from textaudit.model import Document, Evidence, Match, Span, Strength
from textaudit.resources import Resources

_SUGGESTIONS = 3
_OF_PERSONS = frozenset(("mr", "mrs", "ms", "miss", "dr"))  # what follows them is no place
_CONTEXT_ODDS = 1.5  # set by hand: the labelled data have no such words


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a word of the document is meant for, likeliest first, and how likely the first is right."""

    guesses: tuple[Guess, ...]
    probability: float


class NearListedName(Detector):
    """A word with a capital, in no list, rare, and near a word of a listed name; or beside other words of one.

    A trained model weighs the letters that changed, the words beside it, how common both are and what stands
    around (`names/near_listed.py` has its features). All places of a spelling are judged as the likeliest one, so
    that a later short form goes with the full name; not where it stands as part of a listed name.
    The value ``list`` of a match is ``built-in`` where only our places have the name, else ``given``.

    Params:
        sure, likely, weak: probabilities from which a match has that strength.
        likely_built_in: the same as *likely*, for names that only our places have.
    """

    called = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        sure: float = 0.8
        likely: float = 0.17
        likely_built_in: float = 0.4
        weak: float = 0.1

    params: Params
    _near: NearListed
    _listed: ListedNames

    def equip(self, resources: Resources) -> None:
        """Take the lists of names."""
        self._listed = ListedNames(resources.gazetteers)
        self._near = NearListed(self._listed, name_model("listed"))

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per place of a word, or of a name with several wrong words."""
        names = context.notes.once(names_of)
        found: dict[Span, Match] = {}
        for spelling, verdict in self._verdicts(names).items():
            strength = self._strength(verdict)
            if strength is None or self._is_another(names, spelling, verdict.guesses[0]):
                continue
            for start in names.notes.capitals[spelling]:
                match = self._match(document, names, spelling, start, verdict, strength)
                if match is not None:
                    found.setdefault(match.span, match)
        yield from sorted(found.values(), key=lambda match: match.span)

    def _verdicts(self, names: Names) -> dict[str, _Verdict]:
        """The likeliest verdict for each spelling."""
        verdicts: dict[str, _Verdict] = {}
        for guesses in self._near.guesses(names):
            judged = sorted(
                ((_probability(names, guess), guess) for guess in guesses), key=lambda one: -one[0]
            )
            best, guess = judged[0]
            spelling = guess.word.spelling
            found = {spelling: _Verdict(tuple(guess for _, guess in judged[:_SUGGESTIONS]), best)}
            found |= {other.word.spelling: _Verdict((other,), best) for other in guess.companions(names.text)}
            for spelling, verdict in found.items():
                if spelling not in verdicts or best > verdicts[spelling].probability:
                    verdicts[spelling] = verdict
        return verdicts

    def _is_another(self, names: Names, spelling: str, guess: Guess) -> bool:
        """Whether the document shows that somebody else is meant."""
        if guess.fit.name.built_in and any(
            names.word_before(start) in _OF_PERSONS for start in names.notes.capitals[spelling]
        ):
            return True
        if not guess.fit.exact and of_one_family(guess.word.folded, guess.right):
            return True
        return names.are_two(spelling, guess.right)

    def _strength(self, verdict: _Verdict) -> Strength | None:
        least = self.params
        if verdict.guesses[0].fit.name.built_in:
            least = replace(least, likely=least.likely_built_in)
        return strength_of(verdict.probability, least)

    def _match(
        self,
        document: Document,
        names: Names,
        spelling: str,
        start: int,
        verdict: _Verdict,
        strength: Strength,
    ) -> Match | None:
        guess = verdict.guesses[0]
        place = names.place(start, spelling)
        if self._near.is_listed(place.words, place.index):
            return None
        span, suggestions = place.span, [written(g.fit.name, g.right, spelling) for g in verdict.guesses]
        if guess.run is not None and place.words == guess.place.words:
            span, suggestions = place.run, [guess.fit.name.text]
        return Match(
            span,
            strength,
            replacement=suggestions[0],
            suggestions=tuple(dict.fromkeys(suggestions)),
            evidence=_evidence(document, names, guess.right),
            values={"name": guess.fit.name.text, "list": "built-in" if guess.fit.name.built_in else "given"},
        )


def _probability(names: Names, guess: Guess) -> float:
    """What the model says, and more where the paragraph has a word that the list puts beside the name."""
    odds = name_model("listed").odds(guess.features)
    name = guess.fit.name
    context = () if name.built_in else name.context  # ours is a mere kind of place
    if context and (block := names.notes.block_at(guess.place.run.start)):
        here = set(words_of(block.text))
        odds += _CONTEXT_ODDS * any(here.issuperset(words_of(word)) for word in context)
    return probability_of(odds)


def _evidence(document: Document, names: Names, right: str) -> tuple[Evidence, ...]:
    """Where the document itself has the right word."""
    for spelling in names.spellings.get(right, ()):
        start = names.notes.capitals[spelling][0]
        span = Span(start, start + len(spelling))
        return (Evidence(document.id, document.path, document.record, span, spelling, "the right name"),)
    return ()
