"""Characters that nobody sees and that change what a word is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern, Span

_REACH = 60  # code points on either side in which the word's edges are looked for
_HEAD = re.compile(r"[^\W_]*\Z")
_TAIL = re.compile(r"[^\W_]*")
# Scripts and signs that need such characters: Arabic to Tibetan, Burmese, Khmer, Mongolian, emoji.
_NEEDS_THEM = re.compile(
    "[\u0590-\u1000\u1000-\u109f\u1780-\u18af\ua840-\uabff\ufb1d-\ufdff\ufe70-\ufefe\u2600-\u27bf\ufe0f\U0001f000-\U000e007f]"
)
_SENTENCE_END = ".!?:;,…”»"


class InvisibleCharacter(Detector):
    """Words with characters of no width; what stands between two words apart from a space goes alone.

    Params:
        characters: what is looked for, as in a character class.
        spare_scripts: leave characters alone beside letters or emoji that are joined or broken by them.
        spare_line_ends: leave them alone at the end of a line.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        characters: str
        spare_scripts: bool = True
        spare_line_ends: bool = False

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The characters."""
        return {"invisible": Pattern(f"[{self.params.characters}]")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per word, or per run of such characters outside words."""
        text, done = document.text, 0
        runs = re.compile(f"(?:[^\\W_]*[{self.params.characters}])+[^\\W_]*")
        for hit in context.hits["invisible"]:
            block = context.notes.blocks[hit.block]
            if hit.start < done or self._is_needed(text, hit.start, block.end):
                continue
            head = _HEAD.search(text[max(block.start, done, hit.start - _REACH) : hit.start])
            assert head is not None  # it matches the empty text
            start = hit.start - len(head.group())
            run = runs.match(text, start, min(block.end, hit.start + _REACH))
            end = run.end() if run else hit.end
            done = end
            yield self._match(text, start, end)

    def _is_needed(self, text: str, at: int, end: int) -> bool:
        if self.params.spare_line_ends and (at + 1 >= end or text[at + 1] in "\r\n"):
            return True
        around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        return self.params.spare_scripts and bool(_NEEDS_THEM.search(around))

    def _match(self, text: str, start: int, end: int) -> Match:
        right = re.sub(f"[{self.params.characters}]+", "", text[start:end])
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if not right and before in _SENTENCE_END and before and after[:1].isalnum():
            right = " "
        return Match(Span(start, end), replacement=right)
