"""Terms of a glossary in the source that its translation does not keep to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textaudit.detectors.shared.source.compared import Beside, Difference, whole
from textaudit.glossary.term import Term
from textaudit.model import Span, Strength

_ENDING: Final = r"[^\W\d_]{0,3}"  # an inflection, a plural, a feminine
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_VOWELS: Final = "aeiouyаеиоуыэюяь"
_MIN_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    source: re.Pattern[str]
    target: re.Pattern[str]
    term: Term


class TermFinder:
    """Finds terms of glossaries in a pair of texts.

    Args:
        terms: of all glossaries; those of other languages are left alone.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._entries = [_Entry(_pattern(term.source), _pattern(term.target), term) for term in terms]

    def differences(self, two: Beside) -> Iterator[Difference]:
        """Sentences of the source that have a term whose translation none of theirs has."""
        source, target = two.source.text, two.target.text
        for entry in self._for(two.languages):
            if not entry.source.search(source):
                continue
            for bead in two.beads:
                if not bead.sources or not bead.targets:
                    continue
                ours, theirs = whole(bead.sources), whole(bead.targets)
                hit = entry.source.search(source, ours.start, ours.end)
                if hit and not entry.target.search(target, theirs.start, theirs.end):
                    wanted = " / ".join(entry.term.target)
                    span = Span(*hit.span())
                    yield Difference("glossary", theirs, Strength.LIKELY, span, f"{hit.group()} → {wanted}")

    def _for(self, languages: Sequence[str | None]) -> Iterator[_Entry]:
        for entry in self._entries:
            known = zip(entry.term.languages, languages, strict=True)
            if all(not own or not other or own == other for own, other in known):
                yield entry


def _pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """Any of the forms as words, with what endings their language may give them."""
    return re.compile("|".join(map(_form, sorted(forms, key=len, reverse=True))), re.IGNORECASE)


def _form(form: str) -> str:
    if _WIDE.search(form):
        return re.escape(form)
    words = [re.escape(_stem(word)) + _ENDING for word in form.split()]
    return r"(?<![^\W_])" + r"[\s\u00a0-]+".join(words) + r"(?![^\W_])"


def _stem(word: str) -> str:
    return word[:-1] if len(word) > _MIN_STEM and word[-1].lower() in _VOWELS else word
