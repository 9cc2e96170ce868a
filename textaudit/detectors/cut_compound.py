"""A compound name cut to its first part, where the document has it whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Evidence, Hit, Match, Pattern, Role, Span, Strength

_WHOLE = re.compile(r"(?<![\w-])[^\W\d_a-z][^\W\d_A-Z]{2,24}[-–‑][^\W\d_a-z][^\W\d_A-Z]{2,24}(?![\w-])")
_LONGEST = 30  # code points of one word
_FIRST_PART = re.compile(r"[^\W\d_]+")
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w’'.]*|[-–‑])\s*$")
_NAME_AFTER = re.compile(r"\s*[-–‑]|\s+[A-Z]|[’']s?\s+[A-Z]")
_SPARED = {Role.CODE, Role.VERSE, Role.MENU, Role.BYLINE}


class CutCompound(Detector):
    """The first part of a hyphenated name, once alone, in a text that writes the whole name several times.

    Only first parts that end in a linking vowel count (Nagorno, Austro): they are adjectives, which cannot
    stand alone. Others are short forms (Baden, Bosnia) or surnames more often than damage.

    Params:
        min_whole: how often the whole name must stand in the document.
        max_cut: with more lone first parts, the author writes it so.
        endings: of first parts that cannot stand alone.
        likely_endings: of first parts that may, and mostly do not.
        alone: first parts that are names of their own.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_whole: int = 2
        max_cut: int = 1
        endings: tuple[str, ...] = ("o",)
        likely_endings: tuple[str, ...] = ()
        alone: tuple[str, ...] = ()

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """The seam of two capitalised words joined by a hyphen."""
        endings = "|".join(self.params.endings + self.params.likely_endings)
        return {"seam": Pattern(rf"(?:{endings})[-–‑]\p{{Lu}}\p{{Ll}}")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per lone first part."""
        text = document.text
        wholes = [whole for whole in (_whole_at(text, hit) for hit in context.hits["seam"]) if whole]
        counts = Counter(whole.group() for whole in wholes)
        for name, number in counts.items():
            first = _FIRST_PART.match(name)
            if number < self.params.min_whole or first is None or first.group() in self.params.alone:
                continue
            if sum(other.startswith(first.group()) for other in counts) > 1:
                continue  # two compounds begin alike: which one was cut?
            lone = list(self._lone(context.notes, first.group()))
            if 0 < len(lone) <= self.params.max_cut:
                whole = next(whole for whole in wholes if whole.group() == name)
                sure = first.group().endswith(self.params.endings)
                for span in lone:
                    yield Match(
                        span,
                        Strength.SURE if sure else Strength.LIKELY,
                        replacement=name,
                        evidence=(_evidence(document, whole),),
                    )

    def _lone(self, notes: Annotations, first: str) -> Iterator[Span]:
        for found in re.finditer(rf"(?<![\w-]){first}(?![\w])", notes.text):
            start, end = found.span()
            if _NAME_AFTER.match(notes.text, end, end + 40) or _NAME_BEFORE.search(
                notes.text[max(0, start - 30) : start]
            ):
                continue
            block = notes.block_at(start)
            if block and notes.role(block) not in _SPARED:
                yield Span(start, end)


def _whole_at(text: str, hit: Hit) -> re.Match[str] | None:
    """The compound around a seam, unless it is longer than two words."""
    for found in _WHOLE.finditer(text, max(0, hit.start - _LONGEST), hit.end + _LONGEST):
        if found.start() < hit.start < found.end():
            return found
    return None


def _evidence(document: Document, whole: re.Match[str]) -> Evidence:
    span = Span(*whole.span())
    return Evidence(document.id, document.path, document.record, span, whole.group(), "the whole name")
