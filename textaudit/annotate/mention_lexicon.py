"""What is known beforehand of names, by language: titles, openers of sentences, words of organisations ..."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path

from textaudit.annotate.language import function_words

_DATA = Path(__file__).resolve().parent.parent / "data"
_EVERYWHERE = {"organisation_words", "places", "person_last"}  # English ones stand in texts of any language
_MODALS = {"may"}
_NO_CAPITALS = frozenset(["ar", "fa", "ur", "he", "hi", "mr", "ne", "bn", "ta", "th", "ja", "ko", "zh", "ka"])


class Capitals(StrEnum):
    """What a capital within a sentence means in a language."""

    NAMES = "names"  # a name, or a word made from one: English writes peoples and days so too
    NOUNS = "nouns"  # any noun; also where the language is unknown
    NONE = "none"  # it has none


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case, by what they say of the names around them.

    Attributes:
        openers: function words and adverbs; never part of a name, and a run of capitals ends there.
        ordinary: words of everyday language: at the start of a sentence their capital means nothing.
        titles: stand before a person's name, capital or not; ``ambiguous_titles`` are as often a surname.
        title_parts: stand within a title of several words ("Prime", "Vice").
        title_tails: end a title in lower case: "министр иностранных дел".
        roles: like titles, but seldom with a capital.
        joining_particles: may stand in lower case after the first word of a name.
        leading_particles: may begin a name in lower case.
        no_single: capitals that alone are no name: titles, roles, days, acronyms of things.
        markers: words that part a run of capitals, or are themselves no part of its name.
        heads: take "of" and a name after them ("Bank of", "Republic of").
        after_place, after_organisation, after_person: words after a name that tell its kind.
    """

    openers: frozenset[str]
    ordinary: frozenset[str]
    titles: frozenset[str]
    ambiguous_titles: frozenset[str]
    title_parts: frozenset[str]
    title_tails: frozenset[str]
    roles: frozenset[str]
    org_roles: frozenset[str]
    place_roles: frozenset[str]
    sayings: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    joining_particles: frozenset[str]
    leading_particles: frozenset[str]
    organisation_words: frozenset[str]
    organisation_heads: frozenset[str]
    place_words: frozenset[str]
    place_first: frozenset[str]
    place_heads: frozenset[str]
    place_prepositions: frozenset[str]
    person_last: frozenset[str]
    demonyms: frozenset[str]
    calendar: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]
    no_names: frozenset[str]
    first_names: frozenset[str]
    after_place: frozenset[str]
    after_organisation: frozenset[str]
    after_person: frozenset[str]
    place_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    joining_suffixes: frozenset[str]
    no_single: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()


def capitals_of(language: str | None) -> Capitals:
    """What capitals mean in a *language*, ISO 639-1."""
    if language in _NO_CAPITALS:
        return Capitals.NONE
    return Capitals.NOUNS if language in (None, "de") else Capitals.NAMES


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of one language with those of all; of every language where it is unknown."""
    data = _data()

    def words(name: str) -> frozenset[str]:
        group = data[name]
        if language is None:
            return frozenset(word for listed in group.values() for word in listed.split())
        codes = {"any", language} | ({"en"} if name in _EVERYWHERE else set())
        return frozenset(word for code in codes for word in group.get(code, "").split())

    groups = {field.name: words(field.name) for field in fields(Lexicon) if field.name in data}
    spoken = function_words()
    if language in spoken:
        groups["openers"] |= spoken[str(language)]
    if language == "en":
        groups["ordinary"] |= _english_words()
    never = ("titles", "title_parts", "roles", "calendar", "no_names")
    groups["no_single"] = frozenset().union(*(groups[name] for name in never)) - groups["organisations"]
    peoples = {f"{people}s" for people in groups["demonyms"]}
    groups["markers"] = groups["no_single"].union(groups["openers"], groups["demonyms"], peoples, _MODALS)
    return Lexicon(**groups)


@cache
def _english_words() -> frozenset[str]:
    text = (_DATA / "english_words.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text)["words"].split())


@cache
def joining_words() -> tuple[str, ...]:
    """What may stand in lower case between the words of one name, in any language."""
    data = _data()
    return tuple(sorted({*data["particles"]["any"].split(), *data["inner_words"]["en"].split()}))


@cache
def _data() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads((_DATA / "mentions.json").read_text(encoding="utf-8"))
    return data
