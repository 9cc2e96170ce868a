"""Phrases that a block says or begins with, by look-up: as quick for ten thousand phrases as for ten."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from textaudit.model import Block, BlockPhrases

_MAX_SIGNS = 8  # bullets, arrows, pictograms around a phrase
_HEAD = 3  # phrases that begin a block are found by so many of their first characters
_COLONS = ":：>»|"


class _Phrase(NamedTuple):
    """A phrase as it is looked for.

    Attributes:
        signs, tail: what stands around its letters, which a block must have there as well.
        letters: from its first letter or digit to its last.
    """

    signs: str
    letters: str
    tail: str
    place: str
    number: int


class PhraseIndex:
    """All phrases of all requests, by how they begin."""

    def __init__(self, requests: Mapping[int, BlockPhrases]) -> None:
        self._whole: dict[str, list[_Phrase]] = {}
        self._heads: dict[str, list[_Phrase]] = {}
        self._longest = 0
        for number, request in requests.items():
            for text in request.phrases:
                self._add(text, request.place, number)
        self._sizes = sorted({len(head) for head in self._heads}, reverse=True)

    def _add(self, text: str, place: str, number: int) -> None:
        signs, letters, tail = _parted(text)
        if not letters:
            return
        phrase = _Phrase(signs, letters, tail, place, number)
        self._longest = max(self._longest, len(text) + 2 * _MAX_SIGNS)
        if place == "whole":
            self._whole.setdefault(letters, []).append(phrase)
        else:
            self._heads.setdefault(letters[:_HEAD], []).append(phrase)

    def candidates(self, text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
        """(request, block) pairs, in order of blocks."""
        longest, heads = self._longest, self._heads
        for index, block in enumerate(blocks):
            start, end = block.start, block.end
            if end - start > longest and not self._may_begin(text[start : start + _HEAD + _MAX_SIGNS]):
                continue
            signs, letters, tail = _parted(text[start : min(end, start + longest)])
            if len(signs) > _MAX_SIGNS:
                continue
            if end - start <= longest:
                for phrase in self._whole.get(letters, ()):
                    if _is_said_by(phrase, signs, tail):
                        yield phrase.number, index
            for size in self._sizes:
                for phrase in heads.get(letters[:size], ()):
                    if _begins(phrase, signs, letters + tail):
                        yield phrase.number, index

    def _may_begin(self, opening: str) -> bool:
        letters = _parted(opening)[1]
        return any(letters[:size] in self._heads for size in self._sizes)


def _parted(text: str) -> tuple[str, str, str]:
    """Signs, letters and tail of a normalised text."""
    text = " ".join(text.lower().replace("’", "'").split())
    first, last = 0, len(text)
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return text[:first], text[first:last], text[last:]


def _is_said_by(phrase: _Phrase, signs: str, tail: str) -> bool:
    return (
        signs.endswith(phrase.signs)
        and tail.startswith(phrase.tail)
        and len(tail) <= len(phrase.tail) + _MAX_SIGNS
    )


def _begins(phrase: _Phrase, signs: str, text: str) -> bool:
    wording = phrase.letters + phrase.tail
    if not (text.startswith(wording) and signs.endswith(phrase.signs)):
        return False
    behind = text[len(wording) :]
    if phrase.place == "label":
        behind = behind.lstrip()
        return behind[:1] != "" and behind[0] in _COLONS and len(behind.lstrip(_COLONS + " ")) > 0
    return not _is_word_character(behind[:1])


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character or " ")[0] == "M"
