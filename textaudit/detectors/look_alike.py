"""Letters of another script inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Role, Span, Strength

_REACH = 60  # code points on either side in which the word's edges are looked for
_MIN_LETTERS = 4  # shorter ones are units, symbols and abbreviations
_WORD = re.compile(r"[^\W\d_]+")
_MIN_FOREIGN = 10  # letters of a script that make a passage one of that script too
_SAMPLE = 600  # code points of the block that tell which script it is written in


class _Script(NamedTuple):
    """A script, and which letters of the others pass for its own. Source: Unicode's confusables, the plain cases."""

    letters: re.Pattern[str]
    taken_for: Mapping[int, int]


_LATIN = _Script(
    re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"),
    str.maketrans("аеорсухіјѕһԁАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijshdABEKMHOPCTXYIJSoABEZHIKMNOPTYX"),
)
_CYRILLIC = _Script(
    re.compile(r"[Ѐ-ԯ]"),
    str.maketrans("aeopcyxijsABEKMHOPCTXYIJSοΑΒΕΚΜΗΟΡΤΧ", "аеорсухіјѕАВЕКМНОРСТХУІЈЅоАВЕКМНОРТХ"),
)
_GREEK = _Script(
    re.compile(r"[Ͱ-Ͽἀ-῿]"), str.maketrans("oABEZHIKMNOPTYXоАВЕКМНОРТХ", "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧοΑΒΕΚΜΗΟΡΤΧ")
)
_SCRIPTS = (_LATIN, _CYRILLIC, _GREEK)


class LookAlike(Detector):
    """Words of one script with letters of another that look like its own.

    Words whose parts are of one script each (``IT-компания``) are left alone, and so are short ones, foreign
    words with an ending of the text's own script (``iPhoneа``), and all in which a stranger looks like
    nothing else: those were meant.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """A letter of one script directly beside one of another."""
        latin, other = r"\p{Latin}", r"[\p{Cyrillic}\p{Greek}]"
        return {
            "seam": Pattern(
                f"{latin}{other}|{other}{latin}|\\p{{Cyrillic}}\\p{{Greek}}|\\p{{Greek}}\\p{{Cyrillic}}"
            )
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per word."""
        text, done = document.text, 0
        for hit in context.hits["seam"]:
            block = context.notes.blocks[hit.block]
            if hit.start < done or context.notes.role(block) is Role.CODE:
                continue
            span = _word_at(text, hit.start, block.start, block.end)
            done = span.end
            word = text[span.slice]
            if len(word) < _MIN_LETTERS or _beside_digit(text, span):
                continue
            own = max(_SCRIPTS, key=lambda script: len(script.letters.findall(word)))
            right = _in_script(word, own)
            if right is not None and not _is_inflected(word, own, block.text[:_SAMPLE]):
                strangers = sum(a != b for a, b in zip(word, right, strict=True))
                yield Match(span, Strength.SURE if strangers == 1 else Strength.LIKELY, replacement=right)


def _word_at(text: str, offset: int, low: int, high: int) -> Span:
    for match in _WORD.finditer(text, max(low, offset - _REACH), min(high, offset + _REACH)):
        if match.start() <= offset < match.end():
            return Span(match.start(), match.end())
    return Span(offset, offset + 1)


def _beside_digit(text: str, span: Span) -> bool:
    """Whether the letters are part of a number or an identifier."""
    edges = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return any(c.isdigit() or c in "_@/\\" for c in edges)


def _in_script(word: str, script: _Script) -> str | None:
    """The word wholly in this script, where all strangers pass for its letters and are the fewer."""
    own = len(script.letters.findall(word))
    right = word.translate(script.taken_for)
    if own * 2 <= len(word) or len(script.letters.findall(right)) != len(word):
        return None
    return right


def _is_inflected(word: str, script: _Script, passage: str) -> bool:
    """Whether a word of one script carries an ending or a prefix of another that the passage is written in too."""
    inner = word[1:-1]
    if len(script.letters.findall(inner)) != len(inner):
        return False
    return any(
        len(other.letters.findall(passage)) - len(other.letters.findall(word)) >= _MIN_FOREIGN
        for other in _SCRIPTS
        if other is not script and other.letters.search(word)
    )
