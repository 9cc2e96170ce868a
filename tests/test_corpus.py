"""The sample corpus: its labels are exact, and the rules find what they must there and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from textaudit import api
from textaudit.model import Document, Finding, Result, Severity
from textaudit.readers import open_inputs

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
GOLD: list[dict[str, Any]] = json.loads((CORPUS / "gold.json").read_text(encoding="utf-8"))["documents"]
IDS = [f"{row['path']}:{row['record'] or ''}" for row in GOLD]
Key = tuple[str, int | None]


def key_of(path: str, record: int | None) -> Key:
    return Path(path).relative_to(CORPUS).as_posix(), record


@cache
def texts() -> dict[Key, str]:
    return {key_of(d.path, d.record): d.text for d in open_inputs([str(CORPUS)]) if isinstance(d, Document)}


@cache
def results() -> dict[Key, Result]:
    found = {}
    for outcome in api.audit_paths([CORPUS]):
        assert isinstance(outcome, Result)
        found[key_of(outcome.path, outcome.record)] = outcome
    return found


def loud(row: dict[str, Any]) -> list[Finding]:
    return [f for f in results()[row["path"], row["record"]].findings if f.severity is not Severity.NOTE]


def touches(finding: Finding, gold: dict[str, Any]) -> bool:
    same = finding.category == gold["category"]
    return bool(same and finding.span.start < gold["end"] and gold["start"] < finding.span.end)


def test_every_document_is_labelled() -> None:
    assert set(texts()) == {(row["path"], row["record"]) for row in GOLD}
    assert len(GOLD) >= 40
    assert len({row["language"] for row in GOLD}) >= 6
    genres = Counter(row["genre"] for row in GOLD)
    assert set(genres) >= {
        "news",
        "blog",
        "recipe",
        "forum",
        "manual",
        "legal",
        "fiction",
        "verse",
        "ocr",
        "mt",
    }
    assert {row["genre"] for row in GOLD if row["clean"]} == set(genres)


@pytest.mark.parametrize("row", GOLD, ids=IDS)
def test_labels_are_exact(row: dict[str, Any]) -> None:
    text = texts()[row["path"], row["record"]]
    for gold in row["gold"]:
        assert text[gold["start"] : gold["end"]] == gold["text"]
    assert row["clean"] == (not row["gold"])


@pytest.mark.parametrize("row", GOLD, ids=IDS)
def test_what_must_be_found_is_found(row: dict[str, Any]) -> None:
    missed = [g["text"] for g in row["gold"] if g["must"] and not any(touches(f, g) for f in loud(row))]
    assert not missed


@pytest.mark.parametrize("row", GOLD, ids=IDS)
def test_nothing_else_is_found(row: dict[str, Any]) -> None:
    others = [(f.rule, f.text) for f in loud(row) if not any(touches(f, g) for g in row["gold"])]
    assert not others


@pytest.mark.parametrize("row", [row for row in GOLD if row["clean"]], ids=lambda row: row["path"])
def test_clean_documents_score_full_marks_and_stay_as_they_are(row: dict[str, Any]) -> None:
    score = results()[row["path"], row["record"]].score.value
    assert score is not None
    assert score >= 99
    text = texts()[row["path"], row["record"]]
    cleaned = api.clean(text)
    assert cleaned.text == text


@pytest.mark.parametrize(
    "row", [row for row in GOLD if row["record"] is None and row["gold"]], ids=lambda r: r["path"]
)
def test_cleaning_takes_nothing_but_damage(row: dict[str, Any]) -> None:
    """Every safe edit lies within marked passages, white space aside."""
    text = texts()[row["path"], None]
    for edit in api.clean(text).edits:
        marked = set[int]().union(*(range(g["start"], g["end"]) for g in row["gold"]))
        outside = [
            i for i in range(edit.span.start, edit.span.end) if i not in marked and not text[i].isspace()
        ]
        kept = all(text[i] in edit.after for i in outside)
        assert kept, f"{edit.rule}: {edit.before!r}"
