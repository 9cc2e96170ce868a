"""The command line as a user has it: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from textaudit.cli import run

CARD = """\
summary: A blorp was left in the text.
why: Nobody knows what a blorp is.
severity: warning
detector: terms
params: {any_of: ["blorp"]}
message: "Blorp: {excerpt}"
fix: {edit: replace, with: "plop", applicability: safe}
cases:
  - flags: "It went ⟦blorp⟧."
    fixed: "It went plop."
  - passes: "It went well."
  - flags: "It went ⟦flump⟧."
    known_failure: not a blorp
"""


class Ended(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in, with a rule of its own, so that no change to ours is felt here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    card = tmp_path / "cards" / "grammar" / "blorp.yaml"
    card.parent.mkdir(parents=True)
    card.write_text(CARD, encoding="utf-8")
    (tmp_path / "textaudit.toml").write_text('select = ["grammar/blorp"]\nrules = ["cards"]\n')
    return tmp_path


@pytest.fixture
def textaudit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command."""

    def call(*arguments: str | Path, stdin: str = "") -> Ended:
        monkeypatch.setattr(sys, "argv", ["textaudit", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            run()
        out, err = capsys.readouterr()
        return Ended(int(ended.value.code or 0), out, err)

    return call
