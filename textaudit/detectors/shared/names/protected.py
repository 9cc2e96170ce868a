"""Names that no other rule may touch."""

from __future__ import annotations

import re
from typing import Final

from textaudit.annotate import Annotations
from textaudit.gazetteer import words_of
from textaudit.model import Span
from textaudit.resources import Resources

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME_WORDS: Final = 5


class ProtectedNames:
    """Asked by rules on grammar, spelling and spacing before they change a word.

    Args:
        resources: the lists of right names.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def holds(self, notes: Annotations, span: Span) -> bool:
        """Whether a passage is a name or part of one: a listed one, in any case, or one that the text mentions."""
        words = words_of(notes.text[span.slice])
        return (bool(words) and self._resources.accepts(words)) or notes.is_name(span)

    def reaches_into(self, notes: Annotations, sentence: Span, span: Span) -> bool:
        """Whether a listed name of several words, which begins with a capital, shares anything with a passage."""
        text = notes.text[sentence.slice]
        words = [
            (found.start() + sentence.start, found.end() + sentence.start) for found in _WORD.finditer(text)
        ]
        touched = [n for n, (start, end) in enumerate(words) if start < span.end and span.start < end]
        if not touched:
            return False
        for first in range(max(0, touched[0] - _NAME_WORDS + 1), touched[-1] + 1):
            if not notes.text[words[first][0]].isupper():
                continue
            for last in range(max(first, touched[0]), min(len(words), first + _NAME_WORDS)):
                if self._resources.accepts(words_of(notes.text[words[first][0] : words[last][1]])):
                    return True
        return False
