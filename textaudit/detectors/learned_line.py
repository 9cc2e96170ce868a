"""Lines that a trained model takes for page furniture, by their looks, their neighbours and their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.body import length_in_words
from textaudit.detectors.shared.line_facts import Line
from textaudit.detectors.shared.line_features import Page
from textaudit.detectors.shared.line_model import line_model, lines_of
from textaudit.detectors.shared.line_words import LineWords
from textaudit.model import Document, Match, Role, Strength

# Log-odds of a line's words below which nothing else makes it furniture: fewer than one found line in 200 has them.
_UNLIKELY, _UNLIKELY_ALONE = -3.5, -1.5
_NEVER = frozenset({Role.CODE, Role.VERSE})


class LearnedLine(Detector):
    """Blocks that no other rule knows as boilerplate and that the model takes for it; ``kind`` says which.

    Where other rules found a block and the model is sure of it too, it confirms them. What other rules found is
    evidence: the lines that follow "Leave a Reply" are judged in its light. A long block holds more that may be
    lost, so it takes more to be found.

    Params:
        likely: probability from which a block is found, 0 to 1.
        likely_alone: the same where other rules found nothing in the document.
        likely_long: the same for blocks of *long_chars* or more.
        sure: probability from which it is found beyond doubt, if it has fewer than *sentence_words* words.
        sure_long: the same for all others.
        long_chars: code points.
        sentence_words: words from which a block may be a sentence of the author's.
        min_blocks: documents of fewer blocks show too little of a page.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"
    stage: ClassVar[Literal["early", "late", "last"]] = "last"
    reads: ClassVar[tuple[str, ...]] = ("boilerplate", "duplicate")

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        likely: float = 0.7
        likely_alone: float = 0.87
        likely_long: float = 0.9
        sure: float = 0.96
        sure_long: float = 0.985
        long_chars: int = 80
        sentence_words: int = 12
        min_blocks: int = 4

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per block; neighbours of a kind are joined later."""
        notes = context.notes
        if len(notes.blocks) < self.params.min_blocks:
            return
        lines, model = lines_of(notes, context.matches), line_model()
        words = LineWords(lines)
        if any(line.hit for line in lines):
            least, page = self.params.likely, Page(lines, words)
            judged = [n for n in range(len(lines)) if not page.is_plain(n) and _may_be(words, n, _UNLIKELY)]
        else:  # most documents: no more is worked out than that nothing in them looks like a page's
            least = self.params.likely_alone
            judged = [n for n, line in enumerate(lines) if not line.is_ordinary]
            judged = [n for n in judged if _may_be(words, n, _UNLIKELY_ALONE)]
            if not judged:
                return
            page = Page(lines, words)
        for index in judged:
            block, line = notes.blocks[index], lines[index]
            if notes.role(block) in _NEVER:
                continue
            features = page.features(index, model.words)
            strength = self._strength(line, model.probability(features), least)
            if line.hit < 1 and strength:
                yield Match(block.span, strength, values={"kind": model.kind_of(features)})
            elif strength is Strength.SURE:
                yield Match(block.span, strength, confirms=True)

    def _strength(self, line: Line, probability: float, least: float) -> Strength | None:
        params = self.params
        if probability < (max(least, params.likely_long) if line.length >= params.long_chars else least):
            return None
        sentence = length_in_words(line.text) >= params.sentence_words
        sure = probability >= (params.sure_long if sentence else params.sure)
        return Strength.SURE if sure else Strength.LIKELY


def _may_be(words: LineWords, index: int, unlikely: float) -> bool:
    """Whether a line's words leave it open that it is furniture; where a rule found it, they need not."""
    return words.lines[index].hit > 0 or words.score(index, line_model().words) >= unlikely
