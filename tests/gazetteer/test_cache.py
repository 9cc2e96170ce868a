"""Lists become indexes once, and stay in the cache folder; several processes may do so at once."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from textaudit.errors import GazetteerError
from textaudit.gazetteer import open_gazetteer
from textaudit.resources import BUILT_IN_PLACES

Write = Callable[..., Path]
LIST = "name,aliases,kind\nKyiv,Kiev,place\nOslo,,place\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_list_is_built_once(write: Write, folder: Path) -> None:
    path = write(LIST)
    with open_gazetteer(path, folder) as first:
        (kept,) = folder.iterdir()
        built = kept.stat().st_mtime_ns
        assert first.path == kept
    with open_gazetteer(path, folder) as second:
        assert second.accepts(("kiev",))
    assert kept.stat().st_mtime_ns == built
    with open_gazetteer(write(LIST, "copy.csv"), folder) as same:  # the contents count, not the name
        assert same.path == kept


def test_a_changed_list_is_built_anew(write: Write, folder: Path) -> None:
    with (
        open_gazetteer(write(LIST), folder) as first,
        open_gazetteer(write(LIST + "Rome,,\n"), folder) as second,
    ):
        assert len(second) == len(first) + 1
        assert first.fingerprint != second.fingerprint


def test_an_index_is_opened_where_it_is(write: Write, folder: Path, tmp_path: Path) -> None:
    with open_gazetteer(write(LIST), folder) as built:
        index = tmp_path / "names.index"
        index.write_bytes(built.path.read_bytes())
        with open_gazetteer(index, None) as opened:
            assert opened.path == index
            assert opened.fingerprint == built.fingerprint


def test_a_broken_cache_costs_time_only(write: Write, folder: Path) -> None:
    path = write(LIST)
    with open_gazetteer(path, folder) as built:
        kept = built.path
    whole = kept.read_bytes()
    for damaged in (b"", whole[:100], whole[:-1]):
        kept.write_bytes(damaged)
        with open_gazetteer(path, folder) as again:
            assert len(again) == 2
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("blocked", ["file", "closed"])
def test_a_folder_that_cannot_be_written_to(write: Write, tmp_path: Path, blocked: str) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "x").touch()
    cache = closed / "x" if blocked == "file" else Path("/proc/none")
    with open_gazetteer(write(LIST), cache) as gazetteer:
        assert len(gazetteer) == 2


def test_without_a_folder_the_index_goes_with_the_gazetteer(write: Write) -> None:
    gazetteer = open_gazetteer(write(LIST), None)
    path = gazetteer.path
    assert path.exists()
    del gazetteer
    gc.collect()
    assert not path.exists()
    assert not path.parent.exists()


@pytest.mark.parametrize("content", ["", "name,aliases,kind\nKyiv,,city\n", b"\xff\xfeK\0"])
@pytest.mark.parametrize("cached", [True, False])
def test_of_a_list_with_a_mistake_nothing_is_built(
    write: Write, folder: Path, content: str | bytes, cached: bool
) -> None:
    path = write(content)
    with pytest.raises(GazetteerError, match=path.name):
        open_gazetteer(path, folder if cached else None)
    assert not folder.exists()


def test_what_is_no_file(tmp_path: Path, folder: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (("none", "No such file"), (".", "is a folder"), ("pipe", "no regular file")):
        with pytest.raises(GazetteerError, match=reason):
            open_gazetteer(tmp_path / name, folder)


BUILD = """
import sys
from pathlib import Path
from textaudit.gazetteer import open_gazetteer
with open_gazetteer(sys.argv[1], Path(sys.argv[2])) as gazetteer:
    gazetteer.verify()
    print(len(gazetteer), gazetteer.fingerprint, gazetteer.path)
"""


def test_four_processes_build_at_once(write: Write, folder: Path) -> None:
    letters = "abcdefghijklmnopqrst"
    path = write("".join(f"{a}{b}{c}{a}son {c}{b}\n" for a in letters for b in letters for c in letters[:5]))
    command = [sys.executable, "-c", BUILD, str(path), str(folder)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {process.communicate(timeout=60)[0] for process in processes}
    assert [process.returncode for process in processes] == [0] * 4
    assert len(answers) == 1
    assert answers.pop().startswith("2000 ")
    assert len(list(folder.iterdir())) == 1, "no temporary file is left"


def test_the_built_in_places_open_at_once(folder: Path) -> None:
    begin = time.perf_counter()
    with open_gazetteer(BUILT_IN_PLACES, folder):
        assert time.perf_counter() - begin < 2, "built"
    begin = time.perf_counter()
    with open_gazetteer(BUILT_IN_PLACES, folder):
        assert time.perf_counter() - begin < 0.2, "opened"
