"""`textaudit names`: the page of entities, on a small corpus, as people and programs get it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from textaudit.annotate.mentions import mentions_in
from textaudit.cli.schemas import FOLDER

Call = Callable[..., tuple[int, str, str]]

TEXTS = {
    "a.txt": "Prime Minister Toivo Kral left Kyiv on Monday. Kral had met Olena Moroz there. Moroz stayed in Kyiv.",
    "b.txt": "In Kiev, Toivo Kral spoke of the road to Torva-Lemini. Nobody in Torva-Lemini cares. Nobody knows what "
    "Torva will do.",
    "c.txt": "The ministry in KYIV wrote to President Olena Moroz.",
}
SETTINGS = 'select = ["garbled-name/cut-compound"]\nlanguage = "en"\n'


@pytest.fixture
def crawl(folder: Path) -> Path:
    """A folder of three texts, and settings that keep to one rule on names."""
    (folder / "textaudit.toml").write_text(SETTINGS)
    (folder / "crawl").mkdir()
    for name, text in TEXTS.items():
        (folder / "crawl" / name).write_text(text + "\n", encoding="utf-8")
    return folder


def entities(out: str) -> dict[str, dict[str, Any]]:
    """The entities of a JSON page, which holds to its schema, by name."""
    page = json.loads(out)
    schema = json.loads((FOLDER / "names.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(page)
    return {entity["name"]: entity for entity in page["entities"]}


def test_the_page_for_people(textaudit: Call, crawl: Path) -> None:
    code, out, err = textaudit("names", "crawl")
    assert (code, err) == (0, "textaudit: 4 names listed, from 3 documents\n")
    assert out == (
        "mentions  documents  kind          name\n"
        "       4          3  place         Kyiv\n"
        "                                   Kyiv 2, Kiev 1, KYIV 1\n"
        "                                   in crawl/a.txt, crawl/b.txt, crawl/c.txt\n"
        "       3          2  person        Olena Moroz\n"
        "                                   Olena Moroz 2, Moroz 1\n"
        "                                   in crawl/a.txt, crawl/c.txt\n"
        "       3          2  person        Toivo Kral\n"
        "                                   Toivo Kral 2, Kral 1\n"
        "                                   in crawl/a.txt, crawl/b.txt\n"
        "       3          1  place         Torva-Lemini\n"
        "                                   ? Torva 1 → Torva-Lemini (garbled-name/cut-compound)\n"
        "                                   in crawl/b.txt\n"
        "\n"
        "4 names, 13 mentions in 3 documents\n"
    )


def test_the_page_for_programs(textaudit: Call, crawl: Path) -> None:
    code, out, err = textaudit("names", "crawl", "-f", "json", "-q")
    assert (code, err) == (0, "")
    found = entities(out)
    assert list(found) == ["Kyiv", "Olena Moroz", "Toivo Kral", "Torva-Lemini"]
    assert found["Torva-Lemini"]["variants"] == [
        {"text": "Torva-Lemini", "mentions": 2, "documents": 1, "short": False, "in_list": None, "suspicion": None},
        {
            "text": "Torva",
            "mentions": 1,
            "documents": 1,
            "short": False,
            "in_list": None,
            "suspicion": {
                "rule": "garbled-name/cut-compound",
                "confidence": None,
                "suggestion": "Torva-Lemini",
            },
        },
    ]  # fmt: skip
    assert found["Olena Moroz"]["places"][0] == {"id": "a.txt", "path": "crawl/a.txt", "record": None}
    totals = json.loads(out)["totals"]
    assert (totals["entities"], totals["mentions"], totals["documents"]) == (4, 13, 3)
    assert json.loads(out)["rules"] == ["garbled-name/cut-compound"]


def test_a_row_a_variant(textaudit: Call, crawl: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(textaudit("names", "crawl", "-f", "csv", "-q")[1])))
    assert [row["variant"] for row in rows if row["name"] == "Kyiv"] == ["Kyiv", "Kiev", "KYIV"]
    wrong = next(row for row in rows if row["rule"])
    assert wrong == {
        "name": "Torva-Lemini", "kind": "place", "mentions": "3", "documents": "1", "in_list": "",
        "variant": "Torva", "variant_mentions": "1", "variant_documents": "1", "variant_in_list": "", "short": "no",
        "rule": "garbled-name/cut-compound", "confidence": "", "suggestion": "Torva-Lemini",
        "path": "crawl/b.txt", "record": "",
    }  # fmt: skip


def test_several_pages_at_once_and_the_same_bytes_with_workers(textaudit: Call, crawl: Path) -> None:
    formats = ("-f", "table", "-f", "json:out/names.json", "-f", "csv:names.csv")
    first = textaudit("names", "crawl", *formats)
    pages = [(crawl / path).read_bytes() for path in ("out/names.json", "names.csv")]
    assert textaudit("names", "crawl", *formats, "-j", "2") == first
    assert [(crawl / path).read_bytes() for path in ("out/names.json", "names.csv")] == pages
    assert pages[0].decode() == textaudit("names", "crawl", "-f", "json", "-q")[1]


def test_top_min_count_and_kind(textaudit: Call, crawl: Path) -> None:
    def listed(*options: str) -> list[str]:
        return list(entities(textaudit("names", "crawl", "-q", "-f", "json", *options)[1]))

    assert listed("--top", "1") == ["Kyiv"]
    assert listed("--min-count", "4") == ["Kyiv"]
    assert listed("--kind", "person") == ["Olena Moroz", "Toivo Kral"]
    assert listed("--kind", "place", "--kind", "organisation") == ["Kyiv", "Torva-Lemini"]
    assert listed("--kind", "unknown") == []
    out = textaudit("names", "crawl", "--kind", "unknown")[1]
    assert out == "0 of 4 names, 13 mentions in 3 documents\n"


def test_a_list_says_what_it_has(textaudit: Call, crawl: Path) -> None:
    (crawl / "right.csv").write_text("name,aliases,kind\nToivo Kral,Kral,person\nKiev,,place\n")
    options = ("names", "crawl", "--gazetteer", "right.csv", "-q")
    found = entities(textaudit(*options, "-f", "json")[1])
    assert {name: entity["in_list"] for name, entity in found.items()} == {
        "Kyiv": False, "Olena Moroz": False, "Toivo Kral": True, "Torva-Lemini": False
    }  # fmt: skip
    assert [v["in_list"] for v in found["Kyiv"]["variants"]] == [False, True, False]
    assert "Toivo Kral  in the list\n" in textaudit(*options)[1]
    assert "Kyiv  not in the list\n" in textaudit(*options)[1]
    rows = csv.DictReader(io.StringIO(textaudit(*options, "-f", "csv")[1]))
    assert {row["variant"]: row["variant_in_list"] for row in rows if row["name"] == "Toivo Kral"} == {
        "Toivo Kral": "yes", "Kral": "yes"
    }  # fmt: skip
    (crawl / "textaudit.toml").write_text(SETTINGS + 'gazetteers = ["right.csv"]\n')
    assert entities(textaudit("names", "crawl", "-q", "-f", "json")[1]) == found


def test_records_and_standard_input_with_ids_that_repeat(textaudit: Call, crawl: Path) -> None:
    rows = [json.dumps({"key": "same", "body": text}) for text in TEXTS.values()]
    (crawl / "crawl.jsonl").write_text("\n".join(rows), encoding="utf-8")
    fields = ("--text-field", "body", "--id-field", "key", "-f", "json", "-q")
    out = textaudit("names", "crawl.jsonl", *fields)[1]
    found = entities(out)
    assert found["Kyiv"]["documents"] == 3
    assert found["Kyiv"]["places"] == [
        {"id": "same", "path": "crawl.jsonl", "record": number} for number in (1, 2, 3)
    ]
    stdin = textaudit("names", "-", *fields, "--stdin-format", "jsonl", stdin="\n".join(rows))[1]
    assert stdin == out.replace('"path":"crawl.jsonl"', '"path":"-"')


def test_corpus_wide_rules_may_look_too(textaudit: Call, crawl: Path) -> None:
    stdin = textaudit("names", "-", "-q", stdin=TEXTS["b.txt"])[1]
    assert "? Torva 1 → Torva-Lemini" in stdin
    assert textaudit("names", "-", "-q", "--no-corpus", stdin=TEXTS["b.txt"])[1] == stdin


def test_what_cannot_be_read_is_said_and_the_rest_is_listed(textaudit: Call, crawl: Path) -> None:
    (crawl / "crawl" / "bad.jsonl").write_text('{broken\n{"id": "x", "text": "They met Toivo Kral."}\n')
    code, out, _ = textaudit("names", "crawl")
    assert code == 1
    assert "not read: crawl/bad.jsonl:1: broken JSON" in out
    assert "       4          3  person        Toivo Kral\n" in out
    code, out, _ = textaudit("names", "crawl", "-f", "json")
    assert code == 1
    assert [place["record"] for place in entities(out)["Toivo Kral"]["places"]] == [None, None, 2]
    assert json.loads(out)["totals"]["unreadable"] == 1
    assert json.loads(out)["totals"]["quarantine"][0]["record"] == 1


def test_rules_that_are_ignored_or_fail(textaudit: Call, crawl: Path) -> None:
    (crawl / "textaudit.toml").write_text(
        'select = ["boilerplate"]\nignore = ["garbled-name"]\nlanguage = "en"\n'
    )
    code, out, _ = textaudit("names", "crawl")
    assert code == 0
    assert "→" not in out
    assert "not checked: garbled-name: " in out
    assert entities(textaudit("names", "crawl", "-f", "json")[1])["Torva"]["mentions"] == 1


def test_a_document_whose_names_cannot_be_found_costs_itself_only(
    textaudit: Call, crawl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, language: str | None) -> Any:
        if "KYIV" in text:
            raise ValueError("red\x1b[31m")
        return mentions_in(text, language)

    monkeypatch.setattr("textaudit.annotate.annotations.mentions_in", broken)
    code, out, _ = textaudit("names", "crawl")
    assert code == 1
    assert "       3          2  place         Kyiv\n" in out
    assert "not checked: names failed on 1 documents: ValueError: red\\x1b[31m\n" in out
    code, out, _ = textaudit("names", "crawl", "-f", "json")
    assert code == 1
    assert entities(out)["Kyiv"]["documents"] == 2
    assert json.loads(out)["totals"]["failures"] == {"names": 1}


def test_no_names_and_no_text(textaudit: Call, crawl: Path) -> None:
    (crawl / "none.txt").write_text("")
    assert textaudit("names", "none.txt") == (
        0, "0 names, 0 mentions in 1 documents\n", "textaudit: 0 names listed, from 1 documents\n"
    )  # fmt: skip
    assert entities(textaudit("names", "none.txt", "-f", "json")[1]) == {}
    assert textaudit("names", "none.txt", "-f", "csv", "-q")[1].count("\n") == 1


HOSTILE = (
    "They met Mr Toi\u202evo Kral and Mr Evil\x1b[31m in =Bad(1) and @Home. "
    + "Mr "
    + "A"
    + "b" * 30_000
    + " left."
)


def test_hostile_names_steer_neither_terminal_nor_spreadsheet(textaudit: Call, crawl: Path) -> None:
    folder = crawl / "=cmd"
    folder.mkdir()
    (folder / "x\x1b[2J.txt").write_text(HOSTILE, encoding="utf-8")
    for option in ("table", "csv"):
        out = textaudit("names", "=cmd", "-f", option, "-q")[1]
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "\\x1b[2J.txt" in out
        assert max(map(len, out.splitlines())) < 600
    for row in csv.reader(io.StringIO(out)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    assert "'=cmd/" in out
    assert max(len(name) for name in entities(textaudit("names", "=cmd", "-f", "json", "-q")[1])) <= 200


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
def test_formulas_are_guarded(sign: str) -> None:
    from textaudit.entities.pages.csv import _written

    assert _written(sign + "SUM(A1)").startswith("'")
    assert _written("A" + sign) == "A" + sign.replace("\t", " ")
    assert _written(-1) == "-1"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("nowhere",), "nowhere: no such file or folder"),
        (("crawl", "-f", "xml"), "no output format 'xml'; there are: table, json, csv"),
        (("crawl", "-f", "json", "-f", "csv"), "two reports would go to stdout"),
        (("crawl", "--kind", "animal"), "--kind is 'animal': expected person, place, organisation, unknown"),
        (("crawl", "--gazetteer", "none.csv"), "none.csv: cannot be read"),
        (("crawl", "--stdin-format", "xml"), "--stdin-format is 'xml'"),
        (("crawl", "--config", "none.toml"), "none.toml"),
        (("crawl", "-f", "csv:textaudit.toml/x.csv"), "x.csv: cannot be written"),
    ],
)
def test_mistakes_are_one_line(textaudit: Call, crawl: Path, options: tuple[str, ...], said: str) -> None:
    code, out, err = textaudit("names", *options, "-q")
    assert (code, out) == (2, "")
    assert err.startswith("textaudit: error: ")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("option", ["--top", "--min-count"])
def test_counts_are_whole_and_positive(textaudit: Call, crawl: Path, option: str) -> None:
    assert textaudit("names", "crawl", option, "0")[0] == 2
