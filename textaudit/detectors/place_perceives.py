"""A place as the subject of a verb of perceiving: a lost subject, as machine translation leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Span

_TO_THE_VERB = re.compile(r"\s*[^.,;:!?\n]{0,60}?\b\w+ing\b")


class PlacePerceives(Detector):
    """``X could hear sirens wailing``, where the document itself shows that X is a place.

    "London has seen a rise" and "Moscow hears the message" are how newspapers write; so the verb must be
    one of the senses with *could* or *can*, and what is perceived must be doing something.

    Params:
        place_words: words before "of X", or directly before X, that show a place.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        place_words: tuple[str, ...] = (
            "city", "town", "village", "capital", "port", "suburb", "district", "region", "province", "enclave",
            "neighbourhood", "neighborhood", "island", "municipality",
        )  # fmt: skip

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Name, modal, sense."""
        name = r"\p{Lu}[\p{L}’'-]{2,30}(?: \p{Lu}[\p{L}’'-]{2,30})?"
        return {
            "clause": Pattern(
                rf"(?:^|[^\p{{L}}\p{{N}}] ?)({name} (?:could|can) (?:hear|see|smell|feel|watch) )(?:\p{{L}}|the )"
            )
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per clause, up to what is perceived and what it does."""
        for hit in context.hits["clause"]:
            name = re.split(r" (?:could|can) ", document.text[hit.start : hit.end])[0]
            end = _TO_THE_VERB.match(document.text, hit.end, context.notes.blocks[hit.block].end)
            if end and self._is_place(document.text, name):
                yield Match(Span(hit.start, end.end()))

    def _is_place(self, text: str, name: str) -> bool:
        words = "|".join(self.params.place_words)
        return bool(
            re.search(
                rf"\b(?:{words})(?: of)? {re.escape(name)}\b|\b{re.escape(name)},? (?:a|the) (?:{words})\b",
                text,
            )
        )
