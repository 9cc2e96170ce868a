"""Forms of many documents become entities."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.entities import Choice, Form, Mark, Names
from textaudit.model import Document, DocumentPlace, Entity, NameKind, Span, Suspicion

Text = tuple[str, ...]


@pytest.fixture
def names() -> Iterator[Names]:
    with Names() as names:
        yield names


def form(
    text: str, whole: str = "", kind: NameKind | None = None, suspicion: Suspicion | None = None
) -> Form:
    return Form(whole or text, text, bool(whole) and suspicion is None, kind, suspicion)


def fill(names: Names, *documents: list[Form]) -> None:
    for ordinal, forms in enumerate(documents):
        names.add(ordinal, Document("id", f"{ordinal}.txt", None, ""), forms)


def summed(entity: Entity) -> list[tuple[str, int, int]]:
    return [(variant.text, variant.mentions, variant.documents) for variant in entity.variants]


def test_case_accents_and_apostrophes_make_no_other_entity(names: Names) -> None:
    fill(
        names,
        [form("García"), form("GARCIA"), form("García")],
        [form("Garcia"), form("O’Brien"), form("O'Brien")],
    )
    first, second = names.entities()
    assert first.name == "García"
    assert summed(first) == [("García", 2, 1), ("Garcia", 1, 1), ("GARCIA", 1, 1)]
    assert (first.mentions, first.documents) == (4, 2)
    assert (second.mentions, second.documents) == (2, 1)


def test_accepted_spellings_are_one_entity_under_the_most_frequent(names: Names) -> None:
    fill(
        names,
        [form("Kiev"), form("Kyiv"), form("Kyiv")],
        [form("Vladimir Zelensky"), form("Volodymyr Zelenskyy")],
    )
    assert [(e.name, e.mentions) for e in names.entities()] == [("Kyiv", 3), ("Vladimir Zelensky", 2)]


def test_names_that_many_bear_and_their_peoples_stay_apart(names: Names) -> None:
    fill(
        names,
        [form(text) for text in ("Anna", "Hanna", "Italy", "Italian", "Clark", "Clarke", "Wagner", "Vagner")],
    )
    assert names.sums().entities == 8


def test_being_a_variant_is_not_passed_on(names: Names) -> None:
    """Steven is a Stephan, Stepan is one, and neither is the other."""
    fill(
        names,
        [form(f"{first} Novak") for first in ("Steven", "Stepan", "Stepan", "Stephan", "Stephan", "Stephan")],
    )
    assert [e.mentions for e in names.entities()] == [6]
    with Names() as others:
        fill(others, [form(f"{first} Novak") for first in ("Steven", "Stepan", "Stepan")])
        assert [e.mentions for e in others.entities()] == [2, 1]


def test_suspect_forms_stand_last_and_never_give_the_name(names: Names) -> None:
    wrong = Suspicion("garbled-name/x", 0.5, "Toivo Kral")
    surer = Suspicion("garbled-name/x", 0.75, "Toivo Kral")
    fill(
        names,
        [form("Toivo Kraal", "Toivo Kral", None, wrong)] * 3,
        [form("Toivo Kral"), form("Kral", "Toivo Kral"), form("Toivo Kraal", "Toivo Kral", None, surer)],
    )
    (entity,) = names.entities()
    assert entity.name == "Toivo Kral"
    assert summed(entity) == [("Kral", 1, 1), ("Toivo Kral", 1, 1), ("Toivo Kraal", 4, 2)]
    assert [variant.short for variant in entity.variants] == [True, False, False]
    assert entity.variants[-1].suspicion == surer


def test_a_name_that_only_a_rule_knows_is_called_as_it_suggests(names: Names) -> None:
    fill(names, [form("Kraal", "Kral", None, Suspicion("garbled-name/x", None, "Kral"))])
    (entity,) = names.entities()
    assert entity.name == "Kral"
    assert summed(entity) == [("Kraal", 1, 1)]


def test_the_kind_is_that_of_most_mentions(names: Names) -> None:
    person, place = NameKind.PERSON, NameKind.PLACE
    fill(
        names,
        [form("Paris", kind=place), form("Paris", kind=place), form("Paris", kind=person), form("Paris")],
        [form("Tie", kind=place), form("Tie", kind=person), form("Nobody")],
    )
    assert {e.name: e.kind for e in names.entities()} == {"Paris": place, "Tie": person, "Nobody": None}
    assert [e.name for e in names.entities(Choice(kinds=("",)))] == ["Nobody"]
    assert [e.name for e in names.entities(Choice(kinds=("", "person")))] == ["Tie", "Nobody"]


def test_choice_and_sums(names: Names) -> None:
    fill(names, [form("A")] * 3 + [form("B")] * 2 + [form("C")], [form("B")])
    assert [e.name for e in names.entities()] == ["B", "A", "C"]
    assert [e.name for e in names.entities(Choice(min_mentions=2))] == ["B", "A"]
    assert [e.name for e in names.entities(Choice(top=1))] == ["B"]
    sums = names.sums(Choice(min_mentions=2, top=9))
    assert (sums.entities, sums.mentions, sums.listed) == (3, 7, 2)
    assert names.sums(Choice(top=1)).listed == 1


def test_lists_are_asked_for_each_form(names: Names) -> None:
    fill(names, [form("Kyiv"), form("Kyiv"), form("Kiev")])
    (entity,) = names.entities(accepts=lambda text: text == "Kiev")
    assert (entity.in_list, [variant.in_list for variant in entity.variants]) == (False, [False, True])
    (entity,) = names.entities()
    assert (entity.in_list, entity.variants[0].in_list) == (None, None)


def test_the_first_documents_are_named_in_order(names: Names) -> None:
    names.add(7, Document("same", "b.jsonl", 2, ""), [form("Kral")])
    names.add(3, Document("same", "b.jsonl", 1, ""), [form("Kral")])
    for ordinal in range(10, 30):
        names.add(ordinal, Document("same", "c\udc80.txt", None, ""), [form("Kral")])
    (entity,) = names.entities()
    assert entity.documents == 22
    assert entity.places[:3] == (
        DocumentPlace("same", "b.jsonl", 1),
        DocumentPlace("same", "b.jsonl", 2),
        DocumentPlace("same", "c\\udc80.txt", None),
    )
    assert len(entity.places) == 10


def test_marks_are_kept_by_document(names: Names) -> None:
    mark = Mark(Span(3, 5), "garbled-name/x", None, "Kral")
    names.mark(4, [mark, mark._replace(confidence=0.5, suggestion=None)])
    names.mark(5, [])
    assert names.marks_of(4) == [mark, Mark(Span(3, 5), "garbled-name/x", 0.5, None)]
    assert names.marks_of(5) == []


def test_nothing_is_no_mistake(names: Names) -> None:
    assert list(names.entities()) == []
    assert names.sums().mentions == 0


@given(
    st.lists(
        st.lists(st.sampled_from(["Kyiv", "Kiev", "KYIV", "Oslo", "Zoë", "Zoe", "Ann"]), max_size=5),
        max_size=4,
    )
)
def test_every_mention_is_counted_once(documents: list[list[str]]) -> None:
    with Names() as names:
        fill(names, *([form(text) for text in texts] for texts in documents))
        entities = list(names.entities())
        assert entities == list(names.entities())
        assert sum(e.mentions for e in entities) == sum(map(len, documents)) == names.sums().mentions
        for entity in entities:
            assert entity.mentions == sum(variant.mentions for variant in entity.variants)
            assert entity.documents <= sum(variant.documents for variant in entity.variants)
            assert entity.name == entity.variants[0].text
