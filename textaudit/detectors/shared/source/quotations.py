"""Quotations of a source that its translation does not mark, and those that only the translation has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from textaudit.annotate import Annotations
from textaudit.detectors.shared.source.compared import Difference, whole
from textaudit.detectors.shared.source.sentences import comparable
from textaudit.model import Span, Strength

_QUOTED = re.compile(
    r"[“„«»‟](?P<a>[^“”„«»]{1,1500})[”“»«]|\"(?P<b>[^\"\n]{1,1500})\"|[「『](?P<c>[^「」『』]{1,600})[」』]"
    r"|(?<!\w)[‘‚](?P<d>[^‘’‚\n]{8,600}(?:’\w[^‘’‚\n]{0,600})*)’(?!\w)"
)
_ANY_MARK = re.compile("[\"“”„«»「」『』‚‹›]|(?<!\\w)['‘’]|['‘’](?!\\w)")
_DASH = re.compile(r"\s*[—–-]\s?\S")  # a dialogue
_WORDS = re.compile(r"[^\W_]+")
_MIN_WORDS: Final = 3  # shorter ones are titles, names, so-called things
_SPEECH_WORDS: Final = 5
_MIN_WIDE_CHARS: Final = 6


def quotation_differences(notes: Annotations) -> tuple[Difference, ...]:
    """All of them, ascending. Ask for it with ``notes.once``."""
    two = notes.once(comparable)
    found: list[Difference] = []
    for number, bead in enumerate(two.beads):
        if not bead.sources or not bead.targets:
            continue
        around = two.beads[max(0, number - 1) : number + 2]
        texts = (two.source.text, two.target.text)
        ours, theirs = whole(bead.sources), whole(bead.targets)
        beside_it = (
            [span for b in around for span in b.sources],
            [span for b in around for span in b.targets],
        )
        found += _lost(texts, ours, theirs, beside_it[1])
        found += _more(texts, ours, theirs, beside_it[0])
    return tuple(sorted(found, key=lambda difference: difference.span))


def _lost(texts: tuple[str, str], ours: Span, theirs: Span, around: Sequence[Span]) -> Iterator[Difference]:
    source, target = texts
    quoted = _quotations(source, ours)
    quoted = [
        span for span in quoted if source[span.start + 1 : span.end - 1].strip().lower() not in target.lower()
    ]
    if quoted and not _marked(target, theirs):
        longest = max(quoted, key=lambda span: span.end - span.start)
        strength = _strength(target, around) if _is_speech(source[longest.slice]) else Strength.WEAK
        yield Difference("quotation", theirs, strength, longest, source[longest.slice])


def _more(texts: tuple[str, str], ours: Span, theirs: Span, around: Sequence[Span]) -> Iterator[Difference]:
    source, target = texts
    quoted = _quotations(target, theirs)
    if quoted and not _marked(source, ours):
        longest = max(quoted, key=lambda span: span.end - span.start)
        if _strength(source, around) is Strength.SURE:
            strength = Strength.SURE if _is_speech(target[longest.slice]) else Strength.WEAK
            yield Difference("new-quotation", longest, strength, ours)


def _quotations(text: str, span: Span) -> list[Span]:
    """The passages within quotation marks that are long enough to be somebody's words."""
    return [
        Span(*match.span())
        for match in _QUOTED.finditer(text, span.start, span.end)
        if _is_long(match.group(match.lastgroup or 0)) and not _is_title(match.group(match.lastgroup or 0))
    ]


def _is_title(passage: str) -> bool:
    """Whether most words have a capital, so that they are a title or a name rather than somebody's words."""
    words: list[str] = _WORDS.findall(passage)
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _is_long(passage: str) -> bool:
    words: list[str] = _WORDS.findall(passage)
    wide = bool(words) and words[0][0] > "\u2e80"
    return len(passage) >= _MIN_WIDE_CHARS if wide else len(words) >= _MIN_WORDS


def _is_speech(passage: str) -> bool:
    """Whether so long a quotation is somebody's words, rather than a term or the name of a button."""
    words: list[str] = _WORDS.findall(passage)
    wide = bool(words) and words[0][0] > "\u2e80"
    return len(passage) >= 2 * _MIN_WIDE_CHARS if wide else len(words) >= _SPEECH_WORDS


def _marked(text: str, span: Span) -> bool:
    """Whether anything marks direct speech: quotation marks, or a dash that opens its line."""
    if _ANY_MARK.search(text, span.start, span.end):
        return True
    line = text.rfind("\n", 0, span.start) + 1
    return _DASH.match(text, line, span.end) is not None


def _strength(text: str, around: Sequence[Span]) -> Strength:
    """Likely only, where a quotation may reach across several sentences."""
    opened = sum(text.count(mark, span.start, span.end) for span in around for mark in "“„«")
    closed = sum(text.count(mark, span.start, span.end) for span in around for mark in "”»")
    return Strength.SURE if opened == closed or not closed else Strength.LIKELY
