"""Trains the signal ``incomplete`` and writes ``data/incomplete.json``.

usage: python -m textaudit.training.incomplete BENCH

The model learns from the clean texts of the development benchmarks, each once whole and once cut: in the midst of a
sentence, with a mark or an invitation to read on, behind a whole sentence, behind a heading or a colon. Behind half
of both stand lines of boilerplate, as scraped pages have them, and a quarter has paragraphs cut in other places.
One document in five is taken to be cut, so what the signal says holds for collections of that kind. Figures are out
of fold, by document; the labelled documents of ``truncation/``, of which some end too early, were not trained on.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.auditing.pipeline import Pipeline
from textaudit.auditing.worker import build_pipeline
from textaudit.model import Document, Role
from textaudit.settings import Settings
from textaudit.signals.incomplete import traits_of
from textaudit.training.cut_texts import CutText, clean, cut_at_random, labelled, rows
from textaudit.training.linear import Example, fit, out_of_fold, probability, rounded

OUT = Path(__file__).resolve().parent.parent / "data" / "incomplete.json"
SHARE_CUT = 0.2
_EVIDENCE = "truncation/"  # what a rule found may tell little, but never that a text is whole
_SEED = 11
_FEWEST_WORDS = 60
_WITH_BOILERPLATE = 0.5
_WITH_OTHER_CUTS = 0.25
_MARKS = (" […]", "…", "...", " [+1843 chars]", "... Read more", "… Continue reading", " (...)")
_PAYWALL = "\n\nSubscribe to continue reading"
_WAYS = (
    "sentence",
    "sentence",
    "sentence",
    "sentence",
    "mark",
    "mark",
    "paywall",
    "whole",
    "whole",
    "announced",
)
_WORD = re.compile(r"\S+")
_EDGES = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)


def cut_short(text: str, rng: random.Random) -> str | None:
    """The beginning of *text*, cut in its second half; ``None`` where there is no prose to cut."""
    notes = Annotations(text)
    prose = [b for b in notes.blocks_of(Role.PROSE) if len(b.text) >= 60 and b.start > len(text) // 4]
    if not prose:
        return None
    block, way = rng.choice(prose), rng.choice(_WAYS)
    if way == "announced":
        ends = [b.end for b in notes.blocks if b.start > len(text) // 4 and _announces(notes.role(b), b.text)]
        way = "announced" if ends else "sentence"
        if ends:
            return text[: rng.choice(ends)]
    sentences = notes.sentences_in(block)
    if way == "whole":
        return text[: rng.choice(sentences).end]
    sentence = rng.choice(sentences)
    words = list(_WORD.finditer(text, sentence.start, sentence.end))
    if len(words) < 4:
        return None
    word = rng.choice(words[2:-1])
    begun = text[: word.end()].rstrip(",;:.")
    if way == "mark":
        return begun + rng.choice(_MARKS)
    if rng.random() < 0.2:
        begun = text[: rng.randrange(word.start() + 1, word.end() + 1)]
    return begun + _PAYWALL if way == "paywall" else begun


def _announces(role: Role, line: str) -> bool:
    return role is Role.HEADING or (role is Role.PROSE and line.endswith(":"))


def boilerplate(bench: Path) -> list[str]:
    """Last lines of scraped pages, where all of them are labelled boilerplate."""
    tails = []
    for row in rows(bench / "boilerplate" / "leftover_dev.jsonl"):
        lines = row["lines"]
        at = len(lines)
        while at and lines[at - 1]["label"] == "boilerplate":
            at -= 1
        if 0 < len(lines) - at <= 12:
            tails.append("\n".join(line["text"] for line in lines[at:]))
    return tails


def texts(bench: Path) -> Iterator[tuple[CutText, bool]]:
    """Documents, and whether they end too early."""
    rng = random.Random(_SEED)
    tails = boilerplate(bench)
    for document in clean(bench):
        if len(document.text.split()) < _FEWEST_WORDS and document.text.isascii():
            continue
        if rng.random() < _WITH_OTHER_CUTS:
            damaged = cut_at_random(document, rng)
            document = damaged if len(damaged.text) not in damaged.cuts else document
        cut = cut_short(document.text, rng)
        tail = "\n\n" + rng.choice(tails) if rng.random() < _WITH_BOILERPLATE else ""
        yield CutText(document.group, document.source, document.text + tail, frozenset()), False
        if cut:
            yield CutText(document.group, document.source, cut + tail, frozenset()), True


def examples(pipeline: Pipeline, documents: Iterable[tuple[CutText, bool]]) -> list[Example]:
    """What the model sees of each, weighted so that the set holds the share of cut documents it speaks for."""
    seen = [(d, is_cut, _traits(pipeline, d.text)) for d, is_cut in documents]
    known = [(d, is_cut, traits) for d, is_cut, traits in seen if traits]
    number_cut = sum(is_cut for _, is_cut, _ in known)
    whole = (len(known) - number_cut) / max(1, number_cut) * SHARE_CUT / (1 - SHARE_CUT)
    return [
        Example(d.group, d.source, traits, is_cut, whole if is_cut else 1.0) for d, is_cut, traits in known
    ]


def _traits(pipeline: Pipeline, text: str) -> tuple[str, ...]:
    context = pipeline.context(Document("x", "x", None, text))
    return tuple(trait.name for trait in traits_of(context.notes, context.matches))


def calibration(judged: Sequence[tuple[float, Example]]) -> list[list[float]]:
    """Per step of probability: its lower edge, mean probability, share that was cut, weight of its documents."""
    table = []
    for low, high in pairwise(_EDGES):
        mine = [(p, e) for p, e in judged if low <= p < high]
        weight = sum(e.weight for _, e in mine)
        if weight:
            mean = sum(p * e.weight for p, e in mine) / weight
            share = sum(e.weight for _, e in mine if e.positive) / weight
            table.append([low, round(mean, 3), round(share, 3), round(weight, 1)])
    return table


def area(judged: Sequence[tuple[float, Example]]) -> float:
    """How often a cut document gets more than a whole one; draws count half."""
    cut, whole = ([p for p, e in judged if e.positive is kind] for kind in (True, False))
    wins = sum((p > q) + 0.5 * (p == q) for p in cut for q in whole)
    return round(wins / max(1, len(cut) * len(whole)), 4)


def main() -> None:
    """Train, measure and write."""
    bench = Path(sys.argv[1])
    pipeline = build_pipeline(Settings(corpus=False))
    found = examples(pipeline, texts(bench))
    judged = list(out_of_fold(found, _EVIDENCE))
    weights = fit(found, never_against=_EVIDENCE)
    other = [
        (CutText(d.group, d.source, d.text, d.cuts), len(d.text) in d.cuts)
        for d in labelled(bench)
        if len(d.text.split()) >= _FEWEST_WORDS
    ]
    unseen = [(probability(weights, ("", *e.features)), e) for e in examples(pipeline, other)]
    data = {
        "provenance": "textaudit.training.incomplete over the development benchmarks clean and boilerplate",
        "licence": "Weights of general traits, no text; sources and licences as in cut_ends.json",
        "share_cut": SHARE_CUT,
        "measured": {
            "how": "out of fold, by document; steps of probability: lower edge, mean, share that was cut, documents",
            "area_under_curve": area(judged),
            "calibration": calibration(judged),
            "area_under_curve_truncation": area(unseen),
        },
        "weights": rounded(weights),
    }
    OUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
