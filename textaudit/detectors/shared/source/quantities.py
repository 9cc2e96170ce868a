"""Numbers, units and currencies of a translation that are not those of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from textaudit.annotate import Annotations
from textaudit.annotate.parallel.dates import Time, dates_in, times_in
from textaudit.annotate.parallel.quantities import Quantity, quantities_in
from textaudit.detectors.shared.source.compared import Beside, Difference
from textaudit.detectors.shared.source.measures import compatible, converted, is_currency
from textaudit.detectors.shared.source.sentences import comparable
from textaudit.model import Span, Strength

_ANY_ORDER: Final = frozenset(("zh", "ja", "ko", "tr", "hi", "hu", "fi", "fa"))  # put numbers elsewhere
_LEAST_ROUNDED: Final = 100
_MOST_ROUNDED: Final = 1e15  # beyond, floating point rounds by itself
_YEARS: Final = range(1500, 2101)
_SMALL: Final = 2
_HALF_DAY: Final = 720
_COUNTED = re.compile(
    r"(?:st|nd|rd|th|er|e|s|h|km|kg|cm|mm|ha|m|g|l|t)?\b(?![:/@#=_]\w)|:\d{1,3}\b"
)  # what may touch a number


@dataclass(slots=True)
class _Sides:
    """The numbers of one bead; those that found their counterpart are taken out."""

    ours: list[Quantity]
    theirs: list[Quantity]
    known: frozenset[float]  # numbers of the source's dates and times
    source_times: list[Time]
    target_times: list[Time]
    paired: list[tuple[Quantity, Quantity]] = field(default_factory=list)
    crossed: list[tuple[Quantity, Quantity]] = field(default_factory=list)  # same number, other unit


def quantity_differences(notes: Annotations) -> tuple[Difference, ...]:
    """All of them, ascending. Ask for it with ``notes.once``."""
    two = notes.once(comparable)
    sides = [_sides(two, bead.sources, bead.targets) for bead in two.beads]
    for one in sides:
        _pair(one)
    found: list[Difference] = []
    for number, one in enumerate(sides):
        around = [side for side in sides[max(0, number - 1) : number + 2] if side is not one]
        found += _changed_times(one)
        found += _differences(two, one, around)
        found += _swapped(two, one)
    return tuple(sorted(found, key=lambda difference: difference.span))


def _sides(two: Beside, sources: Sequence[Span], targets: Sequence[Span]) -> _Sides:
    known: set[float] = set()
    lists: list[list[Quantity]] = []
    times: list[list[Time]] = []
    for notes, spans, language in zip(
        (two.source, two.target), (sources, targets), two.languages, strict=True
    ):
        own: list[Quantity] = []
        clock: list[Time] = []
        for start, end in spans:
            here = times_in(notes.text, start, end)
            dates = dates_in(notes.text, start, end, language)
            taken = [time.span for time in here]
            if notes is two.target:
                taken += [span for date in dates for span in date.spans if span]
            else:
                known |= {float(n) for date in dates for n in (date.year, date.month, date.day) if n}
                known |= {n for time in here for n in _of_clock(time)}
            own += [q for q in quantities_in(notes.text, start, end, language) if not _within(q.span, taken)]
            clock += here
        lists.append(own)
        times.append(clock)
    return _Sides(lists[0], lists[1], frozenset(known), times[0], times[1])


def _within(span: Span, taken: Sequence[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in taken)


def _of_clock(time: Time) -> Iterator[float]:
    hour, minute = divmod(time.minutes, 60)
    yield from (float(hour), float(minute), float(hour % 12), float(hour + 12), hour + minute / 100)


def _pair(sides: _Sides) -> None:
    """Take out what has its counterpart: same number and unit first, then what may be the same."""
    for rule in (_same, _may_be_same, _same_converted, _rounded):
        for their in list(sides.theirs):
            fit = [our for our in sides.ours if rule(our, their)]
            if fit:
                best = min(fit, key=lambda our: not our.in_digits)
                sides.ours.remove(best)
                sides.theirs.remove(their)
                sides.paired.append((best, their))
    for their in list(sides.theirs):
        fit = [our for our in sides.ours if _same_value(our, their) and _tells(our, their)]
        if fit and not any(_is_for(our, their) for our in sides.ours if our is not fit[0]):
            sides.ours.remove(fit[0])
            sides.theirs.remove(their)
            sides.crossed.append((fit[0], their))


def _same_value(our: Quantity, their: Quantity) -> bool:
    return not set(our.values).isdisjoint(their.values)


def _tells(our: Quantity, their: Quantity) -> bool:
    """Whether numbers in words are enough to say that their units should be the same: "one" and "first" are not."""
    return their.in_digits or (bool(our.labels) and bool(their.labels) and their.values[0] > _SMALL)


def _same(our: Quantity, their: Quantity) -> bool:
    return _same_value(our, their) and not our.labels.isdisjoint(their.labels)


def _may_be_same(our: Quantity, their: Quantity) -> bool:
    return _same_value(our, their) and compatible(our.labels, their.labels)


def _same_converted(our: Quantity, their: Quantity) -> bool:
    return any(converted(a, our.labels, b, their.labels) for a in our.values for b in their.values)


def _rounded(our: Quantity, their: Quantity) -> bool:
    """Whether the translation has the number with fewer figures."""
    value, rounded = our.values[0], their.values[0]
    if (
        not _LEAST_ROUNDED <= rounded < _MOST_ROUNDED
        or value >= _MOST_ROUNDED
        or int(rounded) in _YEARS
        or not compatible(our.labels, their.labels)
    ):
        return False
    figures = len(f"{rounded:.0f}".rstrip("0"))
    return float(f"{value:.{figures - 1}e}") == rounded and figures < len(f"{value:.0f}".rstrip("0"))


def _is_for(our: Quantity, their: Quantity) -> bool:
    """Whether a number of another value counts what the translation counts."""
    return bool(our.labels) and not our.labels.isdisjoint(their.labels)


def _differences(two: Beside, sides: _Sides, around: Sequence[_Sides]) -> Iterator[Difference]:
    for our, their in sides.crossed:
        if their.label is None:
            continue
        money = any(map(is_currency, our.labels)) and any(map(is_currency, their.labels))
        source = Span(our.span.start, max(our.span.end, our.label.end if our.label else 0))
        yield Difference(
            "currency" if money else "unit",
            their.label,
            Strength.SURE if our.in_digits else Strength.LIKELY,
            Span(min(source.start, our.label.start) if our.label else source.start, source.end),
            two.source.text[our.label.slice] if our.label else "",
        )
    lost = [our for our in sides.ours if our.in_digits and not _is_code(two.source.text, our.span)]
    for their in sides.theirs:
        if (
            not their.in_digits
            or not sides.known.isdisjoint(their.values)
            or _is_code(two.target.text, their.span)
        ):
            continue
        if not lost:
            if not _moved(their, around):
                yield from _added(two, sides, their)
            continue
        our = min(lost, key=lambda one: _distance(two, one, their))
        lost.remove(our)
        expected = two.source.text[our.span.slice]
        yield Difference("number", their.span, Strength.SURE, our.span, expected)


def _is_code(text: str, span: Span) -> bool:
    """Whether digits are part of an address or a version rather than a number: 2001:db8::1, x86, 0000."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    digits = text[span.slice]
    zeros = len(digits) > 2 and digits[0] == "0" and digits.isdigit()
    return zeros or (
        any((c.isascii() and c.isalpha()) or c in "_:/@#=" for c in around)
        and not _COUNTED.match(text, span.end)
    )


def _moved(their: Quantity, around: Sequence[_Sides]) -> bool:
    """Whether a neighbouring sentence of the source has the number and its translation lost it."""
    return any(_may_be_same(our, their) for side in around for our in side.ours)


def _added(two: Beside, sides: _Sides, their: Quantity) -> Iterator[Difference]:
    """A number that stands nowhere in the source; words that were not understood may say it."""
    spelt = [our for our in sides.ours if not our.in_digits]
    if spelt:
        our = min(spelt, key=lambda one: _distance(two, one, their))
        yield Difference("number", their.span, Strength.WEAK, our.span, two.source.text[our.span.slice])


def _distance(two: Beside, our: Quantity, their: Quantity) -> tuple[bool, int, int]:
    """How little two numbers look like one that was changed: another unit, other digits, another place."""
    one, other = two.source.text[our.span.slice], two.target.text[their.span.slice]
    digits, others = ([c for c in text if c.isdigit()] for text in (one, other))
    unlike = sum(a != b for a, b in zip(digits, others, strict=False)) + abs(len(digits) - len(others))
    return not compatible(our.labels, their.labels), unlike, our.span.start


def _swapped(two: Beside, sides: _Sides) -> Iterator[Difference]:
    """Two numbers of a sentence that count the same, in the other order: maybe each stands for the other."""
    if not _ANY_ORDER.isdisjoint(two.languages):
        return
    groups: dict[frozenset[str], list[tuple[Quantity, Quantity]]] = {}
    for our, their in sides.paired:
        if our.in_digits and their.in_digits and our.labels and their.labels:
            groups.setdefault(our.labels, []).append((our, their))
    for pairs in groups.values():
        if len(pairs) != 2:
            continue
        (our, their), (next_our, next_their) = sorted(pairs, key=lambda pair: pair[0].span.start)
        if their.span.start > next_their.span.start and not _same_value(our, next_our):
            expected = two.source.text[our.span.slice]
            yield Difference("number", next_their.span, Strength.WEAK, our.span, expected)


def _changed_times(sides: _Sides) -> Iterator[Difference]:
    """Times of day that the source does not have, while it has another."""
    ours = list(sides.source_times)
    left = []
    for their in sides.target_times:
        fit = [our for our in ours if _same_time(our, their)]
        if fit:
            ours.remove(fit[0])
        else:
            left.append(their)
    hours = {value for quantity in sides.ours for value in quantity.values}
    for their in left:
        hour = their.minutes // 60
        if hours.isdisjoint((float(hour), float(hour % 12), float(hour + 12))) and ours:
            our = ours.pop(0)
            yield Difference("number", their.span, Strength.SURE, our.span)


def _same_time(our: Time, their: Time) -> bool:
    if our.twelve or their.twelve:
        return our.minutes % _HALF_DAY == their.minutes % _HALF_DAY
    return our.minutes == their.minutes
