"""Paragraphs that stop before their last sentence ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import has_finite_verb, speaks_of_programs
from textaudit.detectors.shared.seams import Seam, Seams, is_split, last_word, seams_of
from textaudit.model import Block, Document, Match, Role, Strength

_NOT_A_SENTENCE = "*:#-–—•([;"
_LEADS_TO = {Role.CODE, Role.TABLE_ROW, Role.VERSE}
# Credits, labels, dates and part titles stand behind a sentence's end without being one.
_LABEL = re.compile(
    r"photo|foto|image\b|bild\b|getty|reuters|©|reprinted|courtesy|credit|quelle|source|via\b|[:|/=<>@#]|\d\s*$"
    r"|(?:^|\s)(?:I|II|III|IV|V)\.\s",
    re.IGNORECASE,
)
# A line that opens like this is a question or a condition over what follows, not a sentence cut short.
_HEADING_OPENING = re.compile(
    r"(?:how|why|what|when|where|who|which|whether|if|\w+ing)\b|[\"“‘'«„]", re.IGNORECASE
)
_AFTERTHOUGHT = re.compile(r"[.!?…][\"”]?\s\S{1,12}$")  # "... mehr"
_FRAME_WORDS = 20
_SHORTEST_STRANDED = 2  # spaces in a sentence that ends in a word which may end one
_ATTRIBUTION = re.compile(r"[,!?][\"”’»]\s[^\"“”]{3,60}$")


class CutEnd(Detector):
    """Prose without a stop at its end.

    Sure where it ends in a word that cannot end a sentence, or inside a quotation; likely where other
    sentences of the same paragraph end well and this last one does not, or where it is a full clause that
    no headline would be, and weak if no blank lines part it. Headlines and texts without stops are left alone.

    Params:
        open_words: words after which something must follow, by language.
        stranding: those of them that end a sentence now and then; they do not count in headings, nor in text
            without stops.
        articles: by language; a line with one of them and a finite verb is a clause.
        min_words: of a paragraph that ends in an open word.
        min_words_several: of a paragraph of several sentences.
        min_words_clause: of a paragraph of one sentence.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        open_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        stranding: tuple[str, ...] = ()
        articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        min_words: int = 5
        min_words_several: int = 14
        min_words_clause: int = 10

    params: Params

    @cached_property
    def _open_anywhere(self) -> frozenset[str]:
        return frozenset().union(*self.params.open_words.values())

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its last sentence."""
        notes = context.notes
        seams = notes.once(seams_of)
        for seam in seams.by_block.values():
            if not seam.open_end or _goes_on(notes, seams, seam) or _leads_on(notes, seam.block):
                continue
            strength = self._strength(notes, seams, seam)
            if strength:
                yield Match(notes.sentences_in(seam.block)[-1], strength)

    def _strength(self, notes: Annotations, seams: Seams, seam: Seam) -> Strength | None:
        if notes.text[seam.block.start] in _NOT_A_SENTENCE or seam.is_titled:
            return None
        if self._ends_in_open_word(notes, seams, seam):
            return Strength.SURE
        if not seams.punctuated or not _ends_in_text(seam.words[-1]):
            return None
        if seam.open_quote and len(seam.words) >= self.params.min_words and _ends_in_letter(seam):
            return None if seams.technical else Strength.SURE
        if self._is_one_of_several(notes, seam) or self._is_clause(notes, seam):
            if seams.technical or notes.once(speaks_of_programs):
                return None
            return Strength.LIKELY if _is_parted(notes, seam.block) else Strength.WEAK
        return None

    def _ends_in_open_word(self, notes: Annotations, seams: Seams, seam: Seam) -> bool:
        words = seam.words
        if len(words) < self.params.min_words or not _ends_in_letter(seam) or not words[-1].islower():
            return False
        last = last_word(words)
        if last not in self._open_anywhere or words[-2][-1] in ";,":
            return False
        if last not in self.params.open_words.get(notes.language_of(seam.block) or "", ()):
            return False
        if last not in self.params.stranding:
            return True
        if notes.text[notes.sentences_in(seam.block)[-1].slice].count(" ") < _SHORTEST_STRANDED:
            return False  # "Log in"
        heading = notes.role(seam.block) is Role.HEADING and not seam.low_start and not seam.sentences
        return seams.punctuated and not seams.lower_case_style and not heading

    def _is_one_of_several(self, notes: Annotations, seam: Seam) -> bool:
        if (
            not seam.sentences
            or len(seam.words) < self.params.min_words_several
            or notes.role(seam.block) is not Role.PROSE
        ):
            return False
        if not _is_framed(notes, seam) or _AFTERTHOUGHT.search(seam.block.text):
            return False
        sentence = notes.text[notes.sentences_in(seam.block)[-1].slice]
        if sentence.count(" ") < 3 or sentence[0] in _NOT_A_SENTENCE or _is_label(sentence):
            return False
        return seam.block.index > 0 or has_finite_verb(
            sentence.split(), notes.language_of(seam.block) or ""
        )  # else a title in several parts

    def _is_clause(self, notes: Annotations, seam: Seam) -> bool:
        """A full clause in the midst of prose: longer than headlines, with an article and a finite verb."""
        words = seam.words
        if len(words) < self.params.min_words_clause or seam.block.index == 0 or words[-1][-1] == ",":
            return False
        if not _is_framed(notes, seam):
            return False
        if _HEADING_OPENING.match(words[0]) or not _between_prose(notes, seam.block):
            return False
        language = notes.language_of(seam.block) or ""
        articles = self.params.articles.get(language, ())
        line = seam.block.text
        return (
            has_finite_verb(words, language)
            and any(word.lower() in articles for word in words)
            and not _is_label(line)
        )


def _is_parted(notes: Annotations, block: Block) -> bool:
    """Whether blank lines part it from its neighbours; else it may be an item of a list, or a comment."""
    return block.gap and (block.index + 1 == len(notes.blocks) or notes.blocks[block.index + 1].gap)


def _is_framed(notes: Annotations, seam: Seam) -> bool:
    """Whether a line is surely a paragraph: blank lines part it, or it and the lines around it are long."""
    index, blocks = seam.block.index, notes.blocks
    return _is_parted(notes, seam.block) or all(
        notes.text.count(" ", b.start, b.end) >= _FRAME_WORDS for b in blocks[max(0, index - 1) : index + 2]
    )


def _between_prose(notes: Annotations, block: Block) -> bool:
    after = notes.roles[block.index + 1] if block.index + 1 < len(notes.blocks) else Role.PROSE
    return after is Role.PROSE and notes.roles[block.index - 1] in (Role.PROSE, Role.HEADING)


def _is_label(sentence: str) -> bool:
    return bool(_LABEL.search(sentence) or _ATTRIBUTION.search(sentence))


def _ends_in_text(word: str) -> bool:
    return word[-1].isalnum() or word[-1] == ","


def _ends_in_letter(seam: Seam) -> bool:
    return seam.words[-1][-1].isalpha()


def _goes_on(notes: Annotations, seams: Seams, seam: Seam) -> bool:
    """Whether the next paragraph takes the sentence up: then it is split, not cut."""
    after = seams.by_block.get(seam.block.index + 1)
    if after is None or not after.low_start:
        return False
    return not after.block.gap or is_split(notes, seams, seam, after)


def _leads_on(notes: Annotations, block: Block) -> bool:
    """Whether what follows may complete it without being a paragraph: a list, code, lines of verse."""
    if block.index + 1 == len(notes.blocks):
        return False
    after = notes.blocks[block.index + 1]
    role, first = notes.role(after), notes.text[after.start]
    if role is Role.LIST_ITEM:  # of short lines; the items of a list that goes on are marked or in lower case
        return notes.role(block) is not Role.LIST_ITEM and not first.isupper()
    return role in _LEADS_TO or first in ":`>"
