"""How signals are asked: one that fails says nothing, and the run goes on."""

from __future__ import annotations

from textaudit.annotate import Annotations
from textaudit.auditing.measure import measure, probabilities
from textaudit.detectors.base import Context
from textaudit.model import Document, Reading
from textaudit.signals.base import Signal


class Sunny(Signal):
    def measure(self, document: Document, context: Context) -> Reading:
        return Reading(0.25)


class Broken(Signal):
    def measure(self, document: Document, context: Context) -> Reading:
        raise ValueError("no data")


def test_a_signal_that_fails_is_reported_and_says_nothing() -> None:
    document = Document("d", "d", None, "The bridge is closed.")
    signals = {"broken": Broken(), "deaf": None, "sunny": Sunny()}
    readings, failures = measure(signals, document, Context(Annotations(document.text), {}))
    assert probabilities(readings) == {"broken": None, "deaf": None, "sunny": 0.25}
    assert [(f.rule, f.reason) for f in failures] == [("signal/broken", "ValueError: no data")]
