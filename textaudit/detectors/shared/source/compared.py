"""A document beside its source: the passages to compare, and findings with the source passage as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.annotate.parallel.alignment import Bead
from textaudit.model import Document, Evidence, Match, Span, Strength


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the translation says in another way than its source.

    Attributes:
        span: in the translation.
        source: in the source.
        expected: what would be right, in the words of the source, where that is known.
    """

    kind: str
    span: Span
    strength: Strength
    source: Span | None
    expected: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The two texts and their beads; none where they do not seem to belong together."""

    source: Annotations
    target: Annotations
    beads: Sequence[Bead]
    languages: tuple[str | None, str | None]


def beside(notes: Annotations) -> Beside:
    """A document and its source. Ask for it with ``notes.once``."""
    alignment = notes.alignment
    assert notes.original is not None
    assert alignment is not None
    return Beside(notes.original, notes, () if alignment.doubt else alignment.beads, alignment.languages)


def match_of(difference: Difference, document: Document) -> Match:
    """A difference as a match, with the passage of the source as evidence."""
    source = difference.source
    evidence = () if source is None else (source_evidence(document, source),)
    return Match(
        difference.span,
        difference.strength,
        suggestions=difference.suggestions,
        evidence=evidence,
        values={"kind": difference.kind, "expected": difference.expected},
    )


def source_evidence(document: Document, span: Span, note: str = "the source") -> Evidence:
    """A passage of the source."""
    source = document.source
    assert source is not None
    return Evidence(source.id, source.path, source.record, span, source.text[span.slice], note)


def whole(spans: Sequence[Span]) -> Span:
    """From the first to the last of *spans*."""
    return Span(spans[0].start, spans[-1].end)
