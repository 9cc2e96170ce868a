"""The trained model of cut ends: what its data says of itself, and what it says of headings and of cut sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textaudit
from textaudit import audit
from textaudit.annotate import Annotations
from textaudit.detectors.shared.cut_model import cut_probability, may_be_cut
from textaudit.detectors.shared.open_ends import open_ends
from textaudit.detectors.shared.seams import seams_of
from textaudit.detectors.shared.torn_ends import torn_ends

DATA = Path(textaudit.__file__).parent / "data"
BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "truncation" / "truncation.jsonl"
AROUND = "The storm came on Monday, and two pillars of the old bridge fell.\n\n{}\n\nNobody was hurt, and the ferry runs all night."
DAMAGE = ("truncated_end", "truncated_start", "broken_join")


def probability(line: str) -> float:
    notes = Annotations(AROUND.format(line))
    asked = [seam for seam in notes.once(open_ends) if may_be_cut(notes, seam)]
    return max((cut_probability(notes, notes.once(seams_of), seam) for seam in asked), default=0.0)


@pytest.mark.parametrize("name", ["cut_ends", "english_words", "incomplete"])
def test_trained_numbers_say_where_they_come_from(name: str) -> None:
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    assert data["provenance"]
    assert data["licence"]
    assert "words" in data or data["measured"]["how"]
    assert (DATA / f"{name}.json").stat().st_size < 100_000


@pytest.mark.parametrize(
    "line",
    [
        "The council closed the bridge on Monday because the storm had damaged two of its",
        "The mayor told the council on Friday that the works would take a year and cost the",
        "Nobody knows how long the works will take. The council has asked three firms from the valley to",
    ],
)
def test_cut_sentences_are_likely(line: str) -> None:
    assert probability(line) > 0.7


@pytest.mark.parametrize(
    "line",
    [
        "Council closes bridge after storm",
        "How the bridge was built by the monks of the valley and their donkeys",
        "Works to begin in May",
        "What to bring",
        "Photo: Anna Moreno",
    ],
)
def test_headings_are_not(line: str) -> None:
    assert probability(line) < 0.5


@given(
    st.lists(
        st.sampled_from(
            ["the", "Bridge", "of", "fell.", "“", "(", "…", "pil", "\n\n", "\n", "😀", "橋", "3"]
        ),
        max_size=40,
    )
)
def test_any_text_has_probabilities(words: list[str]) -> None:
    notes = Annotations(" ".join(words))
    for seam in notes.once(open_ends):
        assert 0 <= cut_probability(notes, notes.once(seams_of), seam) <= 1
    assert set(notes.once(torn_ends)) <= set(range(len(notes.blocks)))


def documents() -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    for row in map(json.loads, BENCH.read_text(encoding="utf-8").splitlines()):
        text, spans, last = "", [], None
        for paragraph in row["paragraphs"]:
            label = paragraph["label"]
            if last is not None:
                text += "\n" if label == last and label in ("verse", "list") else "\n\n"
            spans.append((len(text), len(text) + len(paragraph["text"]), label))
            text += paragraph["text"]
            last = label
        if last == "heading":
            spans.pop()  # whether it is damage, the labels do not say
        yield text, spans


@pytest.mark.skipif(not BENCH.exists(), reason="the shared benchmarks are not here")
def test_the_development_figures_hold() -> None:
    found = wrong = damaged = 0
    for text, spans in documents():
        loud = [
            f.span
            for f in audit(text).findings
            if f.category in ("truncation", "broken-join", "fragment") and f.severity != "note"
        ]
        for start, end, label in spans:
            hit = any(s < end and start < e for s, e in loud)
            damaged += label in DAMAGE
            found += hit and label in DAMAGE
            wrong += hit and label not in (*DAMAGE, "fragment")
    assert found / damaged >= 0.9
    assert found / (found + wrong) >= 0.96
