"""Engines: the same answers in the same order wherever the work is done, and a death costs one item."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textaudit.engines.base import Engine
from textaudit.engines.processes import ProcessEngine, batches
from textaudit.engines.serial import SerialEngine

DEADLY, WRONG = "deadly", "wrong"


class Task:
    """Turns a word round; one word kills whoever works on it, another raises."""

    def __call__(self, word: str) -> str:
        if word == DEADLY:
            os._exit(3)
        if word == WRONG:
            raise ValueError(word)
        return word[::-1]


def crashed(word: str) -> str:
    return f"died on {word}"


def run(engine: Engine[str, str], words: Iterable[str], chars: int = 1) -> list[str]:
    return list(engine.run(words, lambda word: chars))


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessEngine[str, str]]:
    with ProcessEngine[str, str](Task, crashed, 2) as engine:
        yield engine


# Sizes from many items a batch to one.
SIZES = st.sampled_from([0, 1, 1_000, 70_000, 200_000])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=5), max_size=1200), SIZES)
def test_processes_answer_what_one_process_does(
    pool: ProcessEngine[str, str], words: list[str], chars: int
) -> None:
    words = [word for word in words if word not in (DEADLY, WRONG)]
    with SerialEngine[str, str](Task, crashed, 1) as here:
        assert (
            run(here, iter(words), chars) == run(pool, iter(words), chars) == [word[::-1] for word in words]
        )


@pytest.mark.parametrize("deadly", [[0, 19], [3, 4]])
@pytest.mark.parametrize("chars", [1, 70_000])
def test_a_worker_that_dies_costs_only_its_item(deadly: list[int], chars: int) -> None:
    words = [DEADLY if number in deadly else f"word {number}" for number in range(20)]
    with ProcessEngine[str, str](Task, crashed, 2) as engine:
        assert run(engine, words, chars) == [crashed(w) if w == DEADLY else w[::-1] for w in words]
        assert run(engine, ["still there"]) == ["ereht llits"]


@pytest.mark.parametrize("kind", [SerialEngine, ProcessEngine])
def test_an_exception_of_the_task_reaches_the_caller(kind: type[Engine[str, str]]) -> None:
    with pytest.raises(ValueError, match=WRONG), kind(Task, crashed, 2) as engine:
        run(engine, ["right", WRONG, "right"])


def test_a_task_that_cannot_be_made_is_an_answer_and_not_a_hang() -> None:
    with ProcessEngine[str, str](Unmakeable, crashed, 2) as engine:
        assert run(engine, ["a", "b"]) == [crashed("a"), crashed("b")]


class Unmakeable(Task):
    def __init__(self) -> None:
        raise RuntimeError("not in a worker")


@pytest.mark.parametrize("kind", [SerialEngine, ProcessEngine])
def test_answers_come_while_items_are_still_to_come(kind: type[Engine[str, str]]) -> None:
    taken = 0

    def words() -> Iterator[str]:
        nonlocal taken
        for taken in range(1, 1001):  # noqa: B007
            yield "word"

    with kind(Task, crashed, 2) as engine:
        answers = engine.run(words(), lambda word: 200_000)
        assert next(answers) == "drow"
        assert taken <= 6


def test_leaving_early_ends_the_workers() -> None:
    engine = ProcessEngine[Any, int](Pid, on_crash=len, jobs=2)
    with suppress(KeyboardInterrupt), engine:
        pids = {pid for _, pid in zip(range(50), engine.run(range(10_000), lambda n: 100_000), strict=False)}
        raise KeyboardInterrupt
    assert pids
    assert not any(is_running(pid) for pid in pids)


class Pid:
    def __call__(self, item: int) -> int:
        return os.getpid()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@given(st.lists(st.integers(0, 300_000), max_size=60))
def test_batches_lose_nothing_and_are_no_larger_than_needed(sizes: list[int]) -> None:
    made = list(batches(iter(sizes), lambda size: size))
    assert [size for batch in made for size in batch] == sizes
    assert all(made)
    assert all(sum(batch[:-1]) < 200_000 and len(batch) <= 500 for batch in made)
    assert all(sum(batch) >= 200_000 or len(batch) == 500 for batch in made[:-1])
