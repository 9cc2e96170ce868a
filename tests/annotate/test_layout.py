from __future__ import annotations

import pytest

from textaudit.annotate import lay_out
from textaudit.model import Span


def blocks(text: str) -> list[str]:
    return [text[block.slice] for block in lay_out(text).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree\n", ["one", "two", "three"]),
        ("  one \u00a0\n\u3000two", ["one", "two"]),
        ("one\u2028two\x0bthree\x85four", ["one\u2028two\x0bthree\x85four"]),
    ],
)
def test_a_line_is_a_block(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_gap_is_a_blank_line_or_the_start() -> None:
    assert [block.gap for block in lay_out("a\nb\n \nc\r\n\r\nd").blocks] == [True, False, True, True]
    assert [block.first_line for block in lay_out("a\nb\n \nc").blocks] == [0, 1, 3]


def test_lines_and_columns_count_from_one() -> None:
    layout = lay_out("ab\r\n😀c\rd")
    assert [layout.locate(offset) for offset in (0, 1, 4, 5, 7)] == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]
    assert [layout.line_span(n) for n in range(3)] == [Span(0, 2), Span(4, 6), Span(7, 8)]


WRAPPED = """The ferry had been late all week, and nobody on the quay
expected it before noon, least of all the harbour master
who had counted the crates twice and found one missing in
the shed.

He wrote it down in the long green book that lay beside
the window, and then he waited for the tide to turn and
for the fog to lift."""

VERSE = """The ferry late, the harbour grey with rain,
And nobody upon the empty quay,
The crates are counted over once again,
And one is missing, so it seems to me,"""


def test_a_hard_wrapped_text_has_paragraphs_as_blocks() -> None:
    assert len(blocks(WRAPPED)) == 2
    assert lay_out(WRAPPED).wrapped


def test_verse_stays_line_by_line() -> None:
    assert blocks(VERSE) == VERSE.split("\n")
