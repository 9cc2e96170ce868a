"""``incomplete``: how likely it is that the text ends too early."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import ClassVar

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context
from textaudit.detectors.shared.contents import last_blocks
from textaudit.detectors.shared.seams import CLOSING, STOPS
from textaudit.detectors.shared.torn_ends import torn_ends
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


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that is to be seen at the end of a text, or at its beginning.

    Attributes:
        name: by which the model knows it.
        span: where.
        note: the same for people.
    """

    name: str
    span: Span
    note: str


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
        telling = sorted(traits, key=lambda trait: -weights.get(trait.name, 0.0))
        clues = [t for t in telling if weights.get(t.name, 0.0) >= _CLUE_WEIGHT][:_MOST_CLUES]
        return Reading(
            round(1 / (1 + exp(-total)), 3),
            tuple(Clue(t.span, document.text[t.span.slice], t.note) for t in clues),
        )


def traits_of(notes: Annotations, matches: Mapping[str, Sequence[Match]]) -> Iterator[Trait]:
    """What the model weighs; nothing where no block belongs to the text."""
    left = last_blocks(notes, matches, _BOILERPLATE)
    if not left:
        return
    last = notes.blocks[left - 1]
    text = _last_prose(notes, last)
    end = notes.sentences_in(text)[-1]
    cuts = [(rule, match) for rule, some in matches.items() if rule.startswith(_CUTS + "/") for match in some]
    here = [(rule, match) for rule, match in cuts if match.span.end in (text.end, last.end)]
    for rule, match in here:
        yield Trait(f"{rule} {match.strength}", match.span, f"the text ends here: {rule}")
    if not here:
        yield Trait(f"ends as {_ending(notes, text)}", end, f"the text ends here, as {_ending(notes, text)}")
    torn = notes.once(torn_ends).get(text.index)
    if torn:
        yield Trait(f"torn {torn}", end, "the last paragraph looks torn")
    if last is not text:
        yield Trait(
            f"behind it {notes.role(last)}",
            last.span,
            f"behind the last paragraph stands a {notes.role(last)}",
        )
    if any(match.span.start >= text.end for match in matches.get(_PAYWALL, ())):
        yield Trait("paywall behind", end, "a request to subscribe stands behind the text")
    before = [match.span for _, match in cuts if match.span.end < text.start]
    if before:
        yield Trait("cut before", before[-1], "the text is cut in other places too")
    yield Trait(f"boilerplate behind {left < len(notes.blocks)}", end, "boilerplate stands behind the text")


def _last_prose(notes: Annotations, last: Block) -> Block:
    """The last paragraph up to the block *last*; headings and lists behind it may be boilerplate that nobody knew."""
    torn = notes.once(torn_ends)
    nearest = range(last.index, max(-1, last.index - _REACH), -1)
    return next((notes.blocks[n] for n in nearest if n in torn or notes.roles[n] in _PARAGRAPHS), last)


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
