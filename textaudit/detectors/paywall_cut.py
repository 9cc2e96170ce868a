"""Texts that a paywall cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector, Stage
from textaudit.detectors.shared.body import length_in_words
from textaudit.detectors.shared.contents import last_blocks
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Block, Document, Match, Role, Span, Strength

_TEXTUAL = {Role.PROSE, Role.HEADING, Role.QUOTATION, Role.LIST_ITEM}
_FADES = ("…", "...")


class PaywallCut(Detector):
    """A text that stops where a request to subscribe stands, and does not go on behind it.

    Sure where it stops without a stop or in an ellipsis; likely where the sentence ends but next to nothing was
    said, and weak else, as some sites ask for money below whole texts too.

    Params:
        paywall: id of the rule that finds the requests.
        boilerplate: categories that do not belong to the text.
        min_words: of the paragraph before it.
        few_words: shorter texts are but the beginning of one.
    """

    stage: ClassVar[Stage] = "late"
    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        paywall: str = "boilerplate/paywall"
        boilerplate: tuple[str, ...] = ("boilerplate", "duplicate")
        min_words: int = 5
        few_words: int = 120

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """At most one match: the last sentence before the request."""
        requests = context.matches.get(self.params.paywall, ())
        if not requests:
            return
        notes = context.notes
        left = last_blocks(notes, context.matches, self.params.boilerplate)
        if not left:
            return
        block = notes.blocks[left - 1]
        behind = any(match.span.start >= block.end for match in requests)
        if behind and notes.role(block) in _TEXTUAL and length_in_words(block.text) >= self.params.min_words:
            yield Match(_last_sentence(notes, block), self._strength(notes, block))

    def _strength(self, notes: Annotations, block: Block) -> Strength:
        seam = notes.once(seams_of).by_block.get(block.index)
        if (seam is not None and seam.open_end) or block.text.endswith(_FADES):
            return Strength.SURE
        return Strength.LIKELY if notes.word_count < self.params.few_words else Strength.WEAK


def _last_sentence(notes: Annotations, block: Block) -> Span:
    return notes.sentences_in(block)[-1]
