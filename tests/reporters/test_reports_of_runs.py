"""Reports as the command writes them: odd text, unreadable records, evidence and failing rules in one run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

import textaudit as package

SCHEMAS = Path(package.__file__).parent / "data" / "schemas"
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONG = "The ferry left the pier at nine and came back long after the lamps were lit along the river."
TEXTS = {
    "copy": f"{LONG}\n\nThe the rain \u202efell\u202c on \x1b[31mOslo\x07 and nobody on the pier saw it at all.",
    "emoji": "👩‍🚀 The the crew 😀 flew  home.\r\nIt was caf\u00c3\u00a9 time \U0001f3f3\ufe0f\u200d\U0001f308 for for all.",
    "right-to-left": "\u200fהחתול ישב\u200e על the the \u2067mat\u2069 | `x` <b>y</b> \x9b2J",
    "surrogates": "half \ud83d of a a pair \udc00",
    "clean": "Rain fell on Oslo.",
    "empty": "",
}
CARD = """
summary: It fails.
why: So that one sees how.
severity: note
detector: failing
message: "Found {excerpt}"
cases: [{flags: ⟦x⟧}, {passes: x}]
"""
FAILING = """
from textaudit.detectors.base import Detector

class Failing(Detector):
    called = "always"

    def detect(self, document, context):
        raise ValueError("no \\x1b[31m \\u202e \\ud800 way | `x`")
"""


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Audit = Callable[..., Ended]


@pytest.fixture
def audit(
    install: Callable[[Mapping[str, str], str], None], run_installed: Callable[..., Ended], tmp_path: Path
) -> Audit:
    """Audits two files of records and one that is no text, with a rule that fails."""
    install(
        {"__init__.py": "", "cards/__init__.py": "", "cards/ocr/fails.yaml": CARD, "failing.py": FAILING},
        "[textaudit.rules]\nx = blorps.cards\n[textaudit.detectors]\nfailing = blorps.failing:Failing\n",
    )
    rows = [json.dumps({"id": f"{name}\x1b", "text": text}) for name, text in TEXTS.items()]
    (tmp_path / "a.jsonl").write_text("\n".join([*rows, '{"id": "\x1b', '{"id": 5}']) + "\n")
    (tmp_path / "b.txt").write_bytes(TEXTS["copy"].encode())
    (tmp_path / "c.txt.gz").write_bytes(b"no gzip")

    def called(*options: str) -> Ended:
        return run_installed("audit", "a.jsonl", "b.txt", "c.txt.gz", *options)

    return called


def check(schema: str, value: object) -> None:
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))).validate(
        value
    )


def source_of(place: Mapping[str, Any]) -> str:
    return TEXTS["copy"] if place["path"] == "b.txt" else list(TEXTS.values())[place["record"] - 1]


def test_json_holds_to_its_schema_and_its_places_are_exact(audit: Audit) -> None:
    code, out, err = audit("-f", "json")
    assert (code, err) == (1, "")
    report = json.loads(out)
    check("report.schema.json", report)
    lines = [json.loads(line) for line in audit("-f", "json-lines").out.splitlines()]
    heads = [line.pop("remarks", None) for line in lines]  # a line has no head that could say so
    assert all(head in (report["remarks"], None) for head in heads)  # what could not be read has none
    assert lines == report["documents"]
    again = [json.loads(line) for line in audit("-f", "json-lines", "-j", "2").out.splitlines()]
    assert [line.pop("remarks", None) for line in again] == heads
    assert again == lines
    for line in lines:
        check("document.schema.json", line)
    read = [line for line in lines if "error" not in line]
    assert report["totals"]["documents"] == len(read)
    assert (
        report["totals"]["unreadable"] == len(lines) - len(read) == len(report["totals"]["quarantine"]) >= 3
    )
    assert report["totals"]["failures"] == {"ocr/fails": len(read)}
    findings = [(line, finding) for line in read for finding in line["findings"]]
    for line, finding in findings:
        assert finding["text"] == source_of(line)[finding["start"] : finding["end"]]
        for evidence in finding["evidence"]:
            assert source_of(evidence)[evidence["start"] : evidence["end"]].startswith(evidence["text"])
    assert [f["evidence"][0]["path"] for _, f in findings if f["rule"] == "duplicate/repeated-document"] == [
        "a.jsonl"
    ]
    assert {f["rule"] for _, f in findings} >= {"grammar/doubled-word", "spacing/bidi-control"}


@pytest.mark.parametrize(
    "options", [("-f", "full"), ("-f", "concise"), ("-f", "markdown"), ("--statistics",)]
)
def test_nothing_raw_reaches_a_reader(audit: Audit, options: tuple[str, ...]) -> None:
    code, out, err = audit(*options)
    assert (code, err) == (1, "")
    assert RAW.search(out) is None
    assert "rule ocr/fails failed on" in out
    assert "a.jsonl:7" in out
    assert "c.txt.gz" in out
    if options[0] == "-f":
        assert "grammar/doubled-word" in out
        assert "\\u202e" in out


def test_a_name_that_is_no_unicode(run_installed: Callable[..., Ended], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"a\xff.txt", b"b\x1b\xff.txt"):
        try:
            Path(bytes(folder).decode() + "/" + name.decode("utf-8", "surrogateescape")).write_text(
                f"The the {LONG}"
            )
        except OSError:
            pytest.skip("this file system takes no such names")
    code, out, err = run_installed("audit", "in", "-f", "json")
    assert (code, err) == (1, "")
    report = json.loads(out)
    check("report.schema.json", report)
    assert report["totals"]["failures"] == {}
    assert report["totals"]["findings"]["duplicate/repeated-document"] == 1
    assert RAW.search(run_installed("audit", "in", "-f", "concise").out) is None
