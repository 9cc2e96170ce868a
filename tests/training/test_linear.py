"""The little regression that trains our models."""

from __future__ import annotations

import random

import pytest

from textaudit.training.linear import Example, fit, fold_of, out_of_fold, probability, rounded


def examples(number: int = 400) -> list[Example]:
    """Things that are right three times in four where they are red, and never where they are blue."""
    rng = random.Random(3)
    made = []
    for n in range(number):
        red = n % 2 == 0
        features = ("red" if red else "blue", f"noise {rng.randrange(5)}")
        made.append(Example(f"g{n // 4}", "s", features, red and rng.random() < 0.75))
    return made


def test_it_learns_the_shares_it_is_shown() -> None:
    weights = fit(examples())
    assert probability(weights, ("", "red")) == pytest.approx(0.75, abs=0.1)
    assert probability(weights, ("", "blue")) < 0.05


def test_the_same_examples_give_the_same_weights() -> None:
    assert fit(examples()) == fit(examples())


def test_rare_features_are_left_out_and_small_weights_not_written() -> None:
    weights = fit([*examples(), Example("x", "s", ("once",), True)])
    assert "once" not in weights
    assert "" in rounded({"": 0.0, "a": 0.001})
    assert "a" not in rounded({"": 0.0, "a": 0.001})


def test_evidence_never_speaks_against() -> None:
    assert min(fit(examples(), never_against="blue")["blue"], 0.0) == 0.0


def test_a_group_is_judged_by_a_model_that_has_not_seen_it() -> None:
    made = examples(80)
    alone = Example("alone", "s", ("secret", "secret"), True)
    folds = {fold_of(e.group) for e in made}
    assert len(folds) == 5
    judged = list(out_of_fold([*made, *[alone] * 20]))
    assert len(judged) == 100
    secret = [p for p, e in judged if e.group == "alone"]
    assert max(secret) < 0.9, "its fold's model knows no secret"
