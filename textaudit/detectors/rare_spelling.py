"""A name that few documents of a run spell so, and many nearly so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

import orjson

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.detectors.shared.names.corpus_links import CorpusNames
from textaudit.detectors.shared.names.corpus_sketch import sketch_of
from textaudit.detectors.shared.names.forms import folded, names_of
from textaudit.detectors.shared.names.found import strength_of, taken
from textaudit.detectors.shared.names.listed import cased
from textaudit.detectors.shared.names.model import name_model
from textaudit.model import Document, Evidence, Match, Span
from textaudit.resources import Resources


class RareSpelling(CorpusDetector):
    """The documents of a run vote on a name: where three or more spell it one way, and at most three nearly so.

    A trained model weighs the letters that differ, the number of documents, and whether both spellings stand
    beside the same words and names (`names/corpus_links.py` has its features).

    Params:
        sure, likely, weak: probabilities from which a match has that strength.
    """

    stage = "last"  # what a list of names knows better is left to it

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        sure: float = 0.7
        likely: float = 0.27
        weak: float = 0.12

    params: Params
    _resources: Resources

    def equip(self, resources: Resources) -> None:
        """Take the lists of names: what they have is right."""
        self._resources = resources

    def sketch(self, document: Document, notes: Annotations) -> bytes:
        """The names of a document with what stands around them."""
        return sketch_of(document, notes.once(names_of))

    def link(self, sketches: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """For each document its rare spellings with what is meant, how likely, and where that stands."""
        model = name_model("corpus")
        with closing(CorpusNames(sketches, model)) as corpus:
            found = []
            for pairs in corpus.pairs():
                probability, pair = max(
                    ((model.probability(p.features), p) for p in pairs), key=lambda one: one[0]
                )
                if probability >= self.params.weak:
                    found.append((pair.ordinal, pair.word.folded, pair.right, probability))
            found.sort()
            for ordinal, rows in groupby(found, key=lambda row: row[0]):
                language = corpus.language(ordinal)
                yield (
                    ordinal,
                    orjson.dumps(
                        [
                            (
                                word,
                                corpus.spelling(language, right),
                                probability,
                                corpus.documents(language, right),
                                corpus.evidence(language, right),
                            )
                            for _, word, right, probability in rows
                        ]
                    ),
                )

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per place of a rare spelling."""
        if context.link is None:
            return
        names, found = context.notes.once(names_of), []
        for word, name, probability, documents, evidence in orjson.loads(context.link):
            strength = strength_of(probability, self.params)
            if strength is None or self._resources.knows(word):
                continue
            proof = tuple(
                Evidence(id, path, record, Span(start, end), text, "spelt so there")
                for id, path, record, start, end, text in evidence
            )
            for spelling in names.spellings.get(word, ()):
                if names.in_address(spelling) or names.are_two(spelling, folded(name)):
                    continue
                right = cased(name, spelling)
                values = {"name": name, "documents": str(documents)}
                for start in names.notes.capitals[spelling]:
                    span = Span(start, start + len(spelling))
                    if not taken(span, context.matches):
                        found.append(Match(span, strength, right, (right,), proof, values=values))
        yield from sorted(found, key=lambda match: match.span)
