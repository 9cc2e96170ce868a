"""Whole runs in processes of their own: a rule that raises, a worker that dies, Ctrl-C, and nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PLUGIN = '''\
import os
from textaudit.detectors.base import Detector
from textaudit.model import Match, Span

class Fussy(Detector):
    """Finds every blorp, but some texts are too much for it."""

    called = "always"

    def detect(self, document, context):
        if "raise" in document.text:
            raise RuntimeError("too much")
        if "die" in document.text:
            os._exit(9)
        if "blorp" in document.text:
            yield Match(Span(document.text.index("blorp"), document.text.index("blorp") + 5))
'''
CARD = """\
summary: A blorp was left in the text.
why: Nobody knows what a blorp is.
severity: warning
detector: fussy
message: "Blorp: {excerpt}"
fix: {edit: replace, with: "plop", applicability: safe}
cases:
  - flags: "It went ⟦blorp⟧."
  - passes: "It went well."
"""
TEXTS = {"a": "one blorp", "b": "raise blorp", "c": "three blorp", "d": "four"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a rule whose detector comes from another package."""
    package = tmp_path / "lib" / "fussy-1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Name: fussy\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[textaudit.detectors]\nfussy = fussy:Fussy\n")
    (tmp_path / "lib" / "fussy.py").write_text(PLUGIN)
    (tmp_path / "cards" / "grammar").mkdir(parents=True)
    (tmp_path / "cards" / "grammar" / "blorp.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "textaudit.toml").write_text('select = ["grammar/blorp"]\nrules = ["cards"]\n')
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "textaudit", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder / "lib")},
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=10)
    assert "Traceback" not in err
    return process.returncode, out, err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_rule_that_raises_is_reported_and_the_run_goes_on(folder: Path, jobs: str) -> None:
    code, out, _ = ended(start(folder, "audit", "in", "-f", "json", "--jobs", jobs))
    report = json.loads(out)
    assert code == 1
    assert [[f["text"] for f in d["findings"]] for d in report["documents"]] == [["blorp"], [], ["blorp"], []]
    failures = [d["failures"] for d in report["documents"]]
    assert failures == [[], [{"rule": "grammar/blorp", "reason": "RuntimeError: too much"}], [], []]
    assert report["documents"][1]["scores"]["grammar"] is None
    code, out, err = ended(start(folder, "clean", "in", "-o", "out", "--jobs", jobs))
    assert (code, out) == (1, "")
    assert "in/b.txt: rule grammar/blorp failed: RuntimeError: too much\n" in err
    assert [(folder / "out" / f"{name}.txt").read_text() for name in TEXTS] == [
        "one plop", "raise blorp", "three plop", "four",
    ]  # fmt: skip


def test_a_document_that_kills_its_worker_is_reported_and_left_as_it_is(folder: Path) -> None:
    (folder / "in" / "c.txt").write_text("die blorp")
    code, out, _ = ended(start(folder, "audit", "in", "-f", "json", "--jobs", "2"))
    report = json.loads(out)
    assert code == 1
    assert [d["path"] for d in report["documents"]] == [f"in/{name}.txt" for name in TEXTS]
    assert report["totals"]["unreadable"] == 1
    assert report["totals"]["quarantine"][0]["error"] == "the worker process died on it (out of memory?)"
    code, _, err = ended(start(folder, "clean", "in", "-o", "out", "--jobs", "2"))
    assert code == 1
    assert "in/c.txt: not read, left as it is: the worker process died on it" in err
    assert [(folder / "out" / f"{name}.txt").read_text() for name in TEXTS] == [
        "one plop", "raise blorp", "die blorp", "four",
    ]  # fmt: skip


processes = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def of_session(session: int) -> set[int]:
    """The processes of a session that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.add(int(entry.name))
    return found


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture(scope="module")
def many_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many records that no run gets to their end."""
    file = tmp_path_factory.mktemp("large") / "large.jsonl"
    row = json.dumps({"text": "It went on in the night. " * 200})
    file.write_text(f"{row}\n" * 10_000)
    return file


@pytest.fixture
def large(folder: Path, many_records: Path) -> Path:
    """The folder, with those records."""
    os.link(many_records, folder / "large.jsonl")
    return folder


@processes
@pytest.mark.parametrize(
    ("number", "command", "jobs", "whole_group"),
    [
        (signal.SIGINT, "audit", "2", True),
        (signal.SIGINT, "audit", "2", False),
        (signal.SIGINT, "audit", "1", True),
        (signal.SIGINT, "clean", "2", True),
        (signal.SIGTERM, "audit", "2", False),
        (signal.SIGTERM, "clean", "2", False),
    ],
)
def test_an_interrupted_run_ends_at_once_with_one_line(
    large: Path, number: signal.Signals, command: str, jobs: str, whole_group: bool
) -> None:
    output = large / ("report" if command == "audit" else "out.jsonl")
    where = ["-f", "json:report"] if command == "audit" else ["-o", "out.jsonl"]
    process = start(large, command, "large.jsonl", *where, "--jobs", jobs)
    begun = ".report.*" if command == "audit" else ".out.jsonl.ledger*"
    until(lambda: bool(list(large.glob(begun))) and (jobs == "1" or len(of_session(process.pid)) >= 5))
    (os.killpg if whole_group else os.kill)(process.pid, number)  # the group, as a terminal does
    assert ended(process) == (128 + number, "", "textaudit: interrupted\n")
    until(lambda: not of_session(process.pid))
    assert not output.exists()
    assert not [file for file in large.iterdir() if file.name.startswith(".")]


@processes
@pytest.mark.parametrize("tenths", range(5))
def test_an_interrupt_at_any_time_is_one_line(large: Path, tenths: int) -> None:
    process = start(large, "audit", "large.jsonl", "-f", "json:report", "--jobs", "2")
    until(lambda: len(of_session(process.pid)) >= 3)
    time.sleep(tenths / 10)
    os.killpg(process.pid, signal.SIGINT)
    assert ended(process) == (130, "", "textaudit: interrupted\n")
    until(lambda: not of_session(process.pid))


@processes
def test_an_interrupt_while_modules_are_loaded_is_one_line(folder: Path) -> None:
    (folder / "lib" / "typer.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n"
    )
    assert ended(start(folder, "audit", "in")) == (130, "", "textaudit: interrupted\n")


@processes
def test_workers_do_not_outlive_a_killed_run(large: Path) -> None:
    process = start(large, "audit", "large.jsonl", "-f", "json:report", "--jobs", "2")
    until(lambda: len(of_session(process.pid)) >= 5)
    process.kill()
    process.wait()
    until(lambda: not of_session(process.pid))
