"""``incomplete``: how likely it is that the text ends too early."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import ClassVar, NamedTuple

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context
from textaudit.detectors.shared.contents import last_blocks
from textaudit.detectors.shared.seams import CLOSING, STOPS
from textaudit.detectors.shared.torn_ends import torn_before_boilerplate, torn_ends
from textaudit.model import ABSTAINED, Block, Clue, Document, Match, Reading, Role, Span
from textaudit.signals.base import Signal

_DATA = Path(__file__).resolve().parent.parent / "data" / "incomplete.json"
_FEWEST_WORDS = 40
_CUTS = "truncation"
_BOILERPLATE = ("boilerplate", "duplicate")
_PAYWALL = "boilerplate/paywall"
_PARAGRAPHS = (Role.PROSE, Role.QUOTATION)
_REACH = 8  # so many blocks back the last paragraph is looked for
_MOST_CLUES = 3
_CLUE_WEIGHT = 0.3  # what weighs less tells nobody anything


class Trait(NamedTuple):
    """Something that is to be seen at the end of a text.

    Attributes:
        name: by which the model knows it.
        note: the same for people.
        block: where it is to be seen: its last sentence.
        span: where exactly, if a rule found it.
    """

    name: str
    note: str
    block: Block
    span: Span | None = None


class Incomplete(Signal):
    """Looks at the last block that belongs to the text, boilerplate behind it looked past.

    What the rules on cuts found there, how it ends, whether a paywall follows and whether the text was cut in
    other places too are weighed by a model that was trained on whole documents and the same ones cut. A text that
    was cut between two paragraphs ends as well as a whole one: a low figure is no proof that all is there.
    """

    reads: ClassVar[tuple[str, ...]] = (_CUTS,)

    def measure(self, document: Document, context: Context) -> Reading:
        """Abstains on texts of few words, and where nothing but boilerplate is left."""
        notes = context.notes
        if notes.word_count < _FEWEST_WORDS:
            return ABSTAINED
        traits = tuple(traits_of(notes, context.matches))
        if not traits:
            return ABSTAINED
        weights = _weights()
        total = weights[""] + sum(weights.get(trait.name, 0.0) for trait in traits)
        telling = [trait for trait in traits if weights.get(trait.name, 0.0) >= _CLUE_WEIGHT]
        telling.sort(key=lambda trait: -weights[trait.name])
        clues = tuple(_clue(notes, trait) for trait in telling[:_MOST_CLUES])
        return Reading(round(1 / (1 + exp(-total)), 3), clues)


def _clue(notes: Annotations, trait: Trait) -> Clue:
    span = trait.span or notes.sentences_in(trait.block)[-1]
    return Clue(span, notes.text[span.slice], trait.note)


def traits_of(notes: Annotations, matches: Mapping[str, Sequence[Match]]) -> Iterator[Trait]:
    """What the model weighs; nothing where no block belongs to the text."""
    left = last_blocks(notes, matches, _BOILERPLATE)
    if not left:
        return
    last = notes.blocks[left - 1]
    text = _last_prose(notes, last)
    behind = left < len(notes.blocks)
    cuts = [(rule, match) for rule, some in matches.items() if rule.startswith(_CUTS + "/") for match in some]
    here = [(rule, match) for rule, match in cuts if match.span.end in (text.end, last.end)]
    for rule, match in here:
        yield Trait(f"{rule} {match.strength}", f"the text ends here: {rule}", text, match.span)
    if not here:
        ending = _ending(notes, text)
        yield Trait(f"ends as {ending}", f"the text ends here, as {ending}", text)
    whole = not behind or text is not last
    torn = notes.once(torn_ends).get(text.index) if whole else torn_before_boilerplate(notes, left)
    if torn:
        yield Trait(f"torn {torn}", "the last paragraph looks torn", text)
    if last is not text:
        role = notes.role(last)
        yield Trait(f"behind it {role}", f"behind the last paragraph stands a {role}", last)
    if any(match.span.start >= text.end for match in matches.get(_PAYWALL, ())):
        yield Trait("paywall behind", "a request to subscribe stands behind the text", text)
    before = [match.span for _, match in cuts if match.span.end < text.start]
    if before:
        yield Trait("cut before", "the text is cut in other places too", text, before[-1])
    if behind:
        yield Trait("boilerplate behind", "boilerplate stands behind the text", text)


def _last_prose(notes: Annotations, last: Block) -> Block:
    """The last paragraph up to the block *last*; headings and lists behind it may be boilerplate that nobody knew."""
    torn = notes.once(torn_ends)
    if last.index in torn or torn_before_boilerplate(notes, last.index + 1):
        return last
    nearest = range(last.index, max(-1, last.index - _REACH), -1)
    return next((notes.blocks[n] for n in nearest if notes.roles[n] in _PARAGRAPHS), last)


def _ending(notes: Annotations, block: Block) -> str:
    role = notes.role(block)
    if role in _PARAGRAPHS and block.text.rstrip(CLOSING)[-1:] in STOPS:
        return "colon" if block.text[-1] in ":：" else "a sentence"
    return f"an open {role}"


@cache
def _weights() -> Mapping[str, float]:
    """By trait; that of the empty one counts always."""
    weights: dict[str, float] = json.loads(_DATA.read_text(encoding="utf-8"))["weights"]
    return weights
