"""Phrases that a block says or begins with, by look-up: as quick for ten thousand phrases as for ten."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from textaudit.model import Block, BlockPhrases

_MAX_SIGNS = 8  # bullets, arrows, pictograms around a phrase
_HEAD = 5  # phrases are found by so many of their first characters
_GLANCE = 16  # code points that hold the head of nearly any block, signs and doubled spaces before it
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
    """All phrases of all requests, by their first characters."""

    def __init__(self, requests: Mapping[int, BlockPhrases]) -> None:
        self._by_head: dict[str, list[_Phrase]] = {}
        self._longest = 0
        for number, request in requests.items():
            for text in request.phrases:
                self._add(text, request.place, number)
        self._sizes = sorted({len(head) for head in self._by_head}, reverse=True)

    def _add(self, text: str, place: str, number: int) -> None:
        signs, letters, tail = _parted(text)
        if not letters:
            return
        self._longest = max(self._longest, len(text) + 2 * _MAX_SIGNS)
        phrase = _Phrase(signs, letters, tail, place, number)
        self._by_head.setdefault(letters[:_HEAD], []).append(phrase)

    def candidates(self, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
        """(request, block) pairs, in order of blocks."""
        for block in blocks:
            opening = block.text[:_HEAD].lower()
            if not opening.isalnum():
                opening = _parted(block.text[:_GLANCE])[1]
            for size in self._sizes:
                if opening[:size] in self._by_head:
                    yield from self._said(block)
                    break

    def _said(self, block: Block) -> Iterator[tuple[int, int]]:
        whole = len(block.text) <= self._longest
        signs, letters, tail = _parted(block.text[: self._longest])
        if len(signs) > _MAX_SIGNS:
            return
        for size in self._sizes:
            for phrase in self._by_head.get(letters[:size], ()):
                if phrase.place != "whole":
                    said = _begins(phrase, signs, letters + tail)
                else:
                    said = whole and letters == phrase.letters and _is_around(phrase, signs, tail)
                if said:
                    yield phrase.number, block.index


def _parted(text: str) -> tuple[str, str, str]:
    """Signs, letters and tail of a normalised text."""
    text = " ".join(text.lower().replace("’", "'").split())
    first, last = 0, len(text)
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return text[:first], text[first:last], text[last:]


def _is_around(phrase: _Phrase, signs: str, tail: str) -> bool:
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
