"""What a gazetteer costs: building, opening, memory and look-ups, by the number of names.

usage: python -m benchmarks.gazetteer [--names N] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from textaudit.gazetteer import Gazetteer, words_of
from textaudit.gazetteer.build import write_index
from textaudit.model import Name

SMALL = 42_000
LOOK_UPS = 10_000
STARTS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "sh",
    "ch",
    "kr",
    "st",
    "br",
)
ENDS = ("a", "e", "i", "o", "u", "an", "er", "in", "os")
SYLLABLES = [start + end for start in STARTS for end in ENDS]


def names(number: int) -> Iterator[Name]:
    """Made-up persons: their last names recur as real ones do, and one in three has an alias."""
    chance = random.Random(number)

    def words(many: int) -> list[str]:
        return [
            "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))).title() for _ in range(many)
        ]

    first, last = words(number // 20), words(number)
    for _ in range(number):
        one = int(len(last) * chance.random() ** 1.3)
        text = f"{chance.choice(first)} {last[one]}"
        alias = (f"{text[0]}. {last[one]}h",) if chance.random() < 1 / 3 else ()
        yield Name(text, alias, "person")


def build(number: int, path: Path) -> None:
    """Build in this process, and say what that took."""
    before = peak_mb()
    begin = time.perf_counter()
    with path.open("wb") as file:
        write_index(names(number), file)
    seconds = time.perf_counter() - begin
    print(f"{number:,} names: built in {seconds:.1f} s, {peak_mb():.0f} MB at most ({before:.0f} before)")
    print(f"  index of {path.stat().st_size / 1e6:.0f} MB")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def share_mb() -> dict[str, float]:
    """Resident memory of this process, and its share of what several processes have mapped."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {key: sizes[key] for key in ("Rss", "Pss")}


def look_ups(path: Path, seed: int) -> list[str]:
    """Words of the index with one letter wrong, and the time of everything that can be asked."""
    chance = random.Random(seed)
    before = share_mb()["Rss"]
    begin = time.perf_counter()
    gazetteer = Gazetteer(path)
    said = [f"  opened in {1000 * (time.perf_counter() - begin):.2f} ms"]
    asked, phrases = [], []
    for _ in range(LOOK_UPS):
        words = words_of(gazetteer.name(chance.randrange(len(gazetteer))).text)
        phrases.append(words)
        at = chance.randrange(len(words[-1]))
        asked.append(words[-1][:at] + chance.choice("aeiourstn") + words[-1][at + 1 :])
    found = 0

    def near(word: str) -> None:
        nonlocal found
        found += len(gazetteer.near(word))

    for what, ask, arguments in (
        ("near", near, asked),
        ("knows, first time", gazetteer.knows, asked),
        ("knows, again", gazetteer.knows, asked),
        ("accepts, a name", gazetteer.accepts, phrases),
        ("accepts, no name", gazetteer.accepts, [(word, "x") for word in asked]),
    ):
        said.append(f"  {what}: {microseconds(ask, arguments):.2f} us")  # type: ignore[arg-type]
    said.append(
        f"  {found / LOOK_UPS:.0f} candidates for a word; memory {share_mb()['Rss'] - before:.0f} MB more"
    )
    return said


def microseconds(ask: Callable[[object], object], arguments: list[object]) -> float:
    begin = time.perf_counter()
    for argument in arguments:
        ask(argument)
    return 1e6 * (time.perf_counter() - begin) / len(arguments)


def worker(path: Path, seed: int, pipe: Connection) -> None:
    """Look up, and then say how much memory that takes, once all have looked up."""
    said = look_ups(path, seed)
    pipe.send(said)
    pipe.recv()
    pipe.send(share_mb())
    pipe.recv()


def measure(path: Path, processes: int) -> None:
    """The look-ups in so many processes at once, which share what they have mapped."""
    context = multiprocessing.get_context("spawn")
    pipes, running = [], []
    for seed in range(processes):
        ours, theirs = context.Pipe()
        process = context.Process(target=worker, args=(path, seed, theirs))
        process.start()
        pipes.append(ours)
        running.append(process)
    said = [pipe.recv() for pipe in pipes]
    if processes == 1:
        print("\n".join(said[0]))
    for pipe in pipes:
        pipe.send(None)
    shares = [pipe.recv() for pipe in pipes]
    for pipe, process in zip(pipes, running, strict=True):
        pipe.send(None)
        process.join()
    for key in ("Rss", "Pss"):
        sizes = ", ".join(f"{share[key]:.0f}" for share in shares)
        print(f"  {processes} process{'es' * (processes > 1)}, {key}: {sizes} MB")


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--names", type=int, default=1_000_000)
    arguments.add_argument("--folder", type=Path)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        for number in (SMALL, chosen.names):
            path = Path(folder) / f"{number}.index"
            build(number, path)
            for processes in (1, 2):
                measure(path, processes)


if __name__ == "__main__":
    main()
