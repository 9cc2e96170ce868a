"""The pages that the line model learned from, and the model against the code that runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textaudit.detectors.shared.line_features import RULES, feature_names
from textaudit.detectors.shared.line_model import MODEL, line_model
from textaudit.rulebook import load_rules
from textaudit.training.line_pages import HERE, own_pages, pages

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"


def test_the_model_was_trained_on_the_features_that_it_is_given() -> None:
    assert json.loads(MODEL.read_text(encoding="utf-8"))["features"] == list(feature_names())


def test_the_model_says_where_it_comes_from() -> None:
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    assert data["provenance"]
    assert data["licence"]
    assert data["figures"]


def test_there_is_one_card_for_each_kind() -> None:
    learned = {rule.where["kind"] for rule in load_rules() if rule.detector == "learned-line"}
    assert learned == set(line_model().kinds)


def test_rules_that_are_evidence_exist() -> None:
    assert set(RULES) <= {rule.id for rule in load_rules()}


def test_own_pages_are_well_formed() -> None:
    seen = set()
    for page in own_pages():
        assert page.id not in seen
        seen.add(page.id)
        assert len(page.lines) == len(page.furniture) == len(page.kinds) >= 8
        assert not any("\n" in line or not line.strip() for line in page.lines)
        assert all(kind for kind, mine in zip(page.kinds, page.furniture, strict=True) if mine)
    assert len(seen) == sum(
        1 for path in (HERE / "pages").glob("*.jsonl") for line in path.open(encoding="utf-8") if line.strip()
    )


@pytest.mark.skipif(not BENCH.exists(), reason="the shared benchmarks are not here")
def test_pages_of_one_site_share_a_name() -> None:
    sites = {page.id.rsplit(":", 1)[0]: page.site for page in pages(BENCH) if page.source == "leftover"}
    assert all(
        page.site == sites[page.id.rsplit(":", 1)[0]] for page in pages(BENCH) if page.source == "leftover"
    )
