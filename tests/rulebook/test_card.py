"""Cards: what is read, and how a mistake is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.errors import CardError
from textaudit.model import Severity, Strength
from textaudit.rulebook.card import parse_card, unmark

GOOD = """\
summary: A cookie-consent banner was scraped along with the article.
why: Consent text is the site's, not the author's.
severity: {sure: error, likely: warning}
languages: [en]
detector: terms
params: {any_of: ["we use cookies"]}
message: "Cookie banner: {excerpt}"
fix: {edit: delete, applicability: {sure: safe, likely: unsafe}}
cases:
  - flags: "⟦We use cookies.⟧"
  - passes: "We use cookies and cream."
"""


def parse(text: str, rule_id: str = "boilerplate/cookie-banner"):  # type: ignore[no-untyped-def]
    return parse_card(rule_id, text, "rules/x.yaml")


def test_a_card_becomes_a_rule() -> None:
    rule = parse(GOOD)
    assert rule.category == "boilerplate"
    assert rule.severity == {Strength.SURE: Severity.ERROR, Strength.LIKELY: Severity.WARNING}
    assert rule.cases[0].spans == (((0, 15),),)
    assert rule.cases[1].spans == ()


MISTAKES = [
    ("sumary: x\n" + GOOD, 1, "did you mean 'summary'"),
    (GOOD.replace("why: Consent text is the site's, not the author's.\n", ""), 1, "'why' is missing"),
    (GOOD.replace("likely: warning", "likely: bad"), 3, "expected note, warning, error"),
    (GOOD.replace("[en]", "[no, 5]"), 4, "languages"),
    (GOOD.replace("edit: delete", "edit: remove"), 8, "expected one of delete"),
    (GOOD.replace("edit: delete", "edit: replace"), 8, "'with'"),
    (GOOD.replace("⟦", ""), 10, "without"),
    (GOOD.replace("⟦", "").replace("⟧", ""), 10, "mark what is flagged"),
    (GOOD.replace("passes", "flags"), 11, "mark what is flagged"),
    (GOOD.replace("{excerpt}", "{excerpt"), 7, "brace"),
    (GOOD + "  - passes: 5\n", 12, "expected as text"),
    (GOOD + "  - {flags: x, passes: y}\n", 12, "either"),
    (GOOD + "  - [1\n", 13, "not valid YAML"),
    ("- 1\n", 1, "table of keys"),
    ("", 1, "table of keys"),
]


@pytest.mark.parametrize(("text", "line", "expected"), MISTAKES)
def test_a_mistake_is_named_with_file_line_and_what_was_expected(text: str, line: int, expected: str) -> None:
    with pytest.raises(CardError) as caught:
        parse(text)
    message = str(caught.value)
    assert message.startswith(f"rules/x.yaml:{line}: "), message
    assert expected in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "rule_id", ["Boilerplate/x", "boilerplate/no_underscore", "unheard-of/x", "boilerplate"]
)
def test_an_id_that_fits_no_category_is_refused(rule_id: str) -> None:
    with pytest.raises(CardError):
        parse(GOOD, rule_id)


@given(st.text(max_size=200))
def test_no_text_breaks_the_parser(text: str) -> None:
    with pytest.raises(CardError):
        parse(text)


@given(st.lists(st.text(alphabet="ab é😀", min_size=1), min_size=1, max_size=5))
def test_marks_are_taken_off_and_remembered(pieces: list[str]) -> None:
    text, spans = unmark("x".join(f"⟦{piece}⟧" for piece in pieces))
    assert text == "x".join(pieces)
    assert [text[a:b] for a, b in spans] == pieces
