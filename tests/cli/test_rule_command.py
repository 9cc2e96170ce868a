"""`textaudit rule`: the catalogue, a page, the cases, a new card."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]


def test_list(textaudit: Call) -> None:
    code, out, _ = textaudit("rule", "list")
    assert code == 0
    line = next(line for line in out.split("\n") if line.startswith("grammar/blorp "))
    assert line.split()[1:3] == ["warning", "any"]
    assert line.endswith("A blorp was left in the text.")
    rows = json.loads(textaudit("rule", "list", "--output-format", "json")[1])
    row = next(row for row in rows if row["id"] == "grammar/blorp")
    assert (row["severity"]["sure"], row["detector"], row["default"]) == ("warning", "terms", True)
    assert textaudit("rule", "list", "-f", "xml")[0] == 2


def test_show(textaudit: Call) -> None:
    code, out, _ = textaudit("rule", "show", "grammar/blorp")
    assert code == 0
    for said in (
        "Why: Nobody knows what a blorp is.",
        "severity:  warning, not measured",
        "message:   Blorp: {excerpt}",
        "languages: any",
        "detector:  terms",
        'any_of: ["blorp"]',
        "fix:       replace by 'plop' (safe)",
        "blorp.yaml",
        "flags:  'It went ⟦blorp⟧.'",
        "  fixed: 'It went plop.'",
        "passes: 'It went well.'",
        "does not hold yet: not a blorp",
    ):
        assert said in out


def test_show_of_what_is_not_there(textaudit: Call) -> None:
    code, _, err = textaudit("rule", "show", "grammar/blorb")
    assert (code, err) == (2, "textaudit: error: no rule 'grammar/blorb'; did you mean 'grammar/blorp'?\n")


def test_cases(textaudit: Call, folder: Path) -> None:
    assert textaudit("rule", "test", "cards")[:2] == (
        0,
        "1 rules, 3 cases held (1 of them are known to fail), 0 did not\n",
    )
    card = folder / "cards" / "grammar" / "blorp.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("It went well.", "No blorp."), encoding="utf-8")
    code, out, _ = textaudit("rule", "test", "cards")
    assert code == 1
    assert "blorp.yaml:11: grammar/blorp: " in out
    assert out.endswith("1 did not\n")


def test_a_card_with_a_mistake(textaudit: Call, folder: Path) -> None:
    card = folder / "cards" / "grammar" / "blorp.yaml"
    card.write_text(
        card.read_text(encoding="utf-8").replace("severity: warning", "severity: bad"), encoding="utf-8"
    )
    code, out, err = textaudit("rule", "test", "cards")
    assert (code, out) == (2, "")
    assert "blorp.yaml:3: " in err
    assert err.count("\n") == 1


def test_a_new_card_holds_and_is_not_overwritten(textaudit: Call, folder: Path) -> None:
    code, out, _ = textaudit("rule", "new", "boilerplate/first-try", "--folder", "mine")
    assert (code, Path(out.strip())) == (0, Path("mine/boilerplate/first-try.yaml"))
    assert textaudit("rule", "test", "mine")[0] == 0
    assert textaudit("rule", "new", "boilerplate/first-try", "--folder", "mine")[0] == 2


@pytest.mark.parametrize("name", ["nonsense/x", "boilerplate", "boilerplate/No Good", "../x"])
def test_a_new_card_needs_a_good_name(textaudit: Call, name: str, folder: Path) -> None:
    code, _, err = textaudit("rule", "new", name, "--folder", "mine")
    assert code == 2
    assert err.startswith("textaudit: error: ")
    assert not (folder / "mine").exists()
