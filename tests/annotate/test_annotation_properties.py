"""What holds of any text: order, cover, determinism; and odd text ends soon (the run would hang otherwise)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textaudit.annotate import Annotations, lay_out
from textaudit.model import Span

PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        " ",
        "\xa0",
        "\t",
        ". ",
        "! ",
        "?",
        "…",
        "。",
        "।",
        "“",
        "” ",
        "Dr. ",
        "U.S. ",
        "3. ",
        "A. ",
        "word",
        "Wort",
        "слово",
        "字",
        "हिन्दी",
        "é",
        "😀",
        "- ",
        "> ",
        "```",
        "By ",
        "»",
        "(",
        "\x1c",
        "\u2028",
        "|",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join))


def annotate(text: str) -> Annotations:
    return Annotations(text)


def assert_ordered(spans: list[Span], start: int, end: int) -> None:
    at = start
    for span in spans:
        assert at <= span.start < span.end
        at = span.end
    assert at <= end


@settings(deadline=None)
@given(TEXTS)
def test_blocks_are_in_order_and_hold_all_visible_text(text: str) -> None:
    blocks = lay_out(text).blocks
    assert_ordered([block.span for block in blocks], 0, len(text))
    assert "".join("".join(text[b.slice] for b in blocks).split()) == "".join(text.split())
    assert [block.index for block in blocks] == list(range(len(blocks)))
    assert all(
        text[block.start] not in " \t\r\n" and text[block.end - 1] not in " \t\r\n" for block in blocks
    )


@settings(deadline=None)
@given(TEXTS)
def test_lines_join_to_the_text_again(text: str) -> None:
    layout = lay_out(text)
    lines = [text[layout.line_span(n).slice] for n in range(len(layout.line_starts))]
    assert lines == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset in range(len(text)):
        line, column = layout.locate(offset)
        assert layout.line_starts[line - 1] + column - 1 == offset


@settings(deadline=None)
@given(TEXTS)
def test_sentences_and_words_are_in_order_inside_their_block(text: str) -> None:
    notes = annotate(text)
    for block in notes.blocks:
        sentences = notes.sentences_in(block)
        assert_ordered(list(sentences), block.start, block.end)
        assert "".join("".join(text[s.slice] for s in sentences).split()) == "".join(
            text[block.slice].split()
        )
        for sentence in sentences:
            assert_ordered(list(notes.words_in(sentence)), sentence.start, sentence.end)


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_has_the_same_annotations(text: str) -> None:
    one, two = annotate(text), annotate(text)
    assert (one.roles, one.language, one.word_count) == (two.roles, two.language, two.word_count)
    for block in reversed(two.blocks):  # asked in another order
        two.language_of(block)
    assert [one.language_of(b) for b in one.blocks] == [two.language_of(b) for b in two.blocks]


ODD = ["(", "[", "1", "a", "a1", "a@", "@.", ".", '."', "😀", "e\u0301", "|", "= ", "\r", "A. ", "1. ", "\t"]


@pytest.mark.parametrize("tail", ["", "x", "1", ";"])
@pytest.mark.parametrize("piece", ODD)
def test_odd_text_ends_soon(piece: str, tail: str) -> None:
    notes = annotate(piece * (200_000 // len(piece)) + tail)
    assert len(notes.roles) == len(notes.blocks)
    for block in notes.blocks:
        notes.sentences_in(block)
        notes.words_in(block.span)
        notes.language_of(block)
