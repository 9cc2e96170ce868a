"""A hyphen stuck to a sentence's end or to the word behind it: ``enclave. -The``, ``enclave.-The``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_JOIN = re.compile(
    r"(?P<word>[^\W_](?:[^\W_]|['’]){0,28}[^\W_][)%]?) ?(?P<stop>[.!?][\"”’)]?)(?P<hyphen> ?[-–—] ?)"
    r"(?P<after>[\"“]?\w[\w’']{0,30})"
)
_YEAR_DIGITS = 4  # shorter numbers are those of a list
_LONGEST = 32  # code points of a word before the stop


class StrayHyphen(Detector):
    """Word, stop, hyphen, capitalised word: two sentences joined by what was a list mark or a dash.

    A dash with a space on either side is a matter of style, and so is one that opens a line of dialogue.

    Params:
        abbreviations: words whose stop a hyphen may follow (Dr.-Ing.).
        min_words: in the block before the join; nearer to its start stand headings of sections (Scope.-The).
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        abbreviations: tuple[str, ...] = ()
        min_words: int = 4

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """What stands between the two words: a space on one side of the hyphen at most."""
        return {
            "loose": Pattern(r"[.!?][\"”’)]? [-–—][\"“]?\p{Lu}"),
            "tight": Pattern(r"[.!?][\"”]?- ?[\"“]?\p{Lu}"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per join."""
        notes = context.notes
        for hit in sorted(hit for found in context.hits.values() for hit in found):
            join = self._join_at(notes, hit)
            if join is not None:
                yield Match(Span(*join.span()), replacement=f"{join['word']}{join['stop']} {join['after']}")

    def _join_at(self, notes: Annotations, hit: Hit) -> re.Match[str] | None:
        block = notes.blocks[hit.block]
        if notes.text[block.start] in "-–—" or notes.role(block) not in (Role.PROSE, Role.QUOTATION):
            return None
        start = max(block.start, hit.start - _LONGEST)
        found = [
            m
            for m in _JOIN.finditer(notes.text, start, min(block.end, hit.end + _LONGEST))
            if m.start() < hit.start < m.end()
        ]
        if not found or notes.text[found[0].start() - 1 : found[0].start()] == ".":
            return None
        join = found[0]
        if notes.text[join.end() : join.end() + 1] == ".":
            return None  # two abbreviations (Reg.-Nr.)
        if join["hyphen"] == "-" and len(join["stop"]) > 1 and notes.language_of(block) == "de":
            return None  # a compound: die „Warum nicht?“-Rede
        if join["hyphen"][0] != " ":
            near_start = notes.text.count(" ", block.start, join.start()) < self.params.min_words
            word = join["word"]
            numbered = word.isdigit() and len(word) < _YEAR_DIGITS
            if near_start or numbered or word.lower() in self.params.abbreviations:
                return None
        return join
