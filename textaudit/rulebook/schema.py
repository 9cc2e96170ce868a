"""The JSON Schema of a rule card, for editors; ``python -m textaudit.rulebook.schema`` writes it anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textaudit import plugins
from textaudit.detectors.base import Detector
from textaudit.rulebook.keys import CARD_KEYS, CASE_KEYS, FIX_KEYS, Key
from textaudit.settings.binding import params_schema

PATH = Path(__file__).resolve().parent.parent / "data" / "schemas" / "card.schema.json"


def card_schema() -> dict[str, Any]:
    """Every key of a card, and the parameters of each built-in detector."""
    schema = _table(CARD_KEYS)
    schema["properties"]["fix"] = _table(FIX_KEYS) | {"description": CARD_KEYS["fix"].meaning}
    case = _table(CASE_KEYS) | {"oneOf": [{"required": ["flags"]}, {"required": ["passes"]}]}
    schema["properties"]["cases"] |= {"items": case}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "textaudit rule card",
        **schema,
        "allOf": [_when_detector(name) for name in plugins.names("detectors")],
    }


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {**key.schema, "description": key.meaning} for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _when_detector(name: str) -> dict[str, Any]:
    """The parameters that a card may give where it names this detector."""
    kind = plugins.find("detectors", name, Detector)
    params = params_schema(kind.Params)
    then: dict[str, Any] = {"properties": {"params": params}}
    if "required" in params:
        then["required"] = ["params"]
    return {"if": {"properties": {"detector": {"const": name}}}, "then": then}


def as_text(schema: Mapping[str, Any]) -> str:
    """How a schema is written to its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(as_text(card_schema()), encoding="utf-8")
