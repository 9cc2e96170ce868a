"""From one document and what was found in it to its signals."""

from __future__ import annotations

from collections.abc import Mapping

from textaudit import plugins
from textaudit.detectors.base import Context
from textaudit.model import ABSTAINED, Document, Reading, RuleFailure
from textaudit.rulebook import Ruleset
from textaudit.settings import Settings
from textaudit.signals.base import Signal


def signals_for(ruleset: Ruleset, settings: Settings) -> dict[str, Signal | None]:
    """All signals by name, configured; ``None`` for one that reads categories of which no rule runs.

    Raises:
        SettingsError: a setting that a signal cannot work with.
    """
    measured = {rule.category for rule in ruleset.rules}
    kinds = {
        name.replace("-", "_"): plugins.find("signals", name, Signal) for name in plugins.names("signals")
    }
    return {
        name: _configured(kind, settings) if measured.issuperset(kind.reads) else None
        for name, kind in kinds.items()
    }


def _configured(kind: type[Signal], settings: Settings) -> Signal:
    signal = kind()
    signal.configure(settings)
    return signal


def measure(
    signals: Mapping[str, Signal | None], document: Document, context: Context
) -> tuple[dict[str, Reading], list[RuleFailure]]:
    """What each signal says, and which of them failed; one that failed says nothing."""
    readings: dict[str, Reading] = {}
    failures: list[RuleFailure] = []
    for name, signal in signals.items():
        readings[name] = ABSTAINED
        if signal is None:
            continue
        try:
            readings[name] = signal.measure(document, context)
        except Exception as error:  # a signal may fail in any way; the run must go on and say so
            failures.append(RuleFailure(f"signal/{name}", f"{type(error).__name__}: {error}"))
    return readings, failures


def probabilities(readings: Mapping[str, Reading]) -> dict[str, float | None]:
    """The figures alone."""
    return {name: reading.probability for name, reading in readings.items()}
