"""Progress on stderr: on a terminal, and only when the work is long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from textaudit.readers import Inputs

T = TypeVar("T")
_SHOW_AFTER_S = 1.0
_EVERY_S = 0.2


def with_progress(outcomes: Iterable[T], inputs: Inputs, quiet: bool = False) -> Iterator[T]:
    """The same outcomes; where a person waits, with documents, rate and time left on stderr."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    begin = shown = time.monotonic()
    for done, outcome in enumerate(outcomes, start=1):
        yield outcome
        now = time.monotonic()
        if now - begin > _SHOW_AFTER_S and now - shown > _EVERY_S:
            shown = now
            sys.stderr.write("\r\x1b[K" + _line(done, now - begin, inputs))
            sys.stderr.flush()
    if shown > begin:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _line(done: int, seconds: float, inputs: Inputs) -> str:
    megabytes = inputs.bytes_read / 1e6
    text = f"{done:,} documents, {megabytes / seconds:.1f} MB/s"
    if inputs.total_bytes and inputs.bytes_read:
        left = seconds * (inputs.total_bytes / inputs.bytes_read - 1)
        text += f", {inputs.bytes_read / inputs.total_bytes:.0%}, {_time(left)} left"
    return text


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
