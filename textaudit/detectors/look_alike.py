"""Letters of another script inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role, Span, Strength

# Letters that look the same, by what they are taken for. Source: Unicode's confusables, the plain cases.
_TO_LATIN = str.maketrans(
    "аеорсухіјѕһԁАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijshdABEKMHOPCTXYIJSoABEZHIKMNOPTYX"
)
_TO_CYRILLIC = str.maketrans("aeopcyxABEKMHOPCTXYi", "аеорсухАВЕКМНОРСТХУі")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_MIN_LETTERS = 4


class LookAlike(Detector):
    """Words of one script with letters of another that look like its own.

    Words whose parts are of one script each (``IT-компания``) are left alone, as are short ones, and all
    in which a stranger looks like nothing: those were meant.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """A letter of one script directly beside one of another."""
        latin, other = r"\p{Latin}", r"[\p{Cyrillic}\p{Greek}]"
        return {"seam": Pattern(f"{latin}{other}|{other}{latin}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per word."""
        done = 0
        for hit in context.hits["seam"]:
            block = context.notes.blocks[hit.block]
            if hit.start < done or context.notes.role(block) is Role.CODE:
                continue
            span = _word_at(document.text, hit.start, block.start, block.end)
            done = span.end
            word = document.text[span.slice]
            right = _in_one_script(word)
            if right is not None:
                strangers = sum(a != b for a, b in zip(word, right, strict=True))
                strength = Strength.SURE if strangers <= len(word) / 3 else Strength.LIKELY
                yield Match(span, strength, replacement=right)


def _word_at(text: str, offset: int, low: int, high: int) -> Span:
    for match in _WORD.finditer(text, max(low, offset - 60), min(high, offset + 60)):
        if match.start() <= offset < match.end():
            return Span(match.start(), match.end())
    return Span(offset, offset + 1)


def _in_one_script(word: str) -> str | None:
    """The word in the script that most of it is in, or ``None`` where it should be left alone."""
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if len(word) < _MIN_LETTERS or latin == cyrillic:
        return None
    if latin > cyrillic:
        right = word.translate(_TO_LATIN)
        return right if len(_LATIN.findall(right)) == len(word) else None
    right = word.translate(_TO_CYRILLIC)
    return right if len(_CYRILLIC.findall(right)) == len(word) else None
