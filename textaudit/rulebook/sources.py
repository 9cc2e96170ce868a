"""Where cards lie: our own, those of installed packages, and those that the user names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from textaudit.errors import CardError, PluginError
from textaudit.model import CATEGORIES, Rule, Strength
from textaudit.rulebook.card import parse_card, rule_id_of

_PACKAGE = Path(__file__).resolve().parent.parent
_ENDINGS = (".yaml", ".yml")


def own_rules_dir() -> Path:
    """Our cards: ``rules/`` of the repository, or their copy in an installed wheel."""
    packed = _PACKAGE / "data" / "rules"
    return packed if packed.is_dir() else _PACKAGE.parent / "rules"


def load_rules(paths: Sequence[str] = ()) -> tuple[Rule, ...]:
    """All rules there are, sorted by id.

    Args:
        paths: files or folders of further cards; a card there with the id of one of ours replaces it.

    Raises:
        CardError: a card with a mistake, two cards of one id among the added ones, or nothing at a path.
    """
    rules = {rule.id: rule for rule in _with_measured(_read_folder(own_rules_dir()))}
    added: dict[str, Rule] = {}
    for folder in _installed_folders():
        _add(added, _read_folder(folder))
    for path in paths:
        _add(added, load_path(Path(path)))
    return tuple(sorted((rules | added).values(), key=lambda rule: rule.id))


def load_path(path: Path) -> Iterator[Rule]:
    """The cards in a folder, or the card in a file (its folder's name is then the category).

    Raises:
        CardError: as `load_rules`.
    """
    if path.is_dir():
        found = False
        name = path.resolve().name
        for rule in _read_folder(_rules_root(path)):
            if name not in CATEGORIES or rule.category == name:
                found = True
                yield rule
        if not found:
            raise CardError(f"{path}: no rule card there; expected <category>/<name>.yaml below it")
    elif path.is_file():
        yield _read(path, path.resolve().parent.parent, shown=str(path))
    else:
        raise CardError(f"{path}: no such file or folder of rule cards")


def _rules_root(path: Path) -> Path:
    """The folder that holds category folders: *path*, or its parent where *path* is a category itself."""
    return path.resolve().parent if path.resolve().name in CATEGORIES else path


def _read_folder(folder: Path) -> Iterator[Rule]:
    for card in _cards_in(folder):
        yield _read(card, folder, shown=str(card))


def _cards_in(folder: Path) -> list[Path]:
    return sorted(card for ending in _ENDINGS for card in folder.glob(f"*/*{ending}"))


def _read(card: Path, folder: Path, shown: str) -> Rule:
    try:
        text = card.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise CardError(f"{shown}:1: cannot be read: {reason}") from None
    return parse_card(rule_id_of(card.resolve(), folder.resolve()), text, shown)


def _add(rules: dict[str, Rule], more: Iterable[Rule]) -> None:
    for rule in more:
        if rule.id in rules and Path(rules[rule.id].source).resolve() != Path(rule.source).resolve():
            raise CardError(f"{rule.source}:1: rule '{rule.id}' is also in {rules[rule.id].source}")
        rules[rule.id] = rule


def _installed_folders() -> Iterator[Path]:
    """Folders named by entry points of the group ``textaudit.rules``: a package whose folder holds cards."""
    for point in sorted(entry_points(group="textaudit.rules"), key=lambda point: point.name):
        try:
            module = point.load()
            folder = Path(next(iter(module.__path__)))
        except (Exception, SystemExit) as error:  # a broken package must end in one line, whatever it raises
            raise PluginError(f"rules of {point.name} ({point.value}) do not load: {error}") from error
        if not _cards_in(folder):
            expected = f"expected <category>/<name>.yaml below {folder}"
            raise PluginError(f"rules of {point.name} ({point.value}): no rule card there; {expected}")
        yield folder


def _with_measured(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Our rules with the confidence that ``training/confidence.py`` measured."""
    path = _PACKAGE / "data" / "confidence.json"
    measured: Mapping[str, Any] = (
        json.loads(path.read_text(encoding="utf-8"))["rules"] if path.is_file() else {}
    )
    for rule in rules:
        by_strength = measured.get(rule.id, {})
        known = {Strength(s): float(entry["precision"]) for s, entry in by_strength.items()}
        yield replace(rule, confidence=known) if known else rule
