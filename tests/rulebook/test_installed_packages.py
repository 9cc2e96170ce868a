"""Cards and detectors of an installed package, as a stranger's wheel would bring them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

Write = Callable[..., Path]
Changed = Callable[..., str]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
DETECTOR = """
from collections.abc import Iterator
from dataclasses import dataclass
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern

class Blorps(Detector):
    @dataclass(frozen=True)
    class Params:
        word: str = "blorp"

    def patterns(self):
        return {"word": Pattern(self.params.word)}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        for hit in context.hits["word"]:
            yield Match(hit.span)
"""


@pytest.fixture
def install(tmp_path: Path) -> Callable[..., None]:
    """Lays a distribution out as pip would: a package with a card, and entry points."""

    def installed(
        card: str, detector: str = DETECTOR, rules: str = "blorps.cards", name: str = "blorps"
    ) -> None:
        site = tmp_path / "site"
        folder = site / "blorps" / "cards" / "grammar"
        folder.mkdir(parents=True, exist_ok=True)
        (site / "blorps" / "__init__.py").write_text("")
        (site / "blorps" / "cards" / "__init__.py").write_text("")
        (site / "blorps" / "code.py").write_text(dedent(detector))
        (folder / "blorp.yaml").write_text(card, encoding="utf-8")
        about = site / "blorps-1.0.dist-info"
        about.mkdir(exist_ok=True)
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: blorps\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(
            f"[textaudit.rules]\n{name} = {rules}\n\n[textaudit.detectors]\nblorps = blorps.code:Blorps\n"
        )

    return installed


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in a process of its own that finds the package."""

    def called(*arguments: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "text.txt").write_text("It went blorp.\n")
        return subprocess.run(
            [sys.executable, "-m", "textaudit", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return called


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_card_and_detector_of_a_package(
    install: Callable[..., None], run: Run, changed: Changed, jobs: str
) -> None:
    install(changed(detector="detector: blorps", params="params: {word: bl.rp}"))
    ended = run("audit", "text.txt", "--select", "grammar/blorp", "-f", "concise", "-j", jobs)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("text.txt:1:9: warning grammar/blorp Blorp: blorp\n")


def test_they_are_listed_shown_and_tested(install: Callable[..., None], run: Run, changed: Changed) -> None:
    install(changed(detector="detector: blorps", params="params: {}"))
    assert "grammar/blorp " in run("rule", "list").stdout
    assert "detector:  blorps" in run("rule", "show", "grammar/blorp").stdout
    tested = run("rule", "test", "site/blorps/cards")
    assert (tested.returncode, tested.stdout) == (0, "1 rules, 2 cases held, 0 did not\n")


CARD_FILE = "site/blorps/cards/grammar/blorp.yaml"
BROKEN = [
    (DETECTOR, "params: {wrd: x}", f"{CARD_FILE}:5: unknown key 'wrd'; did you mean 'word'?"),
    (DETECTOR, "params: {word: (b)|c}", f"{CARD_FILE}:5: pattern 'word': can match without its group"),
    (
        "import no_such_module",
        "params: {}",
        f"{CARD_FILE}:4: plug-in blorps (blorps.code:Blorps) does not load: No mod",
    ),
    ("Blorps = 5", "params: {}", f"{CARD_FILE}:4: plug-in blorps (blorps.code:Blorps) is no Detector"),
    (
        "raise SystemExit(0)",
        "params: {}",
        f"{CARD_FILE}:4: plug-in blorps (blorps.code:Blorps) does not load",
    ),
    (
        DETECTOR.replace("def detect", "def detects"),
        "params: {}",
        f"{CARD_FILE}:4: detector 'blorps' does not start: TypeError: ",
    ),
    (
        DETECTOR.replace("return {", "raise KeyError('x')\n        return {"),
        "params: {}",
        f"{CARD_FILE}:4: detector 'blorps' does not start: KeyError: 'x'",
    ),
    (
        DETECTOR.replace("Pattern(self.params.word)", "'blorp'"),
        "params: {}",
        f"{CARD_FILE}:4: detector 'blorps' does not start: TypeError: pattern 'word' is a str",
    ),
    (
        DETECTOR.replace("    @dataclass(frozen=True)\n", ""),
        "params: {word: x}",
        f"{CARD_FILE}:4: detector 'blorps' does not start: TypeError: ",
    ),
]


@pytest.mark.parametrize(("detector", "params", "expected"), BROKEN)
def test_a_broken_package_is_one_line(
    install: Callable[..., None], run: Run, changed: Changed, detector: str, params: str, expected: str
) -> None:
    install(changed(detector="detector: blorps", params=params), detector)
    for call in (("audit", "text.txt", "--select", "grammar/blorp"), ("rule", "test", "site/blorps/cards")):
        ended = run(*call)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("textaudit: error: ")
        assert expected in ended.stderr
        assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("blorps.none", "rules of blorps (blorps.none) do not load: No module named 'blorps.none'"),
        ("blorps.code", "rules of blorps (blorps.code) do not load: module 'blorps.code' has no"),
        ("blorps", "rules of blorps (blorps): no rule card there; expected <category>/<name>.yaml below "),
    ],
)
def test_an_entry_point_that_names_no_folder_of_cards(
    install: Callable[..., None], run: Run, changed: Changed, rules: str, expected: str
) -> None:
    install(changed(), rules=rules)
    for call in (("audit", "text.txt"), ("rule", "list")):
        ended = run(*call)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith(f"textaudit: error: {expected}")
        assert ended.stderr.count("\n") == 1


def test_a_broken_card_of_a_package_is_named(
    install: Callable[..., None], run: Run, changed: Changed
) -> None:
    install(changed(why="why: 5"))
    ended = run("rule", "list")
    assert ended.returncode == 2
    assert ended.stderr.endswith(f"{CARD_FILE}:2: 'why' expected as text; 5 needs quotes to be one\n")


def test_a_detector_that_raises_is_a_failed_rule(
    install: Callable[..., None], run: Run, changed: Changed
) -> None:
    raising = DETECTOR.replace("for hit in", "raise ValueError('no\\x1b way')\n        for hit in")
    install(changed(detector="detector: blorps", params="params: {}"), raising)
    ended = run("audit", "text.txt", "--select", "grammar/blorp,spacing", "-f", "concise")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "not checked: rule grammar/blorp failed on 1 document: ValueError: no\\x1b way\n" in ended.stdout
    tested = run("rule", "test", "site/blorps/cards")
    assert tested.returncode == 1
    assert f"{CARD_FILE}:9: grammar/blorp: the detector failed: ValueError" in tested.stdout


def test_two_packages_with_one_card(
    install: Callable[..., None], run: Run, changed: Changed, write: Write
) -> None:
    install(changed())
    write()
    ended = run("rule", "list", "--rules", "cards")
    assert ended.returncode == 2
    assert "cards/grammar/blorp.yaml:1: rule 'grammar/blorp' is also in " in ended.stderr
