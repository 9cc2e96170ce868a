"""The folder that commands run in."""

from __future__ import annotations

from pathlib import Path

import pytest

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
