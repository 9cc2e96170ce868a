"""Slips of grammar that LanguageTool finds, by those of its rules that were measured and found precise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.names.protected import ProtectedNames
from textaudit.detectors.shared.quoted import in_any, quotations
from textaudit.detectors.shared.slip_doubts import is_doubtful
from textaudit.errors import NotMeasuredError
from textaudit.grammar import GrammarChecker, Slip
from textaudit.model import Document, Match, Role, Span
from textaudit.resources import Resources

_CHECKED: Final = (Role.PROSE, Role.LIST_ITEM)
_MIN_WORDS: Final = 4
_MAX_CHARS: Final = 1_000  # longer "sentences" are lists and tables
_ENDS: Final = (".", "!", "?", "…")  # what ends otherwise is a label, a heading or a cut
_CLOSERS: Final = "\"'”’)]»"
# A word with one of these inside is not the word that LanguageTool would see; other rules speak of them.
_DAMAGED = re.compile("[\xad\u200b-\u200f\u2060\ufeff\ufffd]")
# Not the author's own words, or damaged ones: what LanguageTool says of them is wrong or beside the point.
_SPARED: Final = ("boilerplate", "duplicate", "garbled-name", "mojibake", "ocr", "markup", "wrong-language",
                  "broken-join", "spacing", "grammar")  # fmt: skip
_SUSPICIOUS: Final = (
    "mistranslation",
    "fragment",
    "truncation",
    "broken-join",
    "garbled-name",
    "ocr",
    "grammar",
)


class LanguageToolSlips(Detector):
    """Sentences of prose in a language that has a list, headings, code, quotations and names left alone.

    A passage of which another rule of ours has spoken is not reported again.
    """

    called: ClassVar = "always"
    stage: ClassVar = "last"
    reads: ClassVar = tuple(sorted({*_SPARED, *_SUSPICIOUS} - {"duplicate", "spacing", "grammar"}))
    needs_grammar: ClassVar = True

    _names: ProtectedNames
    _grammar: GrammarChecker
    _suspects: frozenset[str] | None

    def equip(self, resources: Resources) -> None:
        """Take the server's address and the lists of names."""
        assert resources.grammar is not None
        self._grammar = resources.grammar
        self._names = ProtectedNames(resources)
        chosen = resources.grammar_chosen
        self._suspects = None if chosen is None else chosen.union(_SUSPICIOUS)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per slip.

        Raises:
            NotMeasuredError: no measured rules for the document's language, or the server failed.
        """
        notes = context.notes
        language = notes.language
        if language is None or not self._grammar.knows(language):
            which = f"language '{language}'" if language else "a text whose language is unknown"
            raise NotMeasuredError(f"LanguageTool: no measured rules for {which}")
        spared = _Spans(context, _SPARED)
        sentences = [
            (block, span)
            for block in notes.blocks_of(*_CHECKED)
            if notes.language_of(block) == language and not spared.holds(block.span)
            for span in notes.sentences_in(block)
            if _is_checkable(notes, span)
        ]
        if self._suspects is not None:
            suspicious = _Spans(context, self._suspects)
            sentences = [(block, span) for block, span in sentences if suspicious.touches(span)]
        answers = self._grammar.check([notes.text[span.slice] for _, span in sentences], language)
        quoted: dict[int, tuple[Span, ...]] = {}
        for block, sentence in sentences:
            for slip in answers.get(notes.text[sentence.slice], ()):
                if block.index not in quoted:
                    quoted[block.index] = quotations(block)
                span = Span(sentence.start + slip.start, sentence.start + slip.end)
                if in_any(quoted[block.index], span) or spared.touches(span):
                    continue
                match = self._match(notes, sentence, span, slip, language)
                if match is not None:
                    yield match

    def _match(
        self, notes: Annotations, sentence: Span, span: Span, slip: Slip, language: str
    ) -> Match | None:
        rule = self._grammar.allowed.languages[language].get(slip.rule)
        if rule is None or is_doubtful(notes.text, sentence, span) or self._is_name(notes, sentence, span):
            return None
        values = {"kind": rule.kind, "advice": slip.advice, "id": slip.rule}
        only = slip.replacements[0] if len(slip.replacements) == 1 else None  # which of several is open
        return Match(span, rule.strength, replacement=only, suggestions=slip.replacements, values=values)

    def _is_name(self, notes: Annotations, sentence: Span, span: Span) -> bool:
        """Whether it belongs to a name: one that the text mentions, or a listed one that may reach beyond it."""
        return self._names.holds(notes, span) or self._names.reaches_into(notes, sentence, span)


def _is_checkable(notes: Annotations, span: Span) -> bool:
    text = notes.text[span.slice]
    if len(text) > _MAX_CHARS or len(text.split()) < _MIN_WORDS or _DAMAGED.search(text):
        return False
    return text.rstrip(_CLOSERS).endswith(_ENDS)


class _Spans:
    """Where rules of some categories, or some rules, matched."""

    def __init__(self, context: Context, names: Iterable[str]) -> None:
        wanted = frozenset(names)
        found = _by_rule(context.matches, wanted)
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(found):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Whether one of them shares anything with *span*."""
        first = bisect_right(self._ends, span.start)
        return first < len(self._starts) and self._starts[first] < span.end

    def holds(self, span: Span) -> bool:
        """Whether they cover all of *span* (what touches is one)."""
        first = bisect_right(self._ends, span.start)
        return (
            first < len(self._starts) and self._starts[first] <= span.start and self._ends[first] >= span.end
        )


def _by_rule(matches: Mapping[str, Iterable[Match]], wanted: frozenset[str]) -> list[Span]:
    return [
        match.span
        for rule, found in matches.items()
        if rule in wanted or rule.partition("/")[0] in wanted
        for match in found
    ]
