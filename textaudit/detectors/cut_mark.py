"""Marks that say: here something was cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.detectors.shared.cut_model import cut_probability
from textaudit.detectors.shared.seams import end_of, seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Strength

_NOT_PROSE = {Role.CODE, Role.TABLE_ROW, Role.VERSE}
_DOTS = r"(?:…|\.\.\.)"
_LIKELY, _LIKELY_ELSEWHERE = 0.9, 0.97  # probabilities of the model, which has seen little but English
# Small words at which a sentence may well fade out.
_FADING = {
    "well", "so", "but", "and", "or", "yes", "no", "oh", "etc", "all", "it", "up", "out", "over", "more", "now",
    "him", "her", "them", "us", "me", "you", "from", "to", "not", "then", "first", "auf", "aus", "an", "zu", "nach",
    "mit", "um", "bei", "vor", "sich", "nicht", "pas", "plus", "y", "et", "und", "и", "не",
}  # fmt: skip


class CutMark(Detector):
    """``[…]`` or ``[+1184 chars]`` at the end of a paragraph, or an ellipsis that cuts a sentence.

    An ellipsis alone is a writer's pause as often as a cut. It counts where a sober text has it in no other
    place than at the end of paragraphs, and the sentence before it stops at a small word, the text consists
    of such paragraphs only, or a trained model finds the end likely to be cut.

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
        return {
            "bracket": Pattern(rf"(?:[\[(]\s?{_DOTS}\s?[\])])$"),
            "count": Pattern(r"(?:(?:…|\.\.\.)\s?)?\[\+\d{1,6} char(?:acter)?s\]$"),
            "dots": Pattern(rf"[\p{{L}}\p{{N}},]\s?({_DOTS})$"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per paragraph: the mark."""
        notes, dots = context.notes, context.hits["dots"]
        sober = bool(dots) and _is_sober(notes, len(dots))
        for name, hit in sorted(
            ((name, hit) for name, found in context.hits.items() for hit in found), key=lambda pair: pair[1]
        ):
            block = notes.blocks[hit.block]
            words = document.text[block.start : hit.start].split()
            if len(words) < self.params.min_words or notes.role(block) in _NOT_PROSE:
                continue
            if name != "dots":
                # Round brackets are also how some authors leave things out on purpose.
                yield Match(hit.span, Strength.WEAK if document.text[hit.start] == "(" else Strength.SURE)
            elif sober and self._is_cut(notes, hit, words, len(dots)):
                yield Match(hit.span, Strength.LIKELY)

    def _is_cut(self, notes: Annotations, hit: Hit, words: list[str], number: int) -> bool:
        """Whether an ellipsis cuts a sentence rather than lets it fade."""
        block = notes.blocks[hit.block]
        if block.text[0] in '"“«„—–-' or notes.role(block) not in (Role.PROSE, Role.QUOTATION):
            return False
        language = notes.language_of(block) or ""
        last = words[-1].strip('"“”,’').lower()
        if last in _FADING and not _begins_sentence(words):
            return False
        small = is_function_word(last, language)
        alone = len(notes.blocks) <= max(2, number * 2)
        if ((small or alone) and len(words) >= self.params.min_words_teaser) or (small and alone):
            return True
        likely = _LIKELY if language == "en" else _LIKELY_ELSEWHERE
        return notes.role(block) is Role.PROSE and (
            cut_probability(notes, notes.once(seams_of), end_of(block)) >= likely
        )


def _begins_sentence(words: list[str]) -> bool:
    """Whether the last word opens a sentence of which nothing else is there: ``The rest is at home. It...``"""
    return len(words) > 1 and words[-1][0].isupper() and words[-2][-1] in ".!?"


def _is_sober(notes: Annotations, number: int) -> bool:
    """Whether the text has no other ellipses than the *number* at its paragraphs' ends, and is about facts."""
    seams = notes.once(seams_of)
    if seams.lower_case_style or notes.text.count("…") + notes.text.count("...") > number + 1:
        return False
    return not seams.technical
