"""Ends of paragraphs without a stop, which nothing that follows explains."""

from __future__ import annotations

from textaudit.annotate import Annotations
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.detectors.shared.seams import Seam, Seams, is_split, seams_of
from textaudit.model import Block, Role

FEWEST_WORDS = 5  # fewer are a label, or nobody can tell
_LEADS_TO = {Role.CODE, Role.TABLE_ROW, Role.VERSE}
_LEADING = ":`>-–—•·▪*"  # what lists, code and quotations begin with
_NOT_A_SENTENCE = "*:#-–—•([;"


def open_ends(notes: Annotations) -> tuple[Seam, ...]:
    """Blocks of text of five words or more that do not end, ascending; ask it as ``notes.once(open_ends)``.

    Left out are titles, sentences that the next paragraph takes up, and what leads to a list, code or verse.
    """
    seams = notes.once(seams_of)
    return tuple(
        seam
        for seam in seams.by_block.values()
        if seam.open_end
        and seam.block.text.count(" ") >= FEWEST_WORDS - 1
        and seam.block.text[0] not in _NOT_A_SENTENCE
        and not (seam.is_titled and not _ends_small(notes, seam))
        and not _goes_on(notes, seams, seam)
        and not _leads_on(notes, seam.block)
    )


def _ends_small(notes: Annotations, seam: Seam) -> bool:
    """Whether it ends in a function word in lower case, as titles do not."""
    last = seam.words[-1]
    return last.islower() and is_function_word(last, notes.language_of(seam.block) or "")


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
    role, first = notes.role(after), after.text[0]
    if role is Role.LIST_ITEM:  # of short lines; the items of a list that goes on are marked or in lower case
        return notes.role(block) is not Role.LIST_ITEM and not first.isupper()
    return role in _LEADS_TO or first in _LEADING
