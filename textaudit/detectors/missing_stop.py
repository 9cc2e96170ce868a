"""A sentence that begins in the middle of another: the stop between them is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_REACH = 24  # code points before the capital in which the word before it stands
_SHORTEST = 3  # letters of that word
_ROLES = {Role.PROSE, Role.QUOTATION, Role.CAPTION}


class MissingStop(Detector):
    """``at the end of the month We are open again``: word in lower case, small word with a capital, lower case.

    Titles are quoted so as well (the song The long road), so behind a word that announces one nothing is
    found; nor behind a small word, nor in texts about programs.

    Params:
        openers: small words that open sentences and, written small, stand inside them.
        announcers: words that a title may follow.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        openers: tuple[str, ...] = ()
        announcers: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The small word, between a word in lower case and two more."""
        openers = "|".join(sorted(self.params.openers))
        return {"opener": Pattern(rf"\p{{Ll}} (?:{openers}) \p{{Ll}}[\p{{Ll}}’']* \p{{Ll}}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per join: the word before the missing stop and the one behind it."""
        notes = context.notes
        for hit in context.hits["opener"]:
            span = self._join_at(notes, hit)
            if span is not None and not notes.once(seams_of).technical:
                before, after = notes.text[span.slice].split(" ")
                yield Match(span, replacement=f"{before}. {after}")

    def _join_at(self, notes: Annotations, hit: Hit) -> Span | None:
        block = notes.blocks[hit.block]
        if notes.role(block) not in _ROLES:
            return None
        before = notes.text[max(block.start, hit.start - _REACH) : hit.start + 1]
        word = before.split(" ")[-1]
        if len(word) < _SHORTEST or not (word.isalpha() and word.islower()) or "|" in block.text:
            return None
        if is_function_word(word, "en") or word in self.params.announcers:
            return None
        end = notes.text.index(" ", hit.start + 2)
        return Span(hit.start + 1 - len(word), end)
