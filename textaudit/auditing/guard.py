"""The guard: cleaning must not eat content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textaudit.model import AppliedEdit
from textaudit.settings import Budgets

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# A capitalised word that follows a word in lower case: what starts a sentence proves nothing.
_NAME = re.compile(r"(?<=[a-zà-öø-ÿа-яё,] )[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]+")
_WORD = re.compile(r"\w+")
_MIN_COUNT = {"words": 40, "numbers": 8, "names": 8}  # shares of less than this say nothing


def check_loss(source: str, cleaned: str, edits: Sequence[AppliedEdit], budgets: Budgets) -> str | None:
    """Why *cleaned* must not replace *source*, or ``None``.

    What an edit puts in the place of as many words is a repair and no loss. Words, numbers and names
    (capitalised words inside sentences) count, each as a share of those in the source.

    Args:
        budgets: the largest shares, 0 to 1.
    """
    if not edits:
        return None
    for what, pattern, budget in (
        ("words", _WORD, budgets.words),
        ("numbers", _NUMBER, budgets.numbers),
        ("names", _NAME, budgets.names),
    ):
        lost = sum(max(0, _count(pattern, edit.before) - _count(pattern, edit.after)) for edit in edits)
        if not lost:
            continue
        held = _count(pattern, source)
        if held >= _MIN_COUNT[what] and lost > budget * held:
            return (
                f"would lose {lost} of {held} {what} ({lost / held:.0%}, the budget is {budget:.0%}; "
                f"budgets.{what} sets it)"
            )
    if source.strip() and not cleaned.strip():
        return "nothing would be left of it"
    return None


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text)) if text else 0
