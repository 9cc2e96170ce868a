"""Cards and detectors of an installed package, as a stranger's wheel would bring them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Ended]
Write = Callable[..., Path]
Changed = Callable[..., str]
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


Install = Callable[..., None]


@pytest.fixture(name="install")
def fixture_install(install: Callable[[Mapping[str, str], str], None], tmp_path: Path) -> Install:
    """A package with one card and one detector."""
    (tmp_path / "text.txt").write_text("It went blorp.\n")

    def installed(card: str, detector: str = DETECTOR, rules: str = "blorps.cards") -> None:
        files = {
            "__init__.py": "",
            "code.py": detector,
            "cards/__init__.py": "",
            "cards/grammar/blorp.yaml": card,
        }
        install(
            files,
            f"[textaudit.rules]\nblorps = {rules}\n\n[textaudit.detectors]\nblorps = blorps.code:Blorps\n",
        )

    return installed


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_card_and_detector_of_a_package(
    install: Install, run_installed: Call, changed: Changed, jobs: str
) -> None:
    install(changed(detector="detector: blorps", params="params: {word: bl.rp}"))
    ended = run_installed("audit", "text.txt", "--select", "grammar/blorp", "-f", "concise", "-j", jobs)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("text.txt:1:9: warning grammar/blorp Blorp: blorp\n")


def test_they_are_listed_shown_and_tested(install: Install, run_installed: Call, changed: Changed) -> None:
    install(changed(detector="detector: blorps", params="params: {}"))
    assert "grammar/blorp " in run_installed("rule", "list").out
    assert "detector:  blorps" in run_installed("rule", "show", "grammar/blorp").out
    tested = run_installed("rule", "test", "site/blorps/cards")
    assert (tested.code, tested.out) == (0, "1 rules, 2 cases held, 0 did not\n")


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
    install: Install, run_installed: Call, changed: Changed, detector: str, params: str, expected: str
) -> None:
    install(changed(detector="detector: blorps", params=params), detector)
    for call in (("audit", "text.txt", "--select", "grammar/blorp"), ("rule", "test", "site/blorps/cards")):
        ended = run_installed(*call)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("textaudit: error: ")
        assert expected in ended.err
        assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("blorps.none", "rules of blorps (blorps.none) do not load: No module named 'blorps.none'"),
        ("blorps.code", "rules of blorps (blorps.code) do not load: module 'blorps.code' has no"),
        ("blorps", "rules of blorps (blorps): no rule card there; expected <category>/<name>.yaml below "),
    ],
)
def test_an_entry_point_that_names_no_folder_of_cards(
    install: Install, run_installed: Call, changed: Changed, rules: str, expected: str
) -> None:
    install(changed(), rules=rules)
    for call in (("audit", "text.txt"), ("rule", "list")):
        ended = run_installed(*call)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"textaudit: error: {expected}")
        assert ended.err.count("\n") == 1


def test_a_broken_card_of_a_package_is_named(install: Install, run_installed: Call, changed: Changed) -> None:
    install(changed(why="why: 5"))
    ended = run_installed("rule", "list")
    assert ended.code == 2
    assert ended.err.endswith(f"{CARD_FILE}:2: 'why' expected as text; 5 needs quotes to be one\n")


def test_a_detector_that_raises_is_a_failed_rule(
    install: Install, run_installed: Call, changed: Changed
) -> None:
    raising = DETECTOR.replace("for hit in", "raise ValueError('no\\x1b way')\n        for hit in")
    install(changed(detector="detector: blorps", params="params: {}"), raising)
    ended = run_installed("audit", "text.txt", "--select", "grammar/blorp,spacing", "-f", "concise")
    assert (ended.code, ended.err) == (1, "")
    assert "not checked: rule grammar/blorp failed on 1 document: ValueError: no\\x1b way\n" in ended.out
    tested = run_installed("rule", "test", "site/blorps/cards")
    assert tested.code == 1
    assert f"{CARD_FILE}:9: grammar/blorp: the detector failed: ValueError" in tested.out


def test_two_packages_with_one_card(
    install: Install, run_installed: Call, changed: Changed, write: Write
) -> None:
    install(changed())
    write()
    ended = run_installed("rule", "list", "--rules", "cards")
    assert ended.code == 2
    assert "cards/grammar/blorp.yaml:1: rule 'grammar/blorp' is also in " in ended.err
