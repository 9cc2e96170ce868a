"""Numbers, units, money, dates and times, as languages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate.parallel.dates import dates_in, times_in, weekdays_in
from textaudit.annotate.parallel.guess import guessed_language
from textaudit.annotate.parallel.quantities import quantities_in
from textaudit.annotate.parallel.spelling import sounds
from textaudit.annotate.parallel.words import lexicon


def read(text: str, language: str | None) -> list[tuple[float, str]]:
    return [(q.values[0], ",".join(sorted(q.labels))) for q in quantities_in(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("38,6 Millionen Euro", "de", [(38_600_000, "EUR")]),
        ("1.234 Meter", "de", [(1234, "length-meter")]),
        ("1,234 metres", "en", [(1234, "length-meter")]),
        ("1 900 km", "fr", [(1900, "length-kilometer")]),
        ("17 millions d'euros", "fr", [(17_000_000, "EUR")]),
        ("9,7 млрд рублей", "ru", [(9_700_000_000, "BYN,RUB")]),
        ("6200 квадратных метров", "ru", [(6200, "area-square-meter")]),
        ("2.6万", "zh", [(26_000, "")]),
        ("两万三千人", "zh", [(23_000, "")]),
        ("٣٥٠", "ar", [(350, "")]),
        ("€5.8 billion", "en", [(5_800_000_000, "EUR")]),
        ("two hundred and twelve", "en", [(212, "")]),
        ("half a million", "en", [(500_000, "")]),
        ("zweiunddreißig Tage", "de", [(32, "duration-day")]),
        ("quatre-vingt-dix", "fr", [(90, "")]),
        ("anderthalb Jahre", "de", [(1.5, "duration-year")]),
        ("12 %", "fr", [(12, "percent")]),
        ("5 in Oslo", "en", [(5, "")]),
    ],
)
def test_numbers(text: str, language: str, found: list[tuple[float, str]]) -> None:
    assert read(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("am 3. Oktober 1924", "de", (1924, 10, 3)),
        ("on October 3, 1924", "en", (1924, 10, 3)),
        ("le 3 octobre 1924", "fr", (1924, 10, 3)),
        ("el 3 de octubre de 1924", "es", (1924, 10, 3)),
        ("3 октября 1924 года", "ru", (1924, 10, 3)),
        ("1924年10月3日", "zh", (1924, 10, 3)),
        ("1924-10-03", None, (1924, 10, 3)),
        ("03.10.1924", None, (1924, 10, 3)),
        ("in May", "en", (None, 5, None)),
    ],
)
def test_dates(text: str, language: str | None, found: tuple[int | None, ...]) -> None:
    (date,) = dates_in(text, 0, len(text), language)
    assert (date.year, date.month, date.day) == found


def test_what_is_no_date() -> None:
    assert not dates_in("they may march", 0, 14, "en")
    assert not dates_in("sept maisons", 0, 12, "fr")


def test_weekdays_and_times() -> None:
    assert [day.day for day in weekdays_in("в среду", 0, 7, "ru")] == [2]
    assert [day.day for day in weekdays_in("am Freitagmorgen", 0, 16, "de")] == [4]
    assert [time.minutes for time in times_in("à 14 h 05, at 2.05 p.m., 2点17分", 0, 40)] == [845, 845, 137]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Дорошенко", "Doroshenko"), ("Шольц", "Scholz"), ("Лещенко", "Leshchenko"), ("Загорский", "Zagorsky")],
)
def test_names_sound_alike_across_scripts(ours: str, theirs: str) -> None:
    assert sounds(ours).lower().replace("c", "z") == sounds(theirs).lower().replace("c", "z")


def test_a_short_text_has_a_language_too() -> None:
    assert guessed_language("Le prix est de 12 000 euros.") == "fr"
    assert guessed_language("1234") is None


@given(st.text(max_size=120), st.sampled_from(["en", "de", "fr", "ru", "zh", "ar", "xx", None]))
def test_any_text_can_be_read(text: str, language: str | None) -> None:
    for found in (
        [q.span for q in quantities_in(text, 0, len(text), language)],
        [d.span for d in dates_in(text, 0, len(text), language)],
        [w.span for w in weekdays_in(text, 0, len(text), language)],
        [t.span for t in times_in(text, 0, len(text))],
    ):
        assert all(0 <= start < end <= len(text) for start, end in found)


def test_every_language_has_its_words() -> None:
    for code in ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "ja", "zh"):
        words = lexicon(code)
        assert words.labels
        assert words.weekdays
