"""Parts of a text that are as long as what the model learned from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

WINDOW_CHARS: Final = 900  # about 150 words of English
FEWEST_TOKENS: Final = 50  # words and marks of a window that can be judged


def windows_of(blocks: Iterable[str]) -> Iterator[list[str]]:
    """Consecutive *blocks* in runs of about `WINDOW_CHARS`, each cut where a block ends.

    A rest shorter than half a window joins the window before it. A block longer than two windows, as where an article
    is one line, is cut at spaces first.

        >>> [len(window) for window in windows_of(["a" * 300] * 7)]
        [3, 4]
    """
    waiting: list[str] = []
    current: list[str] = []
    size = 0
    for block in chain.from_iterable(map(_pieces, blocks)):
        current.append(block)
        size += len(block)
        if size >= WINDOW_CHARS:
            if waiting:
                yield waiting
            waiting, current, size = current, [], 0
    if size * 2 >= WINDOW_CHARS and waiting:
        yield waiting
        waiting = []
    if waiting or current:
        yield waiting + current


def _pieces(block: str) -> Iterator[str]:
    begin = 0
    while len(block) - begin > 2 * WINDOW_CHARS:
        end = block.find(" ", begin + WINDOW_CHARS)
        if end < 0:
            break
        yield block[begin:end]
        begin = end
    yield block[begin:] if begin else block
