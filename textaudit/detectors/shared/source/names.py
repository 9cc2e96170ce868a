"""Names of a translation that are not those of its source: garbled, or another's.

A name is looked for in the sentences of the source that belong to its own, by spelling where both are written in Latin
letters, by sound otherwise. What has no counterpart is a finding only where the source has a name that is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from textaudit.annotate import Annotations
from textaudit.annotate.parallel.alignment import Bead
from textaudit.annotate.parallel.spelling import folded, loose_skeleton, skeleton, sounds
from textaudit.annotate.parallel.words import lexicon, places
from textaudit.detectors.shared.names.frequency import zipf
from textaudit.detectors.shared.names.letters import edits_between
from textaudit.detectors.shared.source.compared import Beside, Difference, whole
from textaudit.detectors.shared.source.sentences import comparable
from textaudit.gazetteer.variants import are_variants
from textaudit.model import Span, Strength

_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWELS = re.compile("[aeiou]+")
_CLOSE: Final = frozenset("eoi")  # ё is written in two ways, an unstressed e in three
_CASED: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_OPENS = re.compile(r"[\s\"“”„«»‘’'(\[—–-]*$")
_ENDS = re.compile(r"[.!?…][\"”’»)“]*$|[.!?…][\"”’»)“]*\s")
_MIN_CHARS: Final = 4
_STEM: Final = 4  # letters that a name keeps in all its forms
_MOST_ENDING: Final = 4  # letters that an inflection, or a people's name, adds
_COMMON: Final = 3.4  # on the Zipf scale; more frequent words are no rare names
_TOO_COMMON: Final = 4.7  # for a name that no list of places has
_COMMON_NAME: Final = 4.8  # the same for German, which has all the places of its country
_WORD_AT_ALL: Final = 2.3  # what is as frequent is spelt as people spell it
_ENOUGH: Final = 2  # of what speaks for an exchanged name
_NOUNS_ARE_CAPITAL: Final = "de"
_NAME_AT_ALL: Final = 2.0
_FOREIGN: Final = 2.1  # so much rarer a name is, at least, in a language that calls the place something else
_UNLIKE: Final = 0.5  # share of consonants that two different names may have in common at most


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, and whether it has its capital only because a sentence begins."""

    text: str
    span: Span
    opens: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def name_differences(notes: Annotations) -> tuple[Difference, ...]:
    """All of them, ascending. Ask for it with ``notes.once``."""
    two = notes.once(comparable)
    if not two.beads or not _has_capitals(two.source.text) or not _has_capitals(two.target.text):
        return ()
    pages = [_Page(two, bead) for bead in two.beads if bead.sources and bead.targets]
    found: list[Difference] = []
    for number, page in enumerate(pages):
        near = [word for other in pages[max(0, number - 1) : number + 2] for word in other.ours]
        found += _joined(two, page.differences(near, pages))
    return tuple(found)


def _has_capitals(text: str) -> bool:
    return len(_CASED.findall(text[:2000])) * 2 > len(re.findall(r"[^\W\d_]", text[:2000]))


class _Page:
    """One bead: its words, and which of the translation have a counterpart."""

    def __init__(self, two: Beside, bead: Bead) -> None:
        self.two = two
        self.ours = _words(two.source, bead.sources)
        self.theirs = [word for word in _words(two.target, bead.targets) if word.capital]
        self.is_prose = _ENDS.search(two.target.text, *whole(bead.targets)) is not None
        self.pairs: dict[_Word, _Word] = {}
        for their in self.theirs:
            fit = [our for our in self.ours if is_same(our.text, their.text)]
            if fit:
                self.pairs[their] = min(fit, key=lambda our: (not our.capital, our.text != their.text))

    def differences(self, near: Sequence[_Word], pages: Sequence[_Page]) -> Iterator[Difference]:
        """What is wrong here, ascending: garbled names first, as they say which name is meant."""
        lost = self._lost_names()
        left = [
            their
            for their in self.theirs
            if their not in self.pairs
            and self._may_be_wrong(their)
            and not any(is_same(our.text, their.text) for our in near)
        ]
        found: dict[_Word, Difference] = {}
        for look in (self._garbled, self._exchanged):
            for their in left:
                difference = look(their, lost, pages) if their not in found else None
                if difference is not None:
                    our, found[their] = difference
                    lost.remove(our)
        return (found[their] for their in left if their in found)

    def _lost_names(self) -> list[_Word]:
        """Words of the source with a capital, that may be names and have no counterpart here."""
        met = set(self.pairs.values())
        words = lexicon(self.two.languages[0])
        calendar = words.months.keys() | words.weekdays.keys()
        small = self.two.target.once(_small_words) | self.two.source.once(_small_words)
        return [
            our
            for our in self.ours
            if our.capital
            and our not in met
            and len(our.text) >= _MIN_CHARS
            and not our.text.isupper()
            and our.text.lower() not in small
            and our.text.lower() not in calendar
        ]

    def _may_be_wrong(self, their: _Word) -> bool:
        language = self.two.languages[1]
        word = their.text.lower()
        if len(word) < _MIN_CHARS or word in lexicon(language).months or word in lexicon(language).weekdays:
            return False
        if not their.text[1:].islower() or word in self.two.target.once(_small_words):
            return False  # an acronym, a brand, or a word that has its capital from a heading
        if word in places():
            return True
        if not their.opens and language == _NOUNS_ARE_CAPITAL:
            frequency = zipf(word, language)
            written_so = _is_written_so(word, language, self.two.languages[0])
            return frequency < _WORD_AT_ALL or (frequency < _COMMON_NAME and written_so)
        return zipf(word, language or "") < (_WORD_AT_ALL if their.opens else _COMMON)

    def _garbled(
        self, their: _Word, lost: Sequence[_Word], pages: Sequence[_Page]
    ) -> tuple[_Word, Difference] | None:
        """The name of the source that this one nearly is."""
        near = [(edits, our) for our in lost if (edits := _edits(our.text, their.text)) is not None]
        if not near or their.text.lower() in places() or self._usual(their):
            return None
        _, our = min(near, key=lambda pair: pair[0])
        written = _elsewhere(our, pages)
        if not written and _renderings(their, pages) > 1:
            return None  # the translation calls it so throughout
        strength = Strength.SURE if written else Strength.LIKELY
        latin = our.text if our.text.isascii() or folded(our.text) != our.text.lower() else ""
        suggestions = tuple(dict.fromkeys((*written, *([latin] if _is_latin(our.text) else []))))
        return our, Difference("name", their.span, strength, our.span, our.text, suggestions[:3])

    def _exchanged(
        self, their: _Word, lost: Sequence[_Word], pages: Sequence[_Page]
    ) -> tuple[_Word, Difference] | None:
        """The name of the source that this one took the place of."""
        if _renderings(their, pages) > 1:
            return None
        candidates = [
            (self._weight(our, their, lost, pages), our) for our in lost if _unlike(our.text, their.text)
        ]
        if not candidates:
            return None
        weight, our = max(candidates, key=lambda pair: (pair[0], -pair[1].span.start))
        if weight < _ENOUGH:
            return None
        strength = Strength.SURE if weight > _ENOUGH else Strength.LIKELY
        return our, Difference("name", their.span, strength, our.span, our.text, _elsewhere(our, pages)[:3])

    def _weight(self, our: _Word, their: _Word, lost: Sequence[_Word], pages: Sequence[_Page]) -> int:
        """How much speaks for one name having taken the place of the other."""
        source, target = self.two.languages
        low, theirs = our.text.lower(), their.text.lower()
        if zipf(low, source or "") > _TOO_COMMON and low not in places():
            return 0
        rare = target != _NOUNS_ARE_CAPITAL and zipf(theirs, target or "") < _WORD_AT_ALL
        known = _is_written_so(theirs, target, source)  # the source would call it so
        joined = 2 * self._beside_the_same(our, their) + 2 * self._in_a_run(our, their, lost)
        both_places = low in places() and theirs in places()
        if not both_places and not self.is_prose:
            return 0  # a heading has capitals of its own
        if not (joined or both_places) and (their.opens or not (rare or known)):
            return 0
        elsewhere = 2 * bool(_elsewhere(our, pages))
        if target == _NOUNS_ARE_CAPITAL and not (joined or both_places or elsewhere):
            return 0  # any noun may be what has no counterpart
        told = source != _NOUNS_ARE_CAPITAL and (self._is_rare(our) + (not our.opens))
        return (
            elsewhere + joined + 2 * both_places + told + rare + known
            + _is_written_so(low, source, target)
        )  # fmt: skip

    def _in_a_run(self, our: _Word, their: _Word, lost: Sequence[_Word]) -> bool:
        """Whether a name of several words was lost, and as many stand there that the source does not have.

        What stands before them is a title.
        """
        ours = _run(self.two.source.text, our, lost)
        theirs = _run(self.two.target.text, their, [word for word in self.theirs if word not in self.pairs])
        return len(ours) > 1 and len(theirs) > 1 and their in theirs[-len(ours) :]

    def _beside_the_same(self, our: _Word, their: _Word) -> bool:
        """Whether a first or last name beside it is the same in both."""
        return any(
            _touch(self.two.source.text, own.span, our.span)
            and _touch(self.two.target.text, other.span, their.span)
            for other, own in self.pairs.items()
            if own.capital
        )

    def _is_rare(self, our: _Word) -> bool:
        return zipf(our.text.lower(), self.two.languages[0] or "") < _WORD_AT_ALL

    def _usual(self, their: _Word) -> bool:
        """Whether people write it so."""
        return zipf(their.text.lower(), self.two.languages[1] or "") >= _WORD_AT_ALL


def _small_words(notes: Annotations) -> frozenset[str]:
    """The words of a text that stand in it without a capital."""
    return frozenset(word for word in _WORD.findall(notes.text) if word[0].islower())


def _run(text: str, word: _Word, words: Sequence[_Word]) -> list[_Word]:
    """The words around one that stand side by side with it."""
    run: list[_Word] = []
    for other in sorted(words, key=lambda one: one.span):
        if run and not _touch(text, run[-1].span, other.span):
            if word in run:
                break
            run = []
        run.append(other)
    return run if word in run else []


def _is_written_so(word: str, language: str | None, other: str | None) -> bool:
    """Whether another language has a word as it stands in the first, so that both call the thing by one name."""
    if not _is_latin(word) or not other or not language:
        return False
    there = zipf(word, other)
    return there >= max(_NAME_AT_ALL, zipf(word, language) - _FOREIGN)


def _elsewhere(our: _Word, pages: Sequence[_Page]) -> tuple[str, ...]:
    """How the translation writes a name of the source in other places."""
    found: dict[str, None] = {}
    for page in pages:
        for their, other in page.pairs.items():
            if other is not our and other.capital and _stems_agree(other.text, our.text):
                found[their.text] = None
    return tuple(found)


def _stems_agree(one: str, other: str) -> bool:
    return one == other or is_same(one, other)


def _renderings(their: _Word, pages: Sequence[_Page]) -> int:
    return sum(word.text == their.text for page in pages for word in page.theirs)


def _words(notes: Annotations, spans: Sequence[Span]) -> list[_Word]:
    found = []
    for start, end in spans:
        for match in _WORD.finditer(notes.text, start, end):
            opens = bool(_OPENS.fullmatch(notes.text[start : match.start()]))
            found.append(_Word(match.group(), Span(*match.span()), opens))
    return found


def _touch(text: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    between = text[first.end : second.start]
    return first.end <= second.start and len(between) <= 2 and not between.strip(" -\u00a0‑")


@lru_cache(maxsize=1 << 15)
def is_same(our: str, their: str) -> bool:
    """Whether a word of the translation is, or is made of, one of the source.

    >>> is_same("Селезнёва", "Seleznyov"), is_same("Brandtners", "Brandtner"), is_same("Meier", "Maier")
    (True, True, False)
    """
    one, other = folded(our), folded(their)
    if one == other or are_variants(one, other):
        return True
    place = places().get(our.lower())
    if place is not None and place == places().get(their.lower()):
        return True
    if _is_form(one, other):
        return True
    if _is_latin(our) and _is_latin(their):
        return False
    return _sounds_same(our, their)


def _is_form(one: str, other: str) -> bool:
    """Whether one is the other with an ending: inflected, an adjective, a people."""
    short, long = sorted((one, other), key=len)
    if len(short) < _STEM or len(long) - len(short) > _MOST_ENDING:
        return False
    return long.startswith(short) or (
        len(short) > _STEM + 1
        and long.startswith(short[:-1])
        and len(long) - len(short) <= 3
        and short[-1] in "aeiouy"
    )


def _sounds_same(our: str, their: str) -> bool:
    """Whether a word is the other in another script: by sound, but for endings.

    Vowels count only where nobody writes the name so: foreign ones are written anew.
    """
    one, other = sounds(our), sounds(their)
    if one == other or _is_form(one.rstrip("aeiou"), other.rstrip("aeiou")):
        return True
    bone, other_bone = skeleton(our), skeleton(their)
    ended = len(other_bone) > 3 and bone.startswith(other_bone) and len(bone) - len(other_bone) < 3
    if len(other_bone) < 2 or not (bone == other_bone or ended):
        return False
    return _vowels_agree(one, other) or zipf(their.lower(), "en") >= _WORD_AT_ALL


def _vowels_agree(one: str, other: str) -> bool:
    """Whether the vowels between the same consonants are there in both, and mostly the same."""
    ours, theirs = (_VOWELS.findall(word.rstrip("aeiou")) for word in (one, other))
    inner = list(zip(ours, theirs, strict=False))
    return len(ours) >= len(theirs) and all(a == b or {a[-1], b[-1]} <= _CLOSE for a, b in inner)


def _edits(our: str, their: str) -> int | None:
    """How many letters a name is away from the source's, if few enough."""
    one, other = folded(our), folded(their)
    size = min(len(one), len(other))
    most = 0 if size < 4 else 1 if size < 7 else 2
    edits = edits_between(one, other)
    if not (_is_latin(our) and _is_latin(their)):
        sounding, sounded = sounds(our), sounds(their)
        shortest = max(_STEM, len(sounded) - 1)
        endless = [sounding[: len(sounding) - cut] for cut in range(6) if len(sounding) - cut >= shortest]
        edits = min(edits, *(edits_between(one, sounded) for one in endless)) if endless else edits
    return edits if edits <= most else None


def _unlike(our: str, their: str) -> bool:
    """Whether two words cannot be spellings of one name."""
    one, other = loose_skeleton(our), loose_skeleton(their)
    longest = max(len(one), len(other), 1)
    return 1 - edits_between(one, other) / longest <= _UNLIKE


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250"


def _joined(two: Beside, differences: Iterator[Difference]) -> list[Difference]:
    """Neighbouring words of one name as one finding."""
    found: list[Difference] = []
    for one in differences:
        last = found[-1] if found else None
        if last is not None and _touch(two.target.text, last.span, one.span):
            source = last.source
            if source is not None and one.source is not None and _touch(two.source.text, source, one.source):
                source = Span(min(source.start, one.source.start), max(source.end, one.source.end))
            stronger = min(last.strength, one.strength, key=list(Strength).index)
            expected = two.source.text[source.slice] if source else last.expected
            found[-1] = Difference("name", Span(last.span.start, one.span.end), stronger, source, expected)
        else:
            found.append(one)
    return found
