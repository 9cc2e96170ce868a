"""Outcomes as plain values, in the shapes of the contract; `json` and `json-lines` share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from textaudit.model import Clue, Evidence, Finding, Fix, Head, Outcome, Result, Tally, Unreadable, writable


def as_json(row: Any) -> str:
    """*row* as JSON that every parser takes."""
    try:
        return orjson.dumps(row).decode()
    except TypeError:  # a file name that is no UTF-8 comes with lone surrogates
        return orjson.dumps(_writable(row)).decode()


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, (list, tuple)) else value


def outcome_row(outcome: Outcome) -> dict[str, Any]:
    """One document."""
    if isinstance(outcome, Unreadable):
        return {"id": outcome.id, "path": outcome.path, "record": outcome.record, "error": outcome.reason}
    return result_row(outcome)


def result_row(result: Result) -> dict[str, Any]:
    """One document that could be read; ``remarks`` only where there are any."""
    row = {
        "id": result.id,
        "path": result.path,
        "record": result.record,
        "language": result.language,
        "words": result.words,
        "score": result.score.value,
        "scores": result.score.by_category,
        "unmeasured": result.score.unmeasured,
        "signals": result.signals,
        "failures": [{"rule": f.rule, "reason": f.reason} for f in result.failures],
        "findings": [finding_row(finding) for finding in result.findings],
        "clues": {name: [_clue_row(clue) for clue in clues] for name, clues in result.clues.items()},
    }
    return row | {"remarks": list(result.remarks)} if result.remarks else row


def finding_row(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.value,
        "strength": finding.strength.value,
        "confidence": finding.confidence,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "evidence": [_evidence_row(evidence) for evidence in finding.evidence],
        "fix": _fix_row(finding.fix) if finding.fix else None,
    }


def _evidence_row(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "path": evidence.path,
        "record": evidence.record,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "note": evidence.note,
    }


def _clue_row(clue: Clue) -> dict[str, Any]:
    return {"start": clue.span.start, "end": clue.span.end, "text": clue.text, "note": clue.note}


def _fix_row(fix: Fix) -> dict[str, Any]:
    edits = [{"start": e.span.start, "end": e.span.end, "replacement": e.replacement} for e in fix.edits]
    return {"applicability": fix.applicability.value, "edits": edits}


def head_row(head: Head) -> dict[str, Any]:
    """What is known before the first document."""
    return {
        "schema_version": head.schema_version,
        "version": head.version,
        "fingerprint": head.fingerprint,
        "settings": dict(head.settings),
        "rules": list(head.rules),
        "unmeasured": dict(head.unmeasured),
        "remarks": list(head.remarks),
    }


def tally_row(tally: Tally) -> dict[str, Any]:
    """Sums over the run, and what was not checked and why."""
    return {
        "documents": tally.documents,
        "unreadable": tally.unreadable,
        "words": tally.words,
        "score": tally.score,
        "scores": tally.scores,
        "severities": _sorted(tally.severities),
        "findings": _sorted(tally.findings),
        "languages": _sorted(tally.languages),
        "failures": _sorted(tally.failures),
        "failure_reasons": {rule: bad.reason for rule, bad in sorted(tally.failure_examples.items())},
        "unmeasured": [
            {"category": category, "reason": reason, "documents": number}
            for (category, reason), number in sorted(tally.unmeasured.items())
        ],
        "quarantine": [outcome_row(bad) for bad in tally.unreadable_examples],
    }


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    """With plain strings for keys, as severities are an enumeration."""
    return {str(name): number for name, number in sorted(counts.items())}
