"""Fixes: whole or not at all, and passes that compose into edits of the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.auditing.fix import Composition, apply_fixes, compose, delete_block_edit, invert
from textaudit.errors import StaleSpanError
from textaudit.model import Applicability, Edit, Finding, Fix, Severity, Span, Strength

SAFE = Applicability.SAFE


def finding(
    *edits: tuple[int, int, str], level: Applicability = Applicability.SAFE, rule: str = "spacing/x"
) -> Finding:
    fix = Fix(tuple(Edit(Span(a, b), r) for a, b, r in edits), level)
    span = Span(edits[0][0], max(edits[0][1], edits[0][0] + 1))
    return Finding(rule, "spacing", Severity.NOTE, Strength.SURE, 0.9, span, 1, 1, "", "", fix=fix)


def test_a_fix_goes_in_whole_or_not_at_all() -> None:
    first, second = finding((0, 3, "the")), finding((2, 4, "x"), (5, 6, "y"))
    result = apply_fixes("teh cat", [second, first], Applicability.SAFE)
    assert result.text == "the cat"
    assert result.applied == (first,)
    assert result.skipped == (second,)


def test_fixes_below_the_bar_stay_out() -> None:
    shown = finding((0, 3, "the"), level=Applicability.DISPLAY)
    likely = finding((4, 7, "dog"), level=Applicability.UNSAFE)
    assert apply_fixes("teh cat", [shown, likely], Applicability.UNSAFE).text == "teh dog"
    assert apply_fixes("teh cat", [shown, likely], Applicability.SAFE).text == "teh cat"


def test_equal_fixes_of_two_rules_count_once() -> None:
    result = apply_fixes(
        "a  b", [finding((1, 3, " ")), finding((1, 3, " "), rule="spacing/y")], Applicability.SAFE
    )
    assert result.text == "a b"
    assert not result.skipped


def test_an_edit_of_another_text_is_refused() -> None:
    with pytest.raises(StaleSpanError):
        apply_fixes("a", [finding((3, 5, "x"))], Applicability.SAFE)


@pytest.mark.parametrize(
    ("text", "block", "left"),
    [
        ("A.\n\nX\n\nB.", "X", "A.\n\nB."),
        ("A.\n\nX\n", "X", "A.\n"),
        ("X\n\nA.", "X", "A."),
        ("A.\r\n\r\nX\r\n\r\nB.\r\n", "X", "A.\r\n\r\nB.\r\n"),
        ("A.\nX\nB.", "X", "A.\nB."),
        ("A.\n\nX", "X", "A."),
        ("X", "X", ""),
        ("A.\n\nX\nY\n\nB.\n", "X\nY", "A.\n\nB.\n"),
        ("A.\n  X  \n  B.", "X", "A.\n  B."),
        ("A.\nX\n\nB.", "X", "A.\n\nB."),
        ("A.\n\nX\nB.", "X", "A.\n\nB."),
        ("X\n", "X", "\n"),
        ("one X two", "X", "one two"),
        ("one X.", "X", "one."),
        ("X two", "X", "two"),
    ],
)
def test_a_deleted_block_takes_one_separator_along(text: str, block: str, left: str) -> None:
    start = text.index(block)
    edit = delete_block_edit(text, Span(start, start + len(block)))
    assert text[: edit.span.start] + text[edit.span.end :] == left


passes = st.lists(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("ab\n😀", max_size=4)), max_size=5),
    max_size=5,
)


@given(st.text("xyz \n", min_size=1, max_size=30), passes)
def test_composed_passes_are_edits_of_the_source(source: str, plan: list[list[tuple[int, int, str]]]) -> None:
    composition = Composition(source)
    for steps in plan:
        text = composition.text
        wanted = [
            finding((a, min(len(text), a + n), r))
            for a, n, r in steps
            if a < len(text) or (a == len(text) == 0 and r)
        ]
        result = apply_fixes(text, wanted, Applicability.SAFE)
        composition.add(result.applied)
        assert composition.text == result.text
        edits = composition.edits
        assert compose(source, edits) == composition.text
        assert compose(composition.text, invert(edits)) == source
        assert all(a.span.end <= b.span.start for a, b in pairwise(edits))
        assert all(source[e.span.slice] == e.before for e in edits)
