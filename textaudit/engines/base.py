"""What an engine is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Engine(ABC, Generic[Item, Answer]):
    """Runs tasks. A context manager: workers live from enter to exit.

    Args:
        make_task: builds the task, once per worker; it and the items must pickle.
        on_crash: the answer for an item whose worker process died.
        jobs: how many workers.
    """

    def __init__(
        self, make_task: Callable[[], Callable[[Item], Answer]], on_crash: Callable[[Item], Answer], jobs: int
    ) -> None:
        self._make_task, self._on_crash, self._jobs = make_task, on_crash, jobs

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    @abstractmethod
    def run(self, items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[Answer]:
        """Answers in the order of *items*, as they come.

        Args:
            size: about how much work an item is, in characters.
        """


AnyEngine = Engine[Any, Any]
