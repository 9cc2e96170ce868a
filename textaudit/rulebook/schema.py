"""The JSON Schema of a rule card, for editors and for who checks cards by other means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textaudit import plugins
from textaudit.detectors.base import Detector
from textaudit.rulebook.keys import CARD_KEYS, CASE_KEYS, FIX_KEYS, Key
from textaudit.settings.binding import params_schema


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
