"""Marks that say: here something was cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Strength

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW, Role.VERSE}
_DOTS = r"(?:…|\.\.\.)"
_MORE = (
    "continue reading|read more|read the full|read the rest|keep reading|see more|"
    "view more|more|weiterlesen|mehr|lire la suite|leer más|seguir leyendo|"
    "sigue leyendo|continua a leggere|leggi tutto|ler mais|continue lendo|lees meer|"
    "lees verder|czytaj więcej|czytaj dalej|читать далее|читать полностью|devamını oku|"
    "阅读更多|阅读全文|続きを読む|더 보기|اقرأ المزيد|और पढ़ें"
)
_BARE = ("Read more", "Continue reading", "Keep reading", "Weiterlesen", "Lire la suite", "Seguir leyendo")
# Small words at which a sentence may well fade out.
_FADING = {
    "well", "so", "but", "and", "or", "yes", "no", "oh", "etc", "all", "it", "up", "out", "over", "more", "now",
    "him", "her", "them", "us", "me", "you", "from", "to", "not", "then", "auf", "aus", "an", "zu", "nach", "mit",
    "um", "bei", "vor", "sich", "nicht", "pas", "plus", "y", "et", "und", "и", "не",
}  # fmt: skip


class CutMark(Detector):
    """``[…]`` at the end of a paragraph, or an ellipsis with an invitation to read on, or the end of a teaser.

    An ellipsis alone is a writer's pause as often as a cut. It counts where a sober text has it in no other
    place than at the end of paragraphs, and the sentence before it stops at a small word, or the text
    consists of teasers only.

    Params:
        min_words: of the paragraph; shorter ones are signs, not cut text.
        min_words_teaser: of a paragraph that ends in a mere ellipsis.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 5
        min_words_teaser: int = 18

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """Marks at the end of a block."""
        bare = "|".join(_BARE)
        return {
            "bracket": Pattern(rf"(?:[\[(]\s?{_DOTS}\s?[\])])$"),
            "count": Pattern(r"(?:(?:…|\.\.\.)\s?)?\[\+\d{1,6} char(?:acter)?s\]$"),
            "more": Pattern(rf"{_DOTS}[\])]?\s*[\[(<]?\s*(?:{_MORE})[^.!?…]{{0,80}}$", ignore_case=True),
            "bare": Pattern(rf"[\p{{Ll}},] ((?:{bare})(?: ?[»›→>]+)?)$"),
            "dots": Pattern(rf"[\p{{L}}\p{{N}},]\s?({_DOTS})$"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: the mark."""
        notes, dots = context.notes, context.hits["dots"]
        sober = bool(dots) and _is_sober(notes, dots)
        for name, hit in sorted(
            ((name, hit) for name, found in context.hits.items() for hit in found), key=lambda pair: pair[1]
        ):
            block = notes.blocks[hit.block]
            words = document.text[block.start : hit.start].split()
            if len(words) < self.params.min_words or notes.role(block) in _NOT_PROSE:
                continue
            if name == "dots":
                if sober and self._is_teaser(notes, hit, words, len(dots)):
                    yield Match(hit.span, Strength.LIKELY)
            else:
                yield Match(hit.span, self._strength(document.text, hit))

    def _strength(self, text: str, hit: Hit) -> Strength:
        """Round brackets are also how some authors leave things out on purpose."""
        return Strength.WEAK if text[hit.start] == "(" else Strength.SURE

    def _is_teaser(self, notes: Annotations, hit: Hit, words: list[str], number: int) -> bool:
        """Whether an ellipsis cuts a sentence rather than lets it fade."""
        block = notes.blocks[hit.block]
        if notes.text[block.start] in '"“«„—–-' or notes.role(block) not in (Role.PROSE, Role.QUOTATION):
            return False
        last = words[-1].strip('"“”,’').lower()
        small = is_function_word(last, notes.language_of(block) or "") and last not in _FADING
        alone = len(notes.blocks) <= max(2, number * 2)
        if alone and (small or len(words) >= self.params.min_words_teaser):
            return True
        return small and len(words) >= self.params.min_words_teaser


def _is_sober(notes: Annotations, dots: Sequence[Hit]) -> bool:
    """Whether the text has no other ellipses than those at its paragraphs' ends, and is about facts."""
    seams = notes.once(seams_of)
    if seams.lower_case_style or seams.technical:
        return False
    return notes.text.count("…") + notes.text.count("...") <= len(dots) + 1
