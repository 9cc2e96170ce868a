"""Reading takes little memory, whatever the files hold."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from textaudit.model import Document, Unreadable
from textaudit.readers import open_inputs

LIMIT = 1_000_000
PEAK = 20 * LIMIT


def read_within(file: Path, most: int) -> list[str]:
    """A word for each thing read; fails where reading took more than *most* bytes of memory at once."""
    kinds = []
    found = open_inputs([str(file)], document_bytes=LIMIT)
    tracemalloc.start()
    try:
        for one in found:
            kinds.append(
                "too long" if isinstance(one, Unreadable) and "limit" in one.reason else type(one).__name__
            )
            del one
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most
    return kinds


def test_a_big_file_of_records_is_read_line_by_line(tmp_path: Path) -> None:
    line = b'{"id": "x", "text": "' + b"All work and no play. " * 1400 + b'"}\n'
    with (tmp_path / "a.jsonl").open("wb") as file:
        for _ in range(2000):
            file.write(line)
    assert (tmp_path / "a.jsonl").stat().st_size > 60_000_000
    assert read_within(tmp_path / "a.jsonl", LIMIT) == ["Document"] * 2000


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.txt.zst", "a.jsonl.zst"])
def test_a_small_file_that_unpacks_to_much_is_not_held(tmp_path: Path, name: str) -> None:
    zeros = b" " * 100_000_000
    pack = gzip.compress if name.endswith(".gz") else zstandard.ZstdCompressor().compress
    (tmp_path / name).write_bytes(pack(zeros))
    del zeros
    assert (tmp_path / name).stat().st_size < 200_000
    assert read_within(tmp_path / name, PEAK) == ["too long"]


def test_a_zstd_file_cannot_ask_for_a_huge_window(tmp_path: Path) -> None:
    params = zstandard.ZstdCompressionParameters(window_log=30)
    packer = zstandard.ZstdCompressor(compression_params=params).compressobj()
    (tmp_path / "a.txt.zst").write_bytes(packer.compress(b"x" * 1000) + packer.flush())
    (bad,) = open_inputs([str(tmp_path)])
    assert isinstance(bad, Unreadable)


def test_a_record_that_is_too_long_is_skipped_without_being_held(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(60):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "after"}\n')
    assert read_within(tmp_path / "a.jsonl", PEAK) == ["too long", "Document"]


def test_reading_leaves_no_file_open(tmp_path: Path) -> None:
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("needs /proc")
    for number in range(20):
        (tmp_path / f"{number}.txt.gz").write_bytes(gzip.compress(b"x"))
        (tmp_path / f"{number}.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 3)[:-4])
    before = len(os.listdir("/proc/self/fd"))
    found = list(open_inputs([str(tmp_path)]))
    assert sum(isinstance(one, Document) for one in found) >= 20
    assert len(os.listdir("/proc/self/fd")) == before
