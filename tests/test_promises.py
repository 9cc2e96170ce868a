"""The promises of the contract, on any text: offsets, idempotence, undo, determinism, no exception."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textaudit import Settings, api, audit, clean
from textaudit.auditing.fix import compose, invert
from textaudit.model import Cleaned, Document, Result, Unreadable
from textaudit.readers import open_inputs

# Pieces that rules look for, and odd characters between them: random letters alone would test little.
PIECES = st.sampled_from(
    [
        "The council closed the bridge on Monday because of the storm. ",
        "cafÃ© ", "Itâ€™s ", "the the ", "  ", "\u00ad", "\u200b", "\x07", "&amp;amp; ", "<p>x</p>", "[…]\n",
        "\n", "\n\n", "\r\n", "\r", "Leave a Reply\n", "Your email address will not be published.\n", "Share this:\n",
        "We use cookies to see you. ", "© 2021 X. All rights reserved.\n", "Kral wrote on\n\n", "bridge. -The road ",
        "workers.Wearing hats ", "hаrbour ", "😀", "👩‍🚀", "é", "e\u0301", "\u202e", "\ufeff", "漢字。", "कथा। ", "{{x}} ",
        "Der Rat hat die Brücke am Montag geschlossen, und es ist nicht klar, wann sie wieder öffnet. ",
        "\\u2019", " , ", "�", "Ð¿Ñ€Ð¸", "🏳️‍🌈", "\u0000", "\ud800", "ſ", "\u212a", "İ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=25).map("".join),
)


@given(TEXTS)
def test_findings_are_exact(text: str) -> None:
    result = audit(text)
    assert not result.failures
    assert result.score.value is None or 0 <= result.score.value <= 100
    lines = text.replace("\r\n", "\n\n").replace("\r", "\n")
    for finding in result.findings:
        start, end = finding.span
        assert 0 <= start < end <= len(text)
        assert finding.text == text[start:end]
        assert finding.rule.startswith(finding.category + "/")
        assert finding.before.endswith(text[max(0, start - 1) : start]) or not finding.before
        before = text[:start]
        ends = before.count("\n") + before.count("\r") - before.count("\r\n")
        if not (before.endswith("\r") and text[start] == "\n"):
            assert finding.line == ends + 1, lines
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)


@given(TEXTS, st.booleans())
@example("A.\r\rthe the \u200b\u200b", True)
def test_clean_twice_is_clean_once_and_each_edit_can_be_undone(text: str, unsafe: bool) -> None:
    cleaned = clean(text, unsafe=unsafe)
    assert compose(text, cleaned.edits) == cleaned.text
    assert compose(cleaned.text, invert(cleaned.edits)) == text
    if cleaned.held_back is None:
        assert clean(cleaned.text, unsafe=unsafe).text == cleaned.text


@given(TEXTS)
def test_the_same_text_gives_the_same_result(text: str) -> None:
    assert audit(text) == audit(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4_000_000, "a " * 2_000_000, "[" * 1_000_000, "]" * 1_000_000, "(" * 1_000_000, "😀" * 500_000, "\n" * 1_000_000,
        "the the " * 200_000, "<p>" * 300_000, "&amp;" * 300_000, "Ã©" * 300_000, "…" * 500_000, ". -T" * 300_000,
        "a.B" * 300_000, "\u00ad" * 500_000, "\r" * 500_000, "{{" * 300_000, "\u202e" * 300_000, '"' * 500_000, "А" + "a" * 500_000,
        "Leave a Reply\n" * 50_000, "x\n" * 300_000, "Wort, " * 400_000, "漢" * 600_000, "\t|" * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_floods_end_without_an_exception(text: str) -> None:
    result = audit(text)
    assert not result.failures


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_are_read_or_quarantined(lines: list[bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "x.jsonl"
        records.write_bytes(b"\n".join(lines))
        text, packed = Path(folder) / "x.txt", Path(folder) / "x.txt.gz"
        text.write_bytes(b"".join(lines))
        packed.write_bytes(b"".join(lines))
        found = list(open_inputs([folder]))
        wanted = sum(bool(line.strip()) for line in b"\n".join(lines).split(b"\n"))
        assert sum(d.path.endswith(".jsonl") for d in found) == wanted
        assert all(isinstance(d, (Document, Unreadable)) for d in found)


def write_corpus(folder: Path) -> None:
    """A few documents in several shapes, duplicates and unreadable ones among them."""
    texts = [
        "The the bridge is closed 😀.\r\n\r\nLeave a Reply\r\n",
        "cafÃ© and more of it.\n",
        "\ufeffDer Zug\u00ad hält nicht.\n",
    ]
    for number, text in enumerate(texts * 3):
        (folder / f"t{number}.txt").write_bytes(text.encode())
    (folder / "old.txt").write_bytes(
        "Der Zug hält in Köln und fährt\u00ad dann weiter über die Brücke.".encode("cp1252")
    )
    rows = [json.dumps({"id": n, "text": t, "n": 1.50}) for n, t in enumerate(texts * 4)]
    rows[3:3] = [
        "{broken",
        "",
        '{"id": 1}',
        '  {"text": "a  b", "x": [1e5, {"text": "no"}], "text": "It\\u00e2\\u20ac\\u2122s the the end."}',
    ]
    (folder / "r.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))


def test_any_number_of_jobs_gives_the_same(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    one, two = (list(api.audit_paths([tmp_path], Settings(jobs=jobs))) for jobs in (1, 2))
    assert one == two
    assert any(isinstance(outcome, Unreadable) for outcome in one)
    repeated = [
        f for r in one if isinstance(r, Result) for f in r.findings if f.rule == "duplicate/repeated-document"
    ]
    assert repeated
    assert all(f.evidence for f in repeated)


def test_library_and_files_agree(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    documents = [d for d in open_inputs([str(tmp_path)]) if isinstance(d, Document)]
    by_files = [r for r in api.audit_paths([tmp_path]) if isinstance(r, Result)]
    assert list(audit(documents)) == by_files
    assert list(audit(iter(documents), jobs=2)) == by_files
    cleaned = list(clean(documents))
    assert all(isinstance(c, Cleaned) for c in cleaned)
