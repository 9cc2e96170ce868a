"""The rules on what translation doubles, glues and tears, as cards cannot show them: any text, any size."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linear import takes_linear_time
from textaudit.auditing.pipeline import Pipeline
from textaudit.model import Applicability, Document, Finding
from textaudit.rulebook import build_ruleset
from textaudit.settings import Budgets, Settings

RULES = (
    "mistranslation/doubled-part",
    "mistranslation/doubled-gloss",
    "mistranslation/noun-of-itself",
    "mistranslation/loop",
    "mistranslation/site-name-chain",
    "mistranslation/site-name-in-pieces",
    "mistranslation/lost-subject",
    "grammar/doubled-phrase",
    "grammar/lower-case-acronym",
    "mistranslation/glued-site-name",
    "broken-join/glued-site-address",
    "broken-join/missing-stop",
    "broken-join/split-ordinal",
    "spacing/space-inside-quotes",
)
PIECES = (
    *" \n.,;:!?()-–\"“”’'1é中😀",
    *(
        " and ",
        " or ",
        " the ",
        " of the ",
        " in the ",
        " (",
        "\n\n",
        " th ",
        " - ",
        "-Velmora News",
        "-a.com",
    ),
    *("the ferry", "ferry", "proposals", "The", "state-owned", "disintegrated", "Harbour", "(trs)", "it has"),
    *("Since March, it has blocked the road.", "The battle was long.", "the council of the town was closed"),
)
PARAGRAPH = (
    "The ferrymen were asked {} by the council, which had met on Monday and had looked at the bridge "
    "for more than an hour before it went home."
)


@cache
def pipeline() -> Pipeline:
    settings = Settings(select=RULES, budgets=Budgets(words=1.0, numbers=1.0, names=1.0))
    return Pipeline(build_ruleset(settings), settings)


def findings_in(text: str) -> tuple[Finding, ...]:
    result = pipeline().audit(Document("d", "d", None, text))
    assert not result.failures
    return result.findings


def marked(text: str, rule: str) -> list[str]:
    return [finding.text for finding in findings_in(text) if finding.rule == rule]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_has_exact_spans(text: str) -> None:
    for finding in findings_in(text):
        assert finding.text == text[finding.span.start : finding.span.end] != ""


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = pipeline().clean(Document("d", "d", None, text), at_least=Applicability.UNSAFE)
    again = pipeline().clean(Document("d", "d", None, once.text), at_least=Applicability.UNSAFE)
    assert again.text == once.text


@pytest.mark.parametrize("word", ["answers", "harbours", "wisdom", "drainage"])
@pytest.mark.parametrize("connector", ["and", "or"])
def test_any_noun_on_both_sides_is_found(word: str, connector: str) -> None:
    text = PARAGRAPH.format(f"for the {word} {connector} {word}, 😀 that is,")
    assert marked(text, "mistranslation/doubled-part") == [f"{word} {connector} {word}"]


@pytest.mark.parametrize("phrase", ["again and again", "more and more", "lots and lots", "years and years"])
def test_what_english_doubles_is_spared(phrase: str) -> None:
    assert findings_in(PARAGRAPH.format(phrase)) == ()


@pytest.mark.parametrize("copies", [2, 3, 4])
def test_a_phrase_is_told_once_by_the_rule_that_fits(copies: int) -> None:
    text = PARAGRAPH.format(" ".join(["at the old pier"] * copies))
    rules = [finding.rule for finding in findings_in(text)]
    assert rules == ["grammar/doubled-phrase" if copies == 2 else "mistranslation/loop"]


def test_filler_text_is_no_loop() -> None:
    lines = "\n\n".join(f"Item {n} word item {n} word, item {n} word item {n} word." for n in range(60))
    assert findings_in(lines) == ()


def test_a_verse_may_repeat() -> None:
    line = "and the sea came in, and the sea came in,\nand the sea came in with the tide,\n"
    assert findings_in((line * 4 + "\n") * 3) == ()


def test_an_acronym_that_does_not_fit_is_a_word() -> None:
    assert marked("They met at the tidal research station (trs).", "grammar/lower-case-acronym") == ["trs"]
    assert findings_in("They met at the tidal research station (sea).") == ()


@pytest.mark.parametrize(
    ("piece", "units"),
    [
        ("proposals and ", 1),
        ("a and a and a or ", 1),
        ("the pier of the pier of ", 1),
        ("up there up there, ", 1),
        ("on it {n} on it {n} ", 0),
        ("x (x) (x (x ", 1),
        ("a-B-C-D ", 1),
        ("month We are ", 1),
        ('" x ', 1),
    ],
)
def test_time_is_linear_on_odd_input(piece: str, units: int) -> None:
    def work(size: int) -> None:
        count = size // len(piece)
        text = piece * count if units else "".join(piece.replace("{n}", f"w{n}") for n in range(count))
        pipeline().audit(Document("d", "d", None, text))

    assert takes_linear_time(work, 20_000)
