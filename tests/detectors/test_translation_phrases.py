"""What the cards cannot show of the rules on translated phrases and numbers: choices, capitals, digits, linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.detectors.test_generic_detectors import matches
from tests.linear import takes_linear_time
from textaudit.detectors.article_clash import ArticleClash
from textaudit.detectors.base import Detector
from textaudit.detectors.leftover_script import LeftoverScript
from textaudit.detectors.number_pair import NumberPair
from textaudit.detectors.phrase_table import PhraseTable
from textaudit.detectors.spaced_hyphen import SpacedHyphen
from textaudit.detectors.ungrouped_number import UngroupedNumber
from textaudit.model import Strength

PROSE = "The ferry left at nine, and nobody on the pier saw it go, because of the fog that lay on the river."
TABLE = PhraseTable(
    PhraseTable.Params(
        phrases={
            "(open|close) the (big|) light(s|)": "switch the light",
            "Bureau of (Big|Small) Rivers": "River Bureau",
            "on such way": "in such a way",
        },
        weak={"such way": ""},
        only_about={"new ring": "ring"},
        about=("wedding", "marr"),
    )
)
NUMBERS = UngroupedNumber(
    UngroupedNumber.Params(
        measures=("about", "than"), labels=("room",), year_words=("in",), units=("people",)
    )
)
HYPHENS = SpacedHyphen(
    SpacedHyphen.Params(
        prefixes=("anti",), firsts=("high",), seconds=("level",), units=("year",), whole=("year-old",)
    )
)
ARTICLES = ArticleClash(ArticleClash.Params(mute=("hour",), glide=("uni", "one")))
DETECTORS: tuple[Detector, ...] = (TABLE, NUMBERS, HYPHENS, ARTICLES, LeftoverScript(), NumberPair())


def marked(detector: Detector, text: str) -> list[str]:
    """What the detector marks in a sentence of a paragraph."""
    return [(PROSE + " " + text)[m.span.slice] for m in matches(detector, PROSE + " " + text)]


@given(
    st.sampled_from(["open", "close"]), st.sampled_from(["big ", ""]), st.sampled_from(["light", "lights"])
)
def test_every_choice_of_a_phrase_is_found(verb: str, size: str, noun: str) -> None:
    assert marked(TABLE, f"They {verb} the {size}{noun} at six.") == [f"{verb} the {size}{noun}"]


def test_choices_need_their_neighbours() -> None:
    assert marked(TABLE, "They open the   light.") != []
    assert (
        marked(TABLE, "They reopen the light, open thelight, open the lightsome hall and open a light.") == []
    )


def test_capitals_inside_make_a_name_of_a_phrase() -> None:
    assert marked(TABLE, "They read Open The Lights, a novel. Open the lights!") == ["Open the lights"]
    assert marked(TABLE, "The Bureau of Big Rivers met the bureau of big rivers.") == ["Bureau of Big Rivers"]


def test_the_longest_phrase_wins() -> None:
    (match,) = matches(TABLE, f"{PROSE} It was done on such way that all saw it.")
    assert match.strength is Strength.SURE
    assert match.replacement == "in such a way"


def test_some_phrases_are_wrong_in_some_texts_only() -> None:
    assert marked(TABLE, "She found a new ring.") == []
    assert marked(TABLE, "She found a new ring for the wedding.") == ["new ring"]


def test_the_suggestion_takes_the_capital_along() -> None:
    (match,) = matches(TABLE, f"{PROSE} Open the lights!")
    assert match.replacement == "Switch the light"


@given(st.integers(10_000, 999_999_999))
def test_a_grouped_number_is_the_same_number(number: int) -> None:
    (match,) = matches(NUMBERS, f"{PROSE} Then {number} people came by train.")
    assert match.replacement is not None
    assert int(match.replacement.replace(",", "")) == number
    assert marked(NUMBERS, f"Then {number:,} people came by train, and {number:,} left.") == []


@given(st.integers(1000, 2100))
def test_years_are_left_alone(year: int) -> None:
    assert (
        marked(NUMBERS, f"In {year} people came by train; the {year} fair was held, and {year} was wet.")
        == []
    )
    assert marked(NUMBERS, f"More than {year} people came by train.") == [str(year)]


@pytest.mark.parametrize(
    "text",
    [
        "He lives in Room 45054 with two cats.",
        "Version 10000 works.",
        "It is 12345.67 or 0.12345 or 1-12345 cats.",
    ],
)
def test_numbers_that_name_something_are_left_alone(text: str) -> None:
    assert marked(NUMBERS, text) == []


def test_a_torn_compound_comes_together() -> None:
    texts = [
        m.replacement for m in matches(HYPHENS, f"{PROSE} A 58 - year - old man spoke of high - level talks.")
    ]
    assert texts == ["58-year-old", "high-level"]


def test_a_dash_between_clauses_is_none() -> None:
    assert marked(
        HYPHENS, "The tide was high - level with the pier - and the boat - old or new - went on."
    ) == ["high - level"]


@given(st.integers(13, 9_999), st.integers(13, 9_999))
def test_a_range_runs_upwards(low: int, high: int) -> None:
    expected = [f"between {low:,} and {high} km"] if low > high else []
    assert marked(NumberPair(), f"It is between {low:,} and {high} km from here.") == expected


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_percentage_stands_there_once(first: int, second: int) -> None:
    expected = [f"{first} {second}%"] if first == second else []
    assert marked(NumberPair(), f"Of these {first} {second}% were sold.") == expected


def test_articles_go_by_sound() -> None:
    assert marked(ARTICLES, "In an hour a one-eyed man in a uniform met a aunt and an big dog.") == [
        "a aunt",
        "an big",
    ]


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: type(d).__name__)
@given(text=st.text(alphabet=" -.,%\n04aAn温、каждо(", max_size=60))
def test_matches_ascend_and_lie_in_the_text(detector: Detector, text: str) -> None:
    spans = [match.span for match in matches(detector, text)]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: type(d).__name__)
@pytest.mark.parametrize(
    "piece", ["open the light ", "Then 15505 people ", "high - level ", " a aunt ", "word 温泉 word "]
)
def test_work_is_linear(detector: Detector, piece: str) -> None:
    assert takes_linear_time(lambda times: matches(detector, piece * times), 500)
