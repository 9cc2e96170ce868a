"""The wheel, as someone gets it who has no repository: the rules come along."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from textaudit.rulebook.sources import own_rules_dir

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the hatchling that pip fetches, or the one that is here."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("no sources to build from")
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(out), str(ROOT)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    offline = ("No matching distribution found for hatchling", "NewConnectionError", "No module named pip")
    if ended.returncode and any(reason in ended.stderr for reason in offline):
        pytest.skip("pip cannot fetch hatchling here")
    assert ended.returncode == 0, ended.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def called(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it, and with a text."""
    folder = tmp_path_factory.mktemp("elsewhere")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--target", str(folder / "site"), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    (folder / "text.txt").write_text("It rained on the the town all night.\n")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "site"), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "textaudit", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_it_holds_rules_and_schemas_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    cards = {
        f"textaudit/data/rules/{card.parent.name}/{card.name}" for card in own_rules_dir().glob("*/*.yaml")
    }
    assert cards <= set(names)
    assert {
        "textaudit/data/confidence.json",
        "textaudit/data/countries.csv",
        "textaudit/data/schemas/card.schema.json",
        "textaudit/py.typed",
    } <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"textaudit"}


def test_rules_come_along(called: Path) -> None:
    ended = run(called, "rule", "list")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(ended.stdout.splitlines()) == len(list(own_rules_dir().glob("*/*.yaml")))
    page = run(called, "rule", "show", "grammar/doubled-word").stdout
    assert str(called / "site" / "textaudit" / "data" / "rules") in page


def test_it_audits(called: Path) -> None:
    ended = run(called, "audit", "text.txt", "-f", "concise")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("text.txt:1:14: warning grammar/doubled-word ")
