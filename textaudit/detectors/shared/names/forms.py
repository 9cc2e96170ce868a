"""The words of a document that may be names, and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

from textaudit.annotate import Annotations
from textaudit.annotate.capitals import CAPITAL, CAPITAL_WORD, JOINT
from textaudit.detectors.shared.names.frequency import ENGLISH, zipf
from textaudit.gazetteer import fold
from textaudit.gazetteer.remembered import Remembered
from textaudit.model import Role, Span

_NEXT = re.compile(rf"{JOINT}({CAPITAL_WORD})")
_BEFORE = re.compile(rf"(?<!\w)(?:{CAPITAL_WORD}{JOINT})+$")
_ONE = re.compile(CAPITAL_WORD)
WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]$")
WORD_AFTER = re.compile(r",?[ \u00a0]([^\W\d_]+)")
COMPANY_BEFORE = re.compile(rf"({CAPITAL_WORD}){JOINT}$")
COMPANY_AFTER = _NEXT
_MID_SENTENCE = re.compile(r"[\w,;)’'”][ \u00a0]")  # before a capital that no sentence calls for
_LOOK_BACK = 60  # code points
_MAX_WORDS = 4  # of a name, on either side of the one that is looked at
_INNER_CAPITAL = re.compile(rf"[{CAPITAL}]")
_NAMELIKE = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['’ʼ](?:[^\W\d_][\u0300-\u036f]*)+)*")
_ACCENT = re.compile(r"[\u0300-\u036f]")  # that stands behind its letter
# An article or another short word that lost its vowel before one in lower case (L'opposition), not d'Arc or Qur'an.
_ELIDED = re.compile(rf"(?:[CDJLMNST]|QU|Qu|Un|(?:De|A|Da|Ne|Su)ll)['’ʼ](?![{CAPITAL}])")
_PREFIXED = re.compile(rf"(?:Ma?c|O['’]|D['’]|Fitz)[{CAPITAL}][^{CAPITAL}]+")
_LONG = 100_000  # code points of a text in which words are looked up in a set, not in the text
_SHORTEST, _LONGEST = 3, 40
_ONE_SENTENCE = re.compile(r"[^.!?\n\r]{0,150}")


@dataclass(frozen=True, slots=True)
class Word:
    """A spelling with a capital.

    Attributes:
        spelling: as it stands in the text.
        folded: as lists have it.
        rarity: how common it is on the Zipf scale; 0 where nobody else writes it.
    """

    spelling: str
    folded: str
    rarity: float


@dataclass(frozen=True, slots=True)
class Place:
    """A word where it stands: the capitals that it is written together with.

    Attributes:
        words: those words, folded, itself among them.
        spans: of each.
        index: which of them it is.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    index: int

    @property
    def others(self) -> tuple[str, ...]:
        """The words beside it."""
        return self.words[: self.index] + self.words[self.index + 1 :]

    @property
    def span(self) -> Span:
        """Where it stands itself."""
        return self.spans[self.index]

    @property
    def run(self) -> Span:
        """Where all of them stand."""
        return Span(self.spans[0].start, self.spans[-1].end)


_folded = Remembered(fold)
folded = _folded.__getitem__  # `fold`, for words that come again and again


def rarity_of(spelling: str, language: str) -> float:
    """How common a spelling is on the Zipf scale, with or without its accents, there or in English."""
    plain, bare = spelling.lower(), folded(spelling)
    found = max(zipf(plain, language), zipf(bare, language) if bare != plain else 0.0)
    return found if language == ENGLISH else max(found, zipf(plain, ENGLISH))


def doubtful(spelling: str, common: float, language: str) -> Word | None:
    """The word, if it may be damage: long enough, like a name, and rarer than *common* (Zipf scale)."""
    word = words_in(language)[spelling]
    return word if word is not None and word.rarity < common else None


@cache
def words_in(language: str) -> Mapping[str, Word | None]:
    """Each spelling as a word of that language; ``None`` where it is too short, or not like a name."""
    return Remembered(partial(_namelike, language))


def _namelike(language: str, spelling: str) -> Word | None:
    if not _SHORTEST <= len(spelling) <= _LONGEST or _ELIDED.match(spelling):
        return None
    if not (spelling.isalpha() or _NAMELIKE.fullmatch(spelling)):
        return None
    has_inner = not spelling[1:].islower() and _INNER_CAPITAL.search(spelling, 1)
    if has_inner and not (spelling.isupper() or _PREFIXED.fullmatch(spelling)):
        return None  # of a program, or a brand
    return Word(spelling, folded(spelling), rarity_of(spelling, language))


def _opens(before: str) -> bool:
    return _MID_SENTENCE.match(before) is None


_opens_sentence = Remembered(_opens)  # by the two signs before


def is_plain(spelling: str) -> bool:
    """Whether a spelling consists of letters, maybe with accents behind them."""
    return spelling.isalpha() or _ACCENT.sub("", spelling).isalpha()


class Names:
    """What can be asked of the names of a document; made by ``notes.once(names_of)``."""

    def __init__(self, notes: Annotations) -> None:
        self.text = notes.text
        self.language = notes.language or ENGLISH
        self.notes = notes

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each folded word stands with a capital."""
        capitals = self.notes.capitals
        counts: Counter[str] = Counter()
        for word, starts in zip(map(folded, capitals), capitals.values(), strict=True):
            counts[word] = counts.get(word, 0) + len(starts)
        return counts

    @cached_property
    def spellings(self) -> dict[str, list[str]]:
        """How each folded word is spelt, by first occurrence."""
        spellings: dict[str, list[str]] = {}
        for spelling in self.notes.capitals:
            spellings.setdefault(folded(spelling), []).append(spelling)
        return spellings

    @cached_property
    def tokens(self) -> frozenset[str]:
        """What white space parts, to look words up in lower case."""
        return frozenset(self.text.split())

    def among_tokens(self, words: Iterable[str]) -> set[str]:
        """Those of the *words* that stand between white space; costs half as much as `tokens`."""
        return set(words).intersection(self.text.split())

    def is_ordinary(self, spelling: str, start: int) -> bool:
        """Whether the document has the word in lower case too, or it stands in code."""
        plain = spelling.lower()
        here = f" {plain}" in self.text if len(self.text) < _LONG else plain in self.tokens
        return here or self.in_code(start)

    def in_address(self, spelling: str) -> bool:
        """Whether a mail or web address of the document has the word: nobody misspells himself there."""
        return folded(spelling) in self._addresses

    @cached_property
    def _addresses(self) -> str:
        if "@" not in self.text and "://" not in self.text:
            return ""
        return "\n".join(token.lower() for token in self.tokens if "@" in token or "://" in token)

    def are_two(self, spelling: str, other: str) -> bool:
        """Whether a sentence has a *spelling* and the folded word *other*, and the same word beside both.

        Nobody writes a whole name twice in a sentence: they are relatives, or namesakes.
        """
        others = [(start, one) for one in self.spellings.get(other, ()) for start in self.notes.capitals[one]]
        others.sort()
        for start in self.notes.capitals[spelling]:
            nearest = bisect_left(others, (start, spelling))
            for near, one in others[max(0, nearest - 1) : nearest + 1]:
                if _ONE_SENTENCE.fullmatch(self.text, *sorted((start, near))):
                    first, second = self.place(start, spelling), self.place(near, one)
                    if first.run != second.run and not set(first.others).isdisjoint(second.others):
                        return True
        return False

    def in_code(self, start: int) -> bool:
        """Whether the block there is code."""
        block = self.notes.block_at(start)
        return block is not None and self.notes.role(block) is Role.CODE

    def place(self, start: int, spelling: str) -> Place:
        """The run of capitals around a word."""
        text, first = self.text, max(0, start - _LOOK_BACK)
        before = _BEFORE.search(text[first:start])
        spans = []
        if before:
            found = _ONE.finditer(text[first:start], before.start())
            spans = [Span(first + one.start(), first + one.end()) for one in found][-_MAX_WORDS:]
        index = len(spans)
        spans.append(Span(start, start + len(spelling)))
        while len(spans) - index <= _MAX_WORDS and (after := _NEXT.match(text, spans[-1].end)):
            spans.append(Span(*after.span(1)))
        return Place(tuple(folded(text[span.slice]) for span in spans), tuple(spans), index)

    def opens_sentence(self, start: int) -> bool:
        """Whether a capital here may be that of a sentence, or of a line."""
        return start < 2 or _opens_sentence[self.text[start - 2 : start]]

    def word_before(self, start: int) -> str:
        """The word before, in lower case; empty where none stands directly before."""
        found = WORD_BEFORE.search(self.text[max(0, start - 24) : start])
        return found.group(1).lower() if found else ""

    def word_after(self, end: int) -> str:
        """The word after, in lower case, behind a comma too."""
        found = WORD_AFTER.match(self.text, end)
        return found.group(1).lower() if found else ""


def names_of(notes: Annotations) -> Names:
    """For ``notes.once``."""
    return Names(notes)
