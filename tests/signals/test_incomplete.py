"""The signal `incomplete`, through the library: what it says, when it says nothing, and what carries it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit import Settings, audit
from textaudit.model import Result

WHOLE = """Bridge closed after storm

The council closed the old bridge on Monday because the storm had damaged two of its pillars.

The mayor said that the works would take a year, and that nobody need fear for the ferry, which runs all night.

Nobody was hurt. The works will cost a million, and the town pays half of it."""
TAIL = "\n\nLeave a Reply\n\nYour email address will not be published.\n\nShare this:"
PIECES = (
    "The council closed the bridge. ",
    "and two of the",
    "\n\n",
    "[…]",
    " Read more",
    ":",
    "“",
    "😀",
    "\u2028",
    "橋。",
    TAIL,
)


def incomplete(text: str) -> float | None:
    return audit(text).signals["incomplete"]


def cut(words: int) -> str:
    return " ".join(WHOLE.split(" ")[:-words])


def test_a_whole_text_is_hardly_called_incomplete() -> None:
    probability = incomplete(WHOLE)
    assert probability is not None
    assert probability < 0.2


@pytest.mark.parametrize(
    "ending",
    [
        " It was the",
        " Two of its pillars […]",
        " Two of its pillars were ... Read more",
        " Two of its pillars had been “damaged in the",
        "\n\nTwo of its pillars were damaged, and the mayor of the town told the council that it would\n\n"
        "Subscribe to continue reading",
    ],
)
def test_a_cut_text_is(ending: str) -> None:
    probability = incomplete(WHOLE + ending)
    assert probability is not None
    assert probability > 0.7


def test_boilerplate_behind_the_end_is_looked_past() -> None:
    whole, torn = incomplete(WHOLE + TAIL), incomplete(cut(2) + TAIL)
    assert whole is not None
    assert torn is not None
    assert whole < 0.3 < 0.6 < torn


def test_its_clues_are_passages_of_the_text() -> None:
    text = WHOLE + " It was the"
    clues = audit(text).clues["incomplete"]
    assert clues[0].text == "It was the"
    assert all(text[clue.span.slice] == clue.text and clue.note for clue in clues)


def test_it_says_nothing_of_a_few_words() -> None:
    assert incomplete("The council closed the bridge because the") is None


def test_it_says_nothing_where_no_rule_on_cuts_runs() -> None:
    result = audit(WHOLE, Settings(select=("mojibake",)))
    assert isinstance(result, Result)
    assert result.signals["incomplete"] is None
    assert "incomplete" not in result.clues


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_on_any_text_it_is_a_probability_or_nothing(text: str) -> None:
    result = audit(text)
    assert not result.failures
    probability = result.signals["incomplete"]
    assert probability is None or 0 <= probability <= 1
    for clue in result.clues.get("incomplete", ()):
        assert text[clue.span.slice] == clue.text != ""
