"""Several patterns of one meaning: apart, since an engine takes many short ones more easily than a long one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textaudit.detectors.base import DetectorHits
from textaudit.model import Hit, Pattern


def alternatives(name: str, regexes: Iterable[str]) -> dict[str, Pattern]:
    """One pattern for each of *regexes*, under names that `any_of` knows.

    >>> sorted(alternatives("regex", ["a", "b"]))
    ['regex 0', 'regex 1']
    """
    return {f"{name} {number}": Pattern(regex) for number, regex in enumerate(regexes)}


def any_of(hits: DetectorHits, name: str) -> Iterator[Hit]:
    """The hits of all that were declared by `alternatives` under *name*."""
    for key, found in hits.items():
        if key.rpartition(" ")[0] == name:
            yield from found
