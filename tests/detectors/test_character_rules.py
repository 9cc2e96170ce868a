"""The rules on characters, markup and spaces, as cards cannot show them: any text, odd sizes, double damage."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textaudit.auditing.pipeline import Pipeline
from textaudit.model import Document, Finding
from textaudit.rulebook import build_ruleset
from textaudit.settings import Budgets, Settings

CATEGORIES = ("mojibake", "markup", "spacing")
SENTENCES = (
    "Она сказала, что придёт завтра утром.",
    "Die Straße führt über die Brücke – für immer.",
    "Où êtes-vous allés cet été, près du château ?",
    "El niño comió una piña; ¿quién no?",
    "今日は天気がいいですね。",
    "Η θάλασσα είναι γαλάζια σήμερα.",
    "She said “hello” and left…",
)
PIECES = (
    *"abé Ãâ€™ÐÑ\u00a0\u200b\u00ad\ufffd<>&;[]{}\\\"'.,:()!?\n\r\t\x00\x0b\x1b\x81\x85\x92аοA1=/-_#*%$|😀م한語",
    *(
        "<p>",
        "</p>",
        "<br/>",
        '<a href="x">',
        "&amp;",
        "&#8217;",
        "&lt;",
        "\\u2019",
        "\\ud83d",
        "\\n\\n",
        "[b]",
        "[/b]",
    ),
    *(
        "{{name}}",
        "{% if %}",
        "[gallery]",
        "â€œ",
        "Ã©",
        "РІ",
        "  ",
        " , ",
        "\x1b[0m",
        "word",
        "Wort",
        ".a{margin:0;}",
    ),
)


@cache
def pipeline() -> Pipeline:
    chosen = Settings(select=CATEGORIES, budgets=Budgets(1.0, 1.0, 1.0))
    return Pipeline(build_ruleset(chosen), chosen)


def findings(text: str) -> tuple[Finding, ...]:
    result = pipeline().audit(Document("x", "x", None, text))
    assert not result.failures
    return result.findings


def cleaned(text: str) -> str:
    return pipeline().clean(Document("x", "x", None, text)).text


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("times", [1, 2])
def test_wrong_decoding_is_undone_however_often(sentence: str, times: int) -> None:
    damaged = sentence
    for _ in range(times):
        damaged = damaged.encode().decode("latin-1")
    assert cleaned(damaged) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sound_text_is_left_alone(sentence: str) -> None:
    assert findings(sentence) == ()


def test_offsets_count_code_points_after_an_emoji() -> None:
    text = "😀😀 It is cafÃ© time &amp; more"
    assert [text[f.span.slice] for f in findings(text)] == ["cafÃ©", "&amp;"]


def test_a_damaged_word_without_codec_of_its_own_follows_the_document() -> None:
    text = "РљРѕС‚ Рё РїС‘СЃ РІ РґРѕРјРµ"
    assert cleaned(text) == "Кот и пёс в доме"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_makes_a_rule_fail(text: str) -> None:
    for finding in findings(text):
        assert finding.text == text[finding.span.slice]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_cleaning_settles(text: str) -> None:
    once = pipeline().clean(Document("x", "x", None, text))
    assert once.held_back is None or "nothing would be left" in once.held_back
    if once.held_back is None:
        assert cleaned(once.text) == once.text


@pytest.mark.parametrize(
    "piece",
    [
        "Ã",
        "â€",
        "Ã©",
        "РІ",
        "â",
        "<p>",
        "<a href=",
        "&amp;",
        "&",
        "\\u",
        "[b]",
        "  ",
        " ,",
        "а" + "a",
        "\u00ad",
        "{{a",
    ],
)
def test_time_is_linear_in_odd_input(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    findings(piece * 100)  # compiles what is needed
    start = time.process_time()
    findings(text)
    assert time.process_time() - start < 6
