"""Cards in a folder of their own, one mistake away from being right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = """\
summary: A blorp was left in the text.
why: Nobody knows what a blorp is.
severity: warning
detector: pattern
params: {regex: "bl[o]rp"}
message: "Blorp: {excerpt}"
fix: {edit: delete, applicability: {sure: safe}}
cases:
  - flags: "It went ⟦blorp⟧."
  - passes: "It went well."
"""
LINES = {line.partition(":")[0]: line for line in GOOD.split("\n")}


def changed_card(**lines: str) -> str:
    """The good card with other lines, each by the key that it begins with."""
    text = GOOD
    for key, line in lines.items():
        text = text.replace(LINES[key], line)
    return text


@pytest.fixture
def changed() -> Callable[..., str]:
    return changed_card


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts a card below the folder that the command runs in, beside a text that it fires on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("It went blorp.\n")

    def written(text: str = GOOD, path: str = "cards/grammar/blorp.yaml") -> Path:
        card = tmp_path / path
        card.parent.mkdir(parents=True, exist_ok=True)
        card.write_text(text, encoding="utf-8")
        return card

    return written
