"""Paragraphs whose opening was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.detectors.shared.seams import Seam, Seams, is_split, seams_of
from textaudit.model import Block, Document, Match, Role, Span

# Other words may be written small on purpose: iPhone, e.g., www.x.org, x86, d'Artagnan.
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[,.!?]?")
_ENDS = (".", "!", "?", "…")
_MARKED_WORDS = 4
_MIN_ITEM_CHARS = 50
_LONGEST_TITLE = 160  # code points
_PARTICLES = {"de", "van", "von", "al", "el", "la", "le", "da", "di", "bin", "ibn", "ter", "ten", "den", "du"}


class CutStart(Detector):
    """Prose that begins in lower case behind a paragraph that ended well.

    Params:
        min_words: shorter blocks are labels and items more often than cut sentences.
        min_words_in: the same, by language, where that is better known.
        openers: words that begin messages which their writers did not care to begin with a capital; with a comma
            if they do so only where one follows.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 8
        min_words_in: Mapping[str, int] = field(default_factory=dict)
        openers: tuple[str, ...] = ()

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its first words."""
        notes = context.notes
        seams = notes.once(seams_of)
        if seams.lower_case_style:
            return
        for seam in seams.by_block.values():
            if not seam.low_start:
                continue
            if self._is_prose(notes, seam) and _stands_alone(notes, seams, seam) and not seams.technical:
                first = notes.sentences_in(seam.block)[0]
                yield Match(Span(first.start, _end_of_words(notes.text, first)))

    def _is_prose(self, notes: Annotations, seam: Seam) -> bool:
        if notes.role(seam.block) is not Role.PROSE or len(seam.words) < self._fewest(notes, seam):
            return False
        if notes.text[seam.block.start : seam.block.end].rstrip("\"'”’»)*_")[-1:] not in _ENDS:
            return False
        if not seam.sentences and seam.words[-1].rstrip("\"'”’»)")[-1:] in "?!":
            return False  # a question that somebody typed in haste
        return self._is_inner_word(notes, seam)

    def _fewest(self, notes: Annotations, seam: Seam) -> int:
        words = self.params.min_words_in
        return (
            words.get(notes.language_of(seam.block) or "", self.params.min_words)
            if words
            else self.params.min_words
        )

    def _is_inner_word(self, notes: Annotations, seam: Seam) -> bool:
        first, second = seam.words[0], seam.words[1]
        bare = first.rstrip(",.!?")
        if not _PLAIN_WORD.fullmatch(first) or not bare.islower():
            return False
        if bare in self.params.openers or first in self.params.openers:
            return False
        if bare in _PARTICLES and not second[0].islower():
            return False
        if is_function_word(bare, notes.language_of(seam.block) or ""):
            return True
        plain = seam.block.gap and len(bare) > 2 and second[0].isalnum()
        return plain and not _is_small_name(notes.text, bare)


def _is_small_name(text: str, word: str) -> bool:
    """Whether other sentences of the text begin with the same word in lower case: a name written so."""
    return len(re.findall(rf"(?:^|[.!?]\s|\n){word}\b", text)) > 1


def _stands_alone(notes: Annotations, seams: Seams, seam: Seam) -> bool:
    """Whether nothing before it leads into it: no open sentence, colon, list or verse."""
    index = seam.block.index
    if index == 0:
        return True
    before = notes.blocks[index - 1]
    if notes.text[before.end - 1] in "-¬:;,":
        return False
    open_before = seams.by_block.get(index - 1)
    if open_before is not None and is_split(notes, seams, open_before, seam):
        return False
    role = notes.role(before)
    if not seam.block.gap and (role is not Role.PROSE or before.end - before.start < _MIN_ITEM_CHARS):
        return False  # a line of a list or a table
    if role is Role.HEADING or _is_title(seams, before):
        return True
    ends_well = open_before is None or not open_before.open_end
    if role is Role.LIST_ITEM:
        return (
            seam.block.gap
            and before.end - before.start > _MIN_ITEM_CHARS
            and notes.text[before.end - 1] == "."
        )
    return role is Role.PROSE and ends_well


def _is_title(seams: Seams, block: Block) -> bool:
    """Whether the first block is a title, though longer than headings are."""
    seam = seams.by_block.get(block.index)
    if block.index or seam is None or not seam.open_end or seam.low_start or seam.sentences:
        return False
    return len(block.text) <= _LONGEST_TITLE and block.text[-1].isalnum()


def _end_of_words(text: str, sentence: Span) -> int:
    """Where the first words of a sentence end."""
    words = re.compile(rf"\S+(?:\s+\S+){{0,{_MARKED_WORDS - 1}}}").match(text, sentence.start, sentence.end)
    return words.end() if words else sentence.end
