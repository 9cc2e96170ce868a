"""Writes the JSON Schemas of everything that others read or write: ``python -m textaudit.cli.schemas``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textaudit.model import CATEGORIES, Applicability, NameKind, Severity, Strength
from textaudit.rulebook.schema import card_schema
from textaudit.settings.schema import settings_schema

FOLDER = Path(__file__).resolve().parent.parent / "data" / "schemas"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_OFFSET = {"type": "integer", "minimum": 0}
_RECORD = {"type": ["integer", "null"], "minimum": 1}
_SCORE = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
_PROBABILITY = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_PLACE = {"id": {"type": "string"}, "path": {"type": "string"}, "record": _RECORD}


def _object(properties: Mapping[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _finding() -> dict[str, Any]:
    edit = _object({"start": _OFFSET, "end": _OFFSET, "replacement": {"type": "string"}})
    fix = _object({"applicability": {"enum": [a.value for a in Applicability]}, "edits": _list(edit)})
    evidence = _object(
        {**_PLACE, "start": _OFFSET, "end": _OFFSET, "text": {"type": "string"}, "note": {"type": "string"}}
    )
    return _object(
        {
            "rule": {"type": "string"},
            "category": {"enum": list(CATEGORIES)},
            "severity": {"enum": [s.value for s in Severity]},
            "strength": {"enum": [s.value for s in Strength]},
            "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "start": _OFFSET,
            "end": _OFFSET,
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
            "text": {"type": "string", "minLength": 1},
            "message": {"type": "string"},
            "suggestions": _list({"type": "string"}),
            "evidence": {**_list(evidence), "maxItems": 10},
            "fix": {"anyOf": [fix, {"type": "null"}]},
        }
    )


def document_schema() -> dict[str, Any]:
    """One line of `json-lines`."""
    failure = _object({"rule": {"type": "string"}, "reason": {"type": "string"}})
    scores = dict.fromkeys(CATEGORIES, _SCORE)
    clue = _object(
        {
            "start": _OFFSET,
            "end": _OFFSET,
            "text": {"type": "string", "minLength": 1},
            "note": {"type": "string"},
        }
    )
    read = _object(
        {
            **_PLACE,
            "language": {"type": ["string", "null"]},
            "words": _OFFSET,
            "score": _SCORE,
            "scores": _object(scores),
            "unmeasured": {"type": "object", "additionalProperties": {"type": "string"}},
            "signals": {"type": "object", "additionalProperties": _PROBABILITY},
            "failures": _list(failure),
            "findings": _list(_finding()),
            "clues": {"type": "object", "additionalProperties": _list(clue)},
            "remarks": _list({"type": "string"}),
        },
        optional=("remarks",),
    )
    return {"$schema": _DRAFT, "title": "textaudit document", "anyOf": [read, _unreadable()]}


def _unreadable() -> dict[str, Any]:
    return _object({**_PLACE, "error": {"type": "string"}})


def report_schema() -> dict[str, Any]:
    """The whole of `json`."""
    counts = {"type": "object", "additionalProperties": _OFFSET}
    totals = _object(
        {
            "documents": _OFFSET,
            "unreadable": _OFFSET,
            "words": _OFFSET,
            "score": _SCORE,
            "scores": {"type": "object", "additionalProperties": _SCORE},
            "severities": counts,
            "findings": counts,
            "languages": counts,
            "failures": counts,
            "failure_reasons": {"type": "object", "additionalProperties": {"type": "string"}},
            "unmeasured": _list(
                _object(
                    {
                        "category": {"enum": list(CATEGORIES)},
                        "reason": {"type": "string"},
                        "documents": _OFFSET,
                    }
                )
            ),
            "quarantine": {**_list(_unreadable()), "maxItems": 100},
        }
    )
    document = {key: value for key, value in document_schema().items() if key == "anyOf"}
    body = _object(
        {
            **_head(),
            "documents": _list(document),
            "totals": totals,
        }
    )
    return {"$schema": _DRAFT, "title": "textaudit report", **body}


def ledger_schema() -> dict[str, Any]:
    """One line of a ledger."""
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    head = _object(
        {"schema_version": {"const": 1}, "version": {"type": "string"}, "fingerprint": {"type": "string"}}
    )
    document = _object(
        {
            **_PLACE,
            "file": {"type": "string"},
            "encoding": {"type": "string"},
            "encoding_cleaned": {"type": "string"},
            "bom": {"type": "boolean"},
            "value": {"type": ["string", "null"]},
            "sha256": digest,
            "sha256_cleaned": digest,
        }
    )
    edit = _object(
        {
            **_PLACE,
            "rule": {"type": "string"},
            "start": _OFFSET,
            "end": _OFFSET,
            "before": {"type": "string"},
            "after": {"type": "string"},
            "applicability": {"enum": [a.value for a in Applicability]},
            "confidence": {"type": ["number", "null"]},
        }
    )
    return {"$schema": _DRAFT, "title": "line of a textaudit ledger", "anyOf": [head, document, edit]}


def names_schema() -> dict[str, Any]:
    """The page of `names` as JSON."""
    listed = {"type": ["boolean", "null"]}
    text = {"type": "string", "minLength": 1}
    suspicion = _object(
        {"rule": text, "confidence": _PROBABILITY, "suggestion": {"type": ["string", "null"]}}
    )
    some = {"type": "integer", "minimum": 1}
    variant = _object(
        {
            "text": text,
            "mentions": some,
            "documents": some,
            "short": {"type": "boolean"},
            "in_list": listed,
            "suspicion": {"anyOf": [suspicion, {"type": "null"}]},
        }
    )
    entity = _object(
        {
            "name": text,
            "kind": {"enum": [*(kind.value for kind in NameKind), None]},
            "mentions": some,
            "documents": some,
            "in_list": listed,
            "variants": {**_list(variant), "minItems": 1},
            "places": {**_list(_object(_PLACE)), "minItems": 1, "maxItems": 10},
        }
    )
    totals = _object(
        {
            "documents": _OFFSET,
            "unreadable": _OFFSET,
            "entities": _OFFSET,
            "mentions": _OFFSET,
            "listed": _OFFSET,
            "failures": {"type": "object", "additionalProperties": _OFFSET},
            "failure_reasons": {"type": "object", "additionalProperties": {"type": "string"}},
            "quarantine": {**_list(_unreadable()), "maxItems": 100},
        }
    )
    body = _object({**_head(), "entities": _list(entity), "totals": totals})
    return {"$schema": _DRAFT, "title": "textaudit names", **body}


def _head() -> dict[str, Any]:
    """What is known before the first document."""
    return {
        "schema_version": {"const": 1},
        "version": {"type": "string"},
        "fingerprint": {"type": "string"},
        "settings": {"type": "object"},
        "rules": _list({"type": "string"}),
        "unmeasured": {"type": "object", "additionalProperties": {"type": "string"}},
        "remarks": _list({"type": "string"}),
    }


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every schema, by the name of its file."""
    return {
        "card.schema.json": card_schema(),
        "settings.schema.json": settings_schema(),
        "document.schema.json": document_schema(),
        "report.schema.json": report_schema(),
        "names.schema.json": names_schema(),
        "ledger.schema.json": ledger_schema(),
    }


def as_text(schema: Mapping[str, Any]) -> str:
    """How a schema is written to its file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, schema in all_schemas().items():
        (FOLDER / name).write_text(as_text(schema), encoding="utf-8")
