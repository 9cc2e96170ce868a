"""The two ends of every paragraph: does it begin and end as a sentence does? Asked by all who look for cuts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.model import Block, Role

STOPS = ".!?…。！？।؟۔:;"
_CLOSING = "\"'”’»)]}」』*"
_TEXTUAL = {Role.PROSE, Role.HEADING, Role.QUOTATION}
_INNER_END = re.compile(r"[.!?][\"'”’)]?\s+[\"'“‘(]?[A-ZÀ-ÖØ-ÞА-ЯЁ0-9]")
_CODE_MARKS = ("`", "::", "()", "_", "=>", "->", "==", "{{", " = ", "</", "#")
_OPENING = "\"'“‘(«„[¿¡"
_LONG = 60  # code points from which a paragraph tells something of the text's habits
_UNPUNCTUATED = 0.34


@dataclass(frozen=True, slots=True)
class Seam:
    """A block of text whose end or beginning is not that of a sentence.

    Attributes:
        open_end: no stop at its end.
        low_start: begins with a letter in lower case.
        words: its words, white space parting them.
        sentences: whether a sentence ends inside it.
    """

    block: Block
    open_end: bool
    low_start: bool
    words: tuple[str, ...]
    sentences: bool

    @property
    def is_titled(self) -> bool:
        """Whether most of its words begin with a capital, as in a headline."""
        letters = [word for word in self.words if word[0].isalpha()]
        return sum(word[0].isupper() for word in letters) * 2 > len(letters)


@dataclass(frozen=True, slots=True)
class Seams:
    """All seams of a document.

    Attributes:
        by_block: by the block's index; blocks that begin and end well are absent.
        punctuated: whether the text ends its paragraphs with stops at all.
        lower_case_style: whether the text begins paragraphs in lower case as a habit.
        technical: whether code stands between its paragraphs, so that they break off and begin anyhow.
    """

    by_block: dict[int, Seam]
    punctuated: bool
    lower_case_style: bool
    technical: bool


def seams_of(notes: Annotations) -> Seams:
    """Look at the ends of all paragraphs once; ask it as ``notes.once(seams_of)``."""
    text = notes.text
    suspects: list[tuple[Block, bool, bool]] = []
    long_blocks = open_long = low = 0
    for block in notes.blocks:
        last, first = text[block.end - 1], text[block.start]
        if last in _CLOSING:
            last = text[max(block.start, block.end - 6) : block.end].rstrip(_CLOSING)[-1:]
        open_end = last not in STOPS or not last
        low_start = first.islower()
        if block.end - block.start >= _LONG:
            long_blocks += 1
            open_long += open_end
            low += low_start
        if open_end or low_start:
            suspects.append((block, open_end, low_start))
    return Seams(
        by_block=_textual(notes, suspects),
        punctuated=open_long <= max(2, long_blocks * _UNPUNCTUATED),
        lower_case_style=low > max(2, long_blocks * 0.25),
        technical=_is_technical(notes),
    )


def _is_technical(notes: Annotations) -> bool:
    marks = sum(map(notes.text.count, _CODE_MARKS))
    return marks >= 3 and marks * 2_000 > len(notes.text)


def _textual(notes: Annotations, suspects: list[tuple[Block, bool, bool]]) -> dict[int, Seam]:
    text, seams = notes.text, {}
    for block, open_end, low_start in suspects:
        if notes.role(block) in _TEXTUAL:
            line = text[block.slice]
            words = tuple(line.split())
            seams[block.index] = Seam(block, open_end, low_start, words, bool(_INNER_END.search(line)))
    return seams


def last_word(words: tuple[str, ...]) -> str:
    """The last word in lower case, without quotes around it."""
    return words[-1].strip(_OPENING + _CLOSING).lower()
