"""Cards that are mined: they hold whatever the lines are, and say what is to be reviewed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sites import SITES, every_page
from textaudit import Settings, audit
from textaudit.mining import RULE, MinedTemplates, Proposal, Template, TemplateLine, proposals
from textaudit.model import Document, Result
from textaudit.reporters.shared.escape import visible
from textaudit.rulebook.card import parse_card
from textaudit.rulebook.sources import load_path, load_rules
from textaudit.testing import run_cases


def mined(documents: Sequence[Document], min_documents: int = 3) -> list[Proposal]:
    found = MinedTemplates()
    for result in audit(documents, select=(RULE,)):
        found.add(result)
    return list(proposals(found.templates(), min_documents))


def template(*texts: str, **facts: object) -> Template:
    lines = [TemplateLine(text, 5, [("in/a.txt", None)], wordings={text}) for text in texts]
    for line in lines:
        for name, value in facts.items():
            setattr(line, name, value)
    return Template(tuple(lines))


def test_each_site_gets_a_card_with_its_lines() -> None:
    cards = mined(every_page())
    assert {card.rule_id for card in cards} == {f"boilerplate/mined-{code}" for code in SITES}
    for card in cards:
        code = card.rule_id.rpartition("-")[2]
        params = yaml.safe_load(card.text)["params"]
        phrases = [p for lists in params.values() for of in lists.values() for p in of]
        assert sorted(phrases) == sorted((*SITES[code].top, *SITES[code].bottom))
        assert {key for lists in params.values() for key in lists} == {code}
        assert [f"#   {code}/{n}.txt\n" in card.text for n in range(4)] == [True] * 4


def test_the_order_of_documents_changes_no_card() -> None:
    def contents(cards: list[Proposal]) -> dict[str, object]:
        return {card.rule_id: yaml.safe_load(card.text)["params"] for card in cards}

    documents = SITES["en"].pages("en")
    assert contents(mined(documents)) == contents(mined(documents[::-1]))


def test_lines_that_vary_are_left_out_and_counted() -> None:
    documents = [
        replace(page, text=page.text.replace("12 Pier Road", f"{n} Pier Road"))
        for n, page in enumerate(SITES["en"].pages("en"))
    ]
    (card,) = mined(documents)
    assert "Pier Road" not in card.text
    assert "left out: 1\n" in card.text


def test_sites_that_share_a_label_stay_two() -> None:
    one = SITES["en"].pages("one")
    two = [
        replace(page, id=page.id + "b", path=page.path.replace("one", "two"), text=text)
        for page, text in zip(
            one,
            (f"Harbour Post\n\nFish\n\nBoats\n\nRopes\n\n{t[:-1]} today.\n\nTo the shop" for t in SITES["en"].texts),
            strict=True,
        )
    ]  # fmt: skip
    cards = {card.rule_id: card.text for card in mined([*one, *two])}
    assert set(cards) == {"boilerplate/mined-one", "boilerplate/mined-two"}
    assert "Tides today" in cards["boilerplate/mined-one"]
    assert "Tides today" not in cards["boilerplate/mined-two"]


def test_a_line_that_some_pages_lack_stays_with_its_site() -> None:
    pages = [
        replace(page, text=page.text if n else page.text.replace("Back to the pier list\n\n", ""))
        for n, page in enumerate(SITES["en"].pages("en"))
    ]
    (card,) = mined(pages)
    assert "Back to the pier list" in card.text


def test_names_are_unique_and_none_is_ours() -> None:
    same = [template("Write to the harbour office"), template("Write to the harbour office")]
    ids = [card.rule_id for card in proposals(same, 3)]
    assert ids == ["boilerplate/mined-write-to-the-harbour", "boilerplate/mined-write-to-the-harbour-2"]
    (card,) = proposals([template("Написать в контору порта", places=[("c.jsonl", 4)])], 3)
    assert card.rule_id == "boilerplate/mined-site"
    assert "#   c.jsonl:4\n" in card.text
    assert not {rule.id for rule in load_rules()} & {*ids, card.rule_id}


def test_too_little_makes_no_card() -> None:
    assert not list(proposals([template("Home")], 3))
    assert not list(proposals([template("⟦Home⟧", "a\u202eb", "\x1b[31mx", "x" * 500, "…")], 3))
    assert not list(proposals([template("Write to the harbour office", documents=2)], 3))


@pytest.mark.parametrize(
    "line",
    ["{excerpt} {0} {{", "no", "- a: b # c", "'", '"', "%YAML 1.2", "--- a", "a: {b", "* Share *", "yes", "1.5", "&a *a !b", "→ ÜBER UNS ←", "İSTANBUL", "😀 family", "x: |", "\\x41 \\n", "~", "@user `x`"],
)  # fmt: skip
def test_odd_lines_make_cards_that_hold(line: str) -> None:
    hold([template(line, "Home page", "Write to the harbour office")])


LINE = st.one_of(
    st.text(max_size=30), st.text("aB:{}'\"-# \t⟦⟧\u202e\x1b\u00ad ŞİßΣ漢か。&*|>%@", max_size=20)
)


@given(st.lists(st.lists(LINE, min_size=1, max_size=15), max_size=2), LINE)
@example([["Home", "News", "Rain fell on the hills.", "a b c d"]], "\ud800")
def test_any_lines_make_cards_that_hold(groups: list[list[str]], path: str) -> None:
    hold([template(*map(" ".join, map(str.split, lines)), places=[(path, None)]) for lines in groups])


def hold(templates: Sequence[Template]) -> None:
    """Every proposal is a card, whose cases hold when it is read from a file; nothing in it is unseen."""
    for card in proposals(templates, 3):
        assert all(visible(line) == line for line in card.text.split("\n"))
        rule = parse_card(card.rule_id, card.text, "mined")
        assert len(rule.cases) >= 3
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{card.rule_id}.yaml"
            path.parent.mkdir()
            path.write_text(card.text, encoding="utf-8", newline="")
            (read,) = load_path(Path(folder))
            results = list(run_cases(read, Settings(rules=(folder,))))
        assert [result.detail for result in results if not result.ok] == []


def test_what_was_not_found_is_not_mined() -> None:
    found = MinedTemplates()
    (result,) = audit([Document("a", "a", None, "Share this:\n\nRain fell on Oslo.")])
    assert isinstance(result, Result)
    assert result.findings
    found.add(result)
    assert list(found.templates()) == []
