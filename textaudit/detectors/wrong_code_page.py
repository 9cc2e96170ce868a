"""Text of one eight-bit code page that was read as another: ``Ïðèâåò`` for ``Привет``, ``donÕt`` for ``don’t``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_encodings
from textaudit.model import Document, Match, Pattern, Role, Span, Strength

# Estonian and Finnish have words of umlauts only.
_WORD = re.compile(r"(?<![^\W_])(?![äöõüå]+(?![^\W_]))[À-ÿ¨¸]+(?![^\W_])", re.IGNORECASE)
_MIN_WORDS, _MIN_UNREADABLE_WORDS = 2, 5  # fewer may be rows of letters
_MIN_LETTERS = 6  # different ones; fewer are signs of which the rest was lost
_MAX_WORDS = 2_000  # so many are enough to judge by
# Code pages of other scripts, each with the ten commonest letters of its languages.
_CODE_PAGES = {
    "cp1251": "оеаинтсрвл",
    "koi8-r": "оеаинтсрвл",
    "cp1253": "αοιετσνηυρ",
    "cp1255": "יוהלאתרמבש",
}
_MIN_SHARE, _MIN_LEAD = 0.5, 0.1  # of common letters among all, and more than the next code page has


class WrongCodePage(Detector):
    """Words of accented letters only, and apostrophes of old Macs.

    No language writes four accented letters in a row. Which code page was meant is told from how common its
    letters would be; where that stays open there is no replacement.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Four accented letters in a row; a capital letter amid small ones that stood for an apostrophe."""
        return {
            "row": Pattern("[À-ÖØ-öø-ÿ][À-ÖØ-öø-ÿ¸][À-ÖØ-öø-ÿ¸][À-ÖØ-öø-ÿ¸]"),
            "apostrophe": Pattern(r"\p{Ll}(Õ)\p{L}"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per word, or per apostrophe."""
        text = document.text
        words = _damaged_words(document, context)
        codec = _code_page_of([text[word.slice] for word in words[:_MAX_WORDS]])
        found = [
            Match(hit.span, Strength.SURE, replacement="’") for hit in context.hits.get("apostrophe", ())
        ]
        if len(words) >= (_MIN_WORDS if codec else _MIN_UNREADABLE_WORDS):
            for word in words:
                right = _read_as(text[word.slice], codec) if codec else None
                found.append(Match(word, Strength.LIKELY, replacement=right))
        yield from sorted(found, key=lambda match: match.span)


def _damaged_words(document: Document, context: Context) -> list[Span]:
    """All words of accented letters in the blocks that hold a row of four."""
    words: list[Span] = []
    for index in dict.fromkeys(hit.block for hit in context.hits.get("row", ())):
        block = context.notes.blocks[index]
        if context.notes.role(block) is not Role.CODE and not speaks_of_encodings(block.text):
            words += (Span(*m.span()) for m in _WORD.finditer(document.text, block.start, block.end))
    return words


def _code_page_of(words: Sequence[str]) -> str | None:
    """The code page under which the words have the letters that its languages have, if one stands out."""
    if len(set("".join(words).lower())) < _MIN_LETTERS:
        return None
    shares = sorted(
        ((_share(words, codec, common), codec) for codec, common in _CODE_PAGES.items()), reverse=True
    )
    (best, codec), (next_best, _) = shares[:2]
    return codec if best >= _MIN_SHARE and best - next_best >= _MIN_LEAD else None


def _share(words: Sequence[str], codec: str, common: str) -> float:
    letters = "".join(_read_as(word, codec) for word in words)
    cased = sum(
        word == word.lower() or word[1:] == word[1:].lower() for word in (_read_as(w, codec) for w in words)
    )
    if cased * 2 < len(words) or not letters.isalpha():
        return 0.0
    return sum(letter in common for letter in letters.lower()) / len(letters)


def _read_as(word: str, codec: str) -> str:
    return word.encode("latin-1").decode(codec, "replace")
