"""Words that were decoded with the wrong encoding, and what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.ftfy_repair import repaired
from textaudit.model import Document, Match, Pattern, Role, Span, Strength

# The continuation bytes of UTF-8, as Latin-1 and the Windows code pages show them.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_CYRILLIC_TAIL = "‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јЅѕї"
_PAIRS = rf"[ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïð][{_TAIL}]|[РСГВ][{_CYRILLIC_TAIL}]|вЂ"
_MAX_WORD = 400


class Mojibake(Detector):
    """Runs of characters without a space that hold wrongly decoded ones, with their repair by ftfy.

    What only looks odd is left alone: a match needs a repair that ftfy vouches for.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Pairs that wrong decoding leaves; most of them prove nothing yet."""
        return {"pair": Pattern(_PAIRS)}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per damaged word."""
        text, done = document.text, 0
        for hit in context.hits.get("pair", ()):
            if hit.start < done:
                continue
            block = context.notes.blocks[hit.block]
            if context.notes.role(block) is Role.CODE:
                continue
            start, end = _word_around(text, hit.start, hit.end, block.start, block.end)
            repair = repaired(text[start:end])
            if repair != text[start:end] and end - start <= _MAX_WORD:
                done = end
                start, end, repair = _trimmed(text, start, end, repair)
                lossy = "\ufffd" in repair
                yield Match(Span(start, end), Strength.LIKELY if lossy else Strength.SURE, replacement=repair)


def _word_around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The stretch between plain spaces (others may be damage themselves) around a hit."""
    left = max(text.rfind(" ", low, start), text.rfind("\n", low, start)) + 1
    right = text.find(" ", end, high)
    return max(left, low), high if right < 0 else right


def _trimmed(text: str, start: int, end: int, repair: str) -> tuple[int, int, str]:
    """Without the characters at either side that stay as they are and are no letters."""
    while repair and start < end and repair[0] == text[start] and not text[start].isalnum():
        start, repair = start + 1, repair[1:]
    while repair and start < end and repair[-1] == text[end - 1] and not text[end - 1].isalnum():
        end, repair = end - 1, repair[:-1]
    return start, end, repair
