"""The pairs of spellings that the models of garbled names learn from, as rows of numbers with their labels."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

from textaudit.annotate import Annotations
from textaudit.detectors.shared.names import corpus_links, near_listed, two_spellings
from textaudit.detectors.shared.names.corpus_links import CorpusNames
from textaudit.detectors.shared.names.corpus_sketch import sketch_of
from textaudit.detectors.shared.names.forms import Names, names_of
from textaudit.detectors.shared.names.frequency import ENGLISH
from textaudit.detectors.shared.names.listed import ListedNames
from textaudit.detectors.shared.names.near_listed import NearListed
from textaudit.detectors.shared.names.two_spellings import TwoSpellings
from textaudit.gazetteer import open_gazetteer, words_of
from textaudit.model import Document
from textaudit.resources import BUILT_IN_PLACES
from textaudit.training.name_damage import Damage, damaged

FEATURES: Mapping[str, Sequence[str]] = {
    "listed": near_listed.FEATURES,
    "document": two_spellings.FEATURES,
    "corpus": corpus_links.FEATURES,
}
FIRST: Mapping[str, int] = {
    "listed": len(near_listed.FIRST),
    "document": len(two_spellings.FIRST),
    "corpus": len(corpus_links.FIRST),
}
_DAMAGED_SHARE = 0.08  # of the names of a corpus
_ROUNDS = 20  # in which corpora are damaged anew
_NEWS_CORPUS = 150  # documents
Doc = dict[str, Any]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Row:
    """A spelling in a document, and another that it may be meant for.

    Attributes:
        source: which data it comes from, ``own`` where we damaged it ourselves.
        document: id.
        group: what must not be in training and test at once.
        word: the spelling.
        spans: where it stands.
        label: 2 the other one is right, 1 damage, but another name is right, 0 no damage.
        features: as the model sees it.
    """

    source: str
    document: str
    group: str
    word: str
    spans: Spans
    label: int
    features: tuple[float, ...]


@dataclass(frozen=True)
class Bench:
    """The labelled data."""

    documents: list[Doc]
    corpora: dict[str, list[Doc]]
    hard: list[Doc]
    clean: list[Doc]
    gazetteer: Path

    @classmethod
    def read(cls, folder: Path) -> Bench:
        """From the folder of the development benchmarks."""
        names = folder / "names"
        corpora: dict[str, list[Doc]] = {}
        for row in _rows(names / "names_corpus.jsonl"):
            corpora.setdefault(row["corpus"], []).append(row)
        unlabelled = [
            {**row, "gold": []}
            for path in (names / "hard_negatives.jsonl", folder / "clean" / "clean.jsonl")
            for row in _rows(path)
        ]
        hard = [row for row in unlabelled if "spans" in row]
        clean = [row for row in unlabelled if "spans" not in row]
        return cls(
            _rows(names / "names_docs.jsonl"), corpora, hard, clean, next(names.glob("gazetteer*.csv"))
        )

    @property
    def all(self) -> list[tuple[str, list[Doc]]]:
        """Every document, by where it comes from."""
        bbc = [row for rows in self.corpora.values() for row in rows]
        return [("docs", self.documents), ("bbc", bbc), ("hard", self.hard), ("clean", self.clean)]


def listed_rows(bench: Bench, cache: Path | None) -> Iterator[Row]:
    """Spellings beside names of a list: the benchmark's with ours, and ours alone."""
    own, other = open_gazetteer(BUILT_IN_PLACES, cache), open_gazetteer(bench.gazetteer, cache)
    for size, lists in (("big", (own, other)), ("small", (own,))):
        near = NearListed(ListedNames(lists), None)
        for source, documents in bench.all:
            for document in documents:
                names = _names(document)
                for guesses in near.guesses(names):
                    for guess in guesses:
                        spans = _spans(names, guess.word.spelling)
                        label = _label(document, spans, guess.right)
                        if guess.run:
                            label = max(
                                label,
                                _label(document, ((guess.run.start, guess.run.end),), guess.fit.name.text),
                            )
                        yield _row(
                            f"{size} {source}",
                            document,
                            guess.word.spelling,
                            spans,
                            label,
                            guess.features,
                        )


def _damage(bench: Bench) -> Damage:
    labelled = [*bench.documents, *(row for rows in bench.corpora.values() for row in rows)]
    return Damage.learned(labelled, _listed(bench.gazetteer))


def document_rows(bench: Bench) -> Iterator[Row]:
    """Spellings beside others of the same document."""
    for source, documents in bench.all:
        for document in documents:
            names = _names(document)
            for pairs in TwoSpellings(names, None).pairs():
                for pair in pairs:
                    spans = _spans(names, pair.word.spelling)
                    label = _label(document, spans, pair.right)
                    yield _row(source, document, pair.word.spelling, spans, label, pair.features)


def corpus_rows(bench: Bench) -> Iterator[Row]:
    """Rare spellings beside frequent ones of the same run: as labelled, and in corpora that we damage."""
    for name, documents in bench.corpora.items():
        yield from _rows_of_corpus(name, documents)
    yield from _rows_of_corpus("docs", bench.documents)
    yield from _rows_of_corpus("hard", bench.hard)
    yield from _rows_of_corpus("clean", bench.clean)
    news = [row for row in bench.clean if row["genre"] == "news"]
    damage = _damage(bench)
    for number in range(_ROUNDS):
        rng = random.Random(number)
        for name, documents in bench.corpora.items():
            sound = [row for row in documents if not row["gold"]]
            yield from _rows_of_corpus(f"own {name}", damaged(sound, damage, _DAMAGED_SHARE, rng))
        shuffled = rng.sample(news, len(news))
        for first in range(0, len(news), _NEWS_CORPUS):
            part = damaged(shuffled[first : first + _NEWS_CORPUS], damage, _DAMAGED_SHARE, rng)
            yield from _rows_of_corpus("own news", part)
    print("corpora read", file=sys.stderr)


def _rows_of_corpus(source: str, documents: Sequence[Doc]) -> Iterator[Row]:
    read = [_names(document) for document in documents]
    sketches = (
        (number, sketch)
        for number, (document, names) in enumerate(zip(documents, read, strict=True))
        if (sketch := sketch_of(Document(document["id"], "", None, document["text"]), names))
    )
    corpus = CorpusNames(sketches, None)
    for pairs in corpus.pairs():
        for pair in pairs:
            document, names = documents[pair.ordinal], read[pair.ordinal]
            spans = tuple(
                span
                for spelling in names.spellings.get(pair.word.folded, ())
                for span in _spans(names, spelling)
            )
            label = _label(document, spans, pair.right)
            yield _row(source, document, pair.word.folded, spans, label, pair.features)
    corpus.close()


def _row(source: str, document: Doc, word: str, spans: Spans, label: int, features: tuple[float, ...]) -> Row:
    gold = document["gold"]
    group = "".join(words_of(gold[0]["correct"])) if gold else document["id"]
    return Row(source, document["id"], group, word, spans, label, features)


def _label(document: Doc, spans: Spans, right: str) -> int:
    """Whether a labelled name stands there, and *right* would make it right."""
    label = 0
    for gold in document["gold"]:
        for start, end in spans:
            if start < gold["end"] and gold["start"] < end:
                text = document["text"]
                first, last = min(start, gold["start"]), max(end, gold["end"])
                mended = text[first:start] + right + text[end:last]
                wanted = text[first : gold["start"]] + gold["correct"] + text[gold["end"] : last]
                same = "".join(words_of(mended)) == "".join(words_of(wanted))
                label = max(label, 2 if same else 1)
    return label


def _names(document: Doc) -> Names:
    return Annotations(document["text"], assumed_language=ENGLISH).once(names_of)


def _spans(names: Names, spelling: str) -> Spans:
    return tuple((start, start + len(spelling)) for start in names.notes.capitals.get(spelling, ()))


def _listed(path: Path) -> Iterable[str]:
    gazetteer = open_gazetteer(path, None)
    return (gazetteer.name(number).text for number in range(len(gazetteer)))


def _rows(path: Path) -> list[Doc]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fold_of(group: str, folds: int) -> int:
    """In which of so many parts a group is tested."""
    return int(md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % folds
