"""The built-in list: all countries with their capitals, each name once, in the spellings that texts have."""

from __future__ import annotations

import pytest

from textaudit.gazetteer import words_of
from textaudit.gazetteer.lists import read_list
from textaudit.resources import BUILT_IN_PLACES, open_resources

COUNTRIES = 195 + 1 + 1  # members and observers of the United Nations, Kosovo, Taiwan
NAMES = read_list(BUILT_IN_PLACES)
WITHOUT_A_CAPITAL = {"Djibouti", "Monaco", "Singapore", "Vatican City"}  # or one of the same name


def test_where_it_comes_from_is_said() -> None:
    head = BUILT_IN_PLACES.read_text(encoding="utf-8")[:600]
    assert "# provenance: " in head
    assert "# licence: CC0" in head


def test_all_countries_have_a_capital() -> None:
    countries = {name.text for name in NAMES if "country" in name.context}
    assert len(countries) == COUNTRIES
    capitals = {
        name.context[name.context.index("capital") + 1] for name in NAMES if "capital" in name.context
    }
    assert countries - capitals == WITHOUT_A_CAPITAL
    assert capitals <= countries


def test_each_name_is_there_once_and_is_a_place() -> None:
    rows = [row for row in BUILT_IN_PLACES.read_text(encoding="utf-8").splitlines() if row[0] != "#"]
    assert len(rows) - 1 == len(NAMES)
    assert {name.kind for name in NAMES} == {"place"}
    assert all(alias.strip() == alias for name in NAMES for alias in name.aliases)


@pytest.mark.parametrize(
    "place",
    ["Kyiv", "Kiev", "Burma", "Myanmar", "Côte d’Ivoire", "Ivory Coast", "Turkey", "Türkiye", "Czech Republic", "Swaziland",
     "Eswatini", "U.S.", "Bavaria", "Saskatchewan", "Palestine", "Kharkov", "Zaporizhzhia", "Gdansk", "Sao Paulo", "Holy See",
     "Cabo Verde", "Timor-Leste", "Nagorno-Karabakh", "Nizhny Novgorod", "Munich", "Scotland", "Ohio", "Antarctica"],
)  # fmt: skip
def test_usual_spellings_are_right(place: str) -> None:
    (places,) = open_resources([], None).gazetteers
    assert places.accepts(words_of(place))


def test_it_is_opened_once_in_a_process() -> None:
    assert open_resources([], None).gazetteers[0] is open_resources([], None).gazetteers[0]
