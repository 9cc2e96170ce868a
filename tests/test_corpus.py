"""The sample corpus: its labels are exact, and the rules find what they must there and nothing else.

What the rules do not manage yet is listed in `corpus/known-misses.json`, strictly: an entry that is no
longer true fails, so that the list only shrinks.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from textaudit import api
from textaudit.model import CATEGORIES, Document, Finding, Result, Severity, Span
from textaudit.readers import open_inputs

Key = tuple[str, int | None]
Row = dict[str, Any]

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
GOLD: list[Row] = json.loads((CORPUS / "gold.json").read_text(encoding="utf-8"))["documents"]
KNOWN: dict[str, list[Row]] = json.loads((CORPUS / "known-misses.json").read_text(encoding="utf-8"))
GENRES = {"news", "blog", "recipe", "forum", "manual", "legal", "fiction", "verse", "ocr", "mt"}
WITHOUT_SPACES = {"zh", "ja"}  # their length is counted in characters, two to a word


def label(row: Row) -> str:
    return f"{row['path']}:{row['record']}" if row["record"] else str(row["path"])


def by_document(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=label)


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


def text_of(row: Row) -> str:
    return texts()[row["path"], row["record"]]


def loud(row: Row) -> list[Finding]:
    """Findings that are more than notes."""
    return [f for f in results()[row["path"], row["record"]].findings if f.severity is not Severity.NOTE]


def touches(finding: Finding, gold: Row) -> bool:
    span = Span(gold["start"], gold["end"])
    return bool(finding.category == gold["category"]) and finding.span.overlaps(span)


def missed(row: Row) -> list[Row]:
    """Known-miss entries for what must be found in the document and is not."""
    return [
        {"path": row["path"], "record": row["record"], "category": gold["category"], "start": gold["start"]}
        for gold in row["gold"]
        if gold["must"] and not any(touches(finding, gold) for finding in loud(row))
    ]


def false_alarms(row: Row) -> list[Row]:
    """Known-false-alarm entries for findings outside the gold passages of the document."""
    return [
        {"path": row["path"], "record": row["record"], "rule": finding.rule, "start": finding.span.start}
        for finding in loud(row)
        if not any(touches(finding, gold) for gold in row["gold"])
    ]


def known(kind: str, row: Row) -> list[Row]:
    """Entries of the document in `known-misses.json`, without what is there for readers only."""
    entries = [e for e in KNOWN[kind] if (e["path"], e["record"]) == (row["path"], row["record"])]
    return [{name: e[name] for name in e if name not in ("text", "why")} for e in entries]


def paragraphs(text: str) -> list[str]:
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in lines if len(line) > 60]


def length_in_words(row: Row) -> int:
    text = text_of(row)
    return len(text) // 2 if row["language"] in WITHOUT_SPACES else len(text.split())


def test_every_document_is_labelled_once() -> None:
    keys = [(row["path"], row["record"]) for row in GOLD]
    assert len(set(keys)) == len(keys)
    assert set(keys) == set(texts())


def test_genres_are_mixed() -> None:
    assert len({row["path"] for row in GOLD}) >= 48
    assert {row["genre"] for row in GOLD} == GENRES
    assert {row["genre"] for row in GOLD if row["clean"]} == GENRES
    assert {row["genre"] for row in GOLD if not row["clean"]} == GENRES
    assert sum(row["clean"] for row in GOLD) >= 18
    assert all(row["path"].startswith(row["genre"] + "/") for row in GOLD)


def test_languages_are_mixed() -> None:
    files = [row for row in GOLD if row["record"] is None]
    languages = Counter(row["language"] for row in files)
    assert {language for language, count in languages.items() if count >= 3} >= {
        "en",
        "de",
        "fr",
        "es",
        "ru",
        "zh",
    }
    assert {row["language"] for row in files if row["clean"]} >= {"en", "de", "fr", "es", "ru", "zh"}
    assert set(languages) >= {"ja", "ar", "hi", "pt", "tr"}
    assert languages["en"] > len(files) / 3


def test_every_category_has_labels() -> None:
    counts = Counter(gold["category"] for row in GOLD for gold in row["gold"])
    assert set(counts) == set(CATEGORIES)
    assert min(counts.values()) >= 3


def test_file_formats_are_mixed() -> None:
    contents = {path: (CORPUS / path).read_bytes() for path, _ in texts()}
    assert any(data.startswith(b"\xef\xbb\xbf") for data in contents.values())
    assert sum(b"\r\n" in data for data in contents.values()) >= 2
    assert {Path(path).suffix for path in contents} == {".txt", ".md", ".jsonl", ".gz"}
    assert all(data[4:8] == bytes(4) for path, data in contents.items() if path.endswith(".gz"))  # no date
    with pytest.raises(UnicodeDecodeError):
        (CORPUS / "news/zughalt-cp1252.txt").read_text(encoding="utf-8")


def test_clean_documents_share_no_paragraph() -> None:
    counts = Counter(p for row in GOLD if row["clean"] for p in paragraphs(text_of(row)))
    assert [p for p, count in counts.items() if count > 1] == []


@by_document(GOLD)
def test_labels_are_exact(row: Row) -> None:
    text, end = text_of(row), 0
    for gold in row["gold"]:
        at = text.find(gold["text"])
        assert text[gold["start"] : gold["end"]] == gold["text"], (
            f"it stands at {at} to {at + len(gold['text'])}"
        )
        assert gold["category"] in CATEGORIES
        assert gold["start"] >= end, "labels come in order and do not overlap"
        end = gold["end"]
    assert row["clean"] == (not row["gold"])


@by_document([row for row in GOLD if row["record"] is None])
def test_length(row: Row) -> None:
    assert 80 <= length_in_words(row) <= 900


@by_document(GOLD)
def test_what_must_be_found_is_found(row: Row) -> None:
    assert missed(row) == known("misses", row)


@by_document(GOLD)
def test_nothing_else_is_found(row: Row) -> None:
    assert false_alarms(row) == known("false_alarms", row)


@by_document(GOLD)
def test_the_language_is_recognised(row: Row) -> None:
    assert results()[row["path"], row["record"]].language == row["language"]


@pytest.mark.parametrize("kind", ["misses", "false_alarms"])
def test_what_is_known_belongs_to_documents_and_quotes_them(kind: str) -> None:
    for entry in KNOWN[kind]:
        assert text_of(entry).startswith(entry["text"], entry["start"])
        assert entry["why"]


@by_document([row for row in GOLD if row["clean"] and not known("false_alarms", row)])
def test_clean_documents_score_full_marks_and_stay_as_they_are(row: Row) -> None:
    score = results()[row["path"], row["record"]].score.value
    assert score is not None
    assert score >= 99
    assert api.clean(text_of(row)).text == text_of(row)


@by_document([row for row in GOLD if not row["clean"]])
def test_cleaning_takes_nothing_but_damage(row: Row) -> None:
    """Every safe edit lies within marked passages, white space aside."""
    text = text_of(row)
    marked = set[int]().union(*(range(gold["start"], gold["end"]) for gold in row["gold"]))
    for edit in api.clean(text).edits:
        span = range(edit.span.start, edit.span.end)
        outside = [i for i in span if i not in marked and not text[i].isspace()]
        assert all(text[i] in edit.after for i in outside), f"{edit.rule}: {edit.before!r}"
