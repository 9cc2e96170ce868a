import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate.capitals import capital_runs_in, capitals_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jean-Luc met Anna's Jean.", {"Jean": [0, 20], "Luc": [5], "Anna": [13]}),
        ("O’Brien’s house, eBay, N95", {"O’Brien": [0], "N95": [23]}),
        ("see example.Org, @Anna or /Users/Anna", {}),
        ("Жук и Жук-Ли", {"Жук": [0, 6], "Ли": [10]}),
        ("😀 Rome", {"Rome": [2]}),
        ("", {}),
    ],
)
def test_capitals(text: str, expected: dict[str, list[int]]) -> None:
    assert capitals_in(text) == expected


def test_runs_go_over_particles_and_hyphens() -> None:
    text = "Ludwig van Beethoven and Jean-Luc Roux of Lyon left Rome."
    assert capital_runs_in(text) == {"Ludwig van Beethoven": [0], "Jean-Luc Roux of Lyon": [25]}


@given(st.text(alphabet="AbŽž '’-.\n😀", max_size=60))
def test_places_are_exact(text: str) -> None:
    for found in (capitals_in(text), capital_runs_in(text)):
        for spelling, starts in found.items():
            assert starts == sorted(set(starts))
            assert all(text.startswith(spelling, start) for start in starts)
            assert spelling[0].isupper()


@pytest.mark.parametrize("piece", ["A", "Aa ", "Aa-", "A'", "Aa of ", "A."])
def test_odd_texts_end_soon(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    capitals_in(text)
    capital_runs_in(text)
