"""A name that stands alone behind the text: of the site or of whoever put it up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Role, Strength

_NAME = re.compile(r"[^\W\d_a-z][\w.&’'-]*(?: [^\W\d_][\w.&’'-]*){0,2}")
_SIGN_OFF = re.compile(
    r"(?:yours|sincerely|regards|love|best|cheers|thanks|thank you|grüßen?|liebe|cordialement|saludos|atentamente|"
    r"с уважением|ваш|saluti|abraço)\b[^.]{0,30}[,.!]?$",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:dear|hello|hi|liebe[r]?|sehr geehrte|cher|chère|querid[oa]|estimad[oa]|дорог|уважаем)\b",
    re.IGNORECASE,
)
_TEXT_WORDS = 80
_LONG_CHARS = 200


class OrphanName(Detector):
    """A line of one to three words, capitalised, behind the last prose and in front of other boilerplate.

    Sure only there; at the very end of a text it may be the author's signature, so that is weak. Letters,
    which end in a name, are left alone.

    Params:
        boilerplate: the category whose matches must follow, as rule ids begin.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"
    stage: ClassVar[Literal["early", "late"]] = "late"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        boilerplate: str = "boilerplate"

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """At most one match."""
        following = self._boilerplate_starts(context)
        notes = context.notes
        if not following or notes.word_count < _TEXT_WORDS:
            return
        ends = [block.end for block in notes.blocks]
        last_prose = _last_prose(notes)
        for start in following:
            before = bisect_right(ends, start)  # so many blocks
            if before > last_prose + 1 and self._is_orphan(notes, before):
                yield Match(notes.blocks[before - 1].span, Strength.SURE)
                return

    def _boilerplate_starts(self, context: Context) -> list[int]:
        spans = [
            match.span
            for rule, matches in context.matches.items()
            if rule.startswith(self.params.boilerplate + "/")
            for match in matches
            if match.strength is not Strength.WEAK
        ]
        return sorted(span.start for span in spans)

    def _is_orphan(self, notes: Annotations, before: int) -> bool:
        last = notes.blocks[before - 1]
        line = last.text
        if (
            len(line) > 40
            or not _NAME.fullmatch(line)
            or notes.role(last) not in (Role.HEADING, Role.BYLINE, Role.PROSE)
        ):
            return False
        if not last.gap or before < 3:
            return False
        above = notes.blocks[before - 2].text
        return not _SIGN_OFF.search(above) and not _LETTER.match(notes.blocks[0].text)


def _last_prose(notes: Annotations) -> int:
    """The index of the last paragraph that is not short; -1 without any."""
    prose = (
        b.index for b in reversed(notes.blocks) if len(b.text) > _LONG_CHARS and notes.role(b) is Role.PROSE
    )
    return next(prose, -1)
