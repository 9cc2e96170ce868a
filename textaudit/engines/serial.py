"""One item after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from textaudit.engines.base import Answer, Engine, Item


class SerialEngine(Engine[Item, Answer]):
    """No workers: the task is built here, on first use."""

    @cached_property
    def _task(self) -> Callable[[Item], Answer]:
        return self._make_task()

    def run(self, items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[Answer]:
        """Answers one by one."""
        for item in items:
            yield self._task(item)
