"""A place as the subject of a verb of perceiving: a lost subject, as machine translation leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Span

_TO_THE_VERB = re.compile(r"[^.,;:!?\n]{0,60}?\b\w{2,}ing\b")
_NAME = re.compile(r"(?:^|(?<=[\s(“\"‘—–]))[^\W\d_a-z][\w’'-]{2,30}(?: [^\W\d_a-z][\w’'-]{2,30}){0,2}$")
_PLURALS = "provinces|cities|towns|villages|regions|districts"
_LONGEST = 100  # code points of a name


class PlacePerceives(Detector):
    """``X could hear sirens wailing``, where the document itself shows that X is a place.

    "London has seen a rise" and "Moscow hears the message" are how newspapers write; so the verb must be
    one of the senses with *could*, *can* or *was able to*, or one that is not used of places (overhear,
    smell), and what is perceived must be doing something that is heard, seen or smelled, not coming or
    growing as prospects do.

    Params:
        place_words: words before "of X", or directly before X, that show a place.
        figurative: words that show that a view of things is meant, not a sense.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        place_words: tuple[str, ...] = (
            "city", "town", "village", "capital", "port", "suburb", "district", "region", "province", "enclave",
            "neighbourhood", "neighborhood", "island", "municipality",
        )  # fmt: skip
        figurative: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Modal and sense."""
        return {
            "clause": Pattern(
                r" (?:(?:could|can|was able to) (?:clearly |still |only )?(?:hear|see|smell|feel|watch|notice)"
                r"|(?:over)?heard|smelled|smelt|listened to) "
            )
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per clause, up to what is perceived and what it does."""
        text = document.text
        for hit in context.hits["clause"]:
            block = context.notes.blocks[hit.block]
            name = _NAME.search(text[max(block.start, hit.start - _LONGEST) : hit.start])
            end = _TO_THE_VERB.match(text, hit.end, block.end) if name else None
            if name is None or end is None or not self._is_sensed(end.group()):
                continue
            if self._is_place(text, name.group()):
                yield Match(Span(hit.start - len(name.group()), end.end()))

    def _is_sensed(self, clause: str) -> bool:
        return not any(word in self.params.figurative for word in clause.split())

    def _is_place(self, text: str, name: str) -> bool:
        words, plain = "|".join(self.params.place_words), re.escape(name)
        named = rf"\b(?:{words}|{_PLURALS})(?: of)? {plain}\b"
        described = rf"\b{plain},? (?:a|the) (?:{words})\b"
        return re.search(rf"{named}|{described}", text) is not None
