"""The names that recur in somebody's texts; damage of them is no right name."""

from __future__ import annotations

from textaudit.gazetteer.from_texts import recurring
from textaudit.model import Name

Mentions = list[tuple[str, str]]


def documents(*groups: tuple[int, Mentions]) -> list[Mentions]:
    """So many documents with these mentions each."""
    return [mentions for number, mentions in groups for _ in range(number)]


def texts(names: list[Name]) -> list[str]:
    return [name.text for name in names]


def test_what_recurs_is_kept_and_the_rest_is_not() -> None:
    found = recurring(
        documents(
            (3, [("Ana Díaz", "person"), ("Oslo", "place"), ("Putin", "person"), ("Thing", "")]),
            (1, [("Once Only", "person")] * 5),
            (2, [("Twice Only", "person")]),
        )
    )
    assert found == [Name("Ana Díaz", (), "person"), Name("Oslo", (), "place")]


def test_bars_can_be_set() -> None:
    once = documents((1, [("Ana Díaz", "person")]))
    assert texts(recurring(once, min_documents=1, min_count=1)) == ["Ana Díaz"]
    assert recurring(once) == []
    assert recurring([]) == []


def test_rare_near_duplicates_may_be_damage() -> None:
    found = recurring(
        documents(
            (40, [("Volodymyr Zelensky", "person"), ("Donetsk", "place")]),
            (4, [("Volodymyr Zelenksy", "person"), ("Donesk", "place"), ("Wolodymyr Zelensky", "person")]),
            (4, [("Olena Zelenska", "person"), ("Dresden", "place")]),
        )
    )
    assert texts(found) == ["Donetsk", "Volodymyr Zelensky", "Dresden", "Olena Zelenska"]


def test_two_spellings_that_are_both_frequent_stay() -> None:
    found = recurring(documents((10, [("Kharkiv", "place")]), (6, [("Kharkov", "place")])))
    assert texts(found) == ["Kharkiv", "Kharkov"]


def test_other_short_words_are_other_names() -> None:
    found = recurring(
        documents(
            (50, [("Lima", "place"), ("Li Wei", "person")]), (4, [("Roma", "place"), ("Xu Wei", "person")])
        )
    )
    assert set(texts(found)) == {"Lima", "Li Wei", "Roma", "Xu Wei"}


def test_spelling_and_kind_by_majority() -> None:
    found = recurring(
        documents(
            (3, [("ANKARA", "place"), ("Paris Hilton", "person"), ("Paris Hilton", "place")]),
            (5, [("Ankara", "place"), ("Paris Hilton", ""), ("Ankara", "person")]),
        )
    )
    assert found == [Name("Ankara", (), "place"), Name("Paris Hilton", (), "")]
    assert recurring(documents((4, [("A B", "nonsense")]))) == [Name("A B")]
    assert recurring(documents((4, [("", "place"), ("1999", "place")]))) == []
