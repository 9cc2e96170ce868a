"""What two spellings say by themselves: the first features of every model."""

from __future__ import annotations

from textaudit.detectors.shared.names.forms import Word
from textaudit.detectors.shared.names.frequency import ENGLISH, zipf
from textaudit.detectors.shared.names.letters import LETTERS, letters

PAIR: tuple[str, ...] = (*LETTERS, "commonness", "nobody writes it", "name's commonness")


def pair_features(word: Word, right: str) -> tuple[float, ...]:
    """A word beside a folded one that it may be meant for: one number for each of `PAIR`."""
    return (*letters(word.folded, right), word.rarity, float(word.rarity == 0), zipf(right, ENGLISH))
