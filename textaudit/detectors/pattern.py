"""The generic detector `pattern`: a regular expression, and what to mark where it matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.marking import Mark, marked
from textaudit.model import Document, Hit, Match, Pattern, Role


class PatternDetector(Detector):
    """Hits of a regular expression.

    Params:
        regex: RE2 syntax; matched within a block, whose edges are ``^`` and ``$``; group 1, if any, is the hit.
        unless: no match in a block that this matches too.
        mark: what a finding covers: the hit, its sentence, or its block.
        roles: only in blocks of these roles; empty means all.
        not_roles: never in blocks of these roles.
        max_words: only in blocks of at most so many words; 0 means any length.
        most: with more hits than this such things are what the text is about, and none counts; 0 means any number.
        replacement: what belongs in the hit's place, for ``edit: suggestion``.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        regex: str
        unless: str = ""
        ignore_case: bool = False
        word_edges: bool = False
        mark: Mark = "hit"
        roles: tuple[Literal[tuple(r.value for r in Role)], ...] = ()  # type: ignore[valid-type]
        not_roles: tuple[Literal[tuple(r.value for r in Role)], ...] = ()  # type: ignore[valid-type]
        max_words: int = 0
        most: int = 0
        replacement: str | None = None

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The regex, and the one that excuses a block."""
        params = self.params
        patterns = {"regex": Pattern(params.regex, params.ignore_case, params.word_edges)}
        if params.unless:
            patterns["unless"] = Pattern(params.unless, params.ignore_case)
        return patterns

    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """Mark what the hits stand in."""
        hits = context.hits.get("regex", ())
        if not hits or 0 < self.params.most < len(hits):
            return ()
        return marked(context.notes, self._allowed(hits, context), self.params.mark, self.params.replacement)

    def _allowed(self, hits: Iterable[Hit], context: Context) -> Iterator[Hit]:
        excused = {hit.block for hit in context.hits.get("unless", ())}
        params, notes = self.params, context.notes
        for hit in hits:
            block = notes.blocks[hit.block]
            if hit.block in excused:
                continue
            if params.max_words and len(block.text.split()) > params.max_words:
                continue
            if (params.roles or params.not_roles) and not self._in_role(notes.role(block)):
                continue
            yield hit

    def _in_role(self, role: Role) -> bool:
        return (not self.params.roles or role in self.params.roles) and role not in self.params.not_roles
