"""`textaudit clean` and `textaudit undo`: what is written, what is only shown, and when it ends with 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def texts(folder: Path) -> Path:
    """Two texts, of which one changes."""
    (folder / "in").mkdir()
    (folder / "in" / "bad.txt").write_bytes(b"It went blorp\r\nin the night.\r\n")
    (folder / "in" / "good.txt").write_bytes(b"It went well.\n")
    return folder / "in"


def test_clean_and_undo(texts: Path, textaudit: Call, folder: Path) -> None:
    code, out, err = textaudit("clean", "in", "--output", "out")
    assert (code, out) == (0, "")
    assert "changed 1 of 2 documents, 1 edits" in err
    assert (folder / "out" / "bad.txt").read_bytes() == b"It went plop\r\nin the night.\r\n"
    assert (folder / "out" / "good.txt").read_bytes() == b"It went well.\n"
    ledger = [json.loads(line) for line in (folder / "out.ledger.jsonl").read_text().split("\n")[:-1]]
    assert [row["before"] for row in ledger if "rule" in row] == ["blorp"]
    code, _, err = textaudit("undo", "--ledger", "out.ledger.jsonl", "out", "--output", "back")
    assert code == 0
    assert (folder / "back" / "bad.txt").read_bytes() == (texts / "bad.txt").read_bytes()


def test_cleaning_again_changes_nothing(texts: Path, textaudit: Call, folder: Path) -> None:
    textaudit("clean", "in", "-o", "out", "-q")
    assert textaudit("clean", "out", "--check")[0] == 0


def test_check_and_diff_write_nothing(texts: Path, textaudit: Call, folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    code, out, _ = textaudit("clean", "in", "--check")
    assert (code, out) == (1, "would change in/bad.txt\n")
    code, out, _ = textaudit("clean", "in", "--diff")
    assert code == 1
    assert out == (
        "--- in/bad.txt\n+++ in/bad.txt (cleaned)\n@@ -1,2 +1,2 @@\n-It went blorp\n+It went plop\n in the night.\n"
    )
    assert textaudit("clean", "in/good.txt", "--diff")[:2] == (0, "")
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_in_place(texts: Path, textaudit: Call, folder: Path) -> None:
    assert textaudit("clean", "in/bad.txt", "--in-place")[0] == 0
    assert (texts / "bad.txt").read_bytes() == b"It went plop\r\nin the night.\r\n"
    assert (texts / "bad.txt.ledger.jsonl").exists()


@pytest.mark.parametrize(
    "options",
    [[], ["--in-place"], ["--in-place", "--output", "x"], ["--output", "in"], ["--source", "x", "--diff"]],
)
def test_a_call_that_says_too_little_or_too_much(texts: Path, textaudit: Call, options: list[str]) -> None:
    code, out, err = textaudit("clean", "in", *options)
    assert (code, out) == (2, "")
    assert err.startswith("textaudit: error: ")
    assert (texts / "bad.txt").read_bytes() == b"It went blorp\r\nin the night.\r\n"


def test_a_record_that_cannot_be_read_is_kept(folder: Path, textaudit: Call) -> None:
    (folder / "a.jsonl").write_text('{"id": "x", "text": "blorp it is", "n": 1.50}\n{broken\n')
    code, _, err = textaudit("clean", "a.jsonl", "-o", "b.jsonl")
    assert code == 1
    assert "a.jsonl:2: not read, left as it is" in err
    assert (folder / "b.jsonl").read_text() == '{"id": "x", "text": "plop it is", "n": 1.50}\n{broken\n'


def test_undo_of_what_does_not_belong_together(texts: Path, textaudit: Call, folder: Path) -> None:
    textaudit("clean", "in", "-o", "out", "-q")
    (folder / "out" / "bad.txt").write_text("other")
    code, _, err = textaudit("undo", "--ledger", "out.ledger.jsonl", "out", "-o", "back")
    assert code == 2
    assert "is not the text that the ledger was written for" in err
    assert textaudit("undo", "--ledger", "none.jsonl", "out", "-o", "back")[0] == 2
