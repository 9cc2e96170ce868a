"""Passages in which slips are seen that are none, and others."""

from __future__ import annotations

import pytest

from textaudit.detectors.shared.quoted import in_any, quotations
from textaudit.detectors.shared.slip_doubts import is_doubtful
from textaudit.model import Block, Span
from textaudit.rulebook.card import unmark


def marked(text: str) -> tuple[str, Span]:
    plain, ((start, end),) = unmark(text)
    return plain, Span(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Paint It Mondays ⟦are⟧ the best day of the week.",
        "They are in the trade ⟦for For⟧ Sale signs.",
        "She put ⟦an⟧ herb in the soup.",
        "Add ⟦a⟧ to the sum, and then the rest.",
        "It was rain, ⟦rain rain⟧ all that week.",
        "It was ⟦much much⟧ better than the last one.",
        "They won by ⟦6-4 6-4⟧ on the last day.",
        "Send it to ⟦a⟧ AWS account today.",
        "Then set ⟦a⟧ umbrella_stand to zero.",
        "It holds ⟦a⟧ u8 at most.",
    ],
)
def test_doubtful(text: str) -> None:
    plain, span = marked(text)
    assert is_doubtful(plain, Span(0, len(plain)), span)


@pytest.mark.parametrize(
    "text",
    [
        "They ⟦was⟧ late again.",
        "⟦Its⟧ a fine day for a walk.",
        "In May he and I ⟦was⟧ late.",
        "She bought ⟦a⟧ umbrella 😀 in town.",
        "It rained ⟦on on⟧ the roof.",
    ],
)
def test_not_doubtful(text: str) -> None:
    plain, span = marked(text)
    assert not is_doubtful(plain, Span(0, len(plain)), span)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “it ⟦was⟧ so” and left.", True),
        ("He said “it” ⟦was⟧ “so” and left.", False),
        ('A 6" pipe ⟦was⟧ laid.', False),
        ("“And so it ⟦was⟧.", True),
        ("It's what the boys' dog ⟦was⟧.", False),
        ("The word 'it ⟦was⟧' is here.", True),
        ("«Il» ⟦was⟧ „so“ `x`.", False),
    ],
)
def test_quotations(text: str, quoted: bool) -> None:
    plain, span = marked(text)
    block = Block(0, len(plain), 0, 0, True, plain)
    assert in_any(quotations(block), span) is quoted
