"""Sentences that announce something, with a colon, and nothing comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector, Stage
from textaudit.detectors.shared.body import length_in_words
from textaudit.detectors.shared.clauses import speaks_of_programs
from textaudit.detectors.shared.contents import last_blocks
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Block, Document, Match, Pattern, Role, Strength


class EmptyAnnouncement(Detector):
    """A colon at the text's end, boilerplate looked past, or before a heading that begins another section.

    Likely at the end; weak before a heading. Where the text is about programs, code may have been left out on
    purpose: weak at the end only.

    Params:
        min_words: of the paragraph.
        boilerplate: categories that do not belong to the text.
        told_by: categories whose matches at the colon say more.
    """

    stage: ClassVar[Stage] = "last"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 4
        boilerplate: tuple[str, ...] = ("boilerplate", "duplicate")
        told_by: tuple[str, ...] = ("truncation",)

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """A colon at the end of a block."""
        return {"colon": Pattern(":$"), "wide": Pattern("：$")}  # a class of both would cost much more

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its last sentence."""
        notes = context.notes
        left = last_blocks(notes, context.matches, self.params.boilerplate)
        told = context.ends_of(self.params.told_by)
        for hit in sorted((*context.hits["colon"], *context.hits["wide"])):
            block = notes.blocks[hit.block]
            if notes.role(block) not in (Role.PROSE, Role.HEADING) or block.end in told:
                continue
            if length_in_words(block.text) < self.params.min_words:
                continue
            strength = _strength(notes, block, left)
            if strength:
                yield Match(notes.sentences_in(block)[-1], strength)


def _strength(notes: Annotations, block: Block, left: int) -> Strength | None:
    ends = block.index + 1 == left
    if not ends and not _begins_section(notes, block.index + 1, left):
        return None
    if notes.once(seams_of).technical or notes.once(speaks_of_programs):
        return Strength.WEAK if ends else None
    return Strength.LIKELY if ends else Strength.WEAK


def _begins_section(notes: Annotations, index: int, left: int) -> bool:
    """Whether a block is a heading, parted from what stands before it, with prose below."""
    if (
        index + 1 >= left
        or notes.roles[index] is not Role.HEADING
        or notes.roles[index + 1] is not Role.PROSE
    ):
        return False
    heading, body = notes.blocks[index], notes.blocks[index + 1]
    return heading.gap and heading.text[-1].isalnum() and body.gap and len(body.text) > len(heading.text)
