"""Settings from ``textaudit.toml`` or ``[tool.textaudit]``, and what the command line lays over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from textaudit.errors import SettingsError
from textaudit.settings.binding import ParamError, bind_params, params_schema
from textaudit.settings.model import PathSettings, Settings

FILE_NAME: Final = "textaudit.toml"
_PER_PATH = "per-path"
_NOT_IN_FILES = {"stdin_format", "per_path"}
_FREE_TABLES = ("severities", "params")  # their keys are rule ids, not ours


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
        data = data.get("tool", {}).get("textaudit", {})
    return _from_data(data, path)


def find_file(start: Path) -> Path | None:
    """The nearest ``textaudit.toml``, or ``pyproject.toml`` with a table for us, upward from *start*."""
    for folder in (start.resolve(), *start.resolve().parents):
        own, shared = folder / FILE_NAME, folder / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and "textaudit" in _read(shared).get("tool", {}):
            return shared
    return None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None


def _from_data(data: Mapping[str, Any], path: Path) -> Settings:
    data = dict(data)
    per_path = data.pop(_PER_PATH, {})
    try:
        values = _with_fields(data)
        for key in _NOT_IN_FILES & values.keys():
            raise ParamError(key, f"unknown key '{key.replace('_', '-')}'")
        settings: Settings = bind_params(Settings, values)
        tables = [
            bind_params(PathSettings, {"pattern": glob, **_with_fields(table)})
            for glob, table in per_path.items()
        ]
    except ParamError as error:
        raise SettingsError(f"{path}: {str(error).replace('_', '-')}") from None
    except AttributeError:
        raise SettingsError(
            f"{path}: '{_PER_PATH}' expected as tables by glob: [{_PER_PATH}.\"legal/**\"]"
        ) from None
    rules = tuple(str(path.parent / folder) for folder in settings.rules)
    return replace(settings, per_path=tuple(tables), rules=rules)


def _with_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """TOML keys, with hyphens, as names of fields; also one table down."""
    fields: dict[str, Any] = {}
    for key, value in data.items():
        if "_" in key:
            raise ParamError(key, f"unknown key '{key}'; did you mean '{key.replace('_', '-')}'?")
        inner = isinstance(value, dict) and key not in _FREE_TABLES
        fields[key.replace("-", "_")] = _with_fields(value) if inner else value
    return fields


def settings_schema() -> dict[str, Any]:
    """JSON Schema of the file, for editors."""
    schema = params_schema_hyphened(Settings)
    for name in _NOT_IN_FILES:
        schema["properties"].pop(name.replace("_", "-"), None)
    per_path = params_schema_hyphened(PathSettings)
    del per_path["properties"]["pattern"]
    per_path.pop("required", None)
    schema["properties"][_PER_PATH] = {"type": "object", "additionalProperties": per_path}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "textaudit settings",
        **schema,
    }


def params_schema_hyphened(kind: type) -> dict[str, Any]:
    """The schema of a dataclass, with the keys that TOML has."""
    return _hyphened(params_schema(kind))


def _hyphened(schema: dict[str, Any]) -> dict[str, Any]:
    if "properties" in schema:
        schema["properties"] = {k.replace("_", "-"): _hyphened(v) for k, v in schema["properties"].items()}
    return schema
