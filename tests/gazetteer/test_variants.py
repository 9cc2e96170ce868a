"""Accepted variants are told from damage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textaudit
from textaudit.gazetteer.forms import is_form, of_one_family, without_plural
from textaudit.gazetteer.variants import are_variants, same_spelling

DATA = Path(textaudit.__file__).parent / "data" / "name_variants.json"


def groups() -> list[tuple[str, str]]:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return [(name, group) for name, section in data.items() if isinstance(section, list) for group in section]


@pytest.mark.parametrize(
    "pair",
    """mohammed muhammad|mohamed mehmet|alexei alexey|aleksei alexej|sergei serhii|sergey sergej|yuri yurii
    yulia julia|yulia iuliia|catherine katherine|catherine kathryn|jon john|stephen steven|phillip philip
    geoffrey jeffrey|hussein hossein|khaled khalid|omar umar|aisha ayesha|abdul abdel|qaddafi gaddafi|lee rhee
    park pak|choe choi|jong chong|chiang jiang|peking beijing|zedong tsetung|volodymyr vladimir
    oleksandr alexander|mykola nikolai|kyiv kiev|kharkiv kharkov|lviv lvov|odesa odessa|mumbai bombay
    kolkata calcutta|genoa genova|munich muenchen|zaporizhzhia zaporozhye|luhansk lugansk|donbas donbass
    hezbollah hizbullah|quran koran|qaeda qaida""".replace("\n", "|").split("|"),
)
def test_the_lists_hold_accepted_variants(pair: str) -> None:
    a, b = pair.split()
    assert same_spelling(a, b)
    assert are_variants(b, a)


@pytest.mark.parametrize(
    "pair",
    """moeller moller|mueller muller|haegar hagar|wisniewskiy wisniewski|vyshynskyi vyshynsky|podolskii podolskij
    vasilevskiy vasilevsky|dmitrovskyy dmitrovskii|filatoff filatov|mukhamedyev mukhamediev|ermolaev ermolayev
    yeremin eremin|yanina janina|iunus yunus|aleksin alexin|viktoriya viktoria|sobolevsky sobolevski""".replace(
        "\n", "|"
    ).split("|"),
)
def test_spelling_systems_write_one_name(pair: str) -> None:
    a, b = pair.split()
    assert same_spelling(a, b)
    assert same_spelling(b, a)


@pytest.mark.parametrize(
    "pair",
    """italy italian|italy italians|caledonia caledonians|wales welsh|france french|france frenchmen|poland poles
    spain spaniards|turkey turks|israel israelis|pakistan pakistanis|iraq iraqis|obama obamas|jones joneses
    kennedy kennedys|marx marxists|naples neapolitans|vienna viennese|kenya kenyans|sicily sicilian
    turkmenistan turkmen|iceland icelanders|salzburg salzburgers|kyiv kyivans|kievan kiev|ghana ghanaians
    thatcher thatcherite|gabon gabonese|turkish turks""".replace("\n", "|").split("|"),
)
def test_inflected_and_derived_forms_are_variants(pair: str) -> None:
    a, b = pair.split()
    assert are_variants(a, b)
    assert are_variants(b, a)
    assert not same_spelling(a, b)


@pytest.mark.parametrize(
    "pair",
    """kral klaar|camilly camilla|vagner wagner|stoneyi stognei|khakobyan hakobyan|starcev startsev|karla karel
    kayserisporu kayserispor|germanyi germany|romanjia romania|migul miguel|samul samuel|marqz marquez|pari paris
    ann an|rasmusen rasmussen|berlim berlin|macrone macron|haris harris|jahn john|poet pot
    sarkoszy sarkozy|merkell merkel|putting putin|ukrain ukraine""".replace("\n", "|").split("|"),
)
def test_damage_is_no_variant(pair: str) -> None:
    a, b = pair.split()
    assert not are_variants(a, b)
    assert not are_variants(b, a)


def test_a_form_belongs_to_its_name_only() -> None:
    assert is_form("brazilian", "brazil")
    assert not is_form("brazil", "brazilian")
    assert not is_form("ian", "")
    assert without_plural("gates") == "gate"
    assert without_plural("us") == "us"


def test_the_lists_are_folded_words_without_repetition() -> None:
    for name, group in groups():
        words = group.split()
        assert len(set(words)) == len(words) > 1, f"{name}: {group}"
        assert all(word.isascii() and word.isalpha() and word.islower() for word in words), f"{name}: {group}"
    assert len({tuple(sorted(group.split())) for _, group in groups()}) > 400


WORDS = sorted({word for _, group in groups() for word in group.split()})


@given(st.text() | st.sampled_from(WORDS), st.text() | st.sampled_from(WORDS))
def test_any_two_words_can_be_asked_about_in_any_order(a: str, b: str) -> None:
    assert are_variants(a, b) == are_variants(b, a)
    assert same_spelling(a, b) == same_spelling(b, a)
    assert are_variants(a, a)
    assert are_variants(a, b) or not same_spelling(a, b)


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("petrova", "petrov"),
        ("yakovleva", "yakovlev"),
        ("pushkina", "pushkin"),
        ("novakova", "novak"),
        ("volkonskaya", "volkonsky"),
        ("zelenska", "zelensky"),
        ("navalnaya", "navalny"),
    ],
)
def test_a_woman_and_a_man_of_one_family(woman: str, man: str) -> None:
    assert of_one_family(woman, man)
    assert of_one_family(man, woman)


@pytest.mark.parametrize(
    ("a", "b"),
    [("petrova", "petrovic"), ("romana", "roman"), ("lova", "l"), ("kostova", "kostov"[:3]), ("x", "")],
)
def test_others_are_of_no_family(a: str, b: str) -> None:
    assert not of_one_family(a, b)


def test_people_of_more_cities() -> None:
    assert is_form("beijinger", "beijing")
    assert is_form("groningener", "groningen") is is_form("gottingener", "gottingen") is True
    assert not is_form("martiner", "martin")
