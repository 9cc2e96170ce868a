"""Everything that is known of a document's text, each piece worked out on first use and shared by all rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from textaudit.annotate.capitals import Capitals, capital_runs_in, capitals_in
from textaudit.annotate.language import (
    NOT_LATIN,
    LanguageDetector,
    every_function_word,
    foreign_words,
    language_of,
    quick_language,
    sample_of,
    shows,
    surely_differs,
    words_of,
)
from textaudit.annotate.layout import Layout, lay_out
from textaudit.annotate.mentions import mentions_in
from textaudit.annotate.roles import roles_of
from textaudit.annotate.sentences import sentences_in
from textaudit.annotate.words import count_words, is_western, words_in
from textaudit.model import Block, Mention, Role, SourceText, Span

if TYPE_CHECKING:
    from textaudit.annotate.parallel.alignment import Alignment

T = TypeVar("T")
_BLOCK_SAMPLE_CHARS = 300
_CONFIRMING_WORDS = 3  # of the document's language; a block with so many needs no comparison


class Annotations:
    """Lazy stand-off facts about one text.

    Args:
        text: the document's text.
        detector: settles the language where script and function words leave it open.
        assumed_language: ISO 639-1; nothing is detected then.
        source: what the text was translated from.
    """

    def __init__(
        self,
        text: str,
        detector: LanguageDetector | None = None,
        assumed_language: str | None = None,
        source: SourceText | None = None,
    ) -> None:
        self.text = text
        self._source = source
        self._detector, self._assumed = detector, assumed_language
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._languages: dict[int, str | None] = {}
        self._answers: dict[object, object] = {}

    @cached_property
    def layout(self) -> Layout:
        """Its lines and blocks."""
        return lay_out(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, ascending."""
        return self.layout.blocks

    @cached_property
    def lines(self) -> list[str]:
        """What stands on its lines, blank ones left out: cheaper than blocks where offsets do not matter."""
        return [bare for line in self.text.split("\n") if (bare := line.strip())]

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, in code points."""
        return self.layout.locate(offset)

    def line_span(self, index: int) -> Span:
        """The line with this index (from 0), without its line end."""
        return self.layout.line_span(index)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset, or ``None`` between blocks."""
        number = bisect_right(self._starts, offset) - 1
        return self.blocks[number] if number >= 0 and offset < self.blocks[number].end else None

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The role of each block, by its index."""
        return roles_of(self.text, self.blocks)

    def role(self, block: Block) -> Role:
        """The role of one block."""
        return self.roles[block.index]

    def blocks_of(self, *roles: Role) -> Iterator[Block]:
        """The blocks that play any of these roles, ascending."""
        return (block for block, role in zip(self.blocks, self.roles, strict=True) if role in roles)

    def sentences_in(self, block: Block) -> tuple[Span, ...]:
        """The sentences of a block, ascending; together they hold all of its visible text."""
        found = self._sentences.get(block.index)
        if found is None:
            found = self._sentences[block.index] = sentences_in(
                self.text, block.start, block.end, self.language
            )
        return found

    def words_in(self, span: Span) -> tuple[Span, ...]:
        """The words of a passage, ascending."""
        return words_in(self.text, span.start, span.end)

    @cached_property
    def capitals(self) -> Capitals:
        """Where each word with a capital stands, by spelling."""
        return capitals_in(self.text)

    @cached_property
    def capital_runs(self) -> Capitals:
        """Where several such words stand together."""
        return capital_runs_in(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names of persons, places and organisations, ascending, without overlaps."""
        return mentions_in(self.text, self.language)

    @cached_property
    def _mention_ends(self) -> list[int]:
        return [mention.span.end for mention in self.mentions]

    def is_name(self, span: Span) -> bool:
        """Whether a passage shares anything with a name."""
        first = bisect_right(self._mention_ends, span.start)
        return first < len(self.mentions) and self.mentions[first].span.start < span.end

    @cached_property
    def original(self) -> Annotations | None:
        """What is known of the text that this one was translated from; ``None`` without one."""
        return Annotations(self._source.text, self._detector) if self._source is not None else None

    @cached_property
    def alignment(self) -> Alignment | None:
        """Which sentences belong to which of the source; ``None`` without one."""
        from textaudit.annotate.parallel.alignment import Side, aligned  # few runs have a source
        from textaudit.annotate.parallel.guess import guessed_language

        if self.original is None:
            return None
        sides = [
            Side(notes.text, language, [notes.sentences_in(block) for block in notes.blocks])
            for notes in (self.original, self)
            for language in (notes.language or guessed_language(sample_of(notes.text)),)
        ]
        return aligned(*sides)

    @property
    def doubt(self) -> str:
        """Why the text and its source do not seem to belong together, if anybody asked for their alignment."""
        alignment: Alignment | None = vars(self).get("alignment")
        return alignment.doubt if alignment is not None else ""

    @cached_property
    def tokens(self) -> list[str]:
        """What white space parts, in lower case, punctuation and all: cheaper than words, mostly enough."""
        return self.text.lower().split()

    @cached_property
    def function_words(self) -> AbstractSet[str]:
        """The function words of any language among the tokens."""
        return every_function_word().intersection(self.tokens)

    def once(self, question: Callable[[Annotations], T]) -> T:
        """The answer to a *question* about this document, asked by any number of rules, worked out once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast(T, self._answers[question])

    @cached_property
    def word_count(self) -> int:
        """Length of the document in words."""
        return count_words(self.text, len(self.tokens))

    @cached_property
    def language(self) -> str | None:
        """The document's language, ISO 639-1; ``None`` where it stays open."""
        return self._assumed or language_of(sample_of(self.text), self.function_words, self._detector)

    def language_of(self, block: Block) -> str | None:
        """The language of a block: its own where it shows one, else its neighbours' if they agree, else
        the document's.
        """
        return self._own_language(block) or self._language_around(block) or self.language

    def _language_around(self, block: Block) -> str | None:
        """The language that the blocks on both sides show."""
        if not 0 < block.index < len(self.blocks) - 1:
            return None
        before = self._own_language(self.blocks[block.index - 1])
        return before if before == self._own_language(self.blocks[block.index + 1]) else None

    def _own_language(self, block: Block) -> str | None:
        if block.index not in self._languages:
            self._languages[block.index] = self._assumed or self._shown_language(block)
        return self._languages[block.index]

    def _shown_language(self, block: Block) -> str | None:
        sample = block.text[:_BLOCK_SAMPLE_CHARS]
        words = words_of(sample)
        if self.language and shows(self.language, words, _CONFIRMING_WORDS):
            return self.language
        own = quick_language(sample, words)[0]
        return self.language if own == "zh" and self.language == "ja" else own  # kanji alone is no Chinese

    def surely_foreign_blocks(self, min_chars: int) -> list[Block]:
        """Blocks, not too short, that are beyond doubt in another language than the document's."""
        if self.language is None or self._assumed:
            return []
        return [b for b in self.blocks if b.end - b.start >= min_chars and self._is_surely_foreign(b)]

    def _is_surely_foreign(self, block: Block) -> bool:
        if not self._may_be_foreign(block):
            return False
        own = self.language_of(block)
        if self.language is None or own in (None, self.language):
            return False
        return surely_differs(words_of(block.text), str(own), self.language)

    def _may_be_foreign(self, block: Block) -> bool:
        """A look that costs little: do other languages' words, or letters, occur in it at all?"""
        foreign, other_scripts = self._traces
        if not foreign and not other_scripts:
            return False
        if other_scripts and NOT_LATIN.search(block.text):
            return True
        return bool(foreign) and len(foreign & words_of(block.text)) > 1

    @cached_property
    def _traces(self) -> tuple[AbstractSet[str], bool]:
        """Other languages' function words in the text, and whether scripts other than Latin stand in it."""
        foreign = foreign_words(self.function_words, self.language or "")
        return foreign, not is_western(self.text) and NOT_LATIN.search(self.text) is not None
