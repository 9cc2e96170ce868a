"""One name in two spellings within a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.names.forms import names_of
from textaudit.detectors.shared.names.found import strength_of, taken
from textaudit.detectors.shared.names.listed import cased
from textaudit.detectors.shared.names.model import name_model
from textaudit.detectors.shared.names.two_spellings import TwoSpellings
from textaudit.model import Document, Evidence, Match, Span
from textaudit.resources import Resources


class InconsistentSpelling(Detector):
    """A rare word with a capital beside another of the same document that is spelt nearly so, as often or more often.

    A trained model weighs the letters that differ, how often and how near each other the two stand, and whether
    they keep the same company (`names/two_spellings.py` has its features).

    Params:
        sure, likely, weak: probabilities from which a match has that strength.
    """

    called = "always"
    stage = "last"  # what a list of names knows better is left to it

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        sure: float = 0.9
        likely: float = 0.7
        weak: float = 0.2

    params: Params
    _resources: Resources

    def equip(self, resources: Resources) -> None:
        """Take the lists of names: what they have is right."""
        self._resources = resources

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per place of the rarer spelling."""
        names = context.notes.once(names_of)
        model = name_model("document")
        found = []
        for pairs in TwoSpellings(names, model).pairs():
            probability, pair = max(
                ((model.probability(p.features), p) for p in pairs), key=lambda one: one[0]
            )
            strength = strength_of(probability, self.params)
            if strength is None or self._resources.knows(pair.word.folded):
                continue
            if names.are_two(pair.word.spelling, pair.right):
                continue
            other = names.notes.capitals[pair.spelling][0]
            span = Span(other, other + len(pair.spelling))
            evidence = Evidence(
                document.id, document.path, document.record, span, pair.spelling, "the other spelling"
            )
            right = cased(pair.spelling, pair.word.spelling)
            for start in names.notes.capitals[pair.word.spelling]:
                span = Span(start, start + len(pair.word.spelling))
                if not taken(span, context.matches):
                    found.append(
                        Match(span, strength, right, (right,), (evidence,), values={"name": pair.spelling})
                    )
        yield from sorted(found, key=lambda match: match.span)
