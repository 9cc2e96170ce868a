"""Progress: on a terminal only, after a while only, and never in the way of a report."""

from __future__ import annotations

import io
import sys
import time
from dataclasses import dataclass

import pytest

from textaudit.cli import progress
from textaudit.cli.progress import Progress, clock_time


@dataclass
class Amount:
    bytes_read: int = 0
    total_bytes: int | None = 1_000_000


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_SHOW_AFTER_S", 0.0)
    monkeypatch.setattr(progress, "_EVERY_S", 0.005)
    return stream


def test_short_work_shows_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SHOW_AFTER_S", 60.0)
    with Progress(Amount()) as shown:
        assert list(shown.over("ab")) == ["a", "b"]
    assert terminal.getvalue() == ""


def test_quiet_and_elsewhere_it_shows_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with Progress(Amount(), quiet=True):
        time.sleep(0.02)
    assert terminal.getvalue() == ""
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    with Progress(Amount()):
        time.sleep(0.02)
    assert plain.getvalue() == ""


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (61, "1:01"), (3661, "1:01:01"), (-5, "0:00")])
def test_clock_time(seconds: float, text: str) -> None:
    assert clock_time(seconds) == text
