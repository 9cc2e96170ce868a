"""A phrase that is followed by itself: written twice, or spun round by a translation engine that lost its way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, islice
from operator import eq
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Role, Span

_SPARED = {Role.VERSE, Role.CODE, Role.TABLE_ROW, Role.MENU, Role.LIST_ITEM, Role.QUOTATION}
_LONGEST = 4  # words of a phrase
_MANY = 3  # so many different ones are a way of speaking, or filler text
_MOST = 30  # phrases that may be doubled; each is looked for in the whole text
_MARKS = ".,;:!?…—–-"
_ENDS = '.!?…"”’):;'
_AROUND = 30  # code points that a sentence has besides
_CLOSERS = _MARKS + '"”’)'
_PERSONS = frozenset((
    "i", "you", "he", "she", "it", "we", "they", "i'm", "it's", "you're", "we're", "i’m", "it’s",
    "you’re", "we’re",
))  # fmt: skip
# "on and on and on", "day after day after day", "the best of the best of the best"
_LINKS = frozenset((
    "for", "and", "or", "to", "by", "upon", "after", "over", "of", "then", "in", "but", "not", "is", "was", "as",
))  # fmt: skip
_PERSISTENT = 4  # times that nobody says a clause for effect


@dataclass(frozen=True, slots=True)
class _Run:
    span: Span
    phrase: tuple[str, ...]
    copies: int


class DoubledPhrase(Detector):
    """``in the capital of in the capital of``: two to four words, and the same words right behind.

    Verse, lists and quotations are spared, and so are phrases that English builds of repetition, clauses
    with a pronoun (what we are we are), and texts that do it often.

    Params:
        loop: commas may part the copies, but there must be three of them, or four of a clause with a pronoun;
            without it there must be two, with nothing in between.
        names: phrases that are names when doubled (New York, New York).
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        loop: bool = False
        names: tuple[str, ...] = ()

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run, all copies marked; the first is what was meant."""
        notes = context.notes
        phrases = notes.once(_candidates)
        if len(phrases) > _MOST:
            return
        runs = _without_rotations(run for phrase in phrases for run in self._runs(notes, phrase))
        found = [run for run in runs if self._counts(run)]
        if len(found) <= _MANY:
            for run in found:
                yield Match(run.span, replacement=notes.text[run.span.start :][: len(" ".join(run.phrase))])

    def _runs(self, notes: Annotations, phrase: tuple[str, ...]) -> Iterator[_Run]:
        if " ".join(phrase) in self.params.names:
            return
        words = r"\s".join(map(re.escape, phrase))
        gap = r"[,;]?\s" if self.params.loop else r"\s"
        for run in re.finditer(rf"(?i)(?<![\w’'-]){words}(?:{gap}{words})+(?![\w’'-])", notes.text):
            if self._stands_in_a_sentence(notes, run):
                yield _Run(Span(*run.span()), phrase, len(re.findall(words, run.group(), re.I)))

    def _stands_in_a_sentence(self, notes: Annotations, run: re.Match[str]) -> bool:
        """Cells of tables and headings come twice on pages; and Measure for Measure is a play."""
        block = notes.block_at(run.start())
        if block is None or run.end() > block.end or notes.role(block) in _SPARED:
            return False
        within = block.end - block.start >= run.end() - run.start() + _AROUND
        first, last = run.group().split()[0], run.group().split()[-1]
        return within and block.text[-1] in _ENDS and not (first in _LINKS and last[0].isupper())

    def _counts(self, run: _Run) -> bool:
        phrase, copies = run.phrase, run.copies
        if self.params.loop:
            return copies >= (3 if _PERSONS.isdisjoint(phrase) else _PERSISTENT)
        makes_one = len(phrase) == 2 and phrase[0] in ("a", "an")  # what makes a boat a boat
        return copies == 2 and not makes_one and _PERSONS.isdisjoint(phrase)


def _without_rotations(runs: Iterable[_Run]) -> list[_Run]:
    """The runs that overlap no longer or earlier one: "b a b a" is part of "a b a b a"."""
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda run: (run.span.start, -run.span.end)):
        if not kept or run.span.start >= kept[-1].span.end:
            kept.append(run)
    return kept


def _candidates(notes: Annotations) -> frozenset[tuple[str, ...]]:
    """Phrases that come twice in a row, or do but for what stands behind their last word; in lower case."""
    tokens = notes.tokens
    found: set[tuple[str, ...]] = set()
    for size in range(2, _LONGEST + 1):
        same = compress(range(len(tokens)), map(eq, tokens, islice(tokens, size, None)))
        run, previous = 0, -2
        for at in same:
            run = run + 1 if at == previous + 1 else 1
            previous = at
            if run >= size - 1:
                begin = at - size + 2
                phrase = (*tokens[begin : begin + size - 1], tokens[begin + size - 1].rstrip(_MARKS))
                again = tokens[begin + 2 * size - 1 : begin + 2 * size]
                if again and phrase[-1] == again[0].rstrip(_CLOSERS) and _is_phrase(phrase):
                    found.add(phrase)
    return frozenset(found)


def _is_phrase(phrase: tuple[str, ...]) -> bool:
    first, last = phrase[0], phrase[-1]
    return (
        len(set(phrase)) > 1
        and not (len(phrase) > 2 and {"the", "of"} <= set(phrase))  # the best of the best of
        and all(word[:1].isalpha() and word[-1].isalnum() for word in phrase)
        and first not in _LINKS
        and (last not in _LINKS or (last == "of" and first in ("of", "in", "at", "on")))
    )
