"""Sub-headings at the end, with nothing under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector, Stage
from textaudit.detectors.shared.contents import last_blocks
from textaudit.detectors.shared.seams import CLOSING
from textaudit.model import Block, Document, Match, Role, Strength

_STOPS = ".!?…。！？।؟۔"
# Links, prices, credits and notes may end a text too.
_NO_HEADING = re.compile(r"[\d/\\@#<>\[\]|©→»_=*~]|:\s|\.\w|^\W")
_SIGNED_WORDS = 2  # so few words that all begin with a capital may be somebody's name


class OrphanHeading(Detector):
    """A heading behind the last paragraph, boilerplate looked past, in a text that has headings over its sections.

    Likely where it is short and several other headings have text below them; else weak, as it may be a signature,
    the title of the next article, or the heading of a table that was left out.

    Params:
        max_words, max_words_weak: of the heading.
        min_others, min_others_weak: so many other headings must have text below them.
        boilerplate: categories that do not belong to the text.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"
    stage: ClassVar[Stage] = "last"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        max_words: int = 5
        max_words_weak: int = 10
        min_others: int = 3
        min_others_weak: int = 2
        boilerplate: tuple[str, ...] = ("boilerplate", "duplicate")

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """At most one match: the heading."""
        notes = context.notes
        if len(notes.blocks) < 2 * self.params.min_others_weak + 2:
            return
        left = last_blocks(notes, context.matches, self.params.boilerplate)
        if left < 2 or not _is_heading(notes, notes.blocks[left - 1]) or not _is_paragraph(notes, left - 2):
            return
        heading = notes.blocks[left - 1]
        words, others = len(heading.text.split()), _headings_with_text(notes, left - 1)
        if words <= self.params.max_words and others >= self.params.min_others:
            yield Match(heading.span, Strength.LIKELY)
        elif words <= self.params.max_words_weak and others >= self.params.min_others_weak:
            yield Match(heading.span, Strength.WEAK)


def _is_heading(notes: Annotations, block: Block) -> bool:
    if notes.role(block) is not Role.HEADING or not block.gap or _NO_HEADING.search(block.text):
        return False
    words = block.text.split()
    named = len(words) <= _SIGNED_WORDS and all(word[0].isupper() for word in words)
    return words[0][0].isupper() and not named


def _is_paragraph(notes: Annotations, index: int) -> bool:
    return notes.roles[index] is Role.PROSE and notes.blocks[index].text.rstrip(CLOSING)[-1:] in _STOPS


def _headings_with_text(notes: Annotations, end: int) -> int:
    """How many headings before the block *end* have a paragraph right below them, and one above."""
    return sum(
        notes.roles[n] is Role.HEADING and _is_paragraph(notes, n + 1) and _is_paragraph(notes, n - 1)
        for n in range(1, end - 1)
    )
