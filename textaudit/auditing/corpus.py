"""What is known of the corpus as a whole: sketches and links, on disk, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count

from textaudit.auditing.pipeline import NO_LINKS, Links, checked_bytes
from textaudit.detectors.base import CorpusDetector
from textaudit.rulebook import Ruleset


class CorpusLinks:
    """Sketches go in, in any order; after `link`, what each document needs to know comes out in order.

    Backed by a temporary SQLite database that spills to disk.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self._detectors = {
            bound.rules[0].id: bound.detector
            for bound in ruleset.corpus_wide
            if isinstance(bound.detector, CorpusDetector)
        }
        self._failed: dict[str, str] = {}
        self._database = sqlite3.connect("")  # a private file on disk, gone when closed
        self._database.execute("CREATE TABLE sketch (ordinal INTEGER, rule TEXT, data BLOB)")
        self._database.execute("CREATE TABLE link (ordinal INTEGER, rule TEXT, data BLOB)")

    def add(self, ordinal: int, sketches: Links) -> None:
        """Keep the sketches of one document; *ordinal* is its place in the run."""
        for rule, drawn in sketches.items():
            table = "link" if isinstance(drawn, str) else "sketch"
            self._database.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (ordinal, rule, drawn))

    def link(self) -> None:
        """Let every detector compare its sketches."""
        for rule, detector in self._detectors.items():
            with closing(self._database.cursor()) as cursor:
                cursor.execute("SELECT ordinal, data FROM sketch WHERE rule = ? ORDER BY ordinal", (rule,))
                try:
                    links = ((ordinal, rule, checked_bytes(data)) for ordinal, data in detector.link(cursor))
                    self._database.executemany("INSERT INTO link VALUES (?, ?, ?)", links)
                except Exception as error:  # as where a rule fails on one document; here it does on all
                    self._failed[rule] = f"{type(error).__name__}: {error}"
        self._database.execute("DROP TABLE sketch")

    def in_order(self) -> Iterator[Links]:
        """The links of one document after the other, without end."""
        rows = self._database.execute("SELECT * FROM link ORDER BY ordinal, rule")
        row = next(rows, None)
        for ordinal in count():
            links: dict[str, bytes | str] = {}
            while row is not None and row[0] == ordinal:
                links[row[1]] = row[2]
                row = next(rows, None)
            yield {**links, **self._failed} if links or self._failed else NO_LINKS

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
