"""Whatever happens while files are written, each is as it was or as it shall be, and the ledger knows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Call = Callable[..., str]
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


def names_below(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def start(arguments: Sequence[str | Path], limit: int = 0) -> subprocess.Popen[str]:
    """The command in a process of its own; no file that it writes may have more than *limit* bytes."""

    def set_limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "textaudit", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TEXTAUDIT_CACHE_DIR": ""},
        preexec_fn=set_limit if limit else None,
    )


@pytest.fixture
def big(folder: Path) -> Path:
    """A file of records, of which all change."""
    file = folder / "big.jsonl"
    row = json.dumps({"text": "It went blorp in the night. " * 400})
    file.write_text(f"{row}\n" * 60)
    return file


@unix
@pytest.mark.parametrize("how", [["-o", "out.jsonl"], ["--in-place"]])
def test_a_full_disk(folder: Path, big: Path, how: list[str]) -> None:
    before = big.read_bytes()
    (folder / "out.jsonl").write_text("old")
    process = start(["clean", big, *how, "--ledger", "l"], limit=300_000)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("textaudit: error: ")
    assert err.count("\n") == 1
    assert big.read_bytes() == before
    assert (folder / "out.jsonl").read_text() == "old"
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []
    assert not (folder / "l").exists()


@unix
def test_a_full_disk_does_not_cost_what_was_cleaned_before(folder: Path, big: Path, textaudit: Call) -> None:
    (folder / "a.txt").write_text("a blorp")
    before = big.read_bytes()
    process = start(["clean", "a.txt", big, "--in-place", "--ledger", "l"], limit=300_000)
    process.communicate(timeout=30)
    assert process.returncode == 2
    assert ((folder / "a.txt").read_text(), big.read_bytes()) == ("a plop", before)
    textaudit("undo", "a.txt", "--ledger", "l", "-o", "back.txt")
    assert (folder / "back.txt").read_text() == "a blorp"


@pytest.mark.parametrize("output", ["file/out.jsonl", "file/deep/out.jsonl"])
def test_a_target_that_cannot_be_written(folder: Path, big: Path, textaudit: Call, output: str) -> None:
    (folder / "file").write_text("in the way")
    said = textaudit("clean", big, "-o", output, "--ledger", "l", code=2)
    assert said.startswith(f"textaudit: error: {Path(output)}: cannot be written: ")
    assert said.count("\n") == 1
    assert (folder / "file").read_text() == "in the way"
    assert not (folder / "l").exists()


@unix
def test_a_folder_that_is_read_only(folder: Path, textaudit: Call) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("a blorp")
    (folder / "in").chmod(0o500)
    if os.access(folder / "in", os.W_OK):
        pytest.skip("root may write everywhere")
    try:
        said = textaudit("clean", "in", "--in-place", "--ledger", "l", code=2)
    finally:
        (folder / "in").chmod(0o700)
    assert said == f"textaudit: error: {folder}/in/a.txt: cannot be written: Permission denied\n"
    assert names_below(folder / "in") == ["a.txt"]
    assert (folder / "in" / "a.txt").read_text() == "a blorp"


@unix
def test_killed_in_the_middle_of_a_file(folder: Path) -> None:
    row = json.dumps({"text": "It went blorp in the night. " * 100})
    (folder / "big.jsonl").write_text(f"{row}\n" * 5000)
    (folder / "out.jsonl").write_text("old")
    process = start(["clean", "big.jsonl", "-o", "out.jsonl"])
    until(lambda: any(f.stat().st_size > 50_000 for f in folder.glob(".out.jsonl.*")), process)
    process.kill()
    process.communicate()
    assert (folder / "out.jsonl").read_text() == "old"
    assert not (folder / "out.jsonl.ledger.jsonl").exists()


@unix
def test_killed_between_files_in_place(folder: Path, textaudit: Call) -> None:
    before, after = "It went blorp in the night.\n" * 50, "It went plop in the night.\n" * 50
    (folder / "in").mkdir()
    names = [f"{number:04}.txt" for number in range(300)]
    for name in names:
        (folder / "in" / name).write_text(before)
    process = start(["clean", "in", "--in-place", "--ledger", "l"])
    until(lambda: (folder / "in" / names[20]).read_text() == after, process)
    process.kill()
    process.communicate()
    texts = [(folder / "in" / name).read_text() for name in names]
    assert set(texts) == {before, after}
    assert texts == sorted(texts, key=(after, before).index)
    ledger = (folder / "l").read_bytes()
    (folder / "l").write_bytes(ledger[: ledger.rindex(b"\n") + 1])  # as the message says that one should
    textaudit("undo", "in", "--ledger", "l", "-o", "back")
    assert names_below(folder / "back") == names
    assert {(folder / "back" / name).read_text() for name in names} == {before}


@unix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_in_the_middle_of_a_file(folder: Path, number: signal.Signals) -> None:
    row = json.dumps({"text": "It went blorp in the night. " * 100})
    (folder / "big.jsonl").write_text(f"{row}\n" * 5000)
    before = (folder / "big.jsonl").read_bytes()
    process = start(["clean", "big.jsonl", "--in-place"])
    until(lambda: any(f.stat().st_size > 50_000 for f in folder.glob(".big.jsonl.*")), process)
    process.send_signal(number)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 128 + number
    assert err == "textaudit: interrupted\n"
    assert (folder / "big.jsonl").read_bytes() == before
    assert sorted(file.name for file in folder.iterdir() if file.is_file()) == ["big.jsonl", "textaudit.toml"]


def until(holds: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until something shows that the process is in the middle of its work."""
    end = time.monotonic() + 30
    while not holds():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_ledger_that_was_cut_is_refused(folder: Path, textaudit: Call) -> None:
    (folder / "a.txt").write_text("a blorp")
    textaudit("clean", "a.txt", "-o", "b.txt")
    ledger = folder / "b.txt.ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-10])
    said = textaudit("undo", "b.txt", "--ledger", ledger, "-o", "c.txt", code=2)
    assert said.endswith(":3: ends in the middle; if the run that wrote it was killed, delete this line\n")
    assert not (folder / "c.txt").exists()
