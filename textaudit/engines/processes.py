"""Worker processes, with batches of items and answers in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from types import TracebackType
from typing import Any, Self

from textaudit.engines.base import Answer, Engine, Item

_BATCH_CHARS = 200_000  # enough to make the cost of sending a batch small beside the work on it
_BATCH_ITEMS = 500
_BATCHES_AHEAD = 3  # per worker, so that none waits and memory stays flat

_INTERRUPTS = {signal.SIGINT, signal.SIGTERM}

_task: Callable[[Any], Any] | None = None


def _start_worker(make_task: Callable[[], Callable[[Any], Any]]) -> None:
    """Runs in the worker. Ctrl-C is the parent's affair; it ends the workers."""
    global _task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)
    Thread(target=_end_with_parent, daemon=True).start()
    _task = make_task()


def _end_with_parent() -> None:
    """Workers hold both ends of the pipe that work comes through, so they would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """While processes are started: they inherit the mask, so that Ctrl-C never finds them half ready."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(batch: list[Any]) -> list[Any]:
    assert _task is not None
    return [_task(item) for item in batch]


class ProcessEngine(Engine[Item, Answer]):
    """A pool of processes. A worker that dies costs one item, not the run."""

    _pool: ProcessPoolExecutor

    def __enter__(self) -> Self:
        self._pool = self._new_pool()
        try:
            for _ in range(self._jobs):  # workers start when there is work; they may as well start now
                self._submit([])
        except BaseException:
            self._end_at_once()
            raise
        return self

    def _new_pool(self) -> ProcessPoolExecutor:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        pool = ProcessPoolExecutor(
            self._jobs, mp_context=context, initializer=_start_worker, initargs=(self._make_task,)
        )
        # Before Python 3.11.5 a pool whose workers died waits for ever for them to take their work (gh-94777).
        vars(pool)["_call_queue"].cancel_join_thread()
        return pool

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:  # do not wait for work that nobody wants any more
            self._end_at_once()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _end_at_once(self) -> None:
        with _uninterrupted():
            for process in list((self._pool._processes or {}).values()):
                process.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[Answer]:
        """Answers as they come, a few batches ahead of whoever reads them."""
        waiting: deque[tuple[list[Item], Future[list[Answer]]]] = deque()
        for batch in batches(items, size):
            waiting.append((batch, self._submit(batch)))
            if len(waiting) >= self._jobs * _BATCHES_AHEAD:
                yield from self._first_of(waiting)
        while waiting:
            yield from self._first_of(waiting)

    def _submit(self, batch: list[Item]) -> Future[list[Answer]]:
        try:
            with _uninterrupted():
                return self._pool.submit(_work, batch)
        except BrokenProcessPool:
            broken: Future[list[Answer]] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _first_of(self, waiting: deque[tuple[list[Item], Future[list[Answer]]]]) -> Iterable[Answer]:
        batch, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            answers = [answer for item in batch for answer in self._alone(item)]
            rest = [later for later, _ in waiting]
            waiting.clear()
            waiting.extend((later, self._submit(later)) for later in rest)
            return answers

    def _alone(self, item: Item) -> list[Answer]:
        """One item by itself, after a worker died: whichever kills its worker again is to blame."""
        for _ in range(2):
            try:
                with _uninterrupted():
                    future = self._pool.submit(_work, [item])
                return future.result()
            except BrokenProcessPool:
                self._pool.shutdown(wait=False)
                self._pool = self._new_pool()
        return [self._on_crash(item)]


def batches(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Runs of items of about the same work."""
    batch: list[Item] = []
    chars = 0
    for item in items:
        batch.append(item)
        chars += size(item)
        if chars >= _BATCH_CHARS or len(batch) >= _BATCH_ITEMS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch
