"""Names damaged by a script: by a seed, as labelled names were, and labelled where they stand."""

from __future__ import annotations

import random
from typing import Any

import pytest

from textaudit.training.name_damage import Damage, damaged

LABELLED = [
    {"gold": [{"surface": wrong, "correct": right}]}
    for wrong, right in (
        ("Mirala Kostovac", "Mirela Kostovac"),
        ("Danil Perevozh", "Danil Perevoz"),
        ("Dralenberg", "Dralenburg"),
        ("Korvatech", "Korvatek"),
        ("Three Words Here", "Two Words"),
    )
]
NAMES = ["Mirela Kostovac", "Danil Perevoz", "Dralenburg", "Korvatek", "Velishkovo"]
ROWS = [
    {"id": f"{n}", "text": text}
    for n, text in enumerate(
        [
            "🎻 The mayor of Dralenburg met Danil Perevoz. DRALENBURG was silent, and Perevoz left Dralenburg.",
            "In the hills near Dralenburg it rained on Danil Perevoz.",
            "The choir of Dralenburg sang for Danil Perevoz.",
            "The road to Dralenburg was closed, so Danil Perevoz walked.",
            "Nothing happened here.",
        ]
    )
]  # fmt: skip


@pytest.fixture
def damage() -> Damage:
    return Damage.learned(LABELLED, NAMES)


def run(damage: Damage, seed: int, share: float = 1.0) -> list[dict[str, Any]]:
    return damaged(ROWS, damage, share, random.Random(seed))


def test_changes_are_learned_from_labels(damage: Damage) -> None:
    assert (
        set(damage.changes)
        == {
            ("e", "a", "middle"),
            ("", "h", "end"),
            ("u", "e", "middle"),
            ("k", "ch", "end"),
        }
        or len(damage.changes) >= 4
    )  # how a change is cut into pieces is no promise
    assert sum(damage.number_weights) == 4, "a label whose words do not pair teaches nothing"


def test_the_same_seed_gives_the_same(damage: Damage) -> None:
    assert run(damage, 3) == run(damage, 3)
    assert len({str(run(damage, seed)) for seed in range(6)}) > 1
    words = [damage("velishkovo", random.Random(seed)) for seed in range(20)]
    assert words == [damage("velishkovo", random.Random(seed)) for seed in range(20)]
    assert set(words) != {"velishkovo"}


@pytest.mark.parametrize("seed", range(12))
def test_labels_stand_where_the_damage_is(damage: Damage, seed: int) -> None:
    rows = run(damage, seed)
    assert any(row["gold"] for row in rows)
    for row, before in zip(rows, ROWS, strict=True):
        mended, last = "", 0
        for label in row["gold"]:
            assert row["text"][label["start"] : label["end"]] == label["surface"] != label["correct"]
            assert label["surface"].isupper() == label["correct"].isupper()
            mended += row["text"][last : label["start"]] + label["correct"]
            last = label["end"]
        assert mended + row["text"][last:] == before["text"]
        assert row["id"] == before["id"]


def test_no_share_no_damage(damage: Damage) -> None:
    assert [(row["text"], row["gold"]) for row in run(damage, 1, share=0)] == [
        (row["text"], []) for row in ROWS
    ]


def test_a_name_of_two_documents_stays(damage: Damage) -> None:
    rows = damaged(ROWS[:2], damage, 1.0, random.Random(1))
    assert not any(row["gold"] for row in rows)


def test_a_word_that_nothing_can_be_done_to_stays() -> None:
    never = Damage((("q", "x", "middle"),), (1,), (1,), (1,), {})
    assert never("oslo", random.Random(1)) == "oslo"
