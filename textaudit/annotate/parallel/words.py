"""How languages write numbers, units, money, months and weekdays, as two files in `data/` list it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).resolve().parent.parent.parent / "data"
_FALLBACK: Final = "en"
_MIN_LONG_NAME: Final = 4  # letters of a month's or weekday's name that says what it is by itself
_UNITS_NL: Final = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_UNITS_DE: Final = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_ELIDED_IT: Final = ("uno", "otto")  # trentuno, trentotto


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, in lower case.

    Attributes:
        numbers: value of a number word.
        factors: what a word multiplies the number before it by.
        behind_digits: the same for words that mean it right behind digits alone ("5 m").
        labels: what a unit or currency may be, by its name; CLDR's units, ISO 4217's currencies.
        longest: most words in a name of `labels`.
        months, weekdays: number from 1, and from 0 for Monday, by name.
        short_months: those that are a month only beside a number.
        decimal, group: its signs in numbers.
    """

    numbers: Mapping[str, float]
    factors: Mapping[str, float]
    behind_digits: Mapping[str, float]
    labels: Mapping[str, frozenset[str]]
    longest: int
    months: Mapping[str, int]
    short_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    decimal: str
    group: str


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of a language; of one that is not known, the signs of English and nothing else."""
    cldr, own = _load("cldr_words.json"), _load("quantity_words.json")
    code = language or ""
    numbers, factors, behind = _numbers(own["numbers"].get(code, ""), code)
    labels = _labels(cldr, own, code)
    long, short = _months(cldr, own, code)
    signs = cldr["signs"].get(code) or cldr["signs"][_FALLBACK]
    return Lexicon(
        numbers=numbers,
        factors=factors,
        behind_digits=behind,
        labels=labels,
        longest=max((len(name.split()) for name in labels), default=1),
        months=long,
        short_months=short,
        weekdays=_weekdays(cldr, own, code),
        decimal=signs[0],
        group=signs[1],
    )


@cache
def places() -> Mapping[str, int]:
    """Countries and cities: a number by each of their names in any language, in lower case."""
    found: dict[str, int] = {}
    rows = (*_load("cldr_words.json")["places"], *_load("quantity_words.json")["places"])
    for number, row in enumerate(rows):
        for name in row.split("|"):
            found.setdefault(name, number)
    return found


def _numbers(listed: str, code: str) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    numbers: dict[str, float] = {}
    factors: dict[str, float] = {}
    behind: dict[str, float] = {}
    for entry in listed.split():
        word, _, value = entry.partition("=")
        if value.startswith("x"):
            factors[word] = float(value[1:])
        elif value.startswith("s"):
            behind[word] = float(value[1:])
        else:
            numbers[word] = float(value)
    numbers |= {word: value for word, value in _joined(numbers, code) if word not in numbers}
    return numbers, factors, behind


def _joined(numbers: Mapping[str, float], code: str) -> Iterator[tuple[str, float]]:
    """Numbers that a language writes as one word: zweiunddreißig, eenentwintig, trentadue."""
    tens = [(word, value) for word, value in numbers.items() if value in range(20, 100, 10)]
    if code == "de":
        for digit, unit in enumerate(_UNITS_DE, start=1):
            yield from ((f"{unit}und{ten}", value + digit) for ten, value in tens)
            yield f"{unit}hundert", 100.0 * digit
            yield f"{unit}tausend", 1000.0 * digit
    elif code == "nl":
        for digit, unit in enumerate(_UNITS_NL, start=1):
            for ten, value in tens:
                yield f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}", value + digit
            yield f"{unit}honderd", 100.0 * digit
            yield f"{unit}duizend", 1000.0 * digit
    elif code == "it":
        units = [(word, value) for word, value in numbers.items() if value in range(1, 10)]
        for ten, value in tens:
            for unit, one in units:
                yield (ten[:-1] if unit in _ELIDED_IT else ten) + unit, value + one


def _labels(cldr: Any, own: Any, code: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in (cldr["units"], cldr["currencies"]):
        for label, names in table.get(code, {}).items():
            for name in names.split("|"):
                found.setdefault(name, set()).add("percent" if label == "concentr-percent" else label)
    for table in (own["units"], own["currencies"]):
        for entry in table.get(code, "").split():
            names, _, labels = entry.partition("=")
            for name in names.split("|"):
                found.setdefault(name, set()).update(labels.split(","))
    for name in _PERCENT.get(code, ()):
        found[name] = {"percent"}
    return {
        name: frozenset(labels) for name, labels in found.items() if len(name) > 2 or _is_short_unit(name)
    }


def _is_short_unit(name: str) -> bool:
    """Whether so short a name is a unit and no word ("5 in Oslo")."""
    return name in _SHORT_UNITS or (not name[0].isascii() and not name[0].isalpha()) or name[0] >= "\u3040"


_SHORT_UNITS: Final = frozenset(
    [
        "km",
        "cm",
        "mm",
        "kg",
        "mg",
        "ml",
        "hl",
        "ha",
        "kw",
        "mw",
        "gw",
        "ft",
        "yd",
        "lb",
        "oz",
        "mi",
        "км",
        "см",
        "мм",
        "кг",
        "мг",
        "га",
        "%",
    ]
)
_PERCENT: Final = {
    "en": ("percent", "per cent", "percentage points"),
    "de": ("prozent", "prozentpunkte"),
    "fr": ("pour cent",),
    "es": ("por ciento",),
    "it": ("per cento",),
    "pt": ("por cento",),
    "nl": ("procent",),
    "ru": ("процентах", "процентам"),
}


def _months(cldr: Any, own: Any, code: str) -> tuple[dict[str, int], dict[str, int]]:
    long: dict[str, int] = {}
    short: dict[str, int] = {}
    for source in (cldr["months"], own["months"]):
        for number, names in enumerate(source.get(code, ()), start=1):
            forms = names.split("|")
            full = max(map(len, forms))
            for name in forms:
                whole = len(name) >= max(min(_MIN_LONG_NAME, full), full - 3) and not name[0].isdigit()
                (long if whole else short)[name] = number
    return long, short


def _weekdays(cldr: Any, own: Any, code: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, names in enumerate(cldr["weekdays"].get(code, ())):
        found |= {
            name: number for name in names.split("|") if len(name) >= _MIN_LONG_NAME or code in ("zh", "ja")
        }
    for number, names in enumerate(own["weekdays"].get(code, ())):
        found |= dict.fromkeys(names.split("|"), number)
    return found


@cache
def _load(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))
