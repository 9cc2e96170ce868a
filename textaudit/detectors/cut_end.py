"""Paragraphs that stop before their last sentence ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import Seam, Seams, last_word, seams_of
from textaudit.model import Document, Match, Role, Strength

_NOT_A_SENTENCE = "*:#-–—•"


class CutEnd(Detector):
    """Prose without a stop at its end.

    Sure where it ends in a word that cannot end a sentence; likely where other sentences of the same
    paragraph end well and this last one does not. Headlines and texts without stops are left alone.

    Params:
        open_words: words after which something must follow, by language.
        min_words: of a paragraph that ends in such a word.
        min_words_likely: of a paragraph of several sentences.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        open_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        min_words: int = 5
        min_words_likely: int = 14

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its last sentence."""
        notes = context.notes
        seams = notes.once(seams_of)
        for seam in seams.by_block.values():
            if not seam.open_end or _goes_on(seams, seam):
                continue
            strength = self._strength(notes, seams, seam)
            if strength:
                yield Match(notes.sentences_in(seam.block)[-1], strength)

    def _strength(self, notes: Annotations, seams: Seams, seam: Seam) -> Strength | None:
        last = last_word(seam.words)
        if notes.text[seam.block.start] in _NOT_A_SENTENCE:
            return None
        if len(seam.words) >= self.params.min_words and not seam.is_titled and seam.words[-1][-1].isalpha():
            open_words = self.params.open_words.get(notes.language_of(seam.block) or "", ())
            if last in open_words and seam.words[-1].islower():
                return Strength.SURE
        ends_in_text = seam.words[-1][-1].isalnum() or seam.words[-1][-1] == ","
        if seams.technical:
            return None
        several = seam.sentences and len(seam.words) >= self.params.min_words_likely
        if several and ends_in_text and seams.punctuated and notes.role(seam.block) is Role.PROSE:
            return Strength.LIKELY
        return None


def _goes_on(seams: Seams, seam: Seam) -> bool:
    """Whether the next paragraph takes the sentence up: then it is split, not cut."""
    after = seams.by_block.get(seam.block.index + 1)
    return after is not None and after.low_start and not seams.lower_case_style
