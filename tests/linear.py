"""Linear time told from quadratic on a machine that has other work to do."""

from __future__ import annotations

import time
from collections.abc import Callable

_SMALL, _BIG = 1, 8  # times the size that is asked for
_QUADRATIC = 64
_ROUNDS = 3
_NOISE_S = 0.6


def takes_linear_time(work: Callable[[int], object], size: int) -> bool:
    """Whether eight times the *size* takes less than half of what a quadratic step would make of it.

    Of several rounds the quickest counts: what else the machine does only ever adds. CPU time of this process.
    """
    work(max(1, size // 10))
    small, big = (min(_seconds(work, size * times) for _ in range(_ROUNDS)) for times in (_SMALL, _BIG))
    return big < max(_NOISE_S, small * _QUADRATIC / 2)


def _seconds(work: Callable[[int], object], size: int) -> float:
    begin = time.process_time()
    work(size)
    return time.process_time() - begin
