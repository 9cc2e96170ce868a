"""A big file of mixed text to time things on: benchmark documents where there are any, otherwise our corpus."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
_NUMBER = re.compile(r"\d+")


def write_mixed_text(path: Path, megabytes: float) -> float:
    """Write JSON lines of at least so many megabytes of text; return how many it came to."""
    size = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(_endless()):
            file.write(json.dumps({"id": f"d{number}", "text": text}, ensure_ascii=False) + "\n")
            size += len(text.encode())
            if size >= megabytes * 1e6:
                return size / 1e6
    return size / 1e6


def _endless() -> Iterator[str]:
    texts = list(_bench_texts()) or [
        p.read_text("utf-8", "replace") for p in sorted(ROOT.glob("corpus/*/*.txt"))
    ]
    random.Random(0).shuffle(texts)  # so that a part of it is as mixed as the whole
    for turn in count():
        for text in texts:
            yield text if turn == 0 else _changed(text, turn)


def _changed(text: str, turn: int) -> str:
    """The same kind of text, but no copy: other numbers, and every paragraph opens with its own."""
    renumbered = _NUMBER.sub(lambda m: str(int(m[0][:9]) + turn), text)
    return "\n".join(f"Part {turn}. {line}" if len(line) > 80 else line for line in renumbered.split("\n"))


def _bench_texts() -> Iterator[str]:
    """Clean text, scraped pages, cut paragraphs and machine translations."""
    if not BENCH.is_dir():
        return
    for name in ("clean/clean.jsonl", "clean/clean_multilingual.jsonl", "translation/mt_docs.jsonl"):
        yield from (row["text"] for row in _rows(BENCH / name))
    for name, key in (
        ("boilerplate/leftover_dev.jsonl", "lines"),
        ("boilerplate/naive_dev.jsonl", "lines"),
        ("truncation/truncation.jsonl", "paragraphs"),
    ):
        for row in _rows(BENCH / name):
            yield "\n".join(piece["text"] for piece in row[key])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)
