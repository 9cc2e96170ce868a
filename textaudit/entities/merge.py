"""Names that are spelt in two accepted ways become one entity: Kyiv and Kiev."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice, product
from typing import Final

from textaudit.gazetteer.variants import spellings

_MOST_CODES: Final = 200  # of a name of many words, each of which has many spellings
_SHARED: Final = ("given_names/", "short_forms/", "surnames/", "chinese_names/", "korean_names/")

_PREPARE = """
CREATE TABLE code (code TEXT, name INTEGER);
CREATE TABLE turn (place INTEGER PRIMARY KEY, name INTEGER);
"""
# Names by frequency, of those alone that have something in common with another one.
_TURNS = """
CREATE INDEX by_code ON code (code, name);
CREATE INDEX by_name ON code (name);
CREATE TABLE common AS SELECT code FROM code GROUP BY code HAVING COUNT(*) > 1;
CREATE TABLE candidate AS SELECT DISTINCT name FROM common CROSS JOIN code USING (code);
INSERT INTO turn (name)
  SELECT candidate.name FROM candidate CROSS JOIN name ON name.number = candidate.name
  ORDER BY (SELECT SUM(mentions) FROM form WHERE form.name = candidate.name) DESC, name.key;
CREATE UNIQUE INDEX turn_of ON turn (name);
"""
# It takes all that come after it and were not taken.
_TAKE = """
UPDATE name SET head = :name WHERE head = number AND number IN (
  SELECT other.name FROM code AS own CROSS JOIN code AS other USING (code) CROSS JOIN turn ON turn.name = other.name
  WHERE own.name = :name AND turn.place > :place
)
"""


def merge(database: sqlite3.Connection) -> None:
    """Give each name its head: the most frequent one that it is a variant of, or itself.

    Being a variant is not passed on: a name goes to a head that it is a variant of, never to a variant of that.
    """
    database.executescript(_PREPARE)
    names = database.execute("SELECT number, key FROM name ORDER BY number")
    codes = ((code, number) for number, key in names for code in codes_of(key))
    database.executemany("INSERT INTO code VALUES (?, ?)", codes)
    database.executescript(
        "UPDATE name SET head = number; CREATE INDEX form_by_name ON form (name);" + _TURNS
    )
    for place, name in database.execute("SELECT place, name FROM turn ORDER BY place"):
        (head,) = database.execute("SELECT head FROM name WHERE number = ?", (name,)).fetchone()
        if head == name:
            database.execute(_TAKE, {"name": name, "place": place})


def codes_of(key: str) -> Iterator[str]:
    """What a name shares with the names that are variants of it word by word.

    A first name or surname alone is the name of many, so only spelling systems make one of two.

    >>> set(codes_of("volodymyr zelensky")) & set(codes_of("vladimir zelenskyy")) != set()
    True
    >>> set(codes_of("kyiv")) & set(codes_of("kiev")) != set(), set(codes_of("anna")) & set(codes_of("hanna"))
    (True, set())
    """
    words = [sorted(spellings(word)) for word in key.split(" ")]
    if len(words) == 1:
        words = [[code for code in words[0] if not code.startswith(_SHARED)]]
    return islice(map(" ".join, product(*words)), _MOST_CODES)
