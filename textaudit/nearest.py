"""The name that somebody may have meant. Owns rapidfuzz; imported on first use."""

from __future__ import annotations

from collections.abc import Iterable

_MIN_LIKENESS = 60.0


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """The choice most like *name*, or ``None`` where nothing comes near.

    >>> nearest("boilerplat", ["boilerplate", "truncation"])
    'boilerplate'
    """
    from rapidfuzz import fuzz, process

    best = process.extractOne(name, sorted(choices), scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS)
    return best[0] if best else None


def within_edits(one: str, other: str, most: int) -> bool:
    """Whether *most* edits at most lead from *one* to *other*: letters missing, added, wrong, or two swapped.

    >>> within_edits("oslo", "olso", 1), within_edits("oslo", "rome", 2)
    (True, False)
    """
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(one, other, score_cutoff=most) <= most)
