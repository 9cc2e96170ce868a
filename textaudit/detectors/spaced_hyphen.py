"""A compound with spaces around its hyphen, as tokenizers leave it: ``high - level talks``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_READ = {Role.PROSE, Role.QUOTATION, Role.HEADING}
_BEFORE = re.compile(r"(?:[A-Za-z][a-z]+|\d{1,4})(?: - [a-z]+)?$")
_AFTER = re.compile(r"[a-z]+(?: - [a-z]+)?(?![\w'’])")
_LOOK_BACK = 40  # code points
_NUMBER = re.compile(r"\d+|two|three|four|five|six|seven|eight|nine|ten|one")


class SpacedHyphen(Detector):
    """Compounds that are told from a dash between clauses by their parts.

    Params:
        prefixes: what begins a compound and is no word by itself.
        firsts: words that begin a compound with one of `seconds`.
        seconds: words that end a compound with one of `firsts`.
        endings: words that end a compound with any word before them, and are no beginning of a clause.
        units: words that end a compound with a number.
        whole: compounds that none of these tells, with their hyphens.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        prefixes: tuple[str, ...] = ()
        firsts: tuple[str, ...] = ()
        seconds: tuple[str, ...] = ()
        endings: tuple[str, ...] = ()
        units: tuple[str, ...] = ()
        whole: tuple[str, ...] = ()

    params: Params

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(value) for name, value in vars(self.params).items()}

    def patterns(self) -> Mapping[str, Pattern]:
        """The hyphen, and the letter behind it."""
        return {"hyphen": Pattern(" - [a-z]")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The compound, with its spaces taken out."""
        notes = context.notes
        last = -1
        for hit in context.hits.get("hyphen", ()):
            span = self._compound(notes, hit) if hit.start >= last else None
            if span is not None:
                yield Match(span, replacement=notes.text[span.slice].replace(" - ", "-"))
                last = span.end

    def _compound(self, notes: Annotations, hit: Hit) -> Span | None:
        block = notes.blocks[hit.block]
        if notes.role(block) not in _READ:
            return None
        before = _BEFORE.search(notes.text[max(block.start, hit.start - _LOOK_BACK) : hit.start])
        after = _AFTER.match(notes.text, hit.end - 1, block.end)
        if before is None or after is None:
            return None
        first, second = before.group().split(" - ")[-1].lower(), after.group().split(" - ")
        if not self._belong(first, second[0]):
            return None
        end = (
            after.end()
            if len(second) > 1 and self._belong(second[0], second[1])
            else hit.end - 1 + len(second[0])
        )
        return Span(hit.start - len(first), end)

    def _belong(self, first: str, second: str) -> bool:
        sets = self._sets
        return (
            first in sets["prefixes"]
            or second in sets["endings"]
            or (first in sets["firsts"] and second in sets["seconds"])
            or (second in sets["units"] and _NUMBER.fullmatch(first) is not None)
            or f"{first}-{second}" in sets["whole"]
        )
