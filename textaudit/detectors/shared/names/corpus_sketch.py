"""What must be known of the names of one document to compare it with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from textaudit.detectors.shared.names.forms import Names, folded, is_plain
from textaudit.model import Document, Role, writable

_FEWEST_LETTERS = 4
_PLACES = 2  # of a spelling, that are kept
_AROUND = 24  # code points on either side of them


class Seen(NamedTuple):
    """A spelling in a document.

    Attributes:
        times: how often it stands there.
        within_sentence: it has its capital not only because a sentence begins.
        lower: it stands there in lower case too.
        places: start, what stands before and what after, of the first few.
    """

    word: str
    spelling: str
    times: int
    within_sentence: bool
    lower: bool
    places: list[tuple[int, str, str]]


class Facts(NamedTuple):
    """Which document it is."""

    id: str
    path: str
    record: int | None
    language: str


def sketch_of(document: Document, names: Names) -> bytes:
    """The names of a document; empty where it has none."""
    seen = list(_seen(names))
    if not seen:
        return b""
    facts = Facts(writable(document.id), writable(document.path), document.record, names.language)
    return orjson.dumps([[*facts], seen])


def read_sketch(sketch: bytes) -> tuple[Facts, list[Seen]]:
    """What `sketch_of` wrote."""
    facts, seen = orjson.loads(sketch)
    return Facts(*facts), [Seen(*row) for row in seen]


def _seen(names: Names) -> Iterator[Sequence[Any]]:
    text, opens_sentence = names.text, names.opens_sentence
    capitals = {
        spelling: starts
        for spelling, starts in names.notes.capitals.items()
        if len(spelling) >= _FEWEST_LETTERS and is_plain(spelling)
    }
    if Role.CODE in names.notes.roles:
        capitals = {one: starts for one, starts in capitals.items() if not names.in_code(starts[0])}
    lower = names.among_tokens(map(str.lower, capitals))
    for spelling, starts in capitals.items():
        length, within, places = len(spelling), False, []
        for start in starts[:_PLACES]:
            end = start + length
            places.append(
                (start, text[start - _AROUND if start > _AROUND else 0 : start], text[end : end + _AROUND])
            )
            within = within or not opens_sentence(start)
        yield folded(spelling), spelling, len(starts), within, spelling.lower() in lower, places
