"""Documents of one run that repeat an earlier one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import orjson
import xxhash

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.model import Document, Evidence, Match, Span, writable

_EXCERPT_CHARS = 80
_BATCH = 500  # documents
_FEW = 2  # documents with fewer long blocks are compared as a whole


class RepeatedDocument(CorpusDetector):
    """Documents of which most long lines stand in one earlier document, and hold most of that one's.

    "Earlier" is by path and record, so the answer does not depend on who read what first.

    Params:
        min_chars: lines shorter than this are not compared.
        sampled: at most so many lines per document are, those with the smallest hashes.
        share: of both documents' sampled lines that must be the same, 0 to 1.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_chars: int = 50
        sampled: int = 32
        share: float = 0.8

    params: Params

    def sketch(self, document: Document, notes: Annotations) -> bytes:
        """Hashes of the long lines, and what a finding elsewhere would say of this document."""
        text, lines = document.text, notes.lines
        if not lines:
            return b""
        long_ones = [line for line in lines if len(line) >= self.params.min_chars]
        if len(long_ones) < _FEW:
            long_ones = [text.strip()]
        hashes = sorted({_hash(line.encode("utf-8", "surrogatepass")) for line in long_ones})
        start = len(text) - len(text.lstrip())
        facts = [
            writable(document.id),
            writable(document.path),
            document.record,
            start,
            start + len(lines[0]),
            writable(lines[0][:_EXCERPT_CHARS]),
        ]
        return orjson.dumps([hashes[: self.params.sampled], facts])

    def link(self, sketches: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """For each repetition, the facts of its original."""
        with closing(sqlite3.connect("")) as database:  # a private file, which nobody needs after a crash
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            _fill(database, sketches)
            for ordinal, original in database.execute(_REPETITIONS, (self.params.share,)):
                (facts,) = database.execute(
                    "SELECT facts FROM document WHERE ordinal = ?", (original,)
                ).fetchone()
                yield ordinal, facts

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The first block, with the original as evidence."""
        if context.link is None or not context.notes.blocks:  # cleaning may have left nothing
            return
        id, path, record, start, end, excerpt = orjson.loads(context.link)
        first = context.notes.blocks[0]
        original = Evidence(id, path, record, Span(start, end), excerpt, "the original")
        place = path if record is None else f"{path}:{record}"
        yield Match(first.span, evidence=(original,), values={"original": place})


# A document is compared with the earliest ones that hold any of its lines, and the earliest with all the same ones:
# few, also where a line stands in every document. The earliest that is like enough is the original.
_PREPARE = """
CREATE INDEX by_hash ON block (hash);
CREATE TABLE place (ordinal INTEGER, rank INTEGER, blocks INTEGER, lines INTEGER);
INSERT INTO place
  SELECT ordinal, ROW_NUMBER() OVER (ORDER BY path, record, ordinal) AS rank, blocks, lines FROM document;
CREATE UNIQUE INDEX by_rank ON place (rank);
CREATE UNIQUE INDEX by_ordinal ON place (ordinal);
CREATE TABLE pair (ordinal INTEGER, rank INTEGER, PRIMARY KEY (ordinal, rank)) WITHOUT ROWID;
WITH first AS (SELECT hash, MIN(rank) AS rank FROM block JOIN place USING (ordinal) GROUP BY hash HAVING COUNT(*) > 1)
  INSERT OR IGNORE INTO pair SELECT block.ordinal, first.rank FROM first CROSS JOIN block USING (hash);
WITH same AS (SELECT lines, MIN(rank) AS rank FROM place GROUP BY lines HAVING COUNT(*) > 1)
  INSERT OR IGNORE INTO pair SELECT place.ordinal, same.rank FROM place JOIN same USING (lines);
"""
# CROSS JOIN keeps SQLite to this order, which looks up a few rows for each pair.
_REPETITIONS = """
SELECT ordinal, original FROM (
  SELECT mine.ordinal, other.ordinal AS original,
    ROW_NUMBER() OVER (PARTITION BY mine.ordinal ORDER BY other.rank) AS turn
  FROM pair CROSS JOIN place AS mine USING (ordinal) CROSS JOIN place AS other ON other.rank = pair.rank
  WHERE other.rank < mine.rank AND ? * MAX(mine.blocks, other.blocks) <= (
    SELECT COUNT(*) FROM block CROSS JOIN block AS twin ON twin.ordinal = other.ordinal AND twin.hash = block.hash
    WHERE block.ordinal = mine.ordinal
  )
) WHERE turn = 1 ORDER BY ordinal
"""


def _fill(database: sqlite3.Connection, sketches: Iterable[tuple[int, bytes]]) -> None:
    database.execute(
        "CREATE TABLE document (ordinal INTEGER PRIMARY KEY, path TEXT, record INTEGER,"
        " blocks INTEGER, lines INTEGER, facts BLOB)"
    )
    database.execute(
        "CREATE TABLE block (ordinal INTEGER, hash INTEGER, PRIMARY KEY (ordinal, hash)) WITHOUT ROWID"
    )
    sketches = iter(sketches)
    while batch := [(ordinal, *orjson.loads(sketch)) for ordinal, sketch in islice(sketches, _BATCH)]:
        database.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    ordinal,
                    facts[1],
                    facts[2] or 0,
                    len(hashes),
                    _hash(orjson.dumps(hashes)),
                    orjson.dumps(facts),
                )
                for ordinal, hashes, facts in batch
            ],
        )
        rows = [(ordinal, number) for ordinal, hashes, _ in batch for number in hashes]
        database.executemany("INSERT INTO block VALUES (?, ?)", rows)
    database.executescript(_PREPARE)


def _hash(data: bytes) -> int:
    return xxhash.xxh3_64_intdigest(data) >> 1
