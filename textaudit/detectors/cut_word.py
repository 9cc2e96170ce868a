"""Paragraphs cut in the midst of a word, as a length limit does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.end_features import begins_word, is_begun, is_known_word
from textaudit.detectors.shared.open_ends import open_ends
from textaudit.detectors.shared.torn_ends import torn_ends
from textaudit.model import Document, Match, Span, Strength


class CutWord(Detector):
    """A last word that is no word, but the beginning of one, where the paragraph looks torn anyway.

    Sure where a longer word that begins with the same letters stands elsewhere in the text; likely where frequent
    words do. English.

    Params:
        min_words: of the paragraph.
        min_letters: of a piece that only the text's own words complete.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 6
        min_letters: int = 3

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: the piece of a word."""
        notes = context.notes
        for seam in notes.once(open_ends):
            piece = seam.words[-1]
            if len(seam.words) < self.params.min_words or not (piece.isascii() and piece.isalpha()):
                continue
            if not piece.islower() or is_known_word(piece) or notes.language_of(seam.block) != "en":
                continue
            if notes.once(torn_ends).get(seam.block.index) is not Strength.LIKELY:
                continue
            strength = self._strength(notes, piece)
            if strength:
                yield Match(Span(seam.block.end - len(piece), seam.block.end), strength)

    def _strength(self, notes: Annotations, piece: str) -> Strength | None:
        if notes.text.count(piece) > 1 and notes.tokens.count(piece) > 1:
            return None  # a word of this text
        if len(piece) >= self.params.min_letters and is_begun(notes.text, piece):
            return Strength.SURE
        return Strength.LIKELY if begins_word(piece) else None
