"""A pronoun at a paragraph's opening that stands for nobody: the subject was lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Block, Document, Match, Pattern, Role, Span

_OPENING = re.compile(r"[^,\n]{3,40}, it (?:has|had|have) (?:\w+ly )?(?P<verb>\w+)")


class LostSubject(Detector):
    """``Since March, it has blocked the road``, where the paragraph before is about an event.

    Somebody blocks, seizes or signs; a fight, a war or a meeting does not. So the verb must be one that
    takes a doer, and the paragraph before, or the one before that where a heading stands between, must
    have an event for its subject.

    Params:
        verbs: participles of what only people and their institutions do.
        events: nouns that name what happens.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        verbs: tuple[str, ...] = ()
        events: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """A time and the pronoun, at the beginning of a block."""
        return {
            "opening": Pattern(r"^(?:Since|In|On|By|After|Before|Until|From) [^,]{3,40}, it (?:has|had) ")
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph, up to the verb."""
        notes = context.notes
        for hit in context.hits["opening"]:
            block = notes.blocks[hit.block]
            opening = _OPENING.match(notes.text, block.start, block.end)
            if opening and opening["verb"] in self.params.verbs and self._follows_event(notes, block):
                yield Match(Span(*opening.span()))

    def _follows_event(self, notes: Annotations, block: Block) -> bool:
        if block.index == 0 or notes.role(notes.blocks[block.index - 1]) is not Role.PROSE:
            return False
        nouns = "|".join(self.params.events)
        subject = re.compile(
            rf"(?:The|This|That|These)? ?(?:[\w-]+ ){{0,2}}(?:{nouns}) (?:is|are|was|were|has|have)\b", re.I
        )
        return subject.match(notes.text, notes.blocks[block.index - 1].start) is not None
