"""The generic detector `terms`: phrases, as written, in any letter case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.marking import Mark, marked
from textaudit.model import Document, Hit, Match, Pattern

# Scripts written without spaces between words: a term of theirs has no word edges.
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿฀-໿ក-៿က-႟]")
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")
_TERMS_TOGETHER = 50  # in one pattern: engines limit its length


class Terms(Detector):
    """Phrases of a lexicon.

    Params:
        any_of: phrases, or phrases by language (the language is for the reader: all are looked for). White
            space stands for any white space, a straight apostrophe also for a curly one.
        all_of: further phrases, all of which must stand in the same block.
        whole_block: the phrase must be all that the block says, punctuation and bullets aside.
        mark: what a finding covers: the hit, its sentence, or its block.
        max_words: only in blocks of at most so many words; 0 means any length.
        min_hits: at least so many different hits in the block.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        any_of: Mapping[str, tuple[str, ...]] | tuple[str, ...] = ()
        all_of: tuple[str, ...] = ()
        whole_block: bool = False
        mark: Mark = "hit"
        max_words: int = 0
        min_hits: int = 1

        def __post_init__(self) -> None:
            phrases = [*phrases_of(self.any_of), *self.all_of]
            if not phrases or not all(phrase.strip() for phrase in phrases):
                raise ValueError("expected 'any_of' or 'all_of' with at least one phrase, none of them empty")

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Few patterns for all phrases of `any_of` of a kind, one for each of `all_of`."""
        any_of = phrases_of(self.params.any_of)
        patterns: dict[str, Pattern] = {}
        for name, unspaced in (("spaced", False), ("unspaced", True)):
            terms = [t for t in dict.fromkeys(any_of) if bool(_UNSPACED.search(t)) == unspaced]
            for first in range(0, len(terms), _TERMS_TOGETHER):
                some = terms[first : first + _TERMS_TOGETHER]
                patterns[f"{name} {first}"] = self._pattern(some, word_edges=not unspaced)
        for number, term in enumerate(self.params.all_of):
            patterns[f"all {number}"] = self._pattern([term], word_edges=not _UNSPACED.search(term))
        return patterns

    def _pattern(self, terms: list[str], word_edges: bool) -> Pattern:
        either = "|".join(phrase_regex(term) for term in sorted(terms, key=len, reverse=True))
        if self.params.whole_block:
            return Pattern(rf"^\W*({either})\W*$", ignore_case=True)
        return Pattern(f"(?:{either})", ignore_case=True, word_edges=word_edges)

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """Mark what the hits stand in."""
        hits = sorted(self._allowed(context))
        return marked(context.notes, hits, self.params.mark)

    def _allowed(self, context: Context) -> Iterator[Hit]:
        by_block: dict[int, list[Hit]] = {}
        for hits in context.hits.values():
            for hit in hits:
                by_block.setdefault(hit.block, []).append(hit)
        for index, hits in by_block.items():
            if self._enough(hits) and self._short_enough(context, index):
                yield from hits

    def _enough(self, hits: list[Hit]) -> bool:
        names = {hit.name for hit in hits}
        if any(f"all {number}" not in names for number in range(len(self.params.all_of))):
            return False
        if self.params.any_of and all(name.startswith("all ") for name in names):
            return False
        return len(hits) >= self.params.min_hits

    def _short_enough(self, context: Context, index: int) -> bool:
        limit = self.params.max_words
        return not limit or len(context.notes.blocks[index].text.split()) <= limit


def phrases_of(given: Mapping[str, tuple[str, ...]] | tuple[str, ...]) -> list[str]:
    """All phrases, whatever languages they stand under."""
    return [t for terms in given.values() for t in terms] if isinstance(given, Mapping) else list(given)


def phrase_regex(term: str) -> str:
    """A phrase as a pattern: any white space for a space, either apostrophe, the rest as written.

    >>> phrase_regex("Don't.")
    "Don['’]t\\\\."
    """
    words = (_SPECIAL.sub(r"\\\g<0>", word) for word in term.split())
    return r"[ \t\r\n\x{A0}]+".join(words).replace("'", "['’]")
