"""The generic detector `phrase-table`: phrases that nobody writes, and what people write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.terms import phrase_regex
from textaudit.model import Document, Hit, Match, Pattern, Role, Strength

_READ = {Role.PROSE, Role.QUOTATION, Role.HEADING}
_PIECES = re.compile(r"\([^()]*\)| |[^() ]+")
_GAP = "[ \\t\\r\\n\u00a0]+"
_END = "\0"  # behind a choice that brings its space along
_TAKEN = _END + _GAP
_TOGETHER = 25  # phrases in one pattern: engines limit its length


class PhraseTable(Detector):
    """Phrases with what belongs in their place, in lower case but for a capital at the beginning.

    A phrase is written as it stands in a text; ``(a|b|)`` stands for either word, or none. Capitals elsewhere
    make a name or a title of it, and those are left alone; a phrase with capitals of its own is found as it is.

    Params:
        phrases: phrases that are wrong wherever they stand, each with what is right, or nothing.
        weak: phrases that may be right; their matches are weak.
        only_about: phrases that are wrong in texts that have one of the words of `about`.
        about: words, or beginnings of words, that show what a text is about.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        phrases: Mapping[str, str]
        weak: Mapping[str, str] = field(default_factory=dict)
        only_about: Mapping[str, str] = field(default_factory=dict)
        about: tuple[str, ...] = ()

    params: Params

    @cached_property
    def _tables(self) -> tuple[Mapping[str, str], ...]:
        params = self.params
        return params.phrases, params.weak, params.only_about

    @cached_property
    def _entries(self) -> Mapping[str, tuple[tuple[re.Pattern[str], str, int], ...]]:
        """Patterns by name: for each phrase what matches it, what is right, and the table it is of."""
        rows = [
            (re.compile(_regex(phrase), re.IGNORECASE if phrase.islower() else 0), right, number)
            for number, table in enumerate(self._tables)
            for phrase, right in table.items()
        ]
        return {
            f"phrases {first}": tuple(rows[first : first + _TOGETHER])
            for first in range(0, len(rows), _TOGETHER)
        }

    def patterns(self) -> Mapping[str, Pattern]:
        """Few patterns for all phrases."""
        return {
            name: Pattern(
                f"(?:{'|'.join(regex.pattern for regex, _, _ in entries)})",
                ignore_case=True,
                word_edges=True,
            )
            for name, entries in self._entries.items()
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The phrase, with what is right."""
        notes = context.notes
        last = -1
        for hit in sorted(chain.from_iterable(context.hits.values()), key=lambda h: (h.start, -h.end)):
            match = self._match(notes, hit)
            if match is not None and hit.start >= last:
                yield match
                last = hit.end

    def _match(self, notes: Annotations, hit: Hit) -> Match | None:
        found = notes.text[hit.start : hit.end]
        if notes.role(notes.blocks[hit.block]) not in _READ:
            return None
        plain = found.lstrip("[")[1:].islower()
        for regex, right, table in self._entries[hit.name]:
            if (plain or not regex.flags & re.IGNORECASE) and regex.fullmatch(found):
                if table == 2 and not self._is_about(notes):
                    return None
                strength = Strength.WEAK if table == 1 else Strength.SURE
                return Match(hit.span, strength, replacement=_cased(right, found) if right else None)
        return None

    def _is_about(self, notes: Annotations) -> bool:
        return any(token.startswith(self.params.about) for token in notes.tokens)


def _regex(phrase: str) -> str:
    """A phrase as a pattern: words as they are, choices as groups; an empty choice takes a space along.

    >>> re.sub(re.escape(_GAP), "_", _regex("open the (new|) light(s|) (up|down)"))
    'open_the_(?:(?:new)_)?light(?:s)?_(?:up|down)'
    """
    pieces = _PIECES.findall(phrase)
    parts: list[str] = []
    for place, piece in enumerate(pieces):
        if piece == " ":
            parts.append(_GAP)
        elif piece.startswith("("):
            parts.append(_choice(piece, _stands_apart(pieces, place)))
        else:
            parts.append(_plain(piece))
    return "".join(parts).replace(_TAKEN, "")


def _plain(words: str) -> str:
    """Words as a pattern that the engines of patterns and Python read alike, spaces at the ends kept."""
    return _GAP.join(phrase_regex(word) for word in re.split(" +", words))


def _choice(piece: str, apart: bool) -> str:
    options = piece[1:-1].split("|")
    either = f"(?:{'|'.join(_plain(option) for option in options if option)})"
    if "" not in options:
        return either
    return f"(?:{either}{_GAP})?{_END}" if apart else f"{either}?"


def _stands_apart(pieces: list[str], place: int) -> bool:
    """Whether a piece has a space on both sides, or begins the phrase."""
    return (place == 0 or pieces[place - 1] == " ") and pieces[place + 1 : place + 2] == [" "]


def _cased(right: str, found: str) -> str:
    return right[0].upper() + right[1:] if found[0].isupper() else right
