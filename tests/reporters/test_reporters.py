"""Every format: what it says, that it holds to its schema, and that hostile text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len
from rich.text import Text

from textaudit import plugins
from textaudit.model import Applicability, Edit, Finding, Fix, Result, RuleFailure, Severity, Span, Tally
from textaudit.reporters.base import Reporter, Screen
from textaudit.reporters.shared.escape import visible

Render = Callable[..., str]
MakeFinding = Callable[..., Finding]
MakeResult = Callable[..., Result]

FORMATS = ("concise", "full", "json", "json-lines", "markdown")
SCHEMAS = Path(visible.__code__.co_filename).resolve().parents[2] / "data" / "schemas"
RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
ZERO_WIDTH = "\u200b"


def reporter(name: str, width: int = 100, colour: bool = False) -> Reporter:
    return plugins.find("reporters", name, Reporter)(Screen(width, colour))


def check(name: str, value: object) -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)


def test_there_are_the_formats_of_this_issue() -> None:
    assert plugins.names("reporters") == sorted(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_run_gives_the_same_bytes(name: str, render: Render) -> None:
    once = render(reporter(name))
    assert once == render(reporter(name))
    assert once.encode("utf-8").decode("utf-8") == once
    assert once.endswith("\n")


@pytest.mark.parametrize("name", ["concise", "full", "markdown"])
def test_scraped_text_reaches_no_terminal_raw(name: str, render: Render) -> None:
    text = render(reporter(name))
    if name == "markdown":  # there an invisible space takes the life out of links
        text = text.replace(ZERO_WIDTH, "")
    assert not RAW.search(text)
    assert "\\x1b" in text
    assert "\\u202e" in text


def test_colours_are_the_only_escapes_on_a_terminal(render: Render) -> None:
    text = render(reporter("full", colour=True))
    assert "\x1b[" in text
    assert not RAW.search(re.sub(r"\x1b\[[0-9;]*m", "", text))


@pytest.mark.parametrize("name", ["concise", "full", "json", "markdown"])
def test_what_was_not_checked_is_said_with_the_reason(name: str, render: Render) -> None:
    text = render(reporter(name))
    assert "no rule for it yet" in text
    assert "rule markup/x failed" in text
    assert "broken JSON at column 8" in text
    if name != "json":
        assert "(in 1 of 4 documents)" in text
        assert "rule markup/x failed on 1 document: ValueError" in text


def test_json_lines_are_the_contract(render: Render) -> None:
    rows = [json.loads(line) for line in render(reporter("json-lines")).split("\n")[:-1]]
    assert len(rows) == 6
    for row in rows:
        check("document.schema.json", row)
    assert rows[0]["findings"] == []
    assert len(rows[0]["scores"]) == 13
    assert rows[1]["findings"][0]["fix"] == {
        "applicability": "safe",
        "edits": [{"start": 5, "end": 12, "replacement": "the"}],
    }
    assert rows[4] == {
        "id": "b.jsonl:3",
        "path": "in/b.jsonl",
        "record": 3,
        "error": "broken JSON at column 8",
    }


def test_json_lines_keep_the_order_of_the_contract(render: Render) -> None:
    row = json.loads(render(reporter("json-lines")).split("\n")[1])
    order = ["id", "path", "record", "language", "words", "score", "scores", "unmeasured", "signals"]
    assert list(row) == [*order, "failures", "findings", "clues"]


def test_json_is_one_valid_object(render: Render) -> None:
    report = json.loads(render(reporter("json")))
    check("report.schema.json", report)
    assert report["schema_version"] == 1
    assert report["totals"]["severities"] == {"note": 1, "warning": 2}
    assert report["totals"]["unreadable"] == 2
    assert [bad["record"] for bad in report["totals"]["quarantine"]] == [3, None]


def test_json_of_nothing_is_valid_too(render: Render) -> None:
    report = json.loads(render(reporter("json"), []))
    check("report.schema.json", report)
    assert report["documents"] == []
    assert report["totals"]["score"] is None


def test_a_file_name_that_is_no_utf8_can_be_written(render: Render) -> None:
    rows = [json.loads(line) for line in render(reporter("json-lines")).split("\n")[:-1]]
    assert rows[5]["path"].startswith("in/\\udcff")


def test_concise_is_a_line_per_finding(render: Render, finding: MakeFinding, result: MakeResult) -> None:
    record = result(finding(), path="in/b.jsonl", record=12)
    lines = render(reporter("concise"), [result(finding()), record]).split("\n")
    assert lines[0] == "in/a.txt:1:6: warning grammar/doubled-word Written twice: the the"
    assert lines[1].startswith("in/b.jsonl:12:1:6: warning")
    assert lines[2] == "2 documents, 40 words; 2 warnings; score 88.0"
    assert lines[3] == "not checked: ocr: no rule for it yet"


def test_a_newline_in_a_path_makes_no_line(render: Render, finding: MakeFinding, result: MakeResult) -> None:
    text = render(reporter("concise"), [result(finding(), path="in/a\nin/b:1:1: error x/y")])
    assert sum("grammar/doubled-word" in line for line in text.split("\n")) == 1
    assert text.startswith("in/a\\nin/b")


def underlined(text: str) -> str:
    """What stands above the marks, by cells of a terminal."""
    lines = text.split("\n")
    marks = next(n for n, line in enumerate(lines) if re.fullmatch(r"  \| *\^+", line))
    begin, end = lines[marks].index("^"), len(lines[marks])
    cells: list[str] = []
    for character in lines[marks - 1]:
        if cell_len(character):
            cells += [character, *[""] * (cell_len(character) - 1)]
        else:
            cells[-1] += character
    return "".join(cells[begin:end])


@pytest.mark.parametrize(
    ("before", "text", "after", "shown"),
    [
        ("over ", "the the", " hill", "the the"),
        ("你好，世界 ", "再见再见", " 朋友", "再见再见"),
        ("😀🎉 ", "the the", "😀", "the the"),
        ("e\u0301te\u0301 ", "cafe\u0301", " x", "cafe\u0301"),
        ("\x1b[1m", "a\u202eb", "", "a\\u202eb"),
        ("x" * 60, "你" * 20, "y" * 60, "你" * 20),
        ("no", "\u200d", "joiner", "\\u200d"),
        ("", "first\nsecond", "", "first\\nsecond"),
    ],
)
def test_full_underlines_the_passage(
    render: Render, finding: MakeFinding, result: MakeResult, before: str, text: str, after: str, shown: str
) -> None:
    report = render(reporter("full", 80), [result(finding(text, before, after))])
    assert underlined(report) == shown


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("text", ["x" * 100_000, "漢" * 100_000, "a\n" * 1000, "\x1b" * 5000, "😀" * 300])
def test_full_keeps_excerpts_within_the_screen(
    render: Render, finding: MakeFinding, result: MakeResult, text: str, width: int
) -> None:
    report = render(reporter("full", width), [result(finding(text, "漢" * 60, "字" * 60))])
    assert all(cell_len(line) <= width for line in report.split("\n"))
    assert len(report) < 5000


def test_full_tells_all_about_a_finding(render: Render, finding: MakeFinding, result: MakeResult) -> None:
    text = render(reporter("full"), [result(finding(suggestions=("the", "a the")))])
    for said in (
        "in/a.txt:1:6 warning grammar/doubled-word, 97% sure",
        "Written twice: the the",
        "fix: replaces it by “the” (applied by clean)",
        "suggestion: “a the”",
        "evidence: once is enough (in/other.txt: “the”)",
        "in/a.txt: score 88.0 (grammar 88.0)",
        "Scores, 100 = nothing to do",
    ):
        assert said in text


FIXES = [
    (Fix((Edit(Span(5, 12), ""),), Applicability.UNSAFE), "deletes it (applied with --unsafe-fixes)"),
    (Fix((Edit(Span(3, 14), ""),), Applicability.SAFE), "deletes it (applied by clean)"),
    (Fix((Edit(Span(5, 9), ""),), Applicability.SAFE), "replaces it by “the” (applied by clean)"),
    (
        Fix((Edit(Span(5, 6), "T"), Edit(Span(9, 9), "y")), Applicability.DISPLAY),
        "replaces it by “The ythe” (shown only, never applied)",
    ),
    (Fix((Edit(Span(0, 1), "“"),), Applicability.SAFE), "puts ““” into the text there (applied by clean)"),
    (
        Fix((Edit(Span(0, 1), ""),), Applicability.SAFE),
        "deletes a little of the text there (applied by clean)",
    ),
]


@pytest.mark.parametrize(("fix", "said"), FIXES)
def test_a_fix_is_told_in_words(
    render: Render, finding: MakeFinding, result: MakeResult, fix: Fix, said: str
) -> None:
    assert f"fix: {said}" in render(reporter("full"), [result(finding(fix=fix))])


MARKDOWN_ATTACKS = [
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example)",
    "a | b | c",
    "\\| x",
    "`code` ``",
    "**bold** _it_ ~~no~~",
    "&lt;b&gt;",
    "line\n\n# heading",
    "$$x$$",
]


@pytest.mark.parametrize("attack", MARKDOWN_ATTACKS)
def test_markdown_takes_no_markup_from_text(
    render: Render, finding: MakeFinding, result: MakeResult, attack: str
) -> None:
    text = render(reporter("markdown"), [result(finding(attack, message=attack), path=attack)])
    row = next(line for line in text.split("\n") if line.startswith("| 1:"))
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 7
    for line in text.split("\n"):
        own = line.replace("`grammar/doubled-word`", "").replace("|---|", "")
        bare = re.sub(r"\\[\\`*_\[\]<>#|~&$]", "", own)
        assert not re.search(r"[`*_\[\]<>~$]|&\w", bare), line
    assert sum(line.startswith("#") for line in text.split("\n")) == 4


def test_markdown_mentions_nobody_and_links_nowhere(
    render: Render, finding: MakeFinding, result: MakeResult
) -> None:
    text = render(reporter("markdown"), [result(finding("@octocat #12 https://e.org WWW.e.org a@b.org"))])
    assert "@octocat" not in text
    assert "#12" not in text
    assert "://" not in text
    assert "WWW.e" not in text
    assert "@b.org" not in text


def test_markdown_shows_a_passage_of_spaces(render: Render, finding: MakeFinding, result: MakeResult) -> None:
    assert "| ␣␣ |" in render(reporter("markdown"), [result(finding("  "))])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Ünïcödé 漢字 कथा 😀", "Ünïcödé 漢字 कथा 😀"),
        ("👩‍🚀 क्‍ष می‌خواهم ❤️ 1️⃣", "👩‍🚀 क्‍ष می‌خواهم ❤️ 1️⃣"),
        ("a\u200db\u200c", "a\\u200db\\u200c"),
        ("a\ufe0fb", "a\\ufe0fb"),
        ("\x1b]8;;http://x\x07", "\\x1b]8;;http://x\\x07"),
        ("\x9b2J\x85", "\\x9b2J\\x85"),
        ("a\tb\r\n", "a b\\r\\n"),
        ("\u2066x\u2069\u061c\u2028", "\\u2066x\\u2069\\u061c\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff", "\\udcff"),
        ("\u3164\u00ad\ufeff", "\\u3164\\xad\\ufeff"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


def test_statistics_count_by_rule_and_severity(finding: MakeFinding, result: MakeResult) -> None:
    from textaudit.reporters.shared.statistics import statistics_text

    tally = Tally()
    tally.add(result(finding(), finding(rule="spacing/doubled-space", severity=Severity.NOTE)))
    tally.add(result(finding(severity=Severity.ERROR), failures=(RuleFailure("markup/x", "boom"),)))
    head: Any = type("Head", (), {"unmeasured": {}, "remarks": ()})()
    lines = statistics_text(head, tally).split("\n")
    assert lines[0] == "2 documents, 40 words; 1 error, 1 warning, 1 note"
    assert lines[2].split() == ["all", "error", "warning", "note", "rule"]
    assert lines[3].split() == ["2", "1", "1", "·", "grammar/doubled-word"]
    assert lines[4].split() == ["1", "·", "·", "1", "spacing/doubled-space"]
    assert "     88.0  score of all" in lines
    assert "  rule markup/x failed on 1 document: boom" in lines


def test_the_terminal_shows_what_rich_would(render: Render, finding: MakeFinding, result: MakeResult) -> None:
    coloured = render(reporter("full", colour=True), [result(finding())])
    assert Text.from_ansi(coloured).plain.rstrip("\n") == render(
        reporter("full"), [result(finding())]
    ).rstrip("\n")
