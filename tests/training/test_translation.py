"""Training a model of translations: for any language, from labelled lines, the same again each time."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from textaudit import Settings, audit
from textaudit.errors import InputError
from textaudit.training.translation import train
from textaudit.training.translation_rows import read_rows

# A made-up language; each kind of translator has words that it likes.
WORDS = [
    a + b + c
    for a in ("ka", "lo", "mi", "tu", "ne")
    for b in ("ra", "si", "vo", "de")
    for c in ("", "n", "la", "ty")
]
LIKED = {"mt": WORDS[:8], "human_translation": WORDS[8:16], "original": WORDS[16:24]}


def text(label: str, rng: random.Random) -> str:
    sentences = []
    for _ in range(12):
        words = [rng.choice(LIKED[label] if rng.random() < 0.25 else WORDS) for _ in range(12)]
        sentences.append(" ".join(words).capitalize() + ".")
    return " ".join(sentences)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = random.Random(5)
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for n in range(210):
            for label in LIKED:
                record = {"text": text(label, rng), "label": label, "group": f"g{n}", "source": "own"}
                if label != "original":
                    record["excerpt"] = f"e{n}"
                out.write(json.dumps(record) + "\n")
    return path


@pytest.fixture(scope="module")
def model(rows: Path) -> Path:
    path = rows.parent / "cs.json"
    train(read_rows([rows]), "cs", path)
    return path


def test_it_learns_what_each_kind_likes(model: Path) -> None:
    figures = json.loads(model.read_text(encoding="utf-8"))["figures, out of fold"]
    assert figures["1 windows: AUC against original own"] > 0.95
    assert figures["1 windows: AUC against human_translation"] > 0.9


def test_the_same_lines_give_the_same_model(rows: Path, model: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    train(read_rows([rows]), "cs", again)
    assert again.read_bytes() == model.read_bytes()


def test_audits_use_it(model: Path) -> None:
    settings = Settings(language="cs", translation_models=(str(model),))
    rng = random.Random(99)
    machine, native = (audit(text(label, rng), settings=settings).signals for label in ("mt", "original"))
    assert machine["machine_translated"] is not None
    assert native["machine_translated"] is not None
    assert machine["machine_translated"] > 0.8 > 0.2 > native["machine_translated"]


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('{"text": "a", "label": "machine"}\n', ":1: expected a text and a label"),
        ('{"text": 3, "label": "mt"}\n', ":1: expected a text and a label"),
        ("[1]\n", ":1: expected an object"),
        ("{\n", "no file of JSON lines"),
    ],
)
def test_a_line_that_is_no_row_is_named(lines: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        read_rows([path])


def test_few_rows_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    rng = random.Random(1)
    path, model = tmp_path / "rows.jsonl", tmp_path / "cs.json"
    path.write_text(json.dumps({"text": text("mt", rng), "label": "mt"}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="at least 200"):
        train(read_rows([path]), "cs", model)
    assert not model.exists()
