"""Sentences that lost their object, where a link, a post or a value was dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import Seam, last_word, seams_of
from textaudit.model import Document, Match, Strength

_LOST_NAME = {"@", "#", "(@", "(#"}  # what stands before a name that was a link


class DroppedObject(Detector):
    """A sentence that ends a paragraph after a verb of saying and a preposition, without a stop.

    Params:
        verbs: forms that take such an object, by language.
        links: prepositions that lead to it, by language.
        subjects: pronouns that may stand between the two, by language.
        phrases: endings of several words that need something behind them, by language.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    params: Params

    @cached_property
    def _last_words(self) -> frozenset[str]:
        """What may stand last, in any language; most ends are told by this alone."""
        links = chain.from_iterable(self.params.links.values())
        phrases = chain.from_iterable(self.params.phrases.values())
        return frozenset(links) | {phrase.split()[-1] for phrase in phrases} | {"@", "#", ""}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its last sentence."""
        notes = context.notes
        for seam in notes.once(seams_of).by_block.values():
            if not seam.open_end or len(seam.words) < 3 or last_word(seam.words) not in self._last_words:
                continue
            if self._lacks_object(notes, seam):
                yield Match(notes.sentences_in(seam.block)[-1], Strength.SURE)

    def _lacks_object(self, notes: Annotations, seam: Seam) -> bool:
        if seam.words[-1] in _LOST_NAME:
            return True
        if not seam.words[-1].islower() or not seam.words[-2].islower():
            return False  # a headline
        language = notes.language_of(seam.block) or ""
        last, before = last_word(seam.words), seam.words[-2]
        if before in self.params.subjects.get(language, ()):
            before = seam.words[-3].lower()
        if last in self.params.links.get(language, ()) and before in self.params.verbs.get(language, ()):
            return True
        ending = " ".join(seam.words[-3:]).lower()
        return ending.endswith(tuple(" " + phrase for phrase in self.params.phrases.get(language, ())))
