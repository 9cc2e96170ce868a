"""The model of lines, through what users call."""

from __future__ import annotations

import pytest

from textaudit import audit, clean
from textaudit.model import Applicability
from textaudit.settings import Settings

BODY = (
    "The ferry left at nine, and nobody on the pier saw it go, because of the fog that lay on the river until noon.\n"
    "By the afternoon the fog had lifted, and the harbour office said that both boats would run again from Thursday.\n"
    "Passengers who hold a season ticket may use the bus in the meantime; the fare is the same, and children go free.\n"
    "The older boat needs a new shaft, which the yard upriver has promised for the second week of the month.\n"
)
PAGE = (
    "Home\nNews\nTransport\nFerries run again from Thursday\nMara Lindqvist\nStaff Writer\n"
    + BODY
    + "Share this article\n"
    "Facebook\nTwitter\nLeave a comment\nYour email address will not be published.\nHarbour Post\n© 2025 Harbour Post"
)
LEARNED = "boilerplate/learned-"


def learned(text: str, settings: Settings | None = None) -> list[tuple[str, str]]:
    result = audit(text, settings=settings) if settings else audit(text)
    return [(f.rule, f.text) for f in result.findings if f.rule.startswith(LEARNED)]


def test_it_finds_what_no_phrase_tells() -> None:
    found = " ".join(text for rule, text in learned(PAGE) if rule == "boilerplate/learned-byline")
    assert found.split() == ["Mara", "Lindqvist", "Staff", "Writer"]


def test_prose_and_title_stay() -> None:
    cleaned = clean(PAGE).text
    assert BODY.strip() in cleaned
    assert "Ferries run again from Thursday" in cleaned


def test_one_rule_alone_finds_what_it_finds_among_all() -> None:
    among_all = learned(PAGE)
    for rule in {rule for rule, _ in among_all}:
        alone = learned(PAGE, Settings(select=(rule,)))
        assert alone == [found for found in among_all if found[0] == rule]


def test_ignored_rules_are_evidence_still() -> None:
    others = ("boilerplate/share-row", "boilerplate/comment-form", "boilerplate/copyright-line")
    assert learned(PAGE, Settings(ignore=others)) == learned(PAGE)


def test_lines_that_both_know_are_safe_to_delete() -> None:
    fixes = {
        f.text: f.fix.applicability for f in audit(PAGE).findings if f.fix and not f.rule.startswith(LEARNED)
    }
    alone = {
        f.text: f.fix.applicability
        for f in audit(PAGE, settings=Settings(select=("boilerplate/copyright-line",))).findings
        if f.fix
    }
    assert alone == {"© 2025 Harbour Post": Applicability.UNSAFE}
    assert fixes["© 2025 Harbour Post"] is Applicability.SAFE


@pytest.mark.parametrize(
    "text",
    [
        "The Lamp\n\nWhen the lamp went out we sat in the dark.\n\n'Is it you?' said Anna.\n\n'It is.'\n\nNobody moved.\n",
        "Section 3\nThe council shall publish the fare.\n(a) The fare is fixed for a year.\n(b) It may be lowered at any time.\n",
        "Barley soup\n200 g barley\n2 onions\n1 l water\nBoil the barley for an hour.\nAdd the onions.\nServe hot.\n",
        "I met a boat upon the sand,\nIts ribs were white as bone,\nAnd no one held it by the hand,\nIt lay there all alone.\n",
    ],
)
def test_clean_text_of_other_kinds_is_left_alone(text: str) -> None:
    assert learned(text) == []


def test_short_documents_are_not_judged() -> None:
    assert learned("Home\nNews\nContact") == []


def test_the_same_wherever_lines_end_as_on_windows() -> None:
    assert [found.replace("\r", "") for _, found in learned(PAGE.replace("\n", "\r\n"))] == [
        found for _, found in learned(PAGE)
    ]


def test_documents_of_one_word_or_none() -> None:
    for text in ("", "\n\n", "x", "x\n" * 50):
        assert audit(text).failures == ()
