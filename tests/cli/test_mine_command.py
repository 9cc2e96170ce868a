"""`textaudit rule mine`: cards for review, printed or written, never over what is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.sites import SITES, every_page

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def crawl(folder: Path) -> Path:
    """Pages of all sites, in a folder each."""
    for page in every_page():
        path = folder / "crawl" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, encoding="utf-8")
    return folder


def test_cards_are_printed(textaudit: Call, crawl: Path) -> None:
    code, out, err = textaudit("rule", "mine", "crawl")
    assert (code, err) == (0, "textaudit: 4 cards proposed from 16 documents\n")
    cards = list(yaml.safe_load_all(out))
    assert [card["detector"] for card in cards] == ["site-phrase"] * 4
    assert "# boilerplate/mined-en.yaml\n# Proposed by 'textaudit rule mine' for review." in out
    assert "crawl/ru/3.txt" in out
    assert sorted(path.name for path in crawl.iterdir()) == ["cards", "crawl", "textaudit.toml"]


def test_written_cards_hold_and_find_the_lines(textaudit: Call, crawl: Path) -> None:
    code, out, _ = textaudit("rule", "mine", "crawl", "--output", "mined")
    assert code == 0
    assert sorted(out.splitlines()) == [f"mined/boilerplate/mined-{code}.yaml" for code in sorted(SITES)]
    code, out, _ = textaudit("rule", "test", "mined")
    assert (code, out.rpartition(",")[2]) == (0, " 0 did not\n")
    options = ("--rules", "mined", "--select", "boilerplate/mined-en", "-f", "json-lines", "--exit-zero")
    rows = [json.loads(line) for line in textaudit("audit", "crawl", *options)[1].splitlines()]
    found = {row["path"]: "".join(f["text"] for f in row["findings"]) for row in rows if row["findings"]}
    assert list(found) == [f"crawl/en/{n}.txt" for n in range(4)]
    assert all(line in text for text in found.values() for line in (*SITES["en"].top, *SITES["en"].bottom))


def test_a_card_that_is_there_is_not_overwritten(textaudit: Call, crawl: Path) -> None:
    there = crawl / "mined" / "boilerplate" / "mined-ja.yaml"
    there.parent.mkdir(parents=True)
    there.write_text("mine", encoding="utf-8")
    code, out, err = textaudit("rule", "mine", "crawl", "-o", "mined")
    assert (code, out) == (2, "")
    assert err == "textaudit: error: mined/boilerplate/mined-ja.yaml: is there already; nothing was written\n"
    assert [path.read_text() for path in there.parent.iterdir()] == ["mine"]


def test_settings_of_the_folder_choose_other_rules_and_change_nothing(textaudit: Call, crawl: Path) -> None:
    expected = textaudit("rule", "mine", "crawl", "-q")
    (crawl / "textaudit.toml").write_text(
        'ignore = ["boilerplate/site-template"]\ncorpus = false\n[per-path."**"]\nignore = ["boilerplate"]\n'
    )
    assert textaudit("rule", "mine", "crawl", "-q", "-j", "2") == expected
    assert expected[2] == ""


def test_records_and_standard_input(textaudit: Call, folder: Path) -> None:
    rows = [json.dumps({"url": page.path, "body": page.text}) for page in SITES["de"].pages("de")]
    (folder / "crawl.jsonl").write_text("\n".join(rows), encoding="utf-8")
    code, out, _ = textaudit("rule", "mine", "crawl.jsonl", "--text-field", "body")
    assert code == 0
    assert "#   crawl.jsonl:4\n" in out
    stdin = ("rule", "mine", "-", "--stdin-format", "jsonl", "--text-field", "body")
    assert textaudit(*stdin, stdin="\n".join(rows))[1] == out.replace("#   crawl.jsonl:", "#   -:")


def test_how_many_documents_are_asked_for(textaudit: Call, crawl: Path) -> None:
    for path in ("crawl/en/2.txt", "crawl/en/3.txt", "crawl/de/3.txt"):
        (crawl / path).unlink()

    def mined(number: str) -> int:
        return textaudit("rule", "mine", "crawl/en", "crawl/de", "--min-documents", number, "-q")[1].count(
            "\nsummary: "
        )

    assert [mined("2"), mined("3"), mined("4")] == [2, 1, 0]


def test_nothing_that_recurs_is_no_mistake(textaudit: Call, folder: Path) -> None:
    (folder / "a.txt").write_text("Rain fell on Oslo.")
    expected = (0, "", "textaudit: 0 cards proposed from 1 documents\n")
    assert textaudit("rule", "mine", "a.txt") == expected
    assert textaudit("rule", "mine", "a.txt", "-o", "mined") == expected
    assert not (folder / "mined").exists()


def test_what_cannot_be_read_is_said(textaudit: Call, crawl: Path) -> None:
    (crawl / "crawl" / "bad.jsonl").write_text("{broken\n")
    code, out, err = textaudit("rule", "mine", "crawl")
    assert code == 1
    assert out.count("\nsummary: ") == 4
    assert "crawl/bad.jsonl:1: broken JSON" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("nowhere",), "nowhere: no such file or folder"),
        (("crawl", "--stdin-format", "xml"), "--stdin-format is 'xml'"),
        (("crawl", "-o", "textaudit.toml"), "--output textaudit.toml: is no folder"),
        (("crawl", "--config", "none.toml"), "none.toml"),
    ],
)
def test_mistakes_end_in_one_line(textaudit: Call, crawl: Path, options: tuple[str, ...], said: str) -> None:
    code, out, err = textaudit("rule", "mine", *options)
    assert (code, out) == (2, "")
    assert err.startswith("textaudit: error: ")
    assert said in err
    assert err.count("\n") == 1


def test_hostile_text_and_names_reach_no_terminal(textaudit: Call, folder: Path) -> None:
    for n, page in enumerate(SITES["en"].pages("x")):
        odd = page.text.replace("Lost and found", "Lost \x1b[31m and \u202e found")
        (folder / f"p\x1b[2J{n}.txt").write_text(odd, encoding="utf-8")
    code, out, _ = textaudit("rule", "mine", ".")
    assert code == 0
    assert "Tides today" in out
    assert out.replace("\n", "").isprintable()
    assert "Lost" not in out
