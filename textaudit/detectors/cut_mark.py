"""Marks that say: here something was cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Strength

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW, Role.VERSE}
_MORE = (
    "continue reading|read more|read the full|read the rest|keep reading|see more|"
    "view more|more|weiterlesen|mehr|lire la suite|leer más|seguir leyendo|"
    "sigue leyendo|continua a leggere|leggi tutto|ler mais|continue lendo|lees meer|"
    "lees verder|czytaj więcej|czytaj dalej|читать далее|читать полностью|devamını oku|"
    "阅读更多|阅读全文|続きを読む|더 보기|اقرأ المزيد|और पढ़ें"
)


class CutMark(Detector):
    """``[…]`` at the end of a paragraph, or an ellipsis with an invitation to read on.

    Params:
        min_words: of the paragraph; shorter ones are signs, not cut text.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 5

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Marks at the end of a block."""
        dots = r"(?:…|\.\.\.)"
        return {
            "bracket": Pattern(rf"(?:[\[(]\s?{dots}\s?[\])])$"),
            "more": Pattern(rf"{dots}[\])]?\s*[\[(<]?\s*(?:{_MORE})[^.!?…]{{0,80}}$", ignore_case=True),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: the mark."""
        hits = sorted(hit for found in context.hits.values() for hit in found)
        for hit in hits:
            block = context.notes.blocks[hit.block]
            words = document.text[block.start : hit.start].split()
            if len(words) >= self.params.min_words and context.notes.role(block) not in _NOT_PROSE:
                yield Match(hit.span, self._strength(document.text, hit))

    def _strength(self, text: str, hit: Hit) -> Strength:
        """Round brackets are also how some authors leave things out on purpose."""
        return Strength.LIKELY if text[hit.start] == "(" else Strength.SURE
