"""Cleaning and undoing as a user does: arguments in; exit code, stderr and files out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from textaudit.cli import run

CARD = """\
summary: A blorp was left in the text.
why: Nobody knows what a blorp is.
severity: warning
detector: terms
params: {{any_of: ["{word}"]}}
message: "Blorp: {{excerpt}}"
fix: {{edit: replace, with: "{by}", applicability: safe}}
cases:
  - flags: "It went ⟦{word}⟧."
  - passes: "It went well."
"""
RULES = {"blorp": ("blorp", "plop"), "arrow": ("arrowhere", "→"), "plain": ("naïve", "naive")}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in, with rules of its own: one word each, and what it becomes."""
    monkeypatch.chdir(tmp_path)
    cards = tmp_path / "cards" / "grammar"
    cards.mkdir(parents=True)
    for name, (word, by) in RULES.items():
        (cards / f"{name}.yaml").write_text(CARD.format(word=word, by=by), encoding="utf-8")
    selected = ", ".join(f'"grammar/{name}"' for name in RULES)
    (tmp_path / "textaudit.toml").write_text(f'select = [{selected}]\nrules = ["cards"]\n')
    return tmp_path


@pytest.fixture
def textaudit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Calls the command; gives what it said on stderr."""

    def call(*arguments: str | Path, code: int = 0, stdin: bytes = b"") -> str:
        monkeypatch.setattr(sys, "argv", ["textaudit", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            run()
        err = capsys.readouterr().err
        assert (int(ended.value.code or 0), err) == (code, err)
        return err

    return call
