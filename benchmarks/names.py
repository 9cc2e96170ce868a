"""What the rules on garbled names cost, each by itself, with and without a gazetteer.

usage: python -m benchmarks.names [--texts TEXTS.jsonl] [--gazetteer NAMES.csv] [--rounds N] [--hostile]

CPU time in ms per MB of text, the best of some rounds. Each round is a process of its own, as what the rules remember
of one text helps with the next: at first they know nothing. Not counted: what is loaded once (said separately), and
blocks, roles and language of a text, which other rules need too. Words with a capital are found once for all three
rules, as an audit does; where documents are compared, the sketches are drawn in a pass of its own, which finds them
again. With `--hostile`, seconds for texts of 1 MB that are made to be slow.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import string
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.mixed_text import BENCH
from textaudit.annotate import Annotations
from textaudit.cache_folder import default_cache_dir
from textaudit.detectors.base import Context
from textaudit.detectors.inconsistent_spelling import InconsistentSpelling
from textaudit.detectors.near_listed_name import NearListedName
from textaudit.detectors.rare_spelling import RareSpelling
from textaudit.detectors.shared.names.frequency import ENGLISH, frequencies
from textaudit.detectors.shared.names.model import name_model
from textaudit.gazetteer.variants import are_variants
from textaudit.model import Document
from textaudit.resources import Resources, open_resources

PARTS = ("words with a capital", "near-listed-name", "inconsistent-spelling", "sketch of rare-spelling")
HOSTILE_CHARS = 1_000_000


def measure(texts: Sequence[str], resources: Resources) -> list[float]:
    """CPU seconds of each of `PARTS`."""
    listed, inconsistent, rare = NearListedName(), InconsistentSpelling(), RareSpelling()
    for detector in (listed, inconsistent, rare):
        detector.equip(resources)
    seconds = [0.0] * len(PARTS)
    for number, text in enumerate(texts):
        document, notes = Document(str(number), "", number, text), known_to_others(text)
        context = Context(notes, {})
        marks = [time.process_time()]
        _ = notes.capitals
        marks.append(time.process_time())
        list(listed.detect(document, context))
        marks.append(time.process_time())
        list(inconsistent.detect(document, context))
        marks.append(time.process_time())
        rare.sketch(document, notes)
        marks.append(time.process_time())
        seconds = [all_ + end - begin for all_, (begin, end) in zip(seconds, pairwise(marks), strict=True)]
    return seconds


def known_to_others(text: str) -> Annotations:
    """Annotations of a text, with what other rules have asked for by then."""
    notes = Annotations(text, assumed_language=ENGLISH)
    notes.block_at(0)
    assert len(notes.roles) == len(notes.blocks)
    return notes


def best(texts: Sequence[str], resources: Resources, rounds: int) -> list[float]:
    """The round that took least, each in a process of its own."""
    return min((apart(texts, resources) for _ in range(rounds)), key=sum)


def apart(texts: Sequence[str], resources: Resources) -> list[float]:
    """`measure` in a copy of this process, which forgets all that it learns."""

    def work(pipe: Connection) -> None:
        pipe.send(measure(texts, resources))

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,))
    process.start()
    theirs.close()  # so that a copy that dies is noticed
    seconds: list[float] = ours.recv()
    process.join()
    return seconds


def load() -> None:
    """Load what each process loads once."""
    begin = time.process_time()
    frequencies(ENGLISH)
    words = time.process_time()
    for evidence in ("listed", "document", "corpus"):
        name_model(evidence)
    are_variants("oslo", "olso")
    models = time.process_time()
    print(
        f"loaded once: words {1000 * (words - begin):.0f} ms, models and variants {1000 * (models - words):.0f} ms\n"
    )


def hostile_texts() -> Iterable[tuple[str, str]]:
    """Texts that hold as many words with a capital as can be, by what they are."""
    chance = random.Random(0)

    def words(shortest: int, longest: int) -> Iterable[str]:
        while True:
            yield "".join(chance.choices(string.ascii_lowercase, k=chance.randint(shortest, longest))).title()

    def joined(words: Iterable[str], between: str = " ") -> str:
        size, found = 0, []
        for word in words:
            found.append(word)
            size += len(word) + len(between)
            if size > HOSTILE_CHARS:
                break
        return between.join(found)

    yield "distinct words", joined(words(4, 10))
    yield "distinct words of four letters", joined(words(4, 4))
    yield "distinct words, one a sentence", joined(words(4, 10), ". ")
    yield (
        "distinct words in pairs",
        joined(f"{one} {two}." for one, two in zip(words(4, 7), words(4, 7), strict=True)),
    )
    yield (
        "a name with one letter wrong",
        joined(f"Krist{''.join(chance.choices(string.ascii_lowercase, k=3))}ev." for _ in iter(int, 1)),
    )
    yield (
        "a place with one letter wrong",
        joined(
            f"{place[:at]}{chance.choice(string.ascii_lowercase)}{place[at + 1 :]}"
            for _ in iter(int, 1)
            if (place := chance.choice(("Kazakhstan", "Argentina", "Luxembourg", "Venezuela", "Madagascar")))
            and (at := chance.randrange(1, len(place)))
        ),
    )
    for word in ("Aa ", "A", "Smith-", "Anna Smith ", "Kirstin ", "Van der "):
        yield repr(word), word * (HOSTILE_CHARS // len(word))


def row(name: str, numbers: Iterable[str]) -> None:
    print(f"| {name} | {' | '.join(numbers)} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = BENCH / "names"
    parser.add_argument("--texts", type=Path, action="append")
    parser.add_argument("--gazetteer", type=Path, default=names / "gazetteer_dev.csv")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hostile", action="store_true")
    chosen = parser.parse_args()
    load()
    lists = {"places only": (), "gazetteer": (str(chosen.gazetteer),)}
    given = {name: open_resources(paths, default_cache_dir()) for name, paths in lists.items()}
    row("text", ("names", *PARTS, "all"))
    print("|---" * (len(PARTS) + 3) + "|")
    if chosen.hostile:
        for name, text in hostile_texts():
            for label, resources in given.items():
                seconds = best([text], resources, 1)
                row(name, (label, *(f"{one:.2f} s" for one in (*seconds, sum(seconds)))))
        return
    for path in chosen.texts or (BENCH / "clean" / "clean.jsonl", names / "names_corpus.jsonl"):
        texts = [json.loads(line)["text"] for line in path.open(encoding="utf-8")]
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        for label, resources in given.items():
            seconds = best(texts, resources, chosen.rounds)
            row(path.name, (label, *(f"{1000 * one / megabytes:.1f}" for one in (*seconds, sum(seconds)))))


if __name__ == "__main__":
    main()
