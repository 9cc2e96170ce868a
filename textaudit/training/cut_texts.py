"""Labelled texts to learn cuts from: benchmarks that people labelled, and clean documents cut on purpose."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textaudit.annotate import Annotations
from textaudit.model import Block, Role

# Small words before a full stop, of which some may end a sentence: the house that she lives in.
STRANDED = re.compile(
    r" (?:of|in|at|for|with|from|by|into|between|against|on|to|near|than|during|about|the|an?|their|his|our|my|your"
    r"|that|which|is|are|was|were|has|have|had)[.:]$"
)
ENDED = ", ended"
_WORD = re.compile(r"\S+")
_SHARE_CUT = 0.14  # of the paragraphs of a document
_MIN_CHARS, _MIN_WORDS, _OPENING_CHARS = 60, 6, 50
_STOPPED = 0.3  # of the cuts behind a small word leave a stop there
_FADING = 0.25  # of the cuts anywhere leave an ellipsis there
_OPENS = frozenset(
    [
        *(
            "of",
            "in",
            "at",
            "for",
            "with",
            "from",
            "by",
            "into",
            "between",
            "against",
            "on",
            "to",
            "than",
            "the",
            "a",
        ),
        *(
            "an",
            "their",
            "his",
            "our",
            "my",
            "and",
            "or",
            "that",
            "which",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
        ),
        *(
            "der",
            "die",
            "das",
            "den",
            "dem",
            "ein",
            "eine",
            "einen",
            "und",
            "mit",
            "von",
            "im",
            "le",
            "la",
            "les",
        ),
        *(
            "des",
            "du",
            "un",
            "une",
            "et",
            "que",
            "dans",
            "pour",
            "el",
            "los",
            "una",
            "y",
            "en",
            "con",
            "il",
            "lo",
        ),
        *("gli", "di", "del", "e", "per", "o", "os", "do", "da", "um", "uma", "de", "het", "van", "een"),
        *("и", "в", "на", "с", "по", "что"),
    ]
)


@dataclass(frozen=True, slots=True)
class CutText:
    """A text and where it was cut.

    Attributes:
        group: names the document, whatever was done to it.
        cuts: offsets at which a damaged paragraph ends.
    """

    group: str
    source: str
    text: str
    cuts: frozenset[int]


def labelled(bench: Path) -> Iterator[CutText]:
    """The texts of ``truncation/``, with the ends that people or its script marked as cut."""
    for row in rows(bench / "truncation" / "truncation.jsonl"):
        text, cuts, last = "", set(), None
        for paragraph in row["paragraphs"]:
            label = paragraph["label"]
            if last is not None:
                text += "\n" if label == last and label in ("verse", "list") else "\n\n"
            text += paragraph["text"]
            if label == "truncated_end":
                cuts.add(len(text))
            last = label
        yield CutText(row["id"], "truncation", text, frozenset(cuts))


def clean(bench: Path) -> Iterator[CutText]:
    """The texts of ``clean/``, as they are, but for those that share a paragraph with labelled ones."""
    known = {opening for document in labelled(bench) for opening in _openings(document.text)}
    for name in ("clean", "clean_multilingual"):
        for row in rows(bench / "clean" / f"{name}.jsonl"):
            if known.isdisjoint(_openings(row["text"])):
                yield CutText(row["id"], name, row["text"], frozenset())


def _openings(text: str) -> Iterator[str]:
    return (line[:_OPENING_CHARS] for line in text.splitlines() if len(line) >= _MIN_CHARS)


def scraped(bench: Path) -> Iterator[CutText]:
    """The pages of ``boilerplate/``, a line a paragraph: titles, menus, captions; with and without blank lines between.

    What is cut there is not marked.
    """
    for row in rows(bench / "boilerplate" / "leftover_dev.jsonl"):
        page = row["id"].rsplit(":", 1)[0]
        for glue in ("\n", "\n\n"):
            yield CutText(page, "scraped", glue.join(line["text"] for line in row["lines"]), frozenset())


def cut_at_random(document: CutText, rng: random.Random) -> CutText:
    """The document with some of its paragraphs cut: inside a word, behind a small word, anywhere."""
    notes = Annotations(document.text)
    text, at, cuts = "", 0, set()
    for block in notes.blocks:
        text += document.text[at : block.start]
        short = _cut(notes, block, rng) if rng.random() < _SHARE_CUT else None
        text += short or block.text
        if short:
            cuts.add(len(text))
        at = block.end
    return CutText(document.group, f"{document.source}, cut", text + document.text[at:], frozenset(cuts))


def ended_at_strays(document: CutText) -> CutText:
    """The document with paragraphs that end early, behind a whole sentence that ends in a preposition."""
    notes = Annotations(document.text)
    text, at = "", 0
    for block in notes.blocks:
        text += document.text[at : block.start]
        ends = [s.end for s in notes.sentences_in(block) if STRANDED.search(document.text[s.slice][-14:])]
        at = block.end
        text += document.text[block.start : ends[0] if ends else block.end]
    return CutText(document.group, document.source + ENDED, text + document.text[at:], frozenset())


def _cut(notes: Annotations, block: Block, rng: random.Random) -> str | None:
    if notes.role(block) is not Role.PROSE or len(block.text) < _MIN_CHARS:
        return None
    sentence = rng.choice(notes.sentences_in(block))
    words = list(_WORD.finditer(block.text, sentence.start - block.start, sentence.end - block.start))
    if len(words) < _MIN_WORDS:
        return None
    way = rng.choice(("word", "small", "small", "anywhere", "anywhere"))
    open_words = [word for word in words[2:-1] if word.group().lower() in _OPENS]
    if way == "small" and open_words:
        text = block.text[: rng.choice(open_words).end()]
        return text + rng.choice(".:") if rng.random() < _STOPPED else text
    word = rng.choice(words[3:-1])
    if way == "word" and len(word.group()) >= 4 and word.group().isalpha():
        return block.text[: word.start() + rng.randrange(2, len(word.group()) - 1)]
    text = block.text[: word.end()].rstrip(",;")
    if not text[-1].isalnum():
        return None
    return text + rng.choice(("…", "...")) if rng.random() < _FADING else text


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)
