"""Dates, weekdays and times of day in a passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from textaudit.annotate.parallel.words import lexicon
from textaudit.model import Span

_MAX_SUFFIX: Final = 7  # Freitagmorgen, Fridays
_NO_SPACES: Final = ("zh", "ja", "ko")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<c>\d{4}))(?![\d/-])"
)
_CJK = re.compile(
    r"(?:(?P<year>\d{4})\s?[年년])?\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日号號일])?|(?P<only>(?:1[5-9]|20)\d\d)\s?[年년]"
)
_TIMES = re.compile(
    r"(?<![\d.,:])(?P<h>[01]?\d|2[0-4])(?:"
    r"(?::(?P<m1>[0-5]\d)|[.](?P<m2>[0-5]\d)(?=\s?(?:Uhr|[ap]\.?\s?m\b))|\s?h\s?(?P<m3>[0-5]\d)\b)(?!\d)\s?(?P<half1>[ap]\.?\s?m\b\.?)?"
    r"|\s?(?P<half2>[ap]\.?m\b\.?)"
    r"|\s?Uhr(?:\s(?P<m4>[0-5]\d)\b)?"
    r"|\s?[点點時시](?:\s?(?P<m5>[0-5]?\d)\s?[分분])?(?!间|間|间))",
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or part of one.

    Attributes:
        span: all of it.
        year, month, day: as far as it says them.
        spans: where each stands, in this order.
        turned: month and day may be the other way round.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    spans: tuple[Span | None, Span | None, Span | None] = (None, None, None)
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, 0 for Monday."""

    span: Span
    day: int


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day, in minutes after midnight, or after noon where the passage does not say which."""

    span: Span
    minutes: int
    twelve: bool


def dates_in(text: str, start: int, end: int, language: str | None) -> list[Date]:
    """The dates between two offsets, ascending; months alone are among them.

    >>> [(d.year, d.month, d.day) for d in dates_in("am 3. Oktober 1924, im Mai", 0, 26, "de")]
    [(1924, 10, 3), (None, 5, None)]
    """
    found = [date for match in _NUMERIC.finditer(text, start, end) if (date := _numeric(match)) is not None]
    if language in _NO_SPACES:
        found += [_cjk(match) for match in _CJK.finditer(text, start, end)]
    pattern = _pattern(language)
    if pattern is not None:
        found += [
            date
            for match in pattern.finditer(text, start, end)
            if (date := _named(match, language)) is not None
        ]
    return sorted(found, key=lambda date: date.span.start)


def weekdays_in(text: str, start: int, end: int, language: str | None) -> list[Weekday]:
    """The weekdays between two offsets, ascending."""
    pattern = _weekday_pattern(language)
    if pattern is None:
        return []
    known = lexicon(language).weekdays
    found = []
    for match in pattern.finditer(text, start, end):
        if language == "en" and not match.group()[0].isupper():
            continue
        found.append(Weekday(Span(*match.span()), known[match.group(1).lower()]))
    return found


def times_in(text: str, start: int, end: int) -> list[Time]:
    """The times of day between two offsets, ascending.

    >>> [time.minutes for time in times_in("um 14.05 Uhr, at 2.05 p.m.", 0, 26)]
    [845, 845]
    """
    found = []
    for match in _TIMES.finditer(text, start, end):
        hour = int(match["h"])
        minutes = next((int(match[m]) for m in ("m1", "m2", "m3", "m4", "m5") if match[m]), 0)
        half = (match["half1"] or match["half2"] or "")[:1].lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        found.append(Time(Span(*match.span()), hour * 60 + minutes, not half and hour <= 12))
    return found


def _numeric(match: re.Match[str]) -> Date | None:
    def at(*names: str) -> tuple[Span | None, Span | None, Span | None]:
        year, month, day = (Span(*match.span(name)) for name in names)
        return year, month, day

    span = Span(*match.span())
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        return Date(span, year, month, day, at("y", "m", "d")) if month <= 12 and day <= 31 else None
    first, second, year = int(match["a"]), int(match["b"]), int(match["c"])
    if first <= 12 and second <= 12:
        return Date(span, year, second, first, at("c", "b", "a"), turned=match["s"] == "/")
    if second <= 12 and first <= 31:
        return Date(span, year, second, first, at("c", "b", "a"))
    return Date(span, year, first, second, at("c", "a", "b")) if first <= 12 and second <= 31 else None


def _cjk(match: re.Match[str]) -> Date:
    year = match["year"] or match["only"]
    return Date(
        Span(*match.span()),
        int(year) if year else None,
        int(match["month"]) if match["month"] else None,
        int(match["day"]) if match["day"] else None,
        (
            _span(match, "year" if match["year"] else "only") if year else None,
            _span(match, "month"),
            _span(match, "day"),
        ),
    )


def _span(match: re.Match[str], name: str) -> Span | None:
    return Span(*match.span(name)) if match[name] else None


def _named(match: re.Match[str], language: str | None) -> Date | None:
    words = lexicon(language)
    name = match["month"].lower()
    number = words.months.get(name) or words.short_months.get(name)
    day, year = match["d1"] or match["d2"], match["y1"]
    if number is None or (name not in words.months and not (day or year)):
        return None
    if language in ("en", "de") and not match["month"][0].isupper():
        return None
    if day and not 1 <= int(day) <= 31:
        return None
    return Date(
        Span(*match.span()),
        int(year) if year else None,
        number,
        int(day) if day else None,
        (_span(match, "y1"), _span(match, "month"), _span(match, "d1") or _span(match, "d2")),
    )


@cache
def _pattern(language: str | None) -> re.Pattern[str] | None:
    words = lexicon(language)
    if not words.months or language in _NO_SPACES:
        return None
    names = sorted({*words.months, *words.short_months}, key=len, reverse=True)
    month = "|".join(re.escape(name) for name in names if name and not name[0].isdigit())
    gap = r"[\s\u00a0\u202f]"
    return re.compile(
        rf"(?:(?<![\d.,])(?P<d1>\d{{1,2}})(?:\.|º|°|er|ème|-?го|st|nd|rd|th)?{gap}+(?:de{gap}|of{gap}|d['’])?)?"
        rf"(?<![^\W\d_])(?P<month>{month})(?![^\W\d_])"
        rf"(?:\.?{gap}+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.%]\d|{gap}?(?:%|Uhr))\b)?"
        rf"(?:[.,]?{gap}+(?:de{gap}|del{gap}|of{gap})?(?P<y1>(?:1\d|20)\d\d)\b)?",
        re.IGNORECASE,
    )


@cache
def _weekday_pattern(language: str | None) -> re.Pattern[str] | None:
    words = lexicon(language)
    if not words.weekdays:
        return None
    names = "|".join(re.escape(name) for name in sorted(words.weekdays, key=len, reverse=True))
    if language in _NO_SPACES:
        return re.compile(f"({names})")
    return re.compile(rf"(?<![^\W\d_])({names})[^\W\d_]{{0,{_MAX_SUFFIX}}}(?![^\W\d_])", re.IGNORECASE)
