"""Counts of the names of a corpus, on disk, so that memory stays flat whatever its size."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final, Self

from textaudit.entities.gather import Form, Mark, key_of
from textaudit.entities.merge import merge
from textaudit.model import Document, DocumentPlace, Entity, NameKind, Span, Suspicion, Variant, writable

_PLACES: Final = 10  # documents that are named of each entity
Accepts = Callable[[str], bool]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE mark (ordinal INTEGER, start INTEGER, end INTEGER, rule TEXT, confidence REAL, suggestion TEXT);
CREATE INDEX mark_of ON mark (ordinal);
CREATE TABLE document (ordinal INTEGER PRIMARY KEY, id TEXT, path TEXT, record INTEGER);
CREATE TABLE name (number INTEGER PRIMARY KEY, key TEXT UNIQUE, head INTEGER);
CREATE TABLE form (
  number INTEGER PRIMARY KEY, name INTEGER, whole TEXT, text TEXT, short INTEGER,
  rule TEXT, confidence REAL, suggestion TEXT,
  mentions INTEGER DEFAULT 0, person INTEGER DEFAULT 0, place INTEGER DEFAULT 0, organisation INTEGER DEFAULT 0,
  UNIQUE (name, text, short, rule, suggestion)
);
CREATE TABLE seen (form INTEGER, ordinal INTEGER, PRIMARY KEY (form, ordinal)) WITHOUT ROWID;
"""
_ENTITIES = """
CREATE INDEX form_of ON form (name);
CREATE INDEX name_of ON name (head);
CREATE TABLE sums AS
  SELECT head, SUM(mentions) AS mentions, SUM(person) AS person, SUM(place) AS place, SUM(organisation) AS organisation
  FROM name CROSS JOIN form ON form.name = name.number GROUP BY head;
CREATE TABLE spread AS
  SELECT head, COUNT(DISTINCT ordinal) AS documents
  FROM seen CROSS JOIN form ON form.number = seen.form CROSS JOIN name ON name.number = form.name GROUP BY head;
CREATE UNIQUE INDEX spread_of ON spread (head);
CREATE TABLE entity AS
  SELECT sums.head AS head, mentions, documents, key, CASE
    WHEN person + place + organisation = 0 THEN ''
    WHEN person >= place AND person >= organisation THEN 'person'
    WHEN place >= organisation THEN 'place' ELSE 'organisation' END AS kind
  FROM sums CROSS JOIN spread ON spread.head = sums.head CROSS JOIN name ON name.number = sums.head;
CREATE INDEX entity_order ON entity (mentions DESC, documents DESC, key);
"""
_FORMS = """
SELECT text, short, rule, suggestion, MAX(confidence), COUNT(DISTINCT ordinal), MAX(whole) FROM
  name CROSS JOIN form ON form.name = name.number CROSS JOIN seen ON seen.form = form.number
WHERE head = ? GROUP BY text, short, rule, suggestion
"""
_MENTIONS = """
SELECT text, short, rule, suggestion, SUM(mentions) FROM name CROSS JOIN form ON form.name = name.number
WHERE head = ? GROUP BY text, short, rule, suggestion
"""
_DOCUMENTS = """
SELECT id, path, record FROM document WHERE ordinal IN (
  SELECT DISTINCT ordinal FROM
    name CROSS JOIN form ON form.name = name.number CROSS JOIN seen ON seen.form = form.number
  WHERE head = ? ORDER BY ordinal LIMIT ?
) ORDER BY ordinal
"""


@dataclass(frozen=True, slots=True)
class Sums:
    """What there is, and what is shown of it.

    Attributes:
        entities: of the corpus.
        mentions: of all of them.
        listed: entities that the choice of kinds, counts and top leaves.
    """

    entities: int
    mentions: int
    listed: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entities are wanted.

    Attributes:
        min_mentions: fewer are not enough.
        kinds: of entities; "" stands for those of no known kind; nothing for all.
        top: how many, the most frequent first; ``None`` for all.
    """

    min_mentions: int = 1
    kinds: Sequence[str] = ()
    top: int | None = None


class Names:
    """Takes in the names of documents, gives out entities. A context manager; all is gone at its end.

    What rules found is kept first (`mark`), for all documents; then come the documents with their names (`add`).
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a private file, which nobody needs after a crash
        self._database.executescript(_TABLES)
        self._settled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def mark(self, ordinal: int, marks: Iterable[Mark]) -> None:
        """Keep what was found in the document that has that place in the run."""
        rows = [(ordinal, m.span.start, m.span.end, m.rule, m.confidence, m.suggestion) for m in marks]
        if rows:
            self._database.executemany("INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?)", rows)

    def marks_of(self, ordinal: int) -> list[Mark]:
        """What was kept of that document."""
        rows = self._database.execute(
            "SELECT start, end, rule, confidence, suggestion FROM mark WHERE ordinal = ? ORDER BY rowid",
            (ordinal,),
        )
        return [Mark(Span(start, end), *rest) for start, end, *rest in rows]

    def add(self, ordinal: int, document: Document, forms: Iterable[Form]) -> None:
        """Count the names of one document; *ordinal* is its place in the run."""
        counts: dict[Form, int] = {}
        for form in forms:
            counts[form] = counts.get(form, 0) + 1
        if not counts:
            return
        place = (ordinal, writable(document.id), writable(document.path), document.record)
        self._database.execute("INSERT INTO document VALUES (?, ?, ?, ?)", place)
        for form, number in counts.items():
            found = self._form(form)
            kind = f", {form.kind.value} = {form.kind.value} + {number}" if form.kind else ""
            self._database.execute(
                f"UPDATE form SET mentions = mentions + ?{kind} WHERE number = ?", (number, found)
            )
            self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (found, ordinal))

    def _form(self, form: Form) -> int:
        """The number of a form, which is new or not."""
        name = self._name(key_of(form.whole))
        rule, confidence, suggestion = "", None, ""
        if form.suspicion is not None:
            rule, confidence = form.suspicion.rule, form.suspicion.confidence
            suggestion = form.suspicion.suggestion or ""
        key = (name, form.text, form.short, rule, suggestion)
        row = self._database.execute(
            "SELECT number, confidence FROM form"
            " WHERE name = ? AND text = ? AND short = ? AND rule = ? AND suggestion = ?",
            key,
        ).fetchone()
        if row is None:
            made = self._database.execute(
                "INSERT INTO form (name, text, short, rule, suggestion, whole, confidence)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*key, form.whole, confidence),
            )
            return int(made.lastrowid or 0)
        if confidence is not None and (row[1] is None or confidence > row[1]):
            self._database.execute("UPDATE form SET confidence = ? WHERE number = ?", (confidence, row[0]))
        return int(row[0])

    def _name(self, key: str) -> int:
        row = self._database.execute("SELECT number FROM name WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return int(row[0])
        return int(self._database.execute("INSERT INTO name (key) VALUES (?)", (key,)).lastrowid or 0)

    def sums(self, choice: Choice = Choice()) -> Sums:
        """How much there is."""
        self._settle()
        entities, mentions = self._database.execute("SELECT COUNT(*), SUM(mentions) FROM entity").fetchone()
        (listed,) = self._database.execute(*_chosen("COUNT(*)", choice)).fetchone()
        return Sums(entities, mentions or 0, listed if choice.top is None else min(listed, choice.top))

    def entities(self, choice: Choice = Choice(), accepts: Accepts | None = None) -> Iterator[Entity]:
        """The entities that are wanted, the most frequent first; may be gone through more than once.

        Args:
            accepts: whether the lists of names have a form; ``None`` without lists.
        """
        self._settle()
        query, values = _chosen("head, kind, mentions, documents", choice)
        query += " ORDER BY mentions DESC, documents DESC, key LIMIT ?"
        with closing(self._database.cursor()) as cursor:
            cursor.execute(query, (*values, -1 if choice.top is None else choice.top))
            for head, kind, mentions, documents in cursor:
                variants, spare = self._variants(head, accepts)
                name = next((v.text for v in variants if v.suspicion is None and not v.short), spare)
                places = self._database.execute(_DOCUMENTS, (head, _PLACES))
                yield Entity(
                    name=name,
                    kind=NameKind(kind) if kind else None,
                    mentions=mentions,
                    documents=documents,
                    variants=variants,
                    places=tuple(DocumentPlace(*row) for row in places),
                    in_list=accepts(name) if accepts else None,
                )

    def _variants(self, head: int, accepts: Accepts | None) -> tuple[tuple[Variant, ...], str]:
        """All forms of one entity, and a name for it if none of them can be one."""
        mentions = {tuple(row[:4]): row[4] for row in self._database.execute(_MENTIONS, (head,))}
        variants, spares = [], set()
        for text, short, rule, suggestion, confidence, documents, whole in self._database.execute(
            _FORMS, (head,)
        ):
            spares.add(whole)
            variants.append(
                Variant(
                    text=text,
                    mentions=mentions[text, short, rule, suggestion],
                    documents=documents,
                    short=bool(short),
                    in_list=accepts(text) if accepts else None,
                    suspicion=Suspicion(rule, confidence, suggestion or None) if rule else None,
                )
            )
        variants.sort(key=_rank)
        return tuple(variants), min(spares)

    def _settle(self) -> None:
        """Bring forms together that are one name; no more documents come."""
        if not self._settled:
            merge(self._database)
            self._database.executescript(_ENTITIES)
            self._settled = True


def _rank(variant: Variant) -> tuple[bool, int, bool, str, bool, str, str]:
    suspicion = variant.suspicion
    return (
        suspicion is not None,
        -variant.mentions,
        variant.text.isupper(),
        variant.text,
        variant.short,
        suspicion.rule if suspicion else "",
        (suspicion.suggestion or "") if suspicion else "",
    )


def _chosen(columns: str, choice: Choice) -> tuple[str, tuple[int | str, ...]]:
    query = f"SELECT {columns} FROM entity WHERE mentions >= ?"
    if not choice.kinds:
        return query, (choice.min_mentions,)
    asked = ", ".join("?" * len(choice.kinds))
    return f"{query} AND kind IN ({asked})", (choice.min_mentions, *choice.kinds)
