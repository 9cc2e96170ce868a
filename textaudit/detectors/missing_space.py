"""Two sentences without a space between them: ``workers.Wearing``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_JOIN = re.compile(r"(?P<before>[^\W\d_]+)(?P<stop>[.!?][\"”’)]{0,2}(?:(?<=\.)[\"“])?)(?P<after>[^\W\d_]+)")
_EDGE = " \t\n\u00a0,;:)(”“\"’‘'-—–.!?…"  # what may stand around the two words; a slash or an at sign makes an address
_LONGEST = 32  # code points of a word


class MissingSpace(Detector):
    """Word in lower case, stop, capitalised word, in prose: domains, files, code and initials are spared.

    Params:
        endings: capitalised forms behind the stop that make a name of it, such as file and domain endings.
        abbreviations: words whose stop a capital may follow in references (Phys.Rev.).
        max_per_1000: with more hits per 1,000 code points the text is no prose.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        endings: tuple[str, ...] = ()
        abbreviations: tuple[str, ...] = ()
        max_per_1000: float = 4.0

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The stop and the letters next to it."""
        return {"join": Pattern(r"\p{Ll}[.!?][\"”’)“]{0,2}\p{Lu}\p{Ll}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per join."""
        notes, hits = context.notes, context.hits["join"]
        joins = [join for join in (self._join_at(notes, hit) for hit in hits) if join is not None]
        limit = max(3, self.params.max_per_1000 * len(document.text) / 1000)
        if not joins or len(joins) > limit or notes.once(seams_of).technical:
            return
        for join in joins:
            yield Match(
                Span(*join.span()), replacement=f"{join['before']}{_spaced(join['stop'])}{join['after']}"
            )

    def _join_at(self, notes: Annotations, hit: Hit) -> re.Match[str] | None:
        block = notes.blocks[hit.block]
        if notes.role(block) not in (Role.PROSE, Role.QUOTATION):
            return None
        text, start = notes.text, max(block.start, hit.start - _LONGEST)
        found = [
            m
            for m in _JOIN.finditer(text, start, min(block.end, hit.end + _LONGEST))
            if m.start() <= hit.start < m.end()
        ]
        if not found:
            return None
        join = found[0]
        before, after = join["before"], join["after"]
        german = len(before) > 3 and before.istitle() and notes.language_of(block) == "de"  # its nouns
        if len(before) < 2 or not (before.islower() or german) or not after[1:].islower():
            return None
        if not (_is_edge(text, join.start() - 1, block.start) and _is_edge(text, join.end(), 0, block.end)):
            return None
        named = before == "www" or before in self.params.abbreviations or after.lower() in self.params.endings
        return None if named else join


def _is_edge(text: str, at: int, start: int, end: int | None = None) -> bool:
    return at < start or (end is not None and at >= end) or text[at] in _EDGE


def _spaced(stop: str) -> str:
    """The stop with a space behind it, or before a quotation mark that opens what follows."""
    opens = len(stop) > 1 and stop[-1] == "“"
    return f"{stop[:-1]} {stop[-1]}" if opens else f"{stop} "
