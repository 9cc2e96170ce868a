"""The keys of a card, each with its type and meaning: what the parser checks and the JSON Schema says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from textaudit.model import Applicability, Severity, Strength

EDITS: Final = ("delete", "replace", "suggestion", "edits")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its JSON Schema, whether a card must have it, and what it means."""

    schema: dict[str, Any]
    meaning: str
    required: bool = False


def _per_strength(values: list[str]) -> dict[str, Any]:
    one = {"enum": values}
    strengths = {strength.value: one for strength in Strength}
    return {
        "anyOf": [
            one,
            {"type": "object", "properties": strengths, "minProperties": 1, "additionalProperties": False},
        ]
    }


_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}

CASE_KEYS: Final = {
    "flags": Key(
        _TEXTS, "text that must be flagged, each expected passage between ⟦ and ⟧; a list is one run"
    ),
    "passes": Key(_TEXTS, "text in which the rule must stay silent; a list is one run of several documents"),
    "fixed": Key(
        {"type": "string"}, "the first text after this rule's fixes, also those that are only shown"
    ),
    "suggests": Key({"type": "string"}, "what the first finding suggests first"),
    "language": Key(
        _TEXT, "language to assume; without it, it is detected, and one of the rule's own if unknown"
    ),
    "encoding": Key(_TEXT, "encoding that the reader had to guess, for rules about that"),
    "with_rules": Key(
        {"type": "array", "items": _TEXT},
        "rules that run before it, for detectors that look at what others found",
    ),
    "names": Key(
        {"type": "array", "items": _TEXT, "minItems": 1},
        "whole names of a list that it is checked against, besides the built-in places",
    ),
    "source": Key(_TEXTS, "what the text was translated from; a list where the texts are one"),
    "glossary": Key(
        {"type": "array", "items": {"type": "string", "pattern": " = "}, "minItems": 1},
        "terms that the translation has to keep to, each as 'term = translation', alternatives joined by |",
    ),
    "known_failure": Key(_TEXT, "why the case cannot hold yet; once it holds, the test says so"),
}

FIX_KEYS: Final = {
    "edit": Key(
        {"enum": list(EDITS)},
        "delete the passage, replace it by 'with', put the detector's suggestion in its place, or make the edits "
        "that the detector gives",
        required=True,
    ),
    "applicability": Key(
        _per_strength([a.value for a in Applicability]),
        "safe: applied unread; unsafe: with --unsafe-fixes; display: shown only; by strength where they differ",
        required=True,
    ),
    "confirmed": Key(
        {"enum": [a.value for a in Applicability]},
        "how safe it is where the model of lines is sure of the same blocks as well",
    ),
    "with": Key({"type": "string"}, "the replacement, for edit: replace"),
}

CARD_KEYS: Final = {
    "summary": Key(_TEXT, "the fault, in one sentence", required=True),
    "why": Key(_TEXT, "why it matters to a reader or to whoever uses the text", required=True),
    "severity": Key(
        _per_strength([s.value for s in Severity]),
        "error: an editor would reject it; warning: would change it; note: worth a look; by strength where they "
        "differ, and a strength that is left out is not reported",
        required=True,
    ),
    "detector": Key(_TEXT, "name of the detector", required=True),
    "message": Key(
        _TEXT,
        "what a reader of the report sees; {excerpt} is the passage, other names are the detector's",
        required=True,
    ),
    "params": Key({"type": "object"}, "parameters of the detector"),
    "where": Key(
        {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
        "values that a match must carry to be this rule's; cards that share detector and params share its work",
    ),
    "languages": Key(
        {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{2,3}$"}, "minItems": 1},
        "ISO 639 codes of the languages it knows; without it, any",
    ),
    "confidence": Key(
        {
            "type": "object",
            "properties": {s.value: {"type": "number", "minimum": 0, "maximum": 1} for s in Strength},
            "additionalProperties": False,
        },
        "measured precision by strength, for cards from outside; ours are in data/confidence.json",
    ),
    "default": Key({"type": "boolean"}, "false: runs only when selected by its id"),
    "fix": Key({"type": "object"}, "how to mend it"),
    "cases": Key(
        {"type": "array", "minItems": 2}, "examples that must and must not be flagged", required=True
    ),
}
