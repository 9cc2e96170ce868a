"""What a sentence shares with its translation in any language: numbers, dates, names, cognates, marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from textaudit.annotate.parallel.dates import dates_in, weekdays_in
from textaudit.annotate.parallel.quantities import quantities_in
from textaudit.annotate.parallel.spelling import loose_skeleton
from textaudit.annotate.parallel.words import places
from textaudit.model import Span

_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{3,}")
_QUOTES = re.compile('["“”„«»「」『』]')
_CJK = re.compile(r"[\u3400-\u9fff]{2,}")
_MIN_COGNATE: Final = 5  # letters
_MIN_CONSONANTS: Final = 3
_SMALL: Final = 2.0  # numbers up to this stand for too much ("one", "both")
_NUMBER, _SMALL_NUMBER, _NAME, _COGNATE, _DATE, _PLACE, _MARK, _UNIT = 1.5, 0.7, 1.5, 0.6, 1.3, 1.5, 0.6, 0.4

Anchors = Mapping[str, float]


def anchors_in(text: str, span: Span, language: str | None) -> dict[str, float]:
    """The anchors of a sentence: how much each would say if its counterpart had it too."""
    start, end = span
    found: dict[str, float] = {}
    for quantity in quantities_in(text, start, end, language):
        value = quantity.values[0]
        if value > _SMALL or quantity.in_digits:
            found[f"n{value:g}"] = _NUMBER if quantity.in_digits and value > 12 else _SMALL_NUMBER
        for label in sorted(quantity.labels)[:1]:
            found[f"u{label}"] = _UNIT
    for date in dates_in(text, start, end, language):
        if date.month is not None:
            found[f"m{date.month}"] = _DATE
        if date.day is not None:
            found[f"n{date.day}"] = _SMALL_NUMBER
    found |= {f"w{weekday.day}": _DATE for weekday in weekdays_in(text, start, end, language)}
    for match in _WORD.finditer(text, start, end):
        found |= _of_word(match.group())
    for match in _CJK.finditer(text, start, end):
        found |= _places_in(match.group())
    if _QUOTES.search(text, start, end):
        found['"'] = _MARK
    for mark in "?？!！":
        if text.find(mark, start, end) >= 0:
            found["?" if mark in "?？" else "!"] = _MARK
    return found


def _of_word(word: str) -> dict[str, float]:
    place = places().get(word.lower()) if word[0].isupper() else None
    found = {} if place is None else {f"p{place}": _PLACE}
    if len(word) < _MIN_COGNATE and not word[0].isupper():
        return found
    consonants = loose_skeleton(word)
    if len(consonants) >= _MIN_CONSONANTS:
        found[f"c{consonants}"] = (
            _NAME if word[0].isupper() and len(consonants) > _MIN_CONSONANTS else _COGNATE
        )
    return found


def _places_in(run: str) -> dict[str, float]:
    """Places in a run of characters without spaces."""
    known = _east_asian_places()
    found = {}
    for size in (2, 3, 4):
        for at in range(len(run) - size + 1):
            place = known.get(run[at : at + size])
            if place is not None:
                found[f"p{place}"] = _PLACE
    return found


@cache
def _east_asian_places() -> dict[str, int]:
    return {name: number for name, number in places().items() if _CJK.fullmatch(name)}


def weighed(sides: Sequence[Sequence[Anchors]]) -> list[list[dict[str, float]]]:
    """The anchors of both sides, each worth less the more often it occurs.

    Those that the other side has nowhere count only where every language has to say them: figures, months, weekdays.
    """
    counts = [Counter(name for anchors in side for name in anchors) for side in sides]
    shared = counts[0].keys() & counts[1].keys()
    rarity = {name: max(counts[0][name], counts[1][name]) ** -0.5 for name in shared}
    return [
        [
            {
                name: weight * rarity.get(name, 1.0)
                for name, weight in anchors.items()
                if name in shared or _is_telling(name, weight)
            }
            for anchors in side
        ]
        for side in sides
    ]


def _is_telling(name: str, weight: float) -> bool:
    return name[0] in "mw" or (name[0] == "n" and weight == _NUMBER)
