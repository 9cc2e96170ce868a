"""`table`: for people, one entity after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from textaudit.entities.gather import CATEGORY
from textaudit.entities.pages.page import Page
from textaudit.model import DocumentPlace, Entity, Variant
from textaudit.reporters.shared.escape import shortened, visible
from textaudit.reporters.shared.summary import quarantine

_HEADER: Final = "mentions  documents  kind          name"
_INDENT: Final = " " * _HEADER.index("name")
_MIN_WIDTH: Final = 60
_NAME: Final = 60  # code points
_VARIANTS: Final = 12
_PLACES: Final = 3
_REASON: Final = 200  # code points


def table_page(page: Page, entities: Iterable[Entity]) -> Iterator[str]:
    """A header, the entities with what is known of each indented below, sums, and what was not checked."""
    if page.sums.listed:
        yield _HEADER + "\n"
    for entity in entities:
        yield "".join(line + "\n" for line in _lines(entity, max(page.width, _MIN_WIDTH)))
    yield "\n" * bool(page.sums.listed) + _summary(page) + "\n"
    yield "".join(line + "\n" for line in _missing(page))


def _lines(entity: Entity, width: int) -> Iterator[str]:
    kind = entity.kind.value if entity.kind else "–"
    listed = {None: "", True: "  in the list", False: "  not in the list"}[entity.in_list]
    yield f"{entity.mentions:>8,}  {entity.documents:>9,}  {kind:<12}  {_shown(entity.name)}{listed}"
    sound = [v for v in entity.variants if v.suspicion is None]
    if [v.text for v in sound] != [entity.name]:
        yield from _wrapped("", _counted(sound), width)
    for variant in entity.variants:
        if variant.suspicion is not None:
            yield from _wrapped("? ", [_suspect(variant)], width)
    places = [_where(place) for place in entity.places[:_PLACES]]
    places[-1] += ", …" * (entity.documents > len(places))
    yield from _wrapped("in ", places, width)


def _counted(variants: Sequence[Variant]) -> list[str]:
    shown = [f"{_shown(v.text)} {v.mentions:,}" for v in variants[:_VARIANTS]]
    more = len(variants) - len(shown)
    return [*shown, f"{more:,} more"] if more else shown


def _suspect(variant: Variant) -> str:
    suspicion = variant.suspicion
    assert suspicion is not None
    sure = "" if suspicion.confidence is None else f", {suspicion.confidence:.0%} sure"
    right = "" if suspicion.suggestion is None else f" → {_shown(suspicion.suggestion)}"
    return f"{_shown(variant.text)} {variant.mentions:,}{right} ({visible(suspicion.rule)}{sure})"


def _where(place: DocumentPlace) -> str:
    path = visible(place.path or place.id)
    return path if place.record is None else f"{path}:{place.record}"


def _shown(text: str) -> str:
    return visible(shortened(text, _NAME))


def _wrapped(begin: str, items: Sequence[str], width: int) -> Iterator[str]:
    """*items* with commas between them, on as many lines as they need; a longer one stands alone."""
    line = _INDENT + begin
    fresh = True
    for number, item in enumerate(items):
        piece = item + ("," if number + 1 < len(items) else "")
        if not fresh and _cells(line) + 1 + _cells(piece) > width:
            yield line
            line, fresh = _INDENT + " " * len(begin), True
        line += piece if fresh else " " + piece
        fresh = False
    if not fresh:
        yield line


def _cells(text: str) -> int:
    """How wide a terminal shows *text*."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _summary(page: Page) -> str:
    sums, tally = page.sums, page.tally
    of = f"{sums.listed:,} of " if sums.listed != sums.entities else ""
    return f"{of}{sums.entities:,} names, {sums.mentions:,} mentions in {tally.documents:,} documents"


def _missing(page: Page) -> Iterator[str]:
    """Why names were not checked for damage, which rules could not run, and what could not be read."""
    head, tally = page.head, page.tally
    reasons = [(head.unmeasured[CATEGORY], "")] if CATEGORY in head.unmeasured else []
    if not reasons:
        for (category, reason), number in sorted(tally.unmeasured.items()):
            if category == CATEGORY:
                reasons.append((reason, f" (in {number:,} of {tally.documents:,} documents)"))
    yield from (f"not checked: {CATEGORY}: {visible(reason)}{share}" for reason, share in reasons)
    for rule, bad in sorted(tally.failure_examples.items()):
        reason = visible(shortened(bad.reason, _REASON))
        yield f"not checked: {visible(rule)} failed on {tally.failures[rule]:,} documents: {reason}"
    yield from quarantine(tally)
