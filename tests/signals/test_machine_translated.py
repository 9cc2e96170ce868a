"""The signal `machine_translated`, through the library: when it speaks, when it is silent, what carries it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Call
from textaudit import Settings, audit
from textaudit.errors import SettingsError
from textaudit.model import Result
from textaudit.signals.translation.tokens import tokens_of
from textaudit.signals.translation.windows import windows_of

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
TRANSLATED = (CORPUS / "mt" / "border-talks.txt").read_text(encoding="utf-8")
NATIVE = (CORPUS / "news" / "ferry-strike.txt").read_text(encoding="utf-8")
FENCE = "\n\nShare this:\n\nLeave a Reply\n\nYour email address will not be published."


def translated(text: str, settings: Settings | None = None) -> float | None:
    return audit(text, settings=settings).signals["machine_translated"]


def test_broken_translation_stands_above_native_prose() -> None:
    machine, native = translated(TRANSLATED), translated(NATIVE)
    assert machine is not None
    assert native is not None
    assert machine > 0.5 > native


@pytest.mark.parametrize(
    "text",
    ["", "Rain fell.", "The bridge is closed. " * 5, "Мост закрыт из-за бури, и паром ходит всю ночь. " * 30],
    ids=["empty", "one sentence", "short", "no model for its language"],
)
def test_it_abstains(text: str) -> None:
    assert translated(text) is None


def test_what_the_page_added_says_nothing() -> None:
    assert translated(TRANSLATED + FENCE) == translated(TRANSLATED)


@given(st.sampled_from(["“", "»", "'", "—", "…"]))
def test_typography_says_nothing(mark: str) -> None:
    plain = 'He said "nothing" of it - the plan was the council\'s... and so on.'
    dressed = plain.replace('"', mark if mark in "“»" else '"').replace("-", mark if mark == "—" else "-")
    dressed = dressed.replace("...", "…").replace("'", "’")
    assert tokens_of([plain]) == tokens_of([dressed])


def test_names_and_numbers_say_nothing() -> None:
    one = "In 1998 the mayor of Oslo met Anna Berg, who had 3,000 votes."
    other = "In 2021 the mayor of Lima met José de Souza Prado, who had 12 votes."
    assert tokens_of([one])[:6] == tokens_of([other])[:6]
    assert "oslo" not in tokens_of([one])


@given(st.lists(st.text(max_size=400) | st.text("ab ", min_size=1000, max_size=4000), max_size=30))
def test_windows_hold_all_of_the_text_once_and_in_order(blocks: list[str]) -> None:
    assert "".join(block for window in windows_of(blocks) for block in window) == "".join(blocks)


def test_an_article_in_one_line_is_judged_in_windows_too() -> None:
    line = " ".join(f"Sentence {n} says that the ferry ran." for n in range(400))
    sizes = [sum(map(len, window)) for window in windows_of([line])]
    assert len(sizes) > 5
    assert max(sizes) < 2500


@given(st.text(max_size=300))
def test_any_text_can_be_tokenised(text: str) -> None:
    assert all(tokens_of([text]))


def clues(text: str) -> list[str]:
    result = audit(text)
    assert isinstance(result, Result)
    return [clue.note for clue in result.clues.get("machine_translated", ())]


def test_clues_name_the_words_that_tell() -> None:
    notes = clues(TRANSLATED)
    assert notes
    assert all("“" in note for note in notes)
    assert clues(NATIVE) == []


def test_the_terminal_shows_wording_and_clues(textaudit: Call) -> None:
    _, out, _ = textaudit("audit", CORPUS / "mt" / "border-talks.txt", "--no-corpus", "-f", "full")
    assert "worded like a machine translation: " in out
    assert "worded as machines translate: “" in out
    assert "machine translated: " not in out


def test_a_score_is_not_touched_by_it() -> None:
    result = audit(TRANSLATED, settings=Settings(select=("spacing",)))
    assert result.signals["machine_translated"] is not None
    assert result.score.value == 100


def test_a_model_of_ones_own_is_used(tmp_path: Path) -> None:
    model = {
        "format": 1, "language": "en", "calibration": [0.0, 1.0, 0.0], "step": 1.0, "bias": 9.0,
        "sequences": {"the": 0}, "traits": {}, "rates": {}, "known": [],
    }  # fmt: skip
    path = tmp_path / "en.json"
    path.write_text(json.dumps(model), encoding="utf-8")
    own = translated(NATIVE, Settings(translation_models=(str(path),)))
    assert own is not None
    assert own > 0.99


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"format": 99}', ""])
def test_a_broken_model_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "en.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="train"):
        audit(NATIVE, settings=Settings(translation_models=(str(path),)))


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        audit(NATIVE, settings=Settings(translation_models=(str(tmp_path / "none.json"),)))
