"""What a word of a document may be meant for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textaudit.detectors.shared.names.fit import Fit
from textaudit.detectors.shared.names.forms import Place, Word
from textaudit.detectors.shared.names.letters import edits_between
from textaudit.model import Span


@dataclass(frozen=True, slots=True)
class Guess:
    """A listed name that a word may be meant for.

    Attributes:
        word: what stands in the text.
        right: the word of the name that it may be meant for, folded.
        fit: the name, and how the words beside it fit.
        place: where; all other places of the word are judged as this one.
        features: one number for each of `near_listed.FEATURES`.
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
