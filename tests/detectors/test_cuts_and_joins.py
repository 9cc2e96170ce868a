"""The rules on cuts, joins and fragments, as cards cannot show them: any text, odd sizes, places of spans."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import takes_linear_time
from textaudit import audit
from textaudit.auditing.pipeline import Pipeline
from textaudit.model import Applicability, Document, Finding
from textaudit.rulebook import build_ruleset
from textaudit.settings import Budgets, Settings

CATEGORIES = ("truncation", "fragment", "broken-join", "mistranslation", "garbled-name")
PIECES = (
    *"aAéЯ中😀.,:;!?…-–—@#[](){}\"'“”«»<>=`|\n\r\t 1",
    *(
        "...",
        "[…]",
        "[+12 chars]",
        "... Read more",
        "\n\n",
        ". -The ",
        ".-The ",
        "roads.Then ",
        " wrote on",
        " the",
    ),
    *(
        "The council of the town was closed",
        "and two of the pillars fell",
        "Lorvo-Kesk",
        "Lorvo",
        "town of Velm. ",
    ),
    *(
        "Subscribe to continue reading\n",
        "(see the",
        "„Der",
        "»",
        "these are:",
        "\n\nWhat it costs\n\n",
        "。",
        "桥墩，",
    ),
    *("Velm could hear bells ringing", " Treaty in 1952. ", "- item\n", "Von dem ", " of", "\u2028", "\x0b"),
)
ARTICLE = """Bridge closed after storm

The council closed the old bridge on Monday because the storm had damaged two of its pillars.

{}

Nobody was hurt, and the ferry will run all night until the bridge opens again in May."""


@cache
def pipeline() -> Pipeline:
    settings = Settings(select=CATEGORIES, budgets=Budgets(words=1.0, numbers=1.0, names=1.0))
    return Pipeline(build_ruleset(settings), settings)


def findings_in(text: str) -> tuple[Finding, ...]:
    result = pipeline().audit(Document("d", "d", None, text))
    assert not result.failures
    return result.findings


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_has_exact_spans(text: str) -> None:
    for finding in findings_in(text):
        assert finding.text == text[finding.span.start : finding.span.end] != ""


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = pipeline().clean(Document("d", "d", None, text), at_least=Applicability.UNSAFE)
    again = pipeline().clean(Document("d", "d", None, once.text), at_least=Applicability.UNSAFE)
    assert again.text == once.text


@pytest.mark.parametrize(
    ("paragraph", "rule", "marked"),
    [
        ("The 😀 mayor denied it. Later she wrote on", "truncation/dropped-object", "Later she wrote on"),
        ("Two pillars fell. The works will take the", "truncation/cut-end", "The works will take the"),
        (
            "Two pillars fell. 😀 The works cost half of.",
            "truncation/stopped-short",
            "The works cost half of.",
        ),
        ("The works 😀 will be done soon.-The mayor thanked all.", "broken-join/stray-hyphen", "soon.-The"),
        ("The works 😀 will be done soon.The mayor thanked all.", "broken-join/missing-space", "soon.The"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spans_hold_behind_pictograms_and_with_any_line_end(
    paragraph: str, rule: str, marked: str, line_end: str
) -> None:
    text = ARTICLE.format(paragraph).replace("\n", line_end)
    found = [f.text for f in findings_in(text) if f.rule == rule]
    assert [text.lstrip("😀 ") for text in found] == [marked]


@pytest.mark.parametrize(
    ("paragraph", "rule"),
    [
        ("Two pillars fell. Later the mayor wrote on", "truncation/dropped-object"),
        (
            "Two pillars fell. The mayor said that the town was “more than willing to pay for the",
            "truncation/unclosed-quotation",
        ),
        (
            "Two pillars fell. The works will be paid for by the council, said the head of the counc",
            "truncation/cut-word",
        ),
        (
            "Two pillars fell, and nobody knows how long the works will take or what the… Read more",
            "truncation/teaser",
        ),
        (
            "Two pillars fell, and nobody knows how long the works will take or what they […]",
            "truncation/cut-mark",
        ),
        ("Two pillars fell, and nobody knows how long the works will take or what the", "truncation/cut-end"),
    ],
)
def test_an_end_is_told_once_by_the_rule_that_knows_why(paragraph: str, rule: str) -> None:
    assert [f.rule for f in findings_in(ARTICLE.format(paragraph))] == [rule]


def test_boilerplate_behind_an_end_is_looked_past() -> None:
    text = (
        ARTICLE.format("Two pillars fell.")
        + " It will be paid for by these firms of the town:\n\nLeave a Reply"
    )
    text += "\n\nYour email address will not be published."
    settings = Settings(select=("truncation", "boilerplate"))
    result = Pipeline(build_ruleset(settings), settings).audit(Document("d", "d", None, text))
    assert "truncation/empty-announcement" in {f.rule for f in result.findings}


def test_a_sound_article_has_no_findings() -> None:
    assert (
        findings_in(ARTICLE.format("The works will take a year, the mayor said, and cost a million.")) == ()
    )


def test_text_without_stops_is_a_style() -> None:
    line = "the bridge is closed again and i had to take the ferry which was late as it always is\n\n"
    assert findings_in(line * 8) == ()


def test_cut_sentences_are_never_deleted() -> None:
    text = ARTICLE.format("Later she wrote on")
    cleaned = pipeline().clean(Document("d", "d", None, text), at_least=Applicability.UNSAFE)
    assert cleaned.text == text


@pytest.mark.parametrize(
    "piece",
    ["a.B", "word.Word ", "x. -Y", "Lorvo-Kesk ", " could hear ", "the…\n\n", "and the\n\nof it ", "(“"],
)
def test_time_is_linear_on_odd_input(piece: str) -> None:
    def work(size: int) -> None:
        pipeline().audit(Document("d", "d", None, piece * (size // len(piece))))

    assert takes_linear_time(work, 20_000)


def test_notes_can_be_told_from_what_counts() -> None:
    settings = replace(Settings(), select=("truncation",))
    rules = {rule.id for rule in build_ruleset(settings).rules}
    assert {"truncation/cut-end", "truncation/cut-start", "truncation/cut-mark"} <= rules


def test_a_paragraph_that_ends_in_many_digits_costs_no_more_than_any_other() -> None:
    """A pattern that tried every way to part the digits took longer than anybody waits."""
    text = "The table gives the constant as 0." + "9" * 5_000 + "x\n\nThe next one is shorter."
    assert audit(text).failures == ()
