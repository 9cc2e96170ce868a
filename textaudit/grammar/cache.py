"""What LanguageTool said of sentences, kept on disk. The file may vanish: that costs time only."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")
FILE: Final = "grammar.sqlite"
_WAIT_S: Final = 5.0
_MOST_BYTES: Final = 300_000_000
_AT_ONCE: Final = 400  # SQLite takes some hundred values in one question


class SentenceCache:
    """Answers by sentence. No sentence is written, only a hash of it.

    Args:
        folder: the cache folder; ``None`` remembers nothing.
        about: what else an answer depends on: language, rules and version.
    """

    def __init__(self, folder: Path | None, about: str) -> None:
        self._about = about.encode()
        self._path = folder / FILE if folder else None
        self._store: sqlite3.Connection | None = None

    def get(self, sentences: Iterable[str]) -> dict[str, str]:
        """The answers that are known, by sentence."""
        by_key = {self._key(sentence): sentence for sentence in sentences}
        keys = list(by_key)
        found: dict[str, str] = {}
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._try(
                lambda store, some=some, marks=marks: store.execute(  # type: ignore[misc]
                    f"SELECT key, answer FROM answers WHERE key IN ({marks})", some
                ).fetchall()
            )
            found.update(
                (by_key[key], answer)
                for key, answer in rows or ()
                if key in by_key and isinstance(answer, str)
            )
        return found

    def put(self, answers: Sequence[tuple[str, str]]) -> None:
        """Remember answers, each with its sentence."""
        rows = [(self._key(sentence), answer) for sentence, answer in answers]
        self._try(lambda store: store.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows))

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            with contextlib.suppress(sqlite3.Error):
                self._store.close()
            self._store = None

    def _key(self, sentence: str) -> bytes:
        return hashlib.blake2b(
            sentence.encode("utf-8", "surrogatepass"), key=self._about[:64], digest_size=16
        ).digest()

    def _try(self, use: Callable[[sqlite3.Connection], T]) -> T | None:
        """Use the file, which may be broken, locked, read-only or gone: it is left alone from then on."""
        if self._path is None:
            return None
        try:
            if self._store is None:
                self._store = _opened(self._path)
            return use(self._store)
        except (sqlite3.Error, OSError):
            self.close()
            self._path = None
            return None


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        _delete(path)
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _delete(path)  # no database, or a broken one
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
    try:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=OFF")
        store.execute("CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer TEXT) WITHOUT ROWID")
    except sqlite3.Error:
        store.close()
        raise
    return store


def _delete(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
