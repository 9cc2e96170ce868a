"""What is known of the corpus as a whole: sketches and links, on disk, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

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
        self._database = sqlite3.connect("")  # a private file on disk, gone when closed
        self._database.execute("CREATE TABLE sketch (rule TEXT, ordinal INTEGER, data BLOB)")
        self._database.execute("CREATE TABLE link (ordinal INTEGER, rule TEXT, data BLOB)")

    def add(self, ordinal: int, sketches: Mapping[str, bytes]) -> None:
        """Keep the sketches of one document; *ordinal* is its place in the run."""
        rows = [(rule, ordinal, data) for rule, data in sketches.items()]
        self._database.executemany("INSERT INTO sketch VALUES (?, ?, ?)", rows)

    def link(self) -> None:
        """Let every detector compare its sketches."""
        for rule, detector in self._detectors.items():
            with closing(self._database.cursor()) as cursor:
                cursor.execute("SELECT ordinal, data FROM sketch WHERE rule = ? ORDER BY ordinal", (rule,))
                links = ((ordinal, rule, data) for ordinal, data in detector.link(cursor))
                self._database.executemany("INSERT INTO link VALUES (?, ?, ?)", links)
        self._database.execute("DROP TABLE sketch")

    def in_order(self) -> Iterator[tuple[int, dict[str, bytes]]]:
        """(ordinal, links by rule) for the documents that have any, ascending."""
        current: int | None = None
        links: dict[str, bytes] = {}
        for ordinal, rule, data in self._database.execute("SELECT * FROM link ORDER BY ordinal, rule"):
            if ordinal != current:
                if current is not None:
                    yield current, links
                current, links = ordinal, {}
            links[rule] = data
        if current is not None:
            yield current, links

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
