"""Which lines of a page recur, with their neighbours, on other pages of the run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, NamedTuple

import orjson

from textaudit.detectors.shared.page_lines import PageSketch

_BATCH = 500  # documents
_CACHED = 2_000  # documents whose lines serve as evidence
_EVIDENCE = 10
_SAMPLED = (
    40  # documents with two neighbours, among which those are looked for that have a line to the letter
)
_OWN_PART = 0.5  # of the longest lines of a document, which must be its own, or it is a version of another
_TRIED = 5  # lines of a segment, until one has evidence
_EDGE = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
)  # keys of what stands before the first and behind the last line
_MASK = (1 << 63) - 1
_NEIGHBOURS = 2  # so far apart lines still count as neighbours: one that varies may stand between
Facts = tuple[str, str, int | None, int, int]


class Neighbours(NamedTuple):
    """Two lines of one document that stand together in others too.

    Attributes:
        first, second: their indexes; -1 stands for the beginning of the document, the number of lines for its end.
        documents: how many others, with themselves, have the two.
    """

    key: int
    first: int
    second: int
    documents: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines in a row that recur.

    Attributes:
        first, last: indexes of lines.
        shown: the line that *evidence* has, elsewhere.
        documents: how many have it.
        evidence: id, path, record, start and end.
    """

    first: int
    last: int
    shown: int
    documents: int
    evidence: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Segments that stand in others together.

    Attributes:
        at_start, at_end: whether it recurs at this end of the document.
    """

    segments: tuple[Segment, ...]
    at_start: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """What recurs in one document.

    Attributes:
        text: key of the text that this was found in; in another one the lines are others.
    """

    text: int
    chains: tuple[Chain, ...]

    def __bytes__(self) -> bytes:
        return orjson.dumps(self)

    @classmethod
    def of(cls, data: bytes) -> PageLink:
        """The link that was packed into *data*."""
        link = orjson.loads(data)
        return cls(link["text"], tuple(map(_chain, link["chains"])))


def _chain(row: Mapping[str, Any]) -> Chain:
    segments = tuple(
        Segment(**{**segment, "evidence": tuple(map(tuple, segment["evidence"]))})
        for segment in row["segments"]
    )
    return Chain(segments, row["at_start"], row["at_end"])


def link_pages(sketches: Iterable[tuple[int, bytes]], min_documents: int) -> Iterator[tuple[int, PageLink]]:
    """For each document with lines that recur in *min_documents* or more, what those are.

    Copies of one text count once, and versions of one that have little of their own not at all: that is told by
    their longest lines.
    """
    with closing(sqlite3.connect("")) as database:  # a private file, which nobody needs after a crash
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        _fill(database, sketches)
        database.executescript(_RECURRING.format(least=min_documents, sampled=_SAMPLED, part=_OWN_PART))
        pages = _Pages(database)
        for ordinal, rows in groupby(database.execute(_PAIRS), key=lambda row: int(row[0])):
            link = pages.link(ordinal, [Neighbours(*row[1:]) for row in rows])
            if link.chains:
                yield ordinal, link


_TABLES = """
CREATE TABLE document (ordinal INTEGER PRIMARY KEY, path TEXT, record INTEGER, sketch BLOB);
CREATE TABLE own (key INTEGER, turn INTEGER, ordinal INTEGER);
CREATE TABLE pair (key INTEGER, ordinal INTEGER, first INTEGER, second INTEGER);
"""
# A line that recurs tells no document from others, so what a document has of its own is the longest that does not.
_RECURRING = """
CREATE TABLE shared AS SELECT key FROM own GROUP BY key HAVING COUNT(*) >= {least};
CREATE UNIQUE INDEX by_shared ON shared (key);
CREATE TABLE self (ordinal INTEGER PRIMARY KEY, itself INTEGER);
INSERT OR IGNORE INTO self
  SELECT ordinal, key FROM own WHERE key NOT IN (SELECT key FROM shared) ORDER BY ordinal, turn;
DELETE FROM self WHERE ordinal IN (
  SELECT ordinal FROM own LEFT JOIN shared USING (key)
  GROUP BY ordinal HAVING SUM(shared.key IS NULL) < {part} * COUNT(*)
);
CREATE TABLE frequent AS SELECT key FROM pair GROUP BY key HAVING COUNT(*) >= {least};
CREATE UNIQUE INDEX by_frequent ON frequent (key);
CREATE TABLE place AS
  SELECT ordinal, ROW_NUMBER() OVER (ORDER BY path, record, ordinal) AS rank FROM document;
CREATE UNIQUE INDEX by_place ON place (ordinal);
CREATE TABLE near AS SELECT pair.* FROM pair JOIN frequent USING (key);
DROP TABLE pair;
CREATE TABLE known AS
  SELECT key, COUNT(DISTINCT itself) AS documents FROM near JOIN self USING (ordinal)
  GROUP BY key HAVING documents >= {least};
CREATE UNIQUE INDEX by_known ON known (key);
CREATE TABLE sample AS SELECT * FROM (
  SELECT key, ordinal, first, second, ROW_NUMBER() OVER (PARTITION BY key ORDER BY rank, first) AS turn
  FROM near JOIN known USING (key) JOIN place USING (ordinal)
) WHERE turn <= {sampled};
CREATE INDEX by_sample ON sample (key, turn);
"""
_PAIRS = """
SELECT ordinal, key, first, second, documents FROM near JOIN known USING (key) ORDER BY ordinal, first, second
"""


def _fill(database: sqlite3.Connection, sketches: Iterable[tuple[int, bytes]]) -> None:
    database.executescript(_TABLES)
    sketches = iter(sketches)
    while batch := [(ordinal, data, PageSketch.of(data)) for ordinal, data in islice(sketches, _BATCH)]:
        database.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?)",
            [(ordinal, page.facts[1], page.facts[2] or 0, data) for ordinal, data, page in batch],
        )
        database.executemany(
            "INSERT INTO own VALUES (?, ?, ?)",
            [(key & _MASK, turn, ordinal) for ordinal, _, page in batch for turn, key in enumerate(page.own)],
        )
        database.executemany(
            "INSERT INTO pair VALUES (?, ?, ?, ?)",
            [(key, ordinal, *places) for ordinal, _, page in batch for key, *places in neighbours_in(page)],
        )


def neighbours_in(page: PageSketch) -> Iterator[tuple[int, int, int]]:
    """Key and indexes of all lines that stand together, where at least one is plain; ends count as plain."""
    keys = {n: (line.key, line.plain) for n, line in page.lines.items()}
    keys |= {-1: (_EDGE[0], True), page.total: (_EDGE[1], True)}
    for first, (key, plain) in keys.items():
        for apart in range(1, _NEIGHBOURS + 1):
            other = keys.get(first + apart)
            if other is not None and ((plain and other[1]) or (apart == 1 and (plain or other[1]))):
                yield (key * 3 + other[0] * 5 + apart) & _MASK, first, first + apart


class _Pages:
    """What was found of all documents, one by one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._page = lru_cache(_CACHED)(self._read_page)
        self._twins = lru_cache(_CACHED)(self._read_twins)

    def link(self, ordinal: int, pairs: Sequence[Neighbours]) -> PageLink:
        """What recurs in one document; *pairs* are all that recur in it, ascending."""
        page = self._page(ordinal)
        best: dict[int, Neighbours] = {}
        for pair in pairs:
            for line in (pair.first, pair.second):
                if line in page.lines and (line not in best or pair.documents > best[line].documents):
                    best[line] = pair
        numbers = _segment_numbers(best)
        segments = self._segments(ordinal, page, best, numbers)
        starts = {numbers.get(pair.second) for pair in pairs if pair.first == -1}
        ends = {numbers.get(pair.first) for pair in pairs if pair.second == page.total}
        chains = []
        for members in _joined(numbers, pairs):
            found = tuple(segments[number] for number in members if number in segments)
            if found:
                chains.append(Chain(found, not starts.isdisjoint(members), not ends.isdisjoint(members)))
        return PageLink(page.text, tuple(chains))

    def _segments(
        self, ordinal: int, page: PageSketch, best: Mapping[int, Neighbours], numbers: Mapping[int, int]
    ) -> dict[int, Segment]:
        """Those that have evidence, by number."""
        segments = {}
        for number, group in groupby(numbers, key=numbers.__getitem__):
            lines = list(group)
            likeliest = sorted(lines, key=lambda n: (not page.lines[n].plain, -best[n].documents, n))
            for shown in likeliest[:_TRIED]:
                pair = best[shown]
                twins = self._twins(pair.key, shown == pair.second, page.lines[shown].exact)
                evidence = [facts for other, facts in twins if other != ordinal][:_EVIDENCE]
                if evidence:
                    segments[number] = Segment(lines[0], lines[-1], shown, pair.documents, tuple(evidence))
                    break
        return segments

    def _read_page(self, ordinal: int) -> PageSketch:
        query = "SELECT sketch FROM document WHERE ordinal = ?"
        return PageSketch.of(self._database.execute(query, (ordinal,)).fetchone()[0])

    def _read_twins(self, key: int, second: bool, exact: int) -> list[tuple[int, Facts]]:
        """Documents that have a line to the letter beside the same neighbour, and where, in order of place."""
        query = "SELECT ordinal, first, second FROM sample WHERE key = ? ORDER BY turn"
        twins: dict[int, Facts] = {}
        for ordinal, *places in self._database.execute(query, (key,)):
            page = self._page(ordinal)
            line = page.lines[places[second]]
            if line.exact == exact and len(twins) <= _EVIDENCE:
                twins.setdefault(ordinal, (*page.facts, line.start, line.start + line.length))
        return list(twins.items())


def _segment_numbers(lines: Iterable[int]) -> dict[int, int]:
    """For each line, ascending, the number of its segment: lines in a row share one."""
    numbers: dict[int, int] = {}
    for line in sorted(lines):
        numbers[line] = numbers.get(line - 1, line)
    return numbers


def _joined(numbers: Mapping[int, int], pairs: Iterable[Neighbours]) -> list[list[int]]:
    """Segments in groups, ascending: those that a pair joins stand together."""
    group = {number: [number] for number in numbers.values()}
    for pair in pairs:
        first, second = numbers.get(pair.first), numbers.get(pair.second)
        if first is not None and second is not None and group[first] is not group[second]:
            group[first] += group[second]
            for number in group[second]:
                group[number] = group[first]
    return [members for number, members in group.items() if members[0] == number]
