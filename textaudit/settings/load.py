"""Settings from ``textaudit.toml`` or ``[tool.textaudit]``."""

from __future__ import annotations

import dataclasses
import tomllib
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

from textaudit.errors import SettingsError
from textaudit.nearest import nearest
from textaudit.settings.binding import ParamError, bind_params
from textaudit.settings.model import PathSettings, Settings

T = TypeVar("T")
FILE_NAME: Final = "textaudit.toml"
PER_PATH: Final = "per-path"
# Fields that have no key of their own: the tables of per-path are keyed by the pattern, and what standard
# input holds is a matter of the call.
_KEYLESS = {"per_path", "pattern", "stdin_format"}


def load_settings(start: Path, explicit: Path | None = None) -> Settings:
    """Settings of *explicit*, or of the nearest file from the folder *start* upward; defaults without one.

    Raises:
        SettingsError: the file cannot be read, or has a mistake; says file, key and what was expected.
    """
    path = explicit or find_file(start)
    if path is None:
        return Settings()
    data = _read(path)
    if path.name == "pyproject.toml":
        data = _own_table(data)
        if data is None:
            raise SettingsError(f"{path}: has no table [tool.textaudit]")
    try:
        return _settings(data, path.parent)
    except (ParamError, SettingsError) as error:
        raise SettingsError(f"{path}: {error}") from None


def find_file(start: Path) -> Path | None:
    """The nearest ``textaudit.toml``, or ``pyproject.toml`` with a table for us, upward from *start*."""
    for folder in (start.resolve(), *start.resolve().parents):
        own, shared = folder / FILE_NAME, folder / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and _own_table(_read(shared)) is not None:
            return shared
    return None


def _read(path: Path) -> Any:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None


def _own_table(data: Any) -> Any:
    tool = data.get("tool")
    return tool.get("textaudit") if isinstance(tool, dict) else None


def _settings(data: Any, folder: Path) -> Settings:
    data = dict(_table(data, "tool.textaudit"))
    per_path = _table(data.pop(PER_PATH, {}), PER_PATH)
    tables = [
        _bind(PathSettings, table, f'{PER_PATH}."{glob}"', pattern=glob) for glob, table in per_path.items()
    ]
    settings = _bind(Settings, data, "", (PER_PATH,), per_path=tuple(tables))
    rules = tuple(str(folder / card) for card in settings.rules)
    gazetteers = tuple(str(folder / names) for names in settings.gazetteers)
    models = tuple(str(folder / model) for model in settings.translation_models)
    return dataclasses.replace(settings, rules=rules, gazetteers=gazetteers, translation_models=models)


def _table(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"'{name}' expected as a table")
    return value


def _bind(kind: type[T], data: Any, table: str, more_keys: Iterable[str] = (), **given: Any) -> T:
    """An instance of the dataclass *kind* from the *table* of that name, and what is *given* besides."""
    hints = typing.get_type_hints(kind)
    fields = keys_of(kind)
    values = dict(given)
    for key, value in _table(data, table).items():
        if key not in fields:
            raise SettingsError(_unknown(key, [*fields, *more_keys], table))
        hint = hints[fields[key]]
        nested = isinstance(hint, type) and dataclasses.is_dataclass(hint)
        values[fields[key]] = _bind(hint, value, key) if nested else value
    try:
        return typing.cast(T, bind_params(kind, values))
    except ParamError as error:
        raise SettingsError(_in(table) + str(error).replace(error.key, key_of(error.key), 1)) from None


def key_of(field: str) -> str:
    """The key that stands for a field in the file."""
    return field.replace("_", "-")


def keys_of(kind: type) -> dict[str, str]:
    """The fields of a dataclass that a file may set, by key."""
    return {key_of(name): name for name in typing.get_type_hints(kind) if name not in _KEYLESS}


def _unknown(key: str, known: list[str], table: str) -> str:
    near = nearest(key_of(key), known)
    hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(sorted(known))}"
    return f"{_in(table)}unknown key '{key}'; {hint}"


def _in(table: str) -> str:
    return f"[{table}]: " if table else ""
