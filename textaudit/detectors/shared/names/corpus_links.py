"""Rare spellings of a run's documents beside frequent ones that they may be meant for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log
from typing import Any, NamedTuple

import orjson

from textaudit.annotate.mention_lexicon import lexicon
from textaudit.detectors.shared.names.corpus_sketch import Facts, read_sketch
from textaudit.detectors.shared.names.forms import (
    COMPANY_AFTER,
    COMPANY_BEFORE,
    WORD_AFTER,
    WORD_BEFORE,
    Word,
    doubtful,
    folded,
)
from textaudit.detectors.shared.names.listed import ListedNames
from textaudit.detectors.shared.names.model import NameModel
from textaudit.detectors.shared.names.pair import PAIR, pair_features
from textaudit.gazetteer import fleeting_gazetteer
from textaudit.gazetteer.forms import of_one_family
from textaudit.gazetteer.variants import are_variants
from textaudit.model import Name

_BATCH = 500  # documents
_RARE = 3.5  # on the Zipf scale
_MOST_DOCUMENTS = 3  # of a rare spelling
_FEWEST_DOCUMENTS = 3  # of a frequent one
_TIMES = 2  # as many documents as the rare one has
_OFTEN_LOWER = 0.2  # share of its documents that have a word in lower case too; then it is no name
_SAMPLED = 40  # places of a frequent name whose neighbours are looked at
_SIDE_BY_SIDE = 120  # code points
_RIVALS = 4  # names for one spelling that are worth the trees
EVIDENCE = 10

FIRST = PAIR
FEATURES: tuple[str, ...] = (
    *FIRST,
    "documents", "name's documents", "documents' share", "count a document", "name's count",
    "words before that both have", "words after that both have", "share of those before", "share of those after",
    "same company", "other company", "name in lower case", "name within a sentence",
    "within a sentence", "all capitals", "nearer names", "names as near", "edits farther than the nearest",
    "name in the document", "side by side",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorpusPair:
    """A rare spelling in one document, and a frequent one that it may be meant for.

    Attributes:
        ordinal: of the document.
        word: the rare one, as most documents spell it.
        right: the frequent one, folded.
        features: one number for each of `FEATURES`.
    """

    ordinal: int
    word: Word
    right: str
    features: tuple[float, ...]


class _Totals(NamedTuple):
    """A word in all documents of a language."""

    documents: int
    times: int
    lower: int
    within_sentence: int
    capitals: int


class _Neighbours(NamedTuple):
    """What stands beside a word, in lower case, and with which other capitals it is written together."""

    before: frozenset[str]
    after: frozenset[str]
    company: frozenset[str]


class CorpusNames:
    """The names of a run's documents, in a private file on disk.

    Args:
        sketches: ordinal and sketch of each document.
        model: its quick look drops what the trees need not see; ``None`` keeps all, as training does.
    """

    def __init__(self, sketches: Iterable[tuple[int, bytes]], model: NameModel | None) -> None:
        self._model = model
        self._database = sqlite3.connect("")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._fill(sketches)
        self._totals = lru_cache(maxsize=1 << 14)(self._read_totals)
        self._neighbours = lru_cache(maxsize=1 << 12)(self._read_neighbours)

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def _fill(self, sketches: Iterable[tuple[int, bytes]]) -> None:
        database = self._database
        database.executescript(_TABLES)
        sketches = iter(sketches)
        while batch := [(ordinal, *read_sketch(sketch)) for ordinal, sketch in islice(sketches, _BATCH)]:
            database.executemany(
                "INSERT INTO document VALUES (?, ?)", [(o, orjson.dumps([*facts])) for o, facts, _ in batch]
            )
            database.executemany(
                "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        facts.language, one.word, ordinal, one.spelling, one.times, one.within_sentence, one.lower,
                        orjson.dumps(one.places),
                    )
                    for ordinal, facts, seen in batch
                    for one in seen
                ],
            )  # fmt: skip
        database.executescript(_INDEXES)

    def pairs(self) -> Iterator[list[CorpusPair]]:
        """For each rare spelling, document by document, the frequent ones that may be meant."""
        for (language,) in self._database.execute("SELECT DISTINCT language FROM word").fetchall():
            ordinary = lexicon(language).calendar | lexicon(language).ordinary  # of titles, too, and no names
            frequent = self._database.execute(_FREQUENT, (language, _FEWEST_DOCUMENTS, _OFTEN_LOWER))
            with closing(
                fleeting_gazetteer(Name(word) for (word,) in frequent if word not in ordinary)
            ) as gazetteer:
                if len(gazetteer):
                    yield from self._pairs_in(language, ListedNames((gazetteer,)))

    def _pairs_in(self, language: str, names: ListedNames) -> Iterator[list[CorpusPair]]:
        rare = self._database.execute(_RARE_WORDS, (language, _MOST_DOCUMENTS))
        for plain, spelling, documents in rare:
            word = doubtful(spelling, _RARE, language)
            if word is None or word.folded != plain:
                continue
            near = [
                (right, edits)
                for right, edits in names.near(plain)
                if self._totals(language, right).documents >= _TIMES * documents
            ]
            if near and not any(
                are_variants(plain, right) or of_one_family(plain, right) for right, _ in near
            ):
                yield from self._pairs_of(language, word, near)

    def _pairs_of(self, language: str, word: Word, near: list[tuple[str, int]]) -> Iterator[list[CorpusPair]]:
        first = [(pair_features(word, right), right) for right, _ in near]
        if self._model is not None:
            quick, least = self._model.quick, self._model.least
            first = [one for one in first if quick(one[0]) >= least]
            first = sorted(first, key=lambda one: (-quick(one[0]), one[1]))[:_RIVALS]
        if not first:
            return
        distances, edits = sorted(edits for _, edits in near), dict(near)
        general = [
            (right, (*known, *self._general(language, word, right, distances, edits[right])))
            for known, right in first
        ]
        for ordinal, places in self._where(language, word.folded):
            yield [
                CorpusPair(ordinal, word, right, (*features, *self._here(language, right, ordinal, places)))
                for right, features in general
            ]

    def _general(
        self, language: str, word: Word, right: str, distances: list[int], edits: int
    ) -> tuple[float, ...]:
        mine, other = self._totals(language, word.folded), self._totals(language, right)
        own, its = self._neighbours(language, word.folded), self._neighbours(language, right)
        before, after = len(own.before & its.before), len(own.after & its.after)
        company = bool(own.company & its.company)
        return (
            float(mine.documents),
            log(other.documents),
            log(other.documents / mine.documents),
            mine.times / mine.documents,
            log(other.times),
            float(before),
            float(after),
            before / max(1, len(own.before)),
            after / max(1, len(own.after)),
            float(company),
            float(bool(own.company) and not company),
            other.lower / other.documents,
            other.within_sentence / other.documents,
            float(mine.within_sentence > 0),
            mine.capitals / mine.documents,
            float(distances.index(edits)),
            float(distances.count(edits) - 1),
            float(edits - distances[0]),
        )

    def _here(self, language: str, right: str, ordinal: int, places: list[Any]) -> tuple[float, float]:
        """How often the frequent one stands in the document of the rare one, and whether beside it."""
        rows = self._database.execute(_IN_DOCUMENT, (language, right, ordinal)).fetchall()
        starts = [place[0] for _, there in rows for place in orjson.loads(there)]
        beside = any(abs(a - b) < _SIDE_BY_SIDE for a in starts for b, *_ in places)
        return float(sum(count for count, _ in rows)), float(beside)

    def _read_totals(self, language: str, word: str) -> _Totals:
        return _Totals(*self._database.execute(_TOTALS, (language, word)).fetchone())

    def _read_neighbours(self, language: str, word: str) -> _Neighbours:
        """Words that stand before and after, somewhere."""
        before: set[str] = set()
        after: set[str] = set()
        company: set[str] = set()
        for (places,) in self._database.execute(_PLACES_OF, (language, word, _SAMPLED)):
            for _, left, right in orjson.loads(places):
                for found, words in ((WORD_BEFORE.search(left), before), (WORD_AFTER.match(right), after)):
                    if found:
                        words.add(found.group(1).lower())
                for found in (COMPANY_BEFORE.search(left), COMPANY_AFTER.match(right)):
                    if found:
                        company.add(folded(found.group(1)))
        return _Neighbours(frozenset(before), frozenset(after), frozenset(company))

    def _where(self, language: str, word: str) -> list[tuple[int, list[Any]]]:
        """The documents that have a word, with its first places there."""
        rows = self._database.execute(_DOCUMENTS_OF, (language, word)).fetchall()
        found: dict[int, list[Any]] = {}
        for ordinal, places in rows:
            found.setdefault(ordinal, []).extend(orjson.loads(places))
        return list(found.items())

    def spelling(self, language: str, word: str) -> str:
        """How most documents spell a word."""
        (spelling,) = self._database.execute(_SPELLING, (language, word)).fetchone()
        return str(spelling)

    def documents(self, language: str, word: str) -> int:
        """How many documents have a word."""
        return self._totals(language, word).documents

    def language(self, ordinal: int) -> str:
        """The language of a document."""
        return self._facts(ordinal).language

    def _facts(self, ordinal: int) -> Facts:
        (facts,) = self._database.execute(
            "SELECT facts FROM document WHERE ordinal = ?", (ordinal,)
        ).fetchone()
        return Facts(*orjson.loads(facts))

    def evidence(self, language: str, word: str) -> list[tuple[str, str, int | None, int, int, str]]:
        """Id, path and record of the first documents that have a word, with its place there."""
        rows = self._database.execute(_EVIDENCE, (language, word, EVIDENCE)).fetchall()
        found = []
        for ordinal, spelling, places in rows:
            facts, start = self._facts(ordinal), orjson.loads(places)[0][0]
            found.append((facts.id, facts.path, facts.record, start, start + len(spelling), spelling))
        return found


_TABLES = """
CREATE TABLE document (ordinal INTEGER PRIMARY KEY, facts BLOB);
CREATE TABLE seen (language TEXT, word TEXT, ordinal INTEGER, spelling TEXT, count INTEGER, within_sentence INTEGER,
  lower INTEGER, places BLOB);
"""
_INDEXES = """
CREATE INDEX by_word ON seen (language, word, ordinal);
CREATE TABLE word (language TEXT, word TEXT, documents INTEGER, count INTEGER, lower INTEGER,
  within_sentence INTEGER, capitals INTEGER, spelling TEXT, PRIMARY KEY (language, word)) WITHOUT ROWID;
INSERT INTO word SELECT language, word, COUNT(DISTINCT ordinal), SUM(count), SUM(lower), SUM(within_sentence),
  SUM(spelling = UPPER(spelling)), MIN(spelling) FROM seen GROUP BY language, word;
"""
_FREQUENT = """
SELECT word FROM word WHERE language = ? AND documents >= ? AND lower <= ? * documents AND within_sentence > 0
ORDER BY word
"""
_RARE_WORDS = """
SELECT word, spelling, documents FROM word WHERE language = ? AND documents <= ? AND lower = 0 ORDER BY word
"""
_TOTALS = (
    "SELECT documents, count, lower, within_sentence, capitals FROM word WHERE language = ? AND word = ?"
)
_PLACES_OF = "SELECT places FROM seen WHERE language = ? AND word = ? ORDER BY ordinal LIMIT ?"
_DOCUMENTS_OF = "SELECT ordinal, places FROM seen WHERE language = ? AND word = ? ORDER BY ordinal"
_IN_DOCUMENT = "SELECT count, places FROM seen WHERE language = ? AND word = ? AND ordinal = ?"
_SPELLING = """
SELECT spelling FROM seen WHERE language = ? AND word = ?
GROUP BY spelling ORDER BY SUM(count) DESC, spelling LIMIT 1
"""
_EVIDENCE = (
    "SELECT ordinal, spelling, places FROM seen WHERE language = ? AND word = ? ORDER BY ordinal LIMIT ?"
)
