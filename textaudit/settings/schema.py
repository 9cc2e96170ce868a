"""The JSON Schema of the settings file, for editors. `textaudit.cli.schemas` writes it to its file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from textaudit.settings.binding import params_schema
from textaudit.settings.load import PER_PATH, keys_of
from textaudit.settings.model import Budgets, Limits, PathSettings, Settings

_RULES = "rule ids or categories"
_MEANINGS: Mapping[type, Mapping[str, str]] = {
    Settings: {
        "select": f"The only rules that run: {_RULES}. Empty: all that are on by default.",
        "ignore": f"Rules that do not run: {_RULES}.",
        "severities": "Severity by rule id or category; the id wins.",
        "params": "Parameters of rules, by rule id: what a card has under 'params'.",
        "rules": "Files or folders with further rule cards, relative to this file.",
        "gazetteers": "Lists of right names, or indexes that 'gazetteer build' made of some, relative to this file.",
        "source-field": "The field of a JSON line that holds what its text was translated from.",
        "glossaries": "Lists of terms that a translation has to keep to, CSV or TBX, relative to this file.",
        "translation-models": "Models that 'train translation' made, relative to this file.",
        "language": "Language of all documents, ISO 639-1; without it, each document's is detected.",
        "language-detector": "Which detector settles what script and function words leave open.",
        "corpus": "Whether rules that compare the documents of a run take part.",
        "grammar": "Whether LanguageTool checks grammar: not at all, suspicious sentences, or all of them.",
        "grammar-server": "Address of a running LanguageTool server; without it, the installed one is started.",
        "id-field": "The field of a JSON line that holds the document's id.",
        "text-field": "The field of a JSON line that holds the text.",
        "fail-on": "Exit 1 if there is a finding of this severity or worse.",
        "fail-under": "Exit 1 if the score of the run is lower.",
        "jobs": "Worker processes.",
        "limits": "Bounds that keep one bad record from taking a run down.",
        "budgets": "How much cleaning may take from a document before the original is kept.",
    },
    Limits: {
        "document-bytes": "Larger records are not read, in bytes after decompression.",
        "passes": "How often 'clean' looks again before it gives a text up.",
    },
    Budgets: {
        "words": "Largest share of its words that a document may lose.",
        "numbers": "Largest share of its numbers that a document may lose.",
        "names": "Largest share of its names that a document may lose.",
    },
    PathSettings: {
        "ignore": f"Rules that are silent on these paths: {_RULES}.",
        "severities": "Severity on these paths, by rule id or category.",
    },
}
_SHARE = {"minimum": 0, "maximum": 1}
_BOUNDS: Mapping[str, Mapping[str, Any]] = {
    "jobs": {"minimum": 1},
    "fail-under": {"minimum": 0, "maximum": 100},
    "language": {"pattern": "^[a-z]{2,3}$"},
    "id-field": {"minLength": 1},
    "text-field": {"minLength": 1},
    "source-field": {"minLength": 1},
    "document-bytes": {"minimum": 1},
    "passes": {"minimum": 1},
    "words": _SHARE,
    "numbers": _SHARE,
    "names": _SHARE,
}


def settings_schema() -> dict[str, Any]:
    """The schema of ``textaudit.toml``, and of ``[tool.textaudit]``."""
    schema = _table(Settings)
    schema["properties"]["limits"] |= _table(Limits)
    schema["properties"]["budgets"] |= _table(Budgets)
    schema["properties"][PER_PATH] = {
        "type": "object",
        "description": "Settings for the documents whose path matches the glob that is the key.",
        "additionalProperties": _table(PathSettings),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "textaudit settings",
        **schema,
    }


def _table(kind: type) -> dict[str, Any]:
    """The schema of a dataclass, with keys, meanings and bounds as the file has them."""
    types = params_schema(kind)["properties"]
    defaults = _defaults(kind)
    properties = {
        key: {
            "description": _MEANINGS[kind][key],
            **_without_null(types[name]),
            **_BOUNDS.get(key, {}),
            **({"default": defaults[name]} if name in defaults else {}),
        }
        for key, name in keys_of(kind).items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _defaults(kind: type) -> dict[str, Any]:
    """Those that TOML can write."""
    fields = dataclasses.fields(kind)
    plain = {f.name: f.default for f in fields if isinstance(f.default, (str, int, float, bool))}
    return {name: str(value) if isinstance(value, str) else value for name, value in plain.items()}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """TOML has no null: an option that is not wanted is left out."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    return choices[0] if len(choices) == 1 else schema
