"""`--source`, `--source-field` and `--glossary`: what is compared, what is said where nothing can be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., tuple[int, str, str]]
GERMAN = "Der neue Umweg über die alte Brücke ist 23 Kilometer lang. Er kostet am Dienstag nichts."
ENGLISH = "The new detour across the old bridge is 24 kilometres long. It costs nothing on Tuesday."
NUMBER = "mistranslation/source-number"


@pytest.fixture(autouse=True)
def texts(folder: Path) -> Path:
    (folder / "textaudit.toml").write_text(f'select = ["{NUMBER}", "mistranslation/source-glossary"]\n')
    (folder / "en.txt").write_text(ENGLISH)
    (folder / "de.txt").write_text(GERMAN)
    return folder


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_changed_number_is_found_with_the_passage_of_the_source(textaudit: Call) -> None:
    code, out, _ = textaudit("audit", "en.txt", "--source", "de.txt", "-f", "json-lines")
    (finding,) = rows(out)[0]["findings"]
    assert code == 1
    assert (finding["rule"], finding["text"]) == (NUMBER, "24")
    (evidence,) = finding["evidence"]
    assert GERMAN[evidence["start"] : evidence["end"]] == evidence["text"] == "23"
    assert (evidence["id"], evidence["path"], evidence["record"]) == ("de.txt", "de.txt", None)


def test_without_a_source_nothing_is_compared_and_nothing_is_measured(textaudit: Call) -> None:
    code, out, _ = textaudit("audit", "en.txt", "-f", "json-lines")
    (row,) = rows(out)
    assert code == 0
    assert row["scores"]["mistranslation"] is None
    assert f"{NUMBER}" in row["remarks"][0]
    assert "the source is not known" in row["remarks"][0]


def test_records_with_their_own_source(texts: Path, textaudit: Call) -> None:
    lines = [{"id": "a", "text": ENGLISH, "de": GERMAN}, {"id": "b", "text": ENGLISH}]
    (texts / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, out, _ = textaudit("audit", "in.jsonl", "--source-field", "de", "-f", "json-lines")
    with_source, without = rows(out)
    assert code == 1
    assert [finding["text"] for finding in with_source["findings"]] == ["24"]
    assert "remarks" not in with_source
    assert not without["findings"]
    assert without["remarks"] == [
        "not compared with its source: no field 'de' (--source-field names another)"
    ]
    _, out, _ = textaudit("audit", "in.jsonl", "--source-field", "de")
    assert "not checked: not compared with its source: no field 'de'" in out
    assert "(in 1 of 2 documents)" in out


def test_a_source_of_another_length_is_said_and_the_rest_goes_on(texts: Path, textaudit: Call) -> None:
    (texts / "long.txt").write_text("\n\n".join([GERMAN] * 20))
    (texts / "textaudit.toml").write_text(f'select = ["{NUMBER}", "grammar/blorp"]\nrules = ["cards"]\n')
    (texts / "en.txt").write_text(ENGLISH + " It went blorp.")
    code, out, _ = textaudit("audit", "en.txt", "--source", "long.txt", "-f", "json-lines")
    (row,) = rows(out)
    assert code == 1
    assert [finding["rule"] for finding in row["findings"]] == ["grammar/blorp"]
    assert row["remarks"] == ["not compared with its source: the source is more than 3 times as long"]


def test_a_glossary(texts: Path, textaudit: Call) -> None:
    (texts / "terms.csv").write_text("source,target\nBrücke,crossing\n", encoding="utf-8")
    _, out, _ = textaudit(
        "audit", "en.txt", "--source", "de.txt", "--glossary", "terms.csv", "-f", "json-lines"
    )
    terms = [f for f in rows(out)[0]["findings"] if f["rule"] == "mistranslation/source-glossary"]
    assert [finding["message"] for finding in terms] == ["The glossary says Brücke → crossing"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--source", "none.txt"], "--source none.txt: no such file or folder"),
        (["--source", "de.txt", "--source-field", "de"], "name one of the two"),
        (["--source", "de.txt", "--glossary", "none.csv"], "none.csv: cannot be read"),
        (["--source", "de.txt", "--glossary", "en.txt"], "en.txt:1: the first line is"),
    ],
)
def test_mistakes_of_the_call_end_with_2_in_one_line(textaudit: Call, options: list[str], said: str) -> None:
    code, out, log = textaudit("audit", "en.txt", *options)
    assert code == 2
    assert not out
    assert said in log
    assert "Traceback" not in log


def test_workers_say_the_same(texts: Path, textaudit: Call) -> None:
    lines = [{"id": str(n), "text": ENGLISH, "de": GERMAN} for n in range(30)]
    (texts / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    options = ("in.jsonl", "--source-field", "de", "-f", "json-lines")
    assert textaudit("audit", *options) == textaudit("audit", *options, "-j", "2")


def test_cleaning_and_scoring_take_a_source_and_leave_it_alone(texts: Path, textaudit: Call) -> None:
    code, _, _ = textaudit("clean", "en.txt", "--source", "de.txt", "-o", "out.txt")
    assert code == 0
    assert (texts / "out.txt").read_text() == ENGLISH
    assert (texts / "de.txt").read_text() == GERMAN
    code, out, _ = textaudit("score", "en.txt", "--source", "de.txt")
    assert code == 0
    assert float(out.split()[0]) < 100
