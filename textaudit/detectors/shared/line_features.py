"""All lines of a document as numbers: what each shows by itself, beside its neighbours and at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import copysign, log1p
from typing import Final

from textaudit.detectors.shared.line_facts import BESIDE, LONG_CHARS, Line, fact_names
from textaudit.detectors.shared.line_words import BESIDE as BESIDE_WORDS
from textaudit.detectors.shared.line_words import LineWords

# Rules whose matches are evidence. A new rule joins when the model is trained anew.
# fmt: off
RULES: Final = (*(f"boilerplate/{name}" for name in (
    "advertisement", "app-prompt", "author-bio", "button-word", "byline-line", "caption",
    "comment-form", "comment-thread", "cookie-notice", "copyright-line", "date-line", "hashtag-row",
    "legal-footer", "login-prompt", "menu-breadcrumb", "menu-line", "menu-row", "name-line",
    "newsletter", "orphan-name", "paywall", "photo-credit", "read-more", "related-list", "reply-link",
    "server-error", "share-row", "skip-link", "syndication-line", "tag-list", "tail-line",
    "user-counter",
)), "duplicate/repeated-block")
# fmt: on
_OPENERS: Final = {  # what such a rule found often has more of its kind behind it
    "related": ("related-list", "read-more"),
    "comments": ("comment-form", "comment-thread", "reply-link"),
    "asks": ("newsletter", "share-row", "app-prompt"),
    "menu": ("menu-line", "menu-row", "menu-breadcrumb", "skip-link"),
}
_FAR = 30  # lines; whatever is farther is equally far
_NEAR = 3  # lines
_FEW_HITS = 0.02  # a line
_SOME_CHARS = 80  # a line so long says something of the text's subjects
_SHORT_CHARS = 60
_WINDOWS = (4, 10)  # lines
_NEIGHBOURS = (-1, 1, -2, 2, -3, 3)
_NOBODY = (-1.0,) * len(BESIDE)
# fmt: off
_PLACE: Final = (
    "same", "same_first", "same_two", "same_last", "beside_first", "beside_last", "index", "index_back",
    "share", "text_before", "from_first", "from_last", "before", "after", "prose_before", "prose_after",
    "hit_before", "hit_after", "run", "run_place", "chars_before", "chars_after", "known",
    "known_count", "subject_count", "known_next", "known_last", "alike", "shared_before",
    "shared_after", "goes_on", "gone_on", "torn", "named",
)
# fmt: on
# fmt: off
_DOCUMENT: Final = (
    "lines", "chars", "prose", "prose_chars", "short", "hits", "hits_log", "prose_log", "torn",
    "torn_log", "titles", "bylines", "bullets", "head", "tail",
)
# fmt: on


@cache
def feature_names() -> tuple[str, ...]:
    """What the numbers of `features_of` say."""
    return (
        *fact_names(),
        *(f"hit {rule}" for rule in RULES),
        "hit",
        "safe",
        *_PLACE,
        *(f"since {name}" for name in _OPENERS),
        *(f"{name} at {step}" for step in _NEIGHBOURS for name in BESIDE),
        *(
            f"{name} {side} in {size}"
            for size in _WINDOWS
            for name in ("hits", "stops", "subjects", "length")
            for side in ("before", "after")
        ),
        *(f"all {name}" for name in _DOCUMENT),
        *(f"words at {step}" for step in BESIDE_WORDS),
    )


class Page:
    """The lines of a document, and what is known of them together."""

    def __init__(self, lines: Sequence[Line], words: LineWords) -> None:
        self.lines, self.words = lines, words
        size = len(lines)
        prose = [n for n, line in enumerate(lines) if line.prose]
        if not prose:
            prose = [n for n, line in enumerate(lines) if line.length >= _SOME_CHARS and line.stop]
        if not prose:
            prose = [max(range(size), key=lambda n: lines[n].length)]
        self.first, self.last = prose[0], prose[-1]
        self.ends = [0, *accumulate(line.length for line in lines)]
        self.chars = max(1, self.ends[-1])
        self.prose_before = _since([line.prose for line in lines])
        self.prose_after = _since([line.prose for line in reversed(lines)])[::-1]
        self.hit_before = _since([line.hit >= 1 for line in lines])
        self.hit_after = _since([line.hit >= 1 for line in reversed(lines)])[::-1]
        self.openers = [_since([any(line.hits[n] for n in places) for line in lines]) for places in _places()]
        self.runs = _runs(lines)
        self.known = Counter(w for line in lines if line.length >= _SOME_CHARS for w in line.subjects)
        self.names = Counter(w for line in lines if line.name for w in line.tokens)
        self.same = Counter(_shape(line.text) for line in lines)
        short = [line for line in lines if not line.prose and line.tokens]
        self.firsts = Counter(line.tokens[0] for line in short)
        self.pairs = Counter(tuple(line.tokens[:2]) for line in short if len(line.tokens) > 2)
        self.lasts = Counter(line.tokens[-1] for line in short)
        self.sums = [
            [0.0, *accumulate(values)]
            for values in (
                [line.hit for line in lines],
                [float(line.stop) for line in lines],
                [0.0 if line.prose else line.facts[-2] for line in lines],
                [float(min(line.length, LONG_CHARS)) for line in lines],
            )
        ]
        self.besides = [line.beside for line in lines]
        self.whole = self._whole()

    def _whole(self) -> tuple[float, ...]:
        lines, size = self.lines, len(self.lines)
        prose = sum(line.prose for line in lines)
        hits = self.sums[0][-1]
        torn = sum(1 for a, b in pairwise(lines) if b.low and not a.stop and a.length > _FAR)
        bylines = RULES.index("boilerplate/byline-line")
        return (
            log1p(size),
            log1p(self.ends[-1]),
            prose / size,
            sum(line.length for line in lines if line.prose) / self.chars,
            sum(1 for line in lines if line.length < _SHORT_CHARS) / size,
            hits / size,
            log1p(hits),
            log1p(prose),
            torn / size,
            log1p(torn),
            sum(1 for line in lines if line.length < _SHORT_CHARS and line.facts[9] and not line.stop) / size,
            float(any(line.hits[bylines] for line in lines)),
            sum(line.facts[12] for line in lines if not line.prose) / size,
            log1p(self.first),
            log1p(size - 1 - self.last),
        )

    def is_plain(self, index: int) -> bool:
        """Whether a line is hardly ever furniture, told at little cost, as most lines are so.

        Sentences far from all that rules found; where they found next to nothing, lines in lower case. Never a line
        in which they found something.
        """
        line = self.lines[index]
        if line.hit:
            return False
        if line.stop and line.length >= _SHORT_CHARS:
            return self.hit_before[index] > _NEAR and self.hit_after[index] > _NEAR
        return self.sums[0][-1] <= _FEW_HITS * len(self.lines) and line.is_ordinary

    def features(self, index: int, weights: Mapping[str, float]) -> list[float]:
        """The numbers of one line, in the order of `feature_names`.

        Args:
            weights: of the words, as `LineWords.around` takes them.
        """
        line = self.lines[index]
        values = [*line.facts, *line.hits, line.hit, line.safe]
        values += self._place(index, line)
        values += (since[index] for since in self.openers)
        size = len(self.lines)
        for step in _NEIGHBOURS:
            values += self.besides[index + step] if 0 <= index + step < size else _NOBODY
        for reach in _WINDOWS:
            start, end = max(0, index - reach), min(size, index + reach + 1)
            before, after = max(1, index - start), max(1, end - index - 1)
            for sums in self.sums:
                values += ((sums[index] - sums[start]) / before, (sums[end] - sums[index + 1]) / after)
        values += self.whole
        values += self.words.around(index, weights)
        return values

    def _place(self, index: int, line: Line) -> Iterator[float]:
        lines, size, ends = self.lines, len(self.lines), self.ends
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < size else None
        near = [other for other in (before, after) if other]
        tokens = () if line.prose else line.tokens
        yield log1p(self.same[_shape(line.text)] - 1)
        yield log1p(self.firsts[tokens[0]] - 1) if tokens else 0.0
        yield log1p(self.pairs[tuple(tokens[:2])] - 1) if len(tokens) > 2 else 0.0
        yield log1p(self.lasts[tokens[-1]] - 1) if tokens else 0.0
        yield sum(1 for other in near if tokens and not other.prose and other.tokens[:1] == tokens[:1])
        yield sum(1 for other in near if tokens and not other.prose and other.tokens[-1:] == tokens[-1:])
        yield log1p(index)
        yield log1p(size - 1 - index)
        yield index / max(1, size - 1)
        yield ends[index] / self.chars
        yield copysign(log1p(abs(index - self.first)), index - self.first)
        yield copysign(log1p(abs(index - self.last)), index - self.last)
        yield index < self.first
        yield index > self.last
        yield self.prose_before[index]
        yield self.prose_after[index]
        yield self.hit_before[index]
        yield self.hit_after[index]
        run, place = self.runs[index]
        yield log1p(run)
        yield place / max(1, run)
        yield log1p(max(0, ends[self.first] - ends[index]))
        yield log1p(max(0, ends[index] - ends[self.last + 1]))
        yield from self._overlap(index, line, before, after)
        open_before = before is not None and not before.stop and before.length > _FAR
        yield sum(1 for other in near if abs(other.length - line.length) <= 0.3 * line.length)
        yield len(line.subjects & before.subjects) if before else -1
        yield len(line.subjects & after.subjects) if after else -1
        yield open_before
        yield after is not None and after.low
        yield open_before and after is not None and (after.low or after.text[0] in ",.;)")
        yield -1 if line.name else max((self.names[word] for word in line.tokens[:6]), default=0)

    def _overlap(self, index: int, line: Line, before: Line | None, after: Line | None) -> Iterator[float]:
        """How much of what the line is about the text speaks of, and the paragraphs around it."""
        own = 1 if line.length >= _SOME_CHARS else 0
        subjects = line.subjects
        shared = sum(1 for word in subjects if self.known[word] > own)
        yield shared / len(subjects) if subjects else -1
        yield shared
        yield len(subjects)
        for other in (index + 1 + int(self.prose_after[index]), index - 1 - int(self.prose_before[index])):
            known = subjects and 0 <= other < len(self.lines) and self.lines[other].prose
            yield len(subjects & self.lines[other].subjects) / len(subjects) if known else -1


@cache
def _places() -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(RULES.index(f"boilerplate/{name}") for name in names) for names in _OPENERS.values())


def _since(marks: Sequence[bool]) -> list[float]:
    """For each line how many lines ago the last mark was."""
    found, since = [], float(_FAR)
    for mark in marks:
        found.append(since)
        since = 0.0 if mark else min(_FAR, since + 1)
    return found


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """For each line the length of the run of short lines that it belongs to, and its place there."""
    found: list[tuple[int, int]] = []
    short = [line.length < _SHORT_CHARS for line in lines]
    while len(found) < len(lines):
        start = len(found)
        end = start
        while end < len(lines) and short[end]:
            end += 1
        found += [(end - start, place) for place in range(end - start)] or [(0, 0)]
    return found


def _shape(text: str) -> str:
    return text.lower().translate(_ZEROS)


_ZEROS: Mapping[int, str] = dict.fromkeys(map(ord, "123456789"), "0")
