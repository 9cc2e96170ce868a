"""The name that somebody may have meant. Owns rapidfuzz; imported only where a name is wrong."""

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
