"""`textaudit audit` and `textaudit score`: exit codes, where reports go, what is refused."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def texts(folder: Path) -> Path:
    """Two texts, of which one has a finding."""
    (folder / "in").mkdir()
    (folder / "in" / "bad.txt").write_text("It went blorp in the night.\n")
    (folder / "in" / "good.txt").write_text("It went well in the night.\n")
    return folder / "in"


def test_findings_end_with_1_and_none_with_0(texts: Path, textaudit: Call) -> None:
    code, out, _ = textaudit("audit", "in")
    assert code == 1
    assert out.startswith("in/bad.txt:1:9: warning grammar/blorp Blorp: blorp\n")
    code, out, _ = textaudit("audit", "in/good.txt")
    assert code == 0
    assert "nothing found" in out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "note"], 1),
        (["--fail-on", "error", "--fail-under", "99.9"], 1),
        (["--fail-on", "error", "--fail-under", "1"], 0),
        (["--fail-on", "bad"], 2),
        (["--fail-under", "101"], 2),
        (["--fail-under", "101", "--exit-zero"], 2),
        (["--jobs", "0"], 2),
        (["--stdin-format", "xml"], 2),
        (["--language", "English"], 2),
        (["--select", "nothing/like-it"], 2),
        (["--rules", "no-such-folder"], 2),
        (["--config", "no-such.toml"], 2),
        (["--bogus"], 2),
        (["-f", "nope"], 2),
        (["-f", "json:no-such/\0/x"], 2),
    ],
)
def test_exit_codes(texts: Path, textaudit: Call, options: list[str], code: int) -> None:
    ended, _, err = textaudit("audit", "in", *options)
    assert ended == code
    assert "Traceback" not in err
    assert bool(err) == (code == 2)


@pytest.mark.parametrize("arguments", [["in/none.txt"], ["in/*.none"], []])
def test_no_input_ends_with_2(texts: Path, textaudit: Call, arguments: list[str]) -> None:
    assert textaudit("audit", *arguments)[0] == 2


def test_an_error_is_one_line_with_nothing_raw(textaudit: Call) -> None:
    code, out, err = textaudit("audit", "no\x1b[31m\u202esuch\nfile")
    assert (code, out) == (2, "")
    assert err.startswith("textaudit: error: no\\x1b[31m\\u202esuch\\nfile: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab", "junit", "rdjson", "html"])
def test_formats_to_come_are_refused(texts: Path, textaudit: Call, name: str) -> None:
    code, out, err = textaudit("audit", "in", "--output-format", name)
    assert (code, out) == (2, "")
    assert err == (
        f"textaudit: error: output format '{name}' is not there yet; "
        "there are: concise, full, json, json-lines, markdown\n"
    )


def test_modes_and_addresses_for_grammar_are_checked(texts: Path, textaudit: Call) -> None:
    code, _, err = textaudit("audit", "in", "--grammar", "some")
    assert (code, err) == (2, "textaudit: error: --grammar is 'some': expected off, suspicious or all\n")
    asked = ("--select", "grammar", "--grammar", "all")
    code, _, err = textaudit("audit", "in", *asked, "--grammar-server", "localhost:8081")
    assert code == 2
    assert "grammar-server is 'localhost:8081': expected an address, like http://localhost:8081" in err
    code, out, _ = textaudit("audit", "in/good.txt", "--grammar-server", "http://localhost:9")
    assert code == 0
    assert "not checked: grammar by the server given: grammar checking is off" in out


def test_lists_of_names_are_opened_and_that_nothing_uses_them_said(
    texts: Path, textaudit: Call, folder: Path
) -> None:
    (folder / "names.csv").write_text("name,aliases,kind\nKyiv,Kiev,place\n")
    code, out, err = textaudit("audit", "in/good.txt", "--gazetteer", "names.csv")
    assert (code, err) == (0, "")
    assert "not checked: names against the lists given (--gazetteer): no rule that runs looks names up" in out
    assert textaudit("audit", "in/good.txt", "--gazetteer", "none.csv")[0] == 2
    assert textaudit("audit", "in/good.txt", "--grammar", "off")[0] == 0


def test_reports_go_to_files(texts: Path, textaudit: Call, folder: Path) -> None:
    code, out, err = textaudit(
        "audit", "in", "-f", "json-lines:out/a.jsonl", "-f", "json:b.json", "-f", "markdown:c.md"
    )
    assert (code, out, err) == (1, "", "")
    rows = [json.loads(line) for line in (folder / "out" / "a.jsonl").read_text().split("\n")[:-1]]
    assert [row["path"] for row in rows] == ["in/bad.txt", "in/good.txt"]
    report = json.loads((folder / "b.json").read_text())
    assert report["documents"] == rows
    assert report["totals"]["severities"] == {"warning": 1}
    assert report["rules"] == ["grammar/blorp"]
    assert "grammar/blorp" in (folder / "c.md").read_text()
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "b.json",
        "c.md",
        "textaudit.toml",
    ]


def test_a_file_and_stdout_at_once(texts: Path, textaudit: Call, folder: Path) -> None:
    _, out, _ = textaudit("audit", "in", "-f", "concise", "-f", "json:b.json")
    assert out.startswith("in/bad.txt:1:9:")
    assert json.loads((folder / "b.json").read_text())


@pytest.mark.parametrize(
    "options",
    [["-f", "json", "-f", "full"], ["-f", "json:x", "-f", "full:./x"], ["--statistics", "-f", "json"]],
)
def test_two_reports_do_not_share_a_place(texts: Path, textaudit: Call, options: list[str]) -> None:
    code, out, err = textaudit("audit", "in", *options)
    assert (code, out) == (2, "")
    assert "two reports would go to" in err


def test_a_report_of_a_failed_run_leaves_the_old_one(
    texts: Path, textaudit: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textaudit.reporters.json import JsonReporter

    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    (folder / "b.json").write_text("old")
    monkeypatch.setattr(JsonReporter, "document", interrupt)
    code, _, _ = textaudit("audit", "in", "-f", "json:b.json")
    assert code == 130
    assert (folder / "b.json").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["b.json", "textaudit.toml"]


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="a device of Unix")
def test_a_device_is_written_to_and_not_replaced(texts: Path, textaudit: Call) -> None:
    assert textaudit("audit", "in", "-f", "json:/dev/null")[0] == 1
    assert not Path("/dev/null").is_file()


def test_statistics_stand_in_place_of_findings(texts: Path, textaudit: Call) -> None:
    code, out, _ = textaudit("audit", "in", "--statistics")
    assert code == 1
    assert re.search(r"^ +1 +· +1 +·  grammar/blorp$", out, re.MULTILINE)
    assert "in/bad.txt" not in out
    assert "not checked:" in out


def test_a_record_that_cannot_be_read_counts(folder: Path, textaudit: Call) -> None:
    (folder / "a.jsonl").write_text('{"id": "x", "text": "It went well."}\n{broken\n{"id": "y"}\n')
    code, out, _ = textaudit("audit", "a.jsonl")
    assert code == 1
    assert "a.jsonl:2: not read: " in out
    assert "a.jsonl:3: not read: no field 'text'" in out
    assert textaudit("audit", "a.jsonl", "--exit-zero")[0] == 0
    code, out, _ = textaudit("audit", "a.jsonl", "--max-document-bytes", "10", "--statistics")
    assert out.count("not read: a.jsonl") == 3


def test_standard_input(textaudit: Call) -> None:
    code, out, _ = textaudit("audit", "-", stdin="It went blorp.")
    assert (code, out.split("\n")[0]) == (1, "-:1:9: warning grammar/blorp Blorp: blorp")
    lines = '{"key": "a", "body": "blorp"}\n'
    options = ("--stdin-format", "jsonl", "--id-field", "key", "--text-field", "body", "-f", "json-lines")
    row = json.loads(textaudit("audit", "-", *options, stdin=lines)[1])
    assert (row["id"], row["record"], len(row["findings"])) == ("a", 1, 1)


def test_options_win_over_the_file(texts: Path, textaudit: Call) -> None:
    assert "grammar/blorp" not in textaudit("audit", "in", "--select", "ocr,spacing")[1]
    assert textaudit("audit", "in", "--ignore", "grammar")[0] == 1  # selected by id
    assert textaudit("audit", "in", "--ignore", "grammar/blorp")[0] == 0


def test_settings_with_a_mistake(texts: Path, textaudit: Call, folder: Path) -> None:
    (folder / "textaudit.toml").write_text("selekt = []")
    code, _, err = textaudit("audit", "in")
    assert code == 2
    assert err.endswith("textaudit.toml: unknown key 'selekt'; did you mean 'select'?\n")


def test_files_that_are_not_read_are_told(texts: Path, textaudit: Call) -> None:
    (texts / "x.pdf").write_bytes(b"%PDF")
    assert textaudit("audit", "in")[2] == "textaudit: 1 files with other endings were not read\n"
    assert textaudit("audit", "in", "--quiet")[2] == ""


def test_two_workers_print_what_one_does(texts: Path, textaudit: Call) -> None:
    one = textaudit("audit", "in", "-f", "json")
    assert textaudit("audit", "in", "-f", "json", "--jobs", "2") == one


def test_scores_alone(texts: Path, textaudit: Call) -> None:
    code, out, _ = textaudit("score", "in")
    lines = out.split("\n")
    assert code == 0
    assert re.fullmatch(r" *\d+\.\d  in/bad\.txt", lines[0])
    assert lines[1] == " 100.0  in/good.txt"
    assert lines[2].endswith("  all")
    assert textaudit("score", "in", "--fail-under", "99.9")[0] == 1
    assert textaudit("score", "in", "--fail-under", "99.9", "--exit-zero")[0] == 0


@pytest.mark.parametrize("command", ["audit", "score", "clean", "undo", "rule", "rule list", "rule new"])
def test_help_teaches(textaudit: Call, command: str) -> None:
    code, out, _ = textaudit(*command.split(), "--help")
    assert code == 0
    assert "Usage" in out
    if command in ("audit", "score", "clean", "undo"):
        assert f"textaudit {command} " in out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("colour", [True, False])
def test_on_a_terminal_it_is_full_and_in_colour(texts: Path, colour: bool) -> None:
    (texts / "bad.txt").write_text("It went \x1b[41m blorp \u202e now.\n")
    text = on_a_terminal(["audit", "in/bad.txt"], {} if colour else {"NO_COLOR": "1"})
    assert "^^^^^" in text
    assert "\\x1b[41m blorp \\u202e now." in re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert ("\x1b[" in text) is colour
    assert "\x1b[41m" not in text


def on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "textaudit", *arguments]
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        command,
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        env={**kept, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    process.wait()
    os.close(ours)
    return b"".join(pieces).decode()
