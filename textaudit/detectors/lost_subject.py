"""A pronoun at a paragraph's opening that stands for nobody: the subject was lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Block, Document, Match, Pattern, Role, Span, Strength

_OPENING = re.compile(
    r"[^,\n]{3,40}, it (?:(?:has|had) )?(?:(?:also|already|repeatedly|\w+ly) )?(?P<verb>\w+)"
)
_TO_THE_VERB = r"(?:is|are|was|were|has|have|had|began|ended|broke|followed|marks?|marked|comes?|came)"


class LostSubject(Detector):
    """``Since March, it has blocked the road``, where the paragraph before is about an event.

    Somebody blocks, seizes or signs; a fight or a war does not. So the verb must be one that takes a doer,
    and the paragraph before must have an event for its subject. Where the event might do it after all (a
    storm blocks roads, a summit condemns), or the verb has no "has" to show that somebody still does it, the
    match is weak.

    Params:
        verbs: past forms of what only people and their institutions do.
        events: nouns that name what happens, and do nothing; plurals, which "it" cannot mean.
        acting_events: nouns that name what happens, of which such verbs are said at times.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        verbs: tuple[str, ...] = ()
        events: tuple[str, ...] = ()
        acting_events: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """A time and the pronoun, at the beginning of a block."""
        times = "Since|In|On|By|After|Before|Until|From|During|Last|Earlier|Over|At"
        return {"opening": Pattern(rf"^(?:{times}) [^,]{{3,40}}, it ")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph, up to the verb."""
        notes = context.notes
        for hit in context.hits["opening"]:
            block = notes.blocks[hit.block]
            opening = _OPENING.match(notes.text, block.start, block.end)
            if (
                opening is None
                or opening["verb"] not in self.params.verbs
                or not _follows_prose(notes, block)
            ):
                continue
            before = notes.blocks[block.index - 1]
            if _is_about(before, self.params.events):
                goes_on = re.search(r", it (?:has|had) ", opening.group()) is not None
                yield Match(Span(*opening.span()), Strength.LIKELY if goes_on else Strength.WEAK)
            elif _is_about(before, self.params.acting_events):
                yield Match(Span(*opening.span()), Strength.WEAK)


def _follows_prose(notes: Annotations, block: Block) -> bool:
    return block.index > 0 and notes.role(notes.blocks[block.index - 1]) is Role.PROSE


def _is_about(block: Block, events: tuple[str, ...]) -> bool:
    """Whether the subject of the block's first sentence is one of the *events*."""
    nouns = "|".join(events)
    subject = rf"(?:The|This|That|These|Those)? ?(?:[\w-]+ ){{0,2}}(?:{nouns}) {_TO_THE_VERB}\b"
    return bool(events) and re.match(subject, block.text, re.I) is not None
