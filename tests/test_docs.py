"""Docs are tested as code is."""

from __future__ import annotations

import doctest
import importlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from textaudit.rulebook.card import parse_card
from textaudit.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    "textaudit", "textaudit.model.span", "textaudit.annotate.words", "textaudit.detectors.terms", "textaudit.rulebook.card",
    "textaudit.settings.model", "textaudit.readers.compression", "textaudit.reporters.shared.escape", "textaudit.api",
    "textaudit.gazetteer.keys", "textaudit.gazetteer.variants", "textaudit.gazetteer.forms", "textaudit.entities.gather",
    "textaudit.signals.translation.tokens", "textaudit.signals.translation.windows", "textaudit.entities.merge", "textaudit.nearest", "textaudit.detectors.shared.genre_lines", "textaudit.detectors.shared.page_lines",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def fenced(path: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / path).read_text(encoding="utf-8"), re.DOTALL)


def test_the_card_in_the_docs_is_a_card() -> None:
    (card,) = fenced("docs/rules.md", "yaml")
    assert parse_card("boilerplate/cookie-example", card, "docs").summary
    assert yaml.safe_load(card)


def test_the_settings_in_the_docs_are_settings(tmp_path: Path) -> None:
    (text,) = fenced("docs/configuration.md", "toml")
    (tmp_path / "textaudit.toml").write_text(text, encoding="utf-8")
    assert tomllib.loads(text)
    assert load_settings(tmp_path).jobs == 2


def test_the_library_example_of_the_readme_runs() -> None:
    (code,) = fenced("README.md", "python")
    scope: dict[str, object] = {}
    exec(code, scope)
    assert scope["result"].findings[0].rule == "grammar/doubled-word"  # type: ignore[attr-defined]


def test_links_of_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_lists_in_the_docs_are_lists(tmp_path: Path) -> None:
    from textaudit.gazetteer.lists import read_list

    for language, count in (("csv", 3), ("json", 1)):
        (text,) = fenced("docs/gazetteer.md", language)
        (tmp_path / "names").write_text(text, encoding="utf-8")
        assert len(read_list(tmp_path / "names")) == count
    (tmp_path / "names").write_text(fenced("docs/gazetteer.md", "text")[0], encoding="utf-8")
    assert [name.text for name in read_list(tmp_path / "names")] == ["Volodymyr Zelenskyy", "Smith, John"]
