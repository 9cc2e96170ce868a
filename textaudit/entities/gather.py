"""The names of one document, as forms of entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from textaudit.gazetteer import fold
from textaudit.model import Finding, Mention, NameKind, Span, Suspicion
from textaudit.reporters.shared.escape import shortened

CATEGORY: Final = "garbled-name"
LONGEST: Final = 200  # code points of a form; a longer one loses its middle
_WORD = re.compile(r"[^\W_]+")


class Mark(NamedTuple):
    """Where a rule found a name wrong, and what it would put there."""

    span: Span
    rule: str
    confidence: float | None
    suggestion: str | None


class Form(NamedTuple):
    """One name as it stands in a document.

    Attributes:
        whole: the form under which it is counted: the fuller one that it is short for, without damage.
        text: as it is written.
        short: whether *whole* is a fuller form.
        suspicion: why it is taken for a garbled one.
    """

    whole: str
    text: str
    short: bool
    kind: NameKind | None
    suspicion: Suspicion | None


def key_of(form: str) -> str:
    """What forms that differ in case, accents, apostrophes and hyphens alone have in common.

    >>> key_of("JEAN-LUC Mélenchon"), key_of("O’Brien"), key_of("Boeing 737")
    ('jean luc melenchon', 'obrien', 'boeing 737')
    """
    return " ".join(_WORD.findall(fold(form))) or form.casefold()


def marks_of(findings: Iterable[Finding]) -> Iterator[Mark]:
    """What was found wrong in names."""
    for finding in findings:
        if finding.category == CATEGORY:
            suggestion = next(filter(None, finding.suggestions), None)
            yield Mark(finding.span, finding.rule, finding.confidence, suggestion)


def forms_in(text: str, mentions: Sequence[Mention], marks: Iterable[Mark]) -> Iterator[Form]:
    """The names of a document.

    A form that is found wrong counts under the name that was suggested, and where the document has that one as
    a short form, under the fuller one. A mark that no mention covers is a name too.

    Args:
        mentions: ascending, without overlaps.
        marks: what was found wrong, in any order.
    """
    marks = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end, mark.rule))
    judged, alone = _judged(text, mentions, marks)
    wholes = [_form(right) for _, right, _ in judged]
    known: dict[str, str] = {}
    for mention, (written, _, suspicion) in zip(mentions, judged, strict=True):
        if suspicion is None and mention.whole is not None:
            known.setdefault(key_of(written), wholes[mention.whole])
    for at, (mention, (written, _, suspicion)) in enumerate(zip(mentions, judged, strict=True)):
        whole = wholes[at if mention.whole is None else mention.whole]
        if suspicion is not None and mention.whole is None:
            whole = known.get(key_of(whole), whole)
        yield _made(written, wholes[at], whole, mention.kind, suspicion)
    for mark in alone:
        written = text[mark.span.slice]
        right = _form(mark.suggestion or written)
        yield _made(written, right, known.get(key_of(right), right), None, _suspicion(mark, mark.suggestion))


def _made(written: str, right: str, whole: str, kind: NameKind | None, suspicion: Suspicion | None) -> Form:
    return Form(whole, _form(written), key_of(right) != key_of(whole), kind, suspicion)


_Judged = tuple[str, str, Suspicion | None]  # as written, without the damage, and what was found


def _judged(
    text: str, mentions: Sequence[Mention], marks: Sequence[Mark]
) -> tuple[list[_Judged], list[Mark]]:
    """What was found in each mention, and the marks that touch none."""
    judged: list[_Judged] = []
    alone: list[Mark] = []
    at = 0
    for mention in mentions:
        own: list[Mark] = []
        while at < len(marks) and marks[at].span.start < mention.span.end:
            mark = marks[at]
            (own if mark.span.end > mention.span.start else alone).append(mark)
            at += 1
        judged.append(_corrected(text, mention.span, own))
    return judged, [*alone, *marks[at:]]


def _corrected(text: str, span: Span, marks: Sequence[Mark]) -> _Judged:
    """A mention without its damage. What lies beyond it of a mark belongs to the name too.

    Where marks overlap, the likeliest that suggests something is followed.
    """
    if not marks:
        written = text[span.slice]
        return written, written, None
    ranked = sorted(marks, key=lambda mark: (mark.suggestion is None, -(mark.confidence or 0.0)))
    taken: list[Mark] = []
    for mark in ranked:
        if mark.suggestion is not None and not any(mark.span.overlaps(other.span) for other in taken):
            taken.append(mark)
    start = min(span.start, *(mark.span.start for mark in marks))
    end = max(span.end, *(mark.span.end for mark in marks))
    pieces: list[str] = []
    at = start
    for mark in sorted(taken, key=lambda mark: mark.span.start):
        pieces += (text[at : mark.span.start], mark.suggestion or "")
        at = mark.span.end
    right = "".join((*pieces, text[at:end]))
    return text[start:end], right, _suspicion(ranked[0], right if taken else None)


def _suspicion(mark: Mark, suggestion: str | None) -> Suspicion:
    return Suspicion(mark.rule, mark.confidence, None if suggestion is None else _form(suggestion))


def _form(text: str) -> str:
    return shortened(" ".join(text.split()), LONGEST)
