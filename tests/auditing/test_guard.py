"""The guard: what it counts as lost, and what not."""

from __future__ import annotations

from textaudit.auditing.guard import check_loss
from textaudit.model import Applicability, AppliedEdit, Span
from textaudit.settings import Budgets

TEXT = "The mayor of Halsund met Anna Holm and 40 men at 9.30 in Varn. " * 10


def edit(start: int, end: int, after: str = "") -> AppliedEdit:
    return AppliedEdit("boilerplate/x", Span(start, end), TEXT[start:end], after, Applicability.SAFE, None)


def test_small_losses_pass() -> None:
    edits = [edit(0, 60)]
    assert check_loss(TEXT, TEXT[60:], edits, Budgets()) is None


def test_a_large_loss_is_held_back_and_says_of_what() -> None:
    reason = check_loss(TEXT, TEXT[500:], [edit(0, 500)], Budgets(words=0.5))
    assert reason is not None
    assert "words" in reason
    assert "budgets.words" in reason


def test_a_repair_is_no_loss() -> None:
    repaired = TEXT.replace("mayor", "major")
    assert (
        check_loss(TEXT, repaired, [edit(0, len(TEXT), repaired)], Budgets(words=0.0, numbers=0.0, names=0.0))
        is None
    )


def test_nothing_left_is_held_back() -> None:
    assert check_loss("Hi.", "", [edit(0, 3)], Budgets(words=1.0, numbers=1.0, names=1.0)) is not None
