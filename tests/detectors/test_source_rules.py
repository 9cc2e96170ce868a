"""The rules that compare a document with its source: any two texts, and those that say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textaudit.api import Document, Settings, audit
from textaudit.model import Result, SourceText

RULES = (
    "mistranslation/source-number",
    "mistranslation/source-date",
    "mistranslation/source-unit",
    "mistranslation/source-currency",
    "mistranslation/source-quotation",
    "mistranslation/source-new-quotation",
    "mistranslation/source-omission",
    "mistranslation/source-addition",
    "garbled-name/source-name",
    "wrong-language/source-untranslated",
    "duplicate/source-repetition",
)
SETTINGS = Settings(select=RULES, corpus=False)
WORDS = [
    "12",
    "3,5",
    "1.234",
    "2021",
    "am",
    "3.",
    "Mai",
    "on",
    "May",
    "3,",
    "million",
    "Millionen",
    "km",
    "metres",
    "Euro",
    "$5",
    "10:30",
    "p.m.",
    "Uhr",
    "“quoted",
    "words",
    "here”",
    "Brandtner",
    "Kassel",
    "Munich",
    "Селезнёв",
    "Seleznyov",
    "五百万",
    "两万",
    "第三",
    ".",
    "!",
    "?",
    "\n\n",
    "—",
    "«",
    "»",
    "0000",
    "99999999999999999999999999999999",
    "XIV",
]


def compare(source: str, target: str) -> Result:
    document = Document("target", "target", None, target, source=SourceText(source, "source"))
    (result,) = audit([document], SETTINGS)
    return result


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=300),
)
def test_no_two_texts_break_a_rule(source: str, target: str) -> None:
    result = compare(source, target)
    assert not result.failures
    for finding in result.findings:
        assert target[finding.span.slice] == finding.text
        for evidence in finding.evidence:
            assert evidence.id == "source"
            assert source[evidence.span.slice] == evidence.text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=300))
def test_a_text_beside_itself_has_no_changed_facts(text: str) -> None:
    about_facts = [f for f in compare(text, text).findings if f.category == "mistranslation"]
    assert not about_facts


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "million " * 20_000, "三" * 50_000, "“" * 50_000, "1.2.3." * 20_000]
)
def test_hostile_texts_are_no_trouble(text: str) -> None:
    assert not compare(text, text).failures
