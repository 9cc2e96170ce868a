"""Sentences that end in a word which cannot end one, and have a stop all the same: ``the stability of the.``"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import speaks_of_programs
from textaudit.detectors.shared.cut_model import cut_probability
from textaudit.detectors.shared.end_features import is_particle, may_strand
from textaudit.detectors.shared.seams import end_of, seams_of
from textaudit.model import Block, Document, Match, Pattern, Role, Span, Strength

_RELATIVE = re.compile(
    r"\b(?:who|whom|which|that|what|where|how|whose|to|nothing|something|anything|someone)\b", re.IGNORECASE
)
_PASSIVE_AGENT = re.compile(
    r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?\w+(?:ed|en|ld|nt|ght)\s+by$|,\s\w+ed by$"
)
_ELLIPTICAL = "to."  # "He was asked to."
_QUOTES, _DASHES = "\"'“‘«„‹", "—–-"
_ANNOUNCING = ("such as", "including")
_ITEMS = {Role.LIST_ITEM, Role.CODE, Role.TABLE_ROW, Role.VERSE, Role.MENU}
_ENDS = '.!?…"”’]'


class StoppedShort(Detector):
    """Articles and the like before a stop, or prepositions that nothing before or behind them explains.

    A preposition may well stand at the end (the house she lives in). It is taken for a cut where a number
    or a name stands right before it, where it leads to the one who did it (was held by.), where a trained model
    finds the whole end likely to be cut, or where a colon follows it and behind that no list, code or quotation.

    Params:
        never_last: words that never end a sentence, by language.
        prepositions: words that seldom do, by language.
        doubtful: words of which, before a full stop, only the model can tell, by language.
        min_words: of the sentence.
        probability: of the model, from which on it is likely.
        probability_stranded: the same where the sentence holds what may explain its last word.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        never_last: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        prepositions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        doubtful: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        min_words: int = 4
        probability: float = 0.8
        probability_stranded: float = 0.95

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Such a word with a stop or a colon at the end of a block."""
        return {
            "never": Pattern(rf" ((?:{_either(self.params.never_last)})[.:])$"),
            "seldom": Pattern(rf" ((?:{_either(self.params.prepositions)})[.:])$"),
            "doubtful": Pattern(rf" ((?:{_either(self.params.doubtful)})\.)$"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: its last sentence."""
        notes = context.notes
        hits = sorted((hit, name) for name, found in context.hits.items() for hit in found)
        told: set[int] = set()
        for hit, name in hits:
            if hit.block in told:
                continue
            block = notes.blocks[hit.block]
            if notes.role(block) not in (Role.PROSE, Role.HEADING):
                continue
            sentence = notes.sentences_in(block)[-1]
            words = document.text[sentence.slice].split()
            ending, mark = document.text[hit.start : hit.end - 1], document.text[hit.end - 1]
            lists = self._lists[name]
            if notes.role(block) is Role.HEADING and words[-2][0].isupper():
                continue
            if len(words) < self.params.min_words or ending not in lists.get(
                notes.language_of(block) or "", ()
            ):
                continue
            if mark == ":" and (ending in _ANNOUNCING or _is_completed(notes, block, ever=name != "never")):
                continue
            cut = name == "never" or (name == "seldom" and _is_cut(document.text, sentence, words, mark))
            if cut or self._is_likely(notes, block):
                if notes.once(seams_of).technical or notes.once(speaks_of_programs):
                    return
                told.add(hit.block)
                yield Match(sentence, Strength.SURE if name == "never" else Strength.LIKELY)

    @cached_property
    def _lists(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        params = self.params
        return {"never": params.never_last, "seldom": params.prepositions, "doubtful": params.doubtful}

    def _is_likely(self, notes: Annotations, block: Block) -> bool:
        if notes.role(block) is not Role.PROSE or notes.language_of(block) != "en":
            return False
        end = end_of(block)
        if end.words[-1] == _ELLIPTICAL or (end.words[-1][-1] == "." and is_particle(end.words)):
            return False
        stranded = end.words[-1][-1] == "." and may_strand(notes.text[notes.sentences_in(block)[-1].slice])
        least = self.params.probability_stranded if stranded else self.params.probability
        return cut_probability(notes, notes.once(seams_of), end) >= least


def _either(words: Mapping[str, tuple[str, ...]]) -> str:
    return "|".join(sorted({w for some in words.values() for w in some}, key=lambda w: (-len(w), w)))


def _is_completed(notes: Annotations, block: Block, ever: bool) -> bool:
    """Whether what follows a colon may be what it announces; *ever*: whether a sentence may end in its last word."""
    if block.index + 1 == len(notes.blocks):
        return False
    after = notes.blocks[block.index + 1]
    role, first = notes.role(after), after.text[0]
    if not after.gap or first in _DASHES or (ever and first in _QUOTES):
        return True
    if not ever:
        return role in _ITEMS
    return role is not Role.PROSE or after.text[-1] not in _ENDS


def _is_cut(text: str, sentence: Span, words: list[str], mark: str) -> bool:
    """Whether a preposition before a stop has lost what it governs."""
    so_far = text[sentence.start : sentence.end - 1]
    if _PASSIVE_AGENT.search(so_far):
        return not _RELATIVE.search(so_far)
    if mark == ":":
        return False  # what it announces may be paragraphs; the model knows more
    before = words[-2]
    if before.rstrip("%").replace(",", "").isdigit() and words[-1] == "of.":
        return True
    named = before[0].isupper() and len(words) > 6
    return named and not _RELATIVE.search(so_far)
