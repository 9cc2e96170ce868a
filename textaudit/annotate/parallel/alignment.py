"""Which sentences of a source and of its translation belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textaudit.annotate.parallel.anchors import anchors_in, weighed
from textaudit.annotate.parallel.dynamic import Passage, Step, align, overlap
from textaudit.model import Span

_SMALL: Final = 40_000  # pairs of paragraphs; where there are more, anchors cut the texts first
_SURE_ANCHORS: Final = 1.2  # what a pair of paragraphs shares, to be cut out of the rest
_MOST_SENTENCES: Final = 30_000  # of a text; five long novels
_MOST_LONE: Final = 0.5  # share of sentences without a counterpart
_MOST_RATIO: Final = 3.0  # how much longer one text may be than the other
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WIDTH: Final = 3.2  # letters of an alphabet that say what one such character says
_USUAL_CHARS: Final = 600.0  # so much text weighs as much as what is usual for the two scripts
_FEW_ANCHORS: Final = 8.0
_LEAST_SHARED: Final = 0.15


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together, as spans of the two texts; one side may be empty."""

    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A text beside its source.

    Attributes:
        beads: in order; together they hold all sentences of both.
        ratio: characters of the translation for each of the source.
        languages: of source and translation, as far as they are known or can be guessed.
        doubt: why the two do not seem to belong together, or nothing.
    """

    beads: tuple[Bead, ...]
    ratio: float
    languages: tuple[str | None, str | None] = (None, None)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: its language and its paragraphs as sentences."""

    text: str
    language: str | None
    paragraphs: Sequence[Sequence[Span]]


def aligned(source: Side, target: Side) -> Alignment:
    """Align two texts, by paragraph first, then by sentence.

    Linear in their length: paragraphs that surely belong together part the texts, and within what is left the way
    strays only so far from the straight line.
    """
    sizes = [
        max(sum(end - start for p in side.paragraphs for start, end in p), 1) for side in (source, target)
    ]
    usual = _letters(target.text) / _letters(source.text)
    ratio = min(max((sizes[1] + _USUAL_CHARS * usual) / (sizes[0] + _USUAL_CHARS), 0.2), 5.0)
    languages = (source.language, target.language)
    doubt = _too_different(source.text, target.text)
    if any(sum(map(len, side.paragraphs)) > _MOST_SENTENCES for side in (source, target)):
        doubt = f"more than {_MOST_SENTENCES:,} sentences"
    if doubt:
        return Alignment((), ratio, languages, doubt)
    sentences = [
        [[_passage(side, span) for span in group] for group in side.paragraphs] for side in (source, target)
    ]
    paragraphs = [[_together(group) for group in side] for side in sentences]
    sides = _weighed(paragraphs)
    beads: list[Bead] = []
    for i, j in _regions(sides[0], sides[1], ratio):
        ours = [pair for n in i for pair in zip(source.paragraphs[n], sentences[0][n], strict=True)]
        theirs = [pair for n in j for pair in zip(target.paragraphs[n], sentences[1][n], strict=True)]
        beads += _beads(ours, theirs, ratio)
    return Alignment(tuple(beads), ratio, languages, _unlike(beads, paragraphs))


def _too_different(source: str, target: str) -> str:
    ours, theirs = _visible(source), _visible(target)
    for long, short, what in ((ours, theirs, "the source is"), (theirs, ours, "it is")):
        if long > _MOST_RATIO * max(short, 1.0):
            return f"{what} more than {_MOST_RATIO:g} times as long"
    return ""


def _letters(text: str) -> float:
    """How many characters say what one of Chinese says: 1 of a text in Chinese, more of one in an alphabet."""
    return _WIDTH * max(len(text), 1) / max(_visible(text), 1.0)


def _visible(text: str) -> float:
    return len(text) + (_WIDTH - 1) * sum(len(m.group()) for m in re.finditer(_WIDE.pattern + "+", text))


def _passage(side: Side, span: Span) -> Passage:
    return Passage(span.end - span.start, anchors_in(side.text, span, side.language))


def _together(passages: Sequence[Passage]) -> Passage:
    anchors: dict[str, float] = {}
    for passage in passages:
        anchors |= passage.anchors
    return Passage(sum(passage.length for passage in passages), anchors)


def _weighed(sides: Sequence[Sequence[Passage]]) -> list[list[Passage]]:
    anchors = weighed([[passage.anchors for passage in side] for side in sides])
    return [
        [Passage(passage.length, own) for passage, own in zip(side, weights, strict=True)]
        for side, weights in zip(sides, anchors, strict=True)
    ]


def _regions(sources: list[Passage], targets: list[Passage], ratio: float) -> Iterator[Step]:
    """Runs of paragraphs whose sentences are to be aligned among themselves."""
    pending: list[Step] = []
    for step in _paragraph_steps(sources, targets, ratio):
        i, j = step
        shared = overlap(sources[i.start : i.stop], targets[j.start : j.stop])[0] if i and j else 0.0
        if len(i) == len(j) == 1 and shared >= _SURE_ANCHORS:
            if pending:
                yield _joined(pending)
                pending = []
            yield step
        else:
            pending.append(step)
    if pending:
        yield _joined(pending)


def _joined(steps: list[Step]) -> Step:
    (first, begin), (last, end) = steps[0], steps[-1]
    return range(first.start, last.stop), range(begin.start, end.stop)


def _paragraph_steps(sources: list[Passage], targets: list[Passage], ratio: float) -> Iterator[Step]:
    i = j = 0
    for cut_i, cut_j in (*_cuts(sources, targets), (len(sources), len(targets))):
        for one, other in align(sources[i:cut_i], targets[j:cut_j], ratio):
            yield range(one.start + i, one.stop + i), range(other.start + j, other.stop + j)
        i, j = cut_i, cut_j


def _cuts(sources: list[Passage], targets: list[Passage]) -> list[tuple[int, int]]:
    """Where long texts may be parted: before paragraphs that share several anchors nobody else has.

    As in a patience diff, the longest chain of such pairs counts that is in order on both sides.
    """
    if len(sources) * len(targets) <= _SMALL:
        return []
    homes = [_only_homes(sources), _only_homes(targets)]
    votes: dict[tuple[int, int], float] = {}
    for name, i in homes[0].items():
        j = homes[1].get(name)
        if j is not None:
            votes[i, j] = votes.get((i, j), 0.0) + sources[i].anchors[name]
    return _longest_chain(sorted(pair for pair, weight in votes.items() if weight >= 2 * _SURE_ANCHORS))


def _only_homes(passages: list[Passage]) -> dict[str, int]:
    homes: dict[str, int] = {}
    twice: set[str] = set()
    for number, passage in enumerate(passages):
        for name in passage.anchors:
            if homes.setdefault(name, number) != number:
                twice.add(name)
    return {name: number for name, number in homes.items() if name not in twice}


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that ascends on both sides."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(tails[at - 1] if at else None)
        ends[at : at + 1] = [j]
        tails[at : at + 1] = [number]
    chain: list[tuple[int, int]] = []
    number_or_none = tails[-1] if tails else None
    while number_or_none is not None:
        chain.append(pairs[number_or_none])
        number_or_none = before[number_or_none]
    ordered = chain[::-1]
    return [pair for n, pair in enumerate(ordered) if n == 0 or pair[0] > ordered[n - 1][0]]


def _beads(
    ours: list[tuple[Span, Passage]], theirs: list[tuple[Span, Passage]], ratio: float
) -> Iterator[Bead]:
    """The beads of a region, of which these are the sentences."""
    sides = _weighed([[passage for _, passage in side] for side in (ours, theirs)])
    for one, other in align(sides[0], sides[1], ratio):
        yield Bead(tuple(ours[n][0] for n in one), tuple(theirs[n][0] for n in other))


def _unlike(beads: Sequence[Bead], paragraphs: Sequence[Sequence[Passage]]) -> str:
    """Why the two texts do not belong together, if so."""
    count: Callable[[Bead], int] = lambda bead: len(bead.sources) + len(bead.targets)  # noqa: E731
    lone = sum(count(bead) for bead in beads if not bead.sources or not bead.targets)
    if lone > _MOST_LONE * max(sum(map(count, beads)), 1):
        return "most of their sentences have no counterpart"
    ours, theirs = (
        {name: w for p in side for name, w in p.anchors.items() if name[0] in "nmpw"} for side in paragraphs
    )
    total = min(sum(ours.values()), sum(theirs.values()))
    shared = sum(weight for name, weight in ours.items() if name in theirs)
    if total >= _FEW_ANCHORS and shared < _LEAST_SHARED * total:
        return "they share hardly a number or a date"
    return ""
