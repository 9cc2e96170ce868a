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
from textaudit.model import Document, Evidence, Match, Span

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
        hashes = sorted(
            {xxhash.xxh3_64_intdigest(line.encode("utf-8", "surrogatepass")) >> 1 for line in long_ones}
        )
        start = len(text) - len(text.lstrip())
        facts = [
            document.id,
            document.path,
            document.record,
            start,
            start + len(lines[0]),
            lines[0][:_EXCERPT_CHARS],
        ]
        return orjson.dumps([hashes[: self.params.sampled], facts])

    def link(self, sketches: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """For each repetition, the facts of its original."""
        with closing(
            sqlite3.connect("")
        ) as database:  # a private file on disk, which nobody needs after a crash
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            _fill(database, sketches)
            for ordinal, original, shared in database.execute(_REPETITIONS):
                mine, theirs = _size(database, ordinal), _size(database, original)
                if shared >= self.params.share * max(mine, theirs):
                    (facts,) = database.execute(
                        "SELECT facts FROM document WHERE ordinal = ?", (original,)
                    ).fetchone()
                    yield ordinal, facts

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The first block, with the original as evidence."""
        if context.link is None:
            return
        id, path, record, start, end, excerpt = orjson.loads(context.link)
        first = context.notes.blocks[0]
        original = Evidence(id, path, record, Span(start, end), excerpt, "the original")
        place = path if record is None else f"{path}:{record}"
        yield Match(first.span, evidence=(original,), values={"original": place})


# For each block the earliest document that holds it; for each document the one that is so for most of its blocks.
_REPETITIONS = """
WITH ranked AS (SELECT ordinal, ROW_NUMBER() OVER (ORDER BY path, record, ordinal) AS rank FROM document),
first AS (SELECT hash, MIN(rank) AS rank FROM block JOIN ranked USING (ordinal) GROUP BY hash HAVING COUNT(*) > 1),
shared AS (
  SELECT block.ordinal AS ordinal, origin.ordinal AS original, origin.rank AS rank, COUNT(*) AS number
  FROM block JOIN first USING (hash) JOIN ranked AS origin ON origin.rank = first.rank
  WHERE origin.ordinal != block.ordinal GROUP BY block.ordinal, origin.ordinal
)
SELECT ordinal, original, number FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY ordinal ORDER BY number DESC, rank) AS place FROM shared
) WHERE place = 1 ORDER BY ordinal
"""


def _fill(database: sqlite3.Connection, sketches: Iterable[tuple[int, bytes]]) -> None:
    database.execute(
        "CREATE TABLE document (ordinal INTEGER PRIMARY KEY, path TEXT, record INTEGER, blocks INTEGER, facts BLOB)"
    )
    database.execute("CREATE TABLE block (hash INTEGER, ordinal INTEGER)")
    sketches = iter(sketches)
    while batch := [(ordinal, *orjson.loads(sketch)) for ordinal, sketch in islice(sketches, _BATCH)]:
        database.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
            [
                (ordinal, facts[1], facts[2] or 0, len(hashes), orjson.dumps(facts))
                for ordinal, hashes, facts in batch
            ],
        )
        rows = [(number, ordinal) for ordinal, hashes, _ in batch for number in hashes]
        database.executemany("INSERT INTO block VALUES (?, ?)", rows)
    database.execute("CREATE INDEX by_hash ON block (hash)")


def _size(database: sqlite3.Connection, ordinal: int) -> int:
    (blocks,) = database.execute("SELECT blocks FROM document WHERE ordinal = ?", (ordinal,)).fetchone()
    return int(blocks)
