"""Paragraphs whose opening was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import Seam, Seams, seams_of
from textaudit.model import Document, Match, Role, Span

# Other words may be written small on purpose: iPhone, e.g., www.x.org, x86, d'Artagnan.
_PLAIN_WORD = re.compile(r"[^\W\d_A-Z]+,?")
_HEADLINE_WORDS = 10
_PARTICLES = {"de", "van", "von", "al", "el", "la", "le", "da", "di", "bin", "ibn", "ter", "ten", "den", "du"}


class CutStart(Detector):
    """Prose that begins in lower case behind a paragraph that ended well.

    Params:
        min_words: shorter blocks are labels and items more often than cut sentences.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 8

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its first words."""
        notes = context.notes
        seams = notes.once(seams_of)
        if seams.lower_case_style or seams.technical:
            return
        for seam in seams.by_block.values():
            if seam.low_start and self._is_prose(notes, seam) and _stands_alone(notes, seams, seam):
                first = notes.sentences_in(seam.block)[0]
                yield Match(Span(first.start, _end_of_words(notes.text, first, 4)))

    def _is_prose(self, notes: Annotations, seam: Seam) -> bool:
        first = seam.words[0]
        enough = len(seam.words) >= self.params.min_words and not seam.open_end
        small = first.lower() in _PARTICLES or not all(_PLAIN_WORD.fullmatch(word) for word in seam.words[:2])
        return (
            enough
            and not small
            and notes.role(seam.block) is Role.PROSE
            and notes.text[seam.block.end - 1] not in ";:"
        )


def _stands_alone(notes: Annotations, seams: Seams, seam: Seam) -> bool:
    """Whether nothing before it leads into it: no open sentence, colon, list or verse."""
    index = seam.block.index
    if index == 0:
        return True
    before = notes.blocks[index - 1]
    if notes.text[before.end - 1] in "-¬":
        return False  # a word broken at the end of a line
    role = notes.role(before)
    if role is Role.HEADING:
        open_line = seams.by_block.get(index - 1)
        if open_line is not None and len(open_line.words) >= _HEADLINE_WORDS:
            return False  # no headline, but the first half of the sentence
        return notes.text[before.end - 1] not in ":;,"
    ends_well = index - 1 not in seams.by_block or not seams.by_block[index - 1].open_end
    return role is Role.PROSE and ends_well and notes.text[before.end - 1] not in ":;,"


def _end_of_words(text: str, sentence: Span, number: int) -> int:
    """Where the first words of a sentence end."""
    end = sentence.start
    for _ in range(number):
        space = re.compile(r"\s+\S+").match(text, end, sentence.end)
        if end == sentence.start:
            first = re.compile(r"\S+").match(text, end, sentence.end)
            end = first.end() if first else sentence.end
        elif space:
            end = space.end()
    return end
