"""What a line shows by itself: its looks and its words, as numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from math import log1p
from pathlib import Path
from typing import Final

from textaudit.annotate.language import every_function_word

_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "page_words.json"
_STOPS = ".!?…。！？।؟۔"
_CLOSING = "\"'”’»)]」』*"
_HEAD = 200  # code points of a longer line that are looked at: furniture says early what it is
_SHORT = 240
_NAME_CHARS = 60
_WORDS = 40  # of a line whose capitals are counted
_LABEL_CHARS = 20
_SENTENCE_CHARS = 60
_LOW_CASE = 0.29  # of the words begin with a capital
_NUMBERED = 0.17  # of the signs are digits
_FEW = 3  # words of a group count up to this
LONG_CHARS = 300  # a line so long is prose however it ends
PROSE_CHARS = 140  # so long it is, where it ends as a sentence
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_LONG_WORD = re.compile(r"\w{4,}")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s+){1,3}[^\W\d_a-z][\w'’.-]+$")
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|"
    r"ago|dic|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w{0,7}"
)
_DATE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:de\s+)?{_MONTH}\b|\b{_MONTH}\.?\s+\d{{1,2}}\b"
    rf"|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}年|\b{_MONTH},?\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b|\d{1,2}\s*(?:am|pm|a\.m|p\.m|uhr)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ADDRESS = re.compile(r"https?://|www\.|\w\.(?:com|org|net|de|co|io|edu|gov|uk|ru|fr)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile("[·•>»›]")


@cache
def page_words() -> dict[str, tuple[int, ...]]:
    """The groups, as indexes, that each word of page furniture belongs to."""
    found: dict[str, list[int]] = {}
    for index, words in enumerate(_groups().values()):
        for word in words.split():
            found.setdefault(word, []).append(index)
    return {word: tuple(groups) for word, groups in found.items()}


@cache
def _groups() -> dict[str, str]:
    groups: dict[str, str] = json.loads(_DATA.read_text(encoding="utf-8"))["groups"]
    return groups


@cache
def _known() -> frozenset[str]:
    return frozenset(page_words())


# fmt: off
BESIDE: Final = (
    "length", "stop", "lower", "capitals", "digits", "function_share", "dates", "name", "hit",
    "subjects", "prose", "colon",
)
# fmt: on
# fmt: off
LOOKS: Final = (
    "length", "words", "word_length", "stop", "colon", "comma", "ellipsis", "question", "exclamation",
    "upper", "lower", "digit", "bullet", "quote_first", "pipes", "separators", "slashes", "at",
    "hashes", "copyright", "arrow", "capitals", "all_capitals", "digits", "signs", "function_share",
    "function_words", "dates", "time", "year", "address", "name", "parenthesis", "dash", "commas",
    "longest_word", "quotes", "colons", "bracket_first",
)
# fmt: on


@cache
def fact_names() -> tuple[str, ...]:
    """What each of `Line.facts` says."""
    return (*LOOKS, *(f"about_{group}" for group in _groups()), "subjects", "subject_share")


class Line:
    """One line and what it shows by itself.

    Most lines of a text are paragraphs. Of those only what others ask about is worked out, unless they are judged.

    Attributes:
        stop: it ends as a sentence does.
        low: it begins with a letter in lower case.
        prose: long enough for a paragraph.
        name: it looks like a name of two to four words.
        hits: what rules found in it, by place in the list of rules that the model knows; filled in later.
        hit, safe: the strongest of those, and whether one was sure, 0 to 1.
    """

    __slots__ = (
        "_facts", "_subjects", "_tokens", "hit", "hits", "length", "low", "name", "prose", "safe", "stop", "text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.length = length = len(text)
        self.hits: list[float] = []
        self.hit = self.safe = 0.0
        last = text[-1]
        self.stop = last in _STOPS or (last in _CLOSING and text.rstrip(_CLOSING)[-1:] in _STOPS)
        self.low = text[0].islower()
        self.prose = length >= LONG_CHARS or (length >= PROSE_CHARS and (self.stop or last in ":："))
        self.name = length < _NAME_CHARS and _NAME.match(text) is not None
        self._subjects: set[str] | None = None
        self._tokens: list[str] | None = None
        self._facts: list[float] | None = None

    @property
    def head(self) -> str:
        """All of a short line, the beginning of a long one."""
        return self.text if self.length <= _SHORT else self.text[:_HEAD]

    @property
    def subjects(self) -> set[str]:
        """Words of its own, neither function words nor short; of a long line the first."""
        if self._subjects is None:
            self._subjects = set(_LONG_WORD.findall(self.head.lower())) - every_function_word()
        return self._subjects

    @property
    def is_ordinary(self) -> bool:
        """Whether it is a sentence, or a line in lower case with few digits, as furniture seldom is."""
        if self.length < _LABEL_CHARS:
            return False
        if self.stop and self.length >= _SENTENCE_CHARS:
            return True
        firsts = [word[0] for word in self.text.split()[:_WORDS]]
        if sum(map(str.isupper, firsts)) >= _LOW_CASE * len(firsts):
            return False
        return self.length > _SHORT or len(_DIGIT.findall(self.text)) < _NUMBERED * self.length

    @property
    def tokens(self) -> list[str]:
        """Its words in lower case; of a long line the first."""
        if self._tokens is None:
            self._tokens = _WORD.findall(self.head.lower())
        return self._tokens

    @property
    def facts(self) -> list[float]:
        """Numbers, in the order of `fact_names`."""
        if self._facts is None:
            function_words = every_function_word()
            own = sum(1 for word in self.tokens if word not in function_words)
            self._facts = [*self._looks(self.head, len(self.tokens) - own), *self._groups()]
        return self._facts

    @property
    def beside(self) -> tuple[float, ...]:
        """What it tells of its neighbours, in the order of `BESIDE`."""
        if self.prose:
            return (
                log1p(self.length),
                self.stop,
                self.low,
                0.0,
                0.0,
                0.0,
                0.0,
                False,
                self.hit,
                0.0,
                True,
                False,
            )
        facts = self.facts
        return (
            facts[0], self.stop, self.low, facts[21], facts[23], facts[25], facts[27], self.name, self.hit, facts[-2],
            False, facts[4],
        )  # fmt: skip

    def _looks(self, head: str, function_words: int) -> Iterable[float]:
        text, tokens, size = self.text, self.tokens, max(1, len(self.tokens))
        words = text.split()
        firsts = [word[0] for word in words[:_WORDS]]
        letters = sum(map(len, tokens))
        numbered = _DIGIT.search(head) is not None
        dated = numbered and self.length <= _SHORT
        last = text[-1]
        return (
            log1p(self.length),
            log1p(len(words)),
            letters / size,
            self.stop,
            last in ":：",
            last in ",;",
            last == "…" or text.endswith("..."),
            "?" in text[-3:],
            last == "!",
            text[0].isupper(),
            self.low,
            text[0].isdigit(),
            text[0] in "-*•·▪◦‣–—►▶",
            text[0] in "\"“‘'«„",
            text.count("|"),
            len(_SEPARATORS.findall(text)),
            head.count("/"),
            "@" in head,
            text.count("#"),
            "©" in text or "(c)" in head.lower(),
            last in "→»›>▸►" or text[0] in "←«‹<>",
            sum(map(str.isupper, firsts)) / max(1, len(firsts)),
            sum(1 for word in words[:_WORDS] if len(word) > 1 and word.isupper()) / max(1, len(firsts)),
            len(_DIGIT.findall(head)) / len(head) if dated else 0,
            (len(head) - letters - min(len(words), size) + 1) / len(head),
            function_words / size,
            log1p(function_words),
            len(_DATE.findall(text)) if dated else 0,
            dated and _TIME.search(text) is not None,
            numbered and _YEAR.search(text) is not None,
            _ADDRESS.search(head) is not None,
            self.name,
            "(" in text,
            " - " in head or " – " in head or " — " in head,
            min(9, head.count(",")),
            max(map(len, words), default=0),
            '"' in text or "“" in text or "„" in text or "«" in text,
            head.count(":"),
            text[0] in "([",
        )

    def _groups(self) -> Iterable[float]:
        counts = [0.0] * len(_groups())
        present = _known().intersection(self.tokens)
        if present:
            words = page_words()
            for token in self.tokens:
                if token in present:
                    for group in words[token]:
                        counts[group] += 1
        total = sum(counts)
        return (
            *(min(_FEW, count) for count in counts),
            len(counts) - counts.count(0.0),
            total / max(1, len(self.tokens)),
        )
