"""One page with lines that recur elsewhere: which of them stand around the text, and what they prove."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from textaudit.annotate import Annotations
from textaudit.detectors.shared.body import is_running_text, length_in_words
from textaudit.detectors.shared.genre_lines import is_genre_line, is_greeting, is_licence
from textaudit.detectors.shared.page_lines import is_plain, lines_with_starts
from textaudit.detectors.shared.template_links import Chain, Segment
from textaudit.model import Block, Evidence, Role, Span

_EXCERPT_CHARS = 80
_LABELS = (Role.HEADING, Role.PROSE, Role.MENU, Role.LIST_ITEM, Role.CAPTION, Role.ADDRESS)
_NEAR_EDGE = 6  # blocks of its own that a document may have between a template and its end
_NEAR_TEXT = 3  # and between a template and its text
_STOPS = ".!?…。！？।؟۔"
_CELLS = re.compile(r"(?: [|•·»›>]+ )+")  # between the labels of a menu that is one line
_ANNOUNCES = ":：{[(="  # what follows belongs to such a line
_LABEL_WORDS, _TITLE_WORDS = 3, 9  # of a line in lower case, and of any other, that is no sentence
_RUNNING_WORDS = 14
_FORM_LABELS = 3
_REMEMBERED = 4_000  # lines; those of a template come again on page after page
_SIGNATURE_LINES = 3
_SOURCE_LINES = 3
_LOOKED_AT = 150  # code points of a paragraph that may be a licence
_SENTENCE_WORDS = 6  # a line that recurs alone must at least be so long


class TemplateRun(NamedTuple):
    """Whole blocks in a row that recur, before or behind the text.

    Attributes:
        is_before: whether the text follows.
    """

    segment: Segment
    blocks: tuple[Block, ...]
    is_before: bool

    @property
    def span(self) -> Span:
        """All of them."""
        return Span(self.blocks[0].start, self.blocks[-1].end)


class TemplateGroup(NamedTuple):
    """Runs that stand on other pages together, on the same side of the text.

    Attributes:
        is_before: whether the text follows.
        at_edge: whether they recur with the beginning or the end of the document.
    """

    runs: list[TemplateRun]
    is_before: bool
    at_edge: bool


class TemplatePage:
    """A document, with what recurs around its text told from what it has of its own."""

    def __init__(self, notes: Annotations, chains: Sequence[Chain]) -> None:
        self._chains, self._notes = chains, notes
        self._proven: dict[int, frozenset[str]] = {}
        self._lines = list(lines_with_starts(notes.text))
        recurring = {s.first: self._blocks_in(s) for chain in chains for s in chain.segments}
        shared = {block.index for blocks in recurring.values() for block in blocks}
        running = [b.index for b in notes.blocks if b.index not in shared and is_running_text(b)]
        self._body = (running[0], running[-1]) if running else None
        self._own_before = [0, *accumulate(block.index not in shared for block in notes.blocks)]
        self._runs = {
            segment.first: TemplateRun(segment, blocks, is_before)
            for chain in chains
            for segment in chain.segments
            if (blocks := recurring[segment.first])
            and self._shows(blocks, segment)
            and (is_before := self._is_before(blocks)) is not None
            and not all(is_genre_line(block.text) for block in blocks)
        }
        around = {block.index for run in self._runs.values() for block in run.blocks}
        self._own = frozenset(_folded(block) for block in notes.blocks if block.index not in around)

    def _blocks_in(self, segment: Segment) -> tuple[Block, ...]:
        """The blocks that lie in a segment as a whole: where lines are wrapped, one may be part of a paragraph."""
        start, (last, line) = self._lines[segment.first][0], self._lines[segment.last]
        ends = self._notes.block_at(start), self._notes.block_at(last)
        if ends[0] is None or ends[1] is None:
            return ()
        between = self._notes.blocks[ends[0].index : ends[1].index + 1]
        return tuple(b for b in between if start <= b.start and b.end <= last + len(line))

    def _shows(self, blocks: Sequence[Block], segment: Segment) -> bool:
        """Whether the line that the evidence has is among the blocks."""
        start, line = self._lines[segment.shown]
        return blocks[0].start <= start and start + len(line) <= blocks[-1].end

    def _is_before(self, blocks: Sequence[Block]) -> bool | None:
        """Whether blocks stand before the text, or behind it; ``None`` if in it, or amid other things.

        Where there is no running text, only what is at an end of the document stands around it.
        """
        first, last = blocks[0].index, blocks[-1].index
        above, below = self._own_before[first], self._own_before[-1] - self._own_before[last + 1]
        if self._body is None:
            near = 1
            before = above <= below
        else:
            before = last < self._body[0]
            if not before and first < self._body[1]:
                return None
            near = _NEAR_EDGE
            text = self._body[0] if before else self._body[1]
            if abs(self._own_before[first] - self._own_before[text]) <= _NEAR_TEXT:
                return before
        return before if (above if before else below) <= near else None

    def groups(self) -> list[TemplateGroup]:
        """What stands together on one side of the text; nothing where the document has nothing of its own."""
        if not self._own:
            return []
        made = []
        for chain in self._chains:
            runs = [self._runs[segment.first] for segment in chain.segments if segment.first in self._runs]
            for is_before in (True, False):
                group = _without_a_form([run for run in runs if run.is_before is is_before])
                if group:
                    made.append(TemplateGroup(group, is_before, chain.at_start or chain.at_end))
        return made

    @cached_property
    def proof(self) -> frozenset[str]:
        """All lines that prove something, on both sides."""
        return frozenset[str]().union(*map(self.proof_in, self._runs.values()))

    def proof_in(self, run: TemplateRun) -> frozenset[str]:
        """The lines of a run, or the cells of one, that no text has by itself, nor this one elsewhere."""
        if run.segment.first not in self._proven:
            lines = (_folded(block) for block in run.blocks if self._proves(block))
            self._proven[run.segment.first] = frozenset(cell for line in lines for cell in _CELLS.split(line))
        return self._proven[run.segment.first]

    def _proves(self, block: Block) -> bool:
        return (
            _may_prove(block.text)
            and self._notes.role(block) in _LABELS
            and _folded(block) not in self._own
            and self._greetings.isdisjoint(range(block.index - _SIGNATURE_LINES, block.index))
            and self._sources.isdisjoint(range(block.index - _SOURCE_LINES, block.index + _SOURCE_LINES + 1))
        )

    @cached_property
    def _near(self) -> list[Block]:
        """The blocks of all runs, and some around each."""
        around = range(-_SOURCE_LINES, _SOURCE_LINES + 1)
        near = {block.index + n for run in self._runs.values() for block in run.blocks for n in around}
        return [block for block in self._notes.blocks if block.index in near]

    @cached_property
    def _greetings(self) -> frozenset[int]:
        """Behind a greeting come a name, an office, a place."""
        return frozenset(block.index for block in self._near if is_greeting(block.text))

    @cached_property
    def _sources(self) -> frozenset[int]:
        """Licences and programs have many lines, of which some could be of anything."""
        return frozenset(
            block.index
            for block in self._near
            if self._notes.role(block) is Role.CODE or is_licence(block.text[:_LOOKED_AT])
        )

    def holds_a_sentence(self, run: TemplateRun) -> bool:
        """Whether a run holds a whole sentence, and nothing that texts of its kind share."""
        texts = [block.text for block in run.blocks]
        return not any(map(is_genre_line, texts)) and any(
            length_in_words(text) >= _SENTENCE_WORDS and text[-1] in _STOPS and not text[0].islower()
            for text in texts
        )

    def evidence_for(self, run: TemplateRun) -> tuple[Evidence, ...]:
        """The same line elsewhere."""
        text = self._lines[run.segment.shown][1][:_EXCERPT_CHARS]
        return tuple(
            Evidence(id, path, record, Span(start, end), text, "the same line")
            for id, path, record, start, end in run.segment.evidence
        )


def _without_a_form(runs: list[TemplateRun]) -> list[TemplateRun]:
    """Without the labels of a form, each of which stands alone, with what the document says of it behind."""
    alone = sum(len(run.blocks) == 1 for run in runs)
    return runs if alone < _FORM_LABELS else [run for run in runs if len(run.blocks) > 1]


@lru_cache(_REMEMBERED)
def _may_prove(line: str) -> bool:
    return is_plain(line) and _stands_alone(line) and not is_genre_line(line)


def _stands_alone(line: str) -> bool:
    """Whether a line is a label or a sentence, and not a piece of wrapped text, of code or of a list."""
    words = length_in_words(max(_CELLS.split(line), key=len))
    if line[-1] in _STOPS:
        return words < _RUNNING_WORDS and not line[0].islower()
    letters = sum(map(str.isalpha, line))
    wordy = letters * 2 > len(line) and letters > 2 * line.count(" ")
    return (
        wordy
        and line[-1] not in _ANNOUNCES
        and words <= (_LABEL_WORDS if line[0].islower() else _TITLE_WORDS)
    )


def _folded(block: Block) -> str:
    return " ".join(block.text.casefold().split())
