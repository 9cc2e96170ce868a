"""Servers that are down, slow, of another version, or something else: one line, and the rest of the run unharmed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Call
from tests.grammar.conftest import INFO, Answer, like_language_tool, slowly
from textaudit import audit
from textaudit.errors import SettingsError
from textaudit.grammar import checker, connect, connection, library
from textaudit.grammar.probe import server_url

TEXT = "She bought an umbrella at the market, and it rained on the the town all day long."


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long in a test."""
    monkeypatch.setattr(connection, "_ANSWER_S", 0.5)
    monkeypatch.setattr(checker, "_PROBE_S", 0.5)
    monkeypatch.setattr(library._Tool, "_TIMEOUT", 0.5)


NONSENSE: dict[str, bytes] = {
    "no JSON": b"<html>hello</html>",
    "not UTF-8": b"\xff\xfe\xff",
    "nothing": b"",
    "a list": b"[]",
    "no matches": b"{}",
    "odd matches": b'{"matches": [1, null]}',
    "matches without a rule": b'{"matches": [{"offset": 1, "length": 2}]}',
    "offsets outside": json.dumps(
        {"matches": [{"offset": -7, "length": 2, "message": "m", "replacements": [], "sentence": "", "context":
                      {"text": "x", "offset": 0}, "rule": {"id": "EN_A_VS_AN", "issueType": "x", "category": {"id": "x"}}}]}
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize("check", NONSENSE.values(), ids=NONSENSE)
def test_nonsense(serving: Callable[[Answer], str], check: bytes) -> None:
    url = serving(like_language_tool(lambda: check))
    result = audit(TEXT, grammar="all", grammar_server=url)
    assert result.score.unmeasured["grammar"] == f"LanguageTool's server at {url} answers what cannot be read"
    assert result.score.by_category["grammar"] is None
    assert [f.text for f in result.findings] == ["the the"]
    assert result.score.value is not None
    assert not result.failures


def test_one_that_falls_asleep(serving: Callable[[Answer], str]) -> None:
    url = serving(like_language_tool(slowly))
    result = audit(TEXT, grammar="all", grammar_server=url)
    assert result.score.unmeasured["grammar"] == f"LanguageTool's server at {url} takes too long to answer"


def test_one_that_never_says_who_it_is(serving: Callable[[Answer], str]) -> None:
    url = serving(lambda path: slowly())
    with connect(url) as reached:
        assert reached.reason == f"LanguageTool's server at {url} does not answer within 0.5 s"


def test_another_version(serving: Callable[[Answer], str]) -> None:
    url = serving(like_language_tool(lambda: b"{}", b"6.5"))
    with connect(url) as reached:
        assert reached.reason == (
            f"the server at {url} is LanguageTool 6.5, and its rules were measured in 6.8"
        )
    for alike in (b"6.8-SNAPSHOT", b"6.8.1"):
        with connect(serving(like_language_tool(lambda: b"{}", alike))) as reached:
            assert reached.reason is None


@pytest.mark.parametrize(
    "info", [b"hello", b"[]", b'{"software": 1}', INFO.replace(b"Tool", b"Fool") % b"6.8"]
)
def test_something_else(serving: Callable[[Answer], str], info: bytes) -> None:
    url = serving(lambda path: info)
    with connect(url) as reached:
        assert reached.reason == f"what answers at {url} is no LanguageTool"


def test_nobody_and_no_password_in_the_message() -> None:
    with connect("http://user:secret@127.0.0.1:9/v2/") as reached:
        assert reached.reason is not None
        assert reached.reason.startswith("no LanguageTool answers at http://127.0.0.1:9: ")


@pytest.mark.parametrize(
    "given", ["localhost:8081", "", "ftp://x", "http://", "http://x:port", "http://x/?a=b", "http://["]
)
def test_no_address(given: str) -> None:
    with pytest.raises(SettingsError, match=r"grammar-server is .*: expected an address"):
        server_url(given)


@pytest.mark.parametrize(
    "given", ["http://x:1", "http://x:1/", "http://x:1/v2", "http://x:1/v2/", "http://x:1/v2/check"]
)
def test_addresses(given: str) -> None:
    assert server_url(given) == "http://x:1"
    assert server_url(given.replace(":1", ":1/lt")) == "http://x:1/lt"


@pytest.mark.parametrize(
    "command", [["audit", "-f", "json-lines"], ["score"], ["clean", "--check"]], ids=lambda c: c[0]
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_said_in_one_line(textaudit: Call, tmp_path: Path, command: list[str], jobs: str) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"{TEXT} It was day {n} of the rain.\n")
    server = ["--grammar", "all", "--grammar-server", "http://127.0.0.1:9", "-j", jobs]
    code, out, err = textaudit(*command, tmp_path, *server)
    assert code == (0 if command[0] == "score" else 1)
    said = [line for line in err.splitlines() if "grammar is" in line]
    assert len(said) == 1
    assert re.match(
        r"textaudit: grammar is not checked: no LanguageTool answers at http://127\.0\.0\.1:9: ", said[0]
    )
    if command[0] == "audit":
        rows = [json.loads(line) for line in out.splitlines()]
        assert [row["scores"]["grammar"] for row in rows] == [None] * 3
        assert [len(row["findings"]) for row in rows] == [1] * 3


def test_a_failure_on_the_way_is_said_once(
    textaudit: Call, tmp_path: Path, serving: Callable[[Answer], str]
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"{TEXT} It was day {n} of the rain.\n")
    url = serving(like_language_tool(lambda: b"?"))
    for command in (["audit"], ["clean", "--check"], ["score"]):
        _, _, err = textaudit(*command, tmp_path, "--grammar", "all", "--grammar-server", url)
        said = [line for line in err.splitlines() if "LanguageTool" in line]
        expected = f"LanguageTool's server at {url} answers what cannot be read"
        assert said == [f"textaudit: grammar is not checked in 3 documents: {expected}"]
