"""Paragraphs that stop before their last sentence ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector, Stage
from textaudit.detectors.shared.contents import last_blocks, tail_start
from textaudit.detectors.shared.open_ends import open_ends
from textaudit.detectors.shared.seams import Seam, last_word, seams_of
from textaudit.detectors.shared.torn_ends import torn_before_boilerplate, torn_ends
from textaudit.model import Document, Match, Role, Strength

_SHORTEST_STRANDED = 2  # spaces in a sentence that ends in a word which may end one


class CutEnd(Detector):
    """Prose without a stop at its end.

    Sure where it ends in a word that cannot end a sentence; likely where rules of shape or a trained model take
    it for torn rather than for a headline or a label. Ends of which another rule says why are left to it.

    Params:
        open_words: words after which something must follow, by language.
        stranding: those of them that end a sentence now and then; they do not count in headings, nor in text
            without stops.
        min_words: of a paragraph that ends in an open word.
        told_by: categories whose matches at an end say why it is cut.
        boilerplate: categories behind whose matches, below the text, nothing belongs to it.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"
    stage: ClassVar[Stage] = "last"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        open_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        stranding: tuple[str, ...] = ()
        min_words: int = 5
        told_by: tuple[str, ...] = ("truncation",)
        boilerplate: tuple[str, ...] = ("boilerplate",)

    params: Params

    @cached_property
    def _open_anywhere(self) -> frozenset[str]:
        return frozenset().union(*self.params.open_words.values())

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its last sentence."""
        notes = context.notes
        found = self._found(notes, last_blocks(notes, context.matches, self.params.boilerplate))
        if not found:
            return
        told = context.ends_of(self.params.told_by)
        tail = tail_start(notes, context.matches, self.params.boilerplate)
        for index, strength in sorted(found.items()):
            block = notes.blocks[index]
            if block.end not in told and block.start <= tail:
                yield Match(notes.sentences_in(block)[-1], strength)

    def _found(self, notes: Annotations, left: int) -> Mapping[int, Strength]:
        """Strength by block, of which *left* belong to the text."""
        found = dict(notes.once(torn_ends))
        if left < len(notes.blocks):
            found.pop(left - 1, None)
            strength = torn_before_boilerplate(notes, left)
            if strength:
                found[left - 1] = strength
        for seam in notes.once(open_ends):
            if self._is_open_word(notes, seam):
                found[seam.block.index] = Strength.SURE
        return found

    def _is_open_word(self, notes: Annotations, seam: Seam) -> bool:
        words = seam.words
        if len(words) < self.params.min_words or words[-1] != words[-1].lower():
            return False
        last = last_word(words)
        if last not in self._open_anywhere or words[-2][-1] in ";,":
            return False
        if last not in self.params.open_words.get(notes.language_of(seam.block) or "", ()):
            return False
        return last not in self.params.stranding or _is_no_stranding(notes, seam)


def _is_no_stranding(notes: Annotations, seam: Seam) -> bool:
    if notes.text[notes.sentences_in(seam.block)[-1].slice].count(" ") < _SHORTEST_STRANDED:
        return False  # "Log in"
    seams = notes.once(seams_of)
    heading = notes.role(seam.block) is Role.HEADING and not seam.low_start and not seam.sentences
    return seams.punctuated and not seams.lower_case_style and not heading
