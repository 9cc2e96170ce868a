"""Two sentences without a space between them: ``workers.Wearing``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Match, Pattern, Role

_JOIN = re.compile(r"([.!?][\"”’)]*)(?=[^\W\d_])")
_ABBREVIATION = {
    "prof",
    "dept",
    "univ",
    "proc",
    "conf",
    "nat",
    "phys",
    "chem",
    "biol",
    "vol",
    "sci",
    "res",
    "eng",
}


class MissingSpace(Detector):
    """Word in lower case, stop, capitalised word, in prose: domains, files, code and initials are spared.

    Params:
        endings: capitalised forms behind the stop that make a name of it, such as file and domain endings.
        max_per_1000: with more hits per 1,000 code points the text is no prose.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        endings: tuple[str, ...] = ()
        max_per_1000: float = 4.0

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The two words with the stop between them, edges of white space or quotes around."""
        return {
            "join": Pattern(
                r"(?:^|[\s(“\"‘'-])(\p{Ll}{2,30}[.!?][\"”’)]{0,2}\p{Lu}\p{Ll}{1,30})(?:$|[\s,;:)”\"’'-])"
            )
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per join."""
        notes = context.notes
        hits = [
            h
            for h in context.hits["join"]
            if notes.role(notes.blocks[h.block]) in (Role.PROSE, Role.QUOTATION)
        ]
        if notes.once(seams_of).technical or len(hits) > max(
            3, self.params.max_per_1000 * len(document.text) / 1000
        ):
            return
        for hit in hits:
            written = document.text[hit.start : hit.end]
            before, after = re.split(r"[.!?]", written, maxsplit=1)
            ending = after.lstrip('"”’)').lower()
            if before not in _ABBREVIATION and ending not in self.params.endings:
                yield Match(hit.span, replacement=_JOIN.sub(r"\1 ", written, count=1))
