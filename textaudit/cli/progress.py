"""Progress on stderr: on a terminal, and only when the work is long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Protocol, Self, TypeVar

T = TypeVar("T")
_SHOW_AFTER_S = 1.0
_EVERY_S = 0.2
_ERASE = "\r\x1b[K"


class Amount(Protocol):
    """How far the reading of inputs has got."""

    bytes_read: int
    total_bytes: int | None


class Progress:
    """A line with documents, rate and time left, drawn by a thread of its own, gone at the end.

    Corpus-wide rules read the inputs twice; nothing comes out of the first time, so only a clock can show it.
    """

    def __init__(self, inputs: Amount, quiet: bool = False) -> None:
        self._inputs = inputs
        self._done = 0
        self._drawn = False
        self._lock = Lock()
        self._end = Event()
        wanted = not quiet and sys.stderr.isatty()
        self._thread = Thread(target=self._draw_until_the_end, daemon=True) if wanted else None

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        if self._thread:
            self._thread.join()
        self._erase()

    def over(self, outcomes: Iterable[T]) -> Iterator[T]:
        """The same outcomes, counted."""
        for outcome in outcomes:
            self._done += 1
            yield outcome

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """While something else is written to the terminal."""
        with self._lock:
            self._erase()
            yield

    def _erase(self) -> None:
        if self._drawn:
            self._drawn = False
            sys.stderr.write(_ERASE)
            sys.stderr.flush()

    def _draw_until_the_end(self) -> None:
        begin, last = time.monotonic(), 0
        self._end.wait(_SHOW_AFTER_S)
        while not self._end.wait(_EVERY_S):
            read = self._inputs.bytes_read
            if read < last:  # the second pass has begun
                begin = time.monotonic()
            last = read
            with self._lock:
                sys.stderr.write(_ERASE + self._line(read, time.monotonic() - begin))
                sys.stderr.flush()
                self._drawn = True

    def _line(self, read: int, seconds: float) -> str:
        parts = [f"{self._done:,} documents" if self._done else "reading"]
        if seconds > 0:
            parts.append(f"{read / 1e6 / seconds:.1f} MB/s")
        total = self._inputs.total_bytes
        if total and read:
            parts += [f"{min(read / total, 1):.0%}", f"{clock_time(seconds * (total / read - 1))} left"]
        return ", ".join(parts)


def clock_time(seconds: float) -> str:
    """Hours, minutes and seconds, as short as can be."""
    minutes, rest = divmod(int(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
