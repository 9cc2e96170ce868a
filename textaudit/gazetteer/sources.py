"""Names from lists, indexes and packs together, and whether a file is one of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textaudit.errors import GazetteerError
from textaudit.gazetteer.cache import is_index
from textaudit.gazetteer.index import Gazetteer
from textaudit.gazetteer.lists import has_our_header, read_list
from textaudit.model import Name


def names_at(path: Path) -> list[Name]:
    """The names of a list, or of an index.

    Raises:
        GazetteerError: it cannot be read, or has a mistake.
    """
    return list(_indexed(path)) if is_index(path) else read_list(path)


def _indexed(path: Path) -> Iterator[Name]:
    with Gazetteer(path) as gazetteer:
        gazetteer.verify()
        yield from (gazetteer.name(number) for number in range(len(gazetteer)))


def may_be_replaced(path: Path) -> bool:
    """Whether nothing is at *path*, or an index, or a list with our header, so that no other file is lost."""
    if not path.exists():
        return True
    try:
        return is_index(path) or has_our_header(path)
    except GazetteerError:
        return False
