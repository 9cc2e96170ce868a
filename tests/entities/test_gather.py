"""Names of one document become forms of entities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate import Annotations
from textaudit.entities.gather import LONGEST, Form, Mark, forms_in, key_of
from textaudit.model import Mention, NameKind, Span

RULE = "garbled-name/test"


def forms(text: str, *marks: tuple[str, str | None]) -> list[Form]:
    """The forms of an English text; marks are its first passages of that wording."""
    found = [
        Mark(Span(text.index(wrong), text.index(wrong) + len(wrong)), RULE, 0.9, right)
        for wrong, right in marks
    ]
    return list(forms_in(text, Annotations(text, None, "en").mentions, found))


def pairs(found: list[Form]) -> list[tuple[str, str]]:
    return [(form.text, form.whole) for form in found]


def test_short_forms_count_under_the_whole_of_their_document() -> None:
    found = forms("Toivo Kral's car left Tartu. Kral waved.")
    assert pairs(found) == [("Toivo Kral", "Toivo Kral"), ("Tartu", "Tartu"), ("Kral", "Toivo Kral")]
    assert [form.short for form in found] == [False, False, True]


def test_a_marked_word_of_a_name_is_put_right_within_the_name() -> None:
    (form,) = forms("They met Toivo Kraal there.", ("Kraal", "Kral"))
    assert (form.text, form.whole, form.short) == ("Toivo Kraal", "Toivo Kral", False)
    assert form.suspicion is not None
    assert (form.suspicion.rule, form.suspicion.suggestion) == (RULE, "Toivo Kral")


def test_a_marked_short_form_goes_to_the_whole_that_the_right_one_is_short_for() -> None:
    found = forms("Toivo Kral's car left. Kral waved, and Mr Kraal spoke.", ("Kraal", "Kral"))
    assert pairs(found) == [("Toivo Kral",) * 2, ("Kral", "Toivo Kral"), ("Kraal", "Toivo Kral")]
    assert found[2].short
    assert found[2].suspicion is not None
    assert found[2].suspicion.suggestion == "Kral"


def test_short_forms_of_a_garbled_whole_follow_it_to_the_right_name() -> None:
    found = forms("They met Toivo Kraal there. Kraal waved.", ("Toivo Kraal", "Toivo Kral"))
    assert pairs(found) == [("Toivo Kraal", "Toivo Kral"), ("Kraal", "Toivo Kral")]


def test_without_a_suggestion_the_name_stays_itself() -> None:
    (form,) = forms("They met Toivo Kraal there.", ("Kraal", None))
    assert form.whole == "Toivo Kraal"
    assert form.suspicion is not None
    assert form.suspicion.suggestion is None


def test_a_mark_may_reach_beyond_the_mention_or_touch_none() -> None:
    text = "It was toivo Kraal who sang in berlim."
    start = text.index("Kraal")
    mention = Mention(Span(start, start + 5), NameKind.PERSON, (Span(start, start + 5),))
    end = text.index("berlim")
    marks = [
        Mark(Span(end, end + 6), RULE, None, "Berlin"),
        Mark(Span(7, start + 5), RULE, 0.5, "Toivo Kral"),
    ]
    found = list(forms_in(text, [mention], marks))
    assert pairs(found) == [("toivo Kraal", "Toivo Kral"), ("berlim", "Berlin")]


def test_of_overlapping_marks_the_likeliest_with_a_suggestion_is_followed() -> None:
    text = "They met Toivo Kraal there."
    notes = Annotations(text, None, "en")
    marks = [
        Mark(Span(9, 20), "garbled-name/a", 0.5, "Toivo Krall"),
        Mark(Span(15, 20), "garbled-name/b", 0.8, "Kral"),
        Mark(Span(9, 14), "garbled-name/c", 0.9, None),
    ]
    (form,) = forms_in(text, notes.mentions, marks)
    assert form.whole == "Toivo Kral"
    assert form.suspicion is not None
    assert form.suspicion.rule == "garbled-name/b"


def test_white_space_is_single_and_long_forms_are_cut() -> None:
    text = "Toivo\n Kral " + "X" * 5000
    mentions = [Mention(Span(0, 11), None, (Span(0, 5),)), Mention(Span(12, len(text)), None, ())]
    first, second = forms_in(text, mentions, ())
    assert first.text == "Toivo Kral"
    assert len(second.text) == LONGEST


def test_keys_know_no_case_accents_or_apostrophes_but_digits() -> None:
    assert key_of("O’Brien") == key_of("O'BRIEN") == key_of("Óbrien")
    assert key_of("Boeing 737") != key_of("Boeing 747")
    assert key_of("…") == "…"


@given(st.text(), st.data())
def test_any_marks_on_any_mentions_give_a_form_each(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    offsets = st.integers(0, len(text))
    marks = [
        Mark(Span(min(a, b), max(a, b)), RULE, None, right)
        for a, b, right in data.draw(
            st.lists(st.tuples(offsets, offsets, st.sampled_from([None, "Kral"])), max_size=4)
        )
        if a != b
    ]
    mentions = [Mention(span, None, (span,)) for span in spans]
    found = list(forms_in(text, mentions, marks))
    assert len(found) >= len(spans)
    assert sum(form.suspicion is not None for form in found) <= len(spans) + len(marks)
