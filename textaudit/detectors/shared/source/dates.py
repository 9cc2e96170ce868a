"""Dates and weekdays of a translation that are not those of its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textaudit.annotate import Annotations
from textaudit.annotate.parallel.alignment import Bead
from textaudit.annotate.parallel.dates import Date, Weekday, dates_in, weekdays_in
from textaudit.annotate.parallel.quantities import quantities_in
from textaudit.detectors.shared.source.compared import Beside, Difference
from textaudit.detectors.shared.source.sentences import comparable
from textaudit.model import Span, Strength

_PARTS: Final = ("year", "month", "day")


def date_differences(notes: Annotations) -> tuple[Difference, ...]:
    """All of them, ascending. Ask for it with ``notes.once``."""
    two = notes.once(comparable)
    found: list[Difference] = []
    for number, bead in enumerate(two.beads):
        if bead.sources and bead.targets:
            around = [b for b in two.beads[max(0, number - 1) : number + 2] if b is not bead]
            found += _dates(two, bead, around)
            found += _weekdays(two, bead, around)
    return tuple(sorted(found, key=lambda difference: difference.span))


def _dates_of(notes: Annotations, spans: Sequence[Span], language: str | None) -> list[Date]:
    return [date for start, end in spans for date in dates_in(notes.text, start, end, language)]


def _dates(two: Beside, bead: Bead, around: Sequence[Bead]) -> Iterator[Difference]:
    ours = _dates_of(two.source, bead.sources, two.languages[0])
    theirs = _dates_of(two.target, bead.targets, two.languages[1])
    left: list[Date] = []
    for their in theirs:
        fit = [our for our in ours if _agree(our, their)]
        if fit:
            ours.remove(max(fit, key=lambda our: len(_shared(our, their))))
        else:
            left.append(their)
    if not left:
        return
    numbers = {
        value
        for start, end in bead.sources
        for quantity in quantities_in(two.source.text, start, end, two.languages[0])
        for value in quantity.values
    }
    for their in left:
        conflicting = [our for our in ours if _shared(our, their)]
        if conflicting:
            our = max(
                conflicting, key=lambda our: sum(_equal(our, their, part) for part in _shared(our, their))
            )
            span = _conflict(our, their, numbers)
            if span is not None:
                ours.remove(our)
                yield Difference("date", span, Strength.SURE, our.span, two.source.text[our.span.slice])


def _shared(our: Date, their: Date) -> list[str]:
    """The parts that both say."""
    return [part for part in _PARTS if getattr(our, part) is not None and getattr(their, part) is not None]


def _equal(our: Date, their: Date, part: str) -> bool:
    return bool(getattr(our, part) == getattr(their, part))


def _agree(our: Date, their: Date) -> bool:
    shared = _shared(our, their)
    if not shared:
        return False
    if all(_equal(our, their, part) for part in shared):
        return True
    turned = (our.turned or their.turned) and our.month == their.day and our.day == their.month
    return turned and (our.year is None or their.year is None or our.year == their.year)


def _conflict(our: Date, their: Date, numbers: set[float]) -> Span | None:
    """The one part that is another, or the whole date where several are."""
    wrong = [
        (part, their.spans[n])
        for n, part in enumerate(_PARTS)
        if part in _shared(our, their) and not _equal(our, their, part)
    ]
    if len(wrong) == 1:
        part, span = wrong[0]
        if (
            part == "day"
            and float(their.day or 0) in numbers
            and float(our.day or 0) != float(their.day or 0)
        ):
            return None  # from 3 to 5 May: the other day stands by itself
        return span
    return their.span


def _weekdays(two: Beside, bead: Bead, around: Sequence[Bead]) -> Iterator[Difference]:
    ours = _weekdays_of(two.source, bead.sources, two.languages[0])
    theirs = _weekdays_of(two.target, bead.targets, two.languages[1])
    known = {weekday.day for weekday in ours}
    said = {weekday.day for weekday in theirs}
    lost = [weekday for weekday in ours if weekday.day not in said]
    for their in theirs:
        if their.day not in known and lost:
            our = lost.pop(0)
            expected = two.source.text[our.span.slice]
            yield Difference("date", their.span, Strength.SURE, our.span, expected)


def _weekdays_of(notes: Annotations, spans: Sequence[Span], language: str | None) -> list[Weekday]:
    return [day for start, end in spans for day in weekdays_in(notes.text, start, end, language)]
