"""The generic detector `site-phrase`: lines that say nothing but what a site's furniture says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.body import is_behind, is_outside, length_in_words
from textaudit.detectors.shared.phrases import beginning, label, whole_block
from textaudit.model import Document, Hit, Match, Request, Strength


class SitePhrase(Detector):
    """Whole blocks of a fixed wording.

    Sure for *whole*, *labels* and *openings*; for *ambiguous*, which may be a heading too, likely with the
    evidence that the card names, else weak.

    Params:
        whole: phrases that are all a block says; by language for the reader, all are looked for.
        openings: phrases that begin a short block.
        labels: phrases that begin a short block, with a colon behind them and something behind that.
        ambiguous: phrases that are all a block says, yet might be the text's own.
        paired: phrases that are all a block says, and count only right beside another such block.
        evidence: what settles an ambiguous phrase: it stands ``behind`` or ``outside`` the running text,
            comes ``repeated`` in the document, or ``together`` with another right beside it.
        max_words: of a block that counts for *openings* and *labels*.
        not_first: never among so many blocks at the top, where titles stand.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        openings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        paired: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
        evidence: tuple[Literal["behind", "outside", "repeated", "together"], ...] = ("behind", "repeated")
        max_words: int = 20
        not_first: int = 0

    params: Params

    def patterns(self) -> Mapping[str, Request]:
        """One request for each list of phrases that the card gives."""
        params = self.params
        made = (
            ("whole", params.whole, whole_block),
            ("openings", params.openings, beginning),
            ("labels", params.labels, label),
            ("ambiguous", params.ambiguous, whole_block),
            ("paired", params.paired, whole_block),
        )
        return {name: make(phrases) for name, phrases, make in made if any(phrases.values())}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per block; neighbours are joined later."""
        notes, hits = context.notes, context.hits
        sure = {hit.block for hit in hits.get("whole", ())}
        sure |= self._short(notes, [*hits.get("openings", ()), *hits.get("labels", ())])
        paired = {hit.block for hit in hits.get("paired", ())} - sure
        ambiguous = {hit.block for hit in hits.get("ambiguous", ())} - sure - paired
        every = sure | paired | ambiguous
        for index in sorted(every):
            together = not every.isdisjoint((index - 1, index + 1))
            if index < self.params.not_first or (index in paired and not together):
                continue
            settled = index in sure or index in paired or self._is_settled(notes, index, every)
            strength = Strength.SURE if index in sure else Strength.LIKELY if settled else Strength.WEAK
            yield Match(notes.blocks[index].span, strength)

    def _short(self, notes: Annotations, hits: Iterable[Hit]) -> set[int]:
        indexes = {hit.block for hit in hits}
        most = self.params.max_words
        return {i for i in indexes if length_in_words(notes.blocks[i].text) <= most}

    def _is_settled(self, notes: Annotations, index: int, every: set[int]) -> bool:
        evidence = self.params.evidence
        return (
            ("repeated" in evidence and len(every) > 1)
            or ("together" in evidence and not every.isdisjoint((index - 1, index + 1)))
            or ("behind" in evidence and is_behind(notes, index))
            or ("outside" in evidence and is_outside(notes, index, index))
        )
