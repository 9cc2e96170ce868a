"""A noun that is said to be of, in or at itself: ``the census in the census``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import is_function_word
from textaudit.model import Document, Match, Role, Span

_LETTERS = 4  # of the first noun's end, for a look that costs little
_REACH = 40  # code points behind the preposition that are looked at
_HEAD = re.compile(r"(?:^|[\s(“\"])(?P<article>[Tt]he )(?P<noun>[a-z]{4,})$")
_NOUN = re.compile(r"[a-z]+(?![\w’'-])")
_SPARED = {Role.VERSE, Role.CODE, Role.TABLE_ROW, Role.MENU}


class NounOfItself(Detector):
    """``the X of the X``, both in the singular or both in the plural, with the same article.

    Compounds (the launch of the launch vehicle) are spared, as are superlatives and other adjectives, which
    are figures of speech (the best of the best, the few from the few).

    Params:
        prepositions: what joins the two.
        figures: words of which it is said for effect.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        prepositions: tuple[str, ...] = ("of", "in", "at", "from")
        figures: tuple[str, ...] = ()

    params: Params

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per pair, from article to noun; one of them alone may have been meant."""
        found = [span for word in self.params.prepositions for span in self._joined_by(context.notes, word)]
        for span in sorted(found):
            yield Match(span, replacement=document.text[span.start : span.end].rsplit(" ", 3)[0])

    def _joined_by(self, notes: Annotations, preposition: str) -> Iterator[Span]:
        link = f" {preposition} the "
        end = -len(link)
        for before, after in pairwise(notes.text.split(link)):
            end += len(link) + len(before)
            if before[-_LETTERS:] not in after[:_REACH]:
                continue
            head, noun = _HEAD.search(before[-_REACH:]), _NOUN.match(after[:_REACH])
            if head and noun and head["noun"] == noun.group() and noun.group() not in self.params.figures:
                start = end - len(head["noun"]) - len(head["article"])
                block = notes.block_at(start)
                if (
                    block
                    and notes.role(block) not in _SPARED
                    and not _is_compound(after[noun.end() : _REACH])
                ):
                    yield Span(start, end + len(link) + noun.end())


def _is_compound(behind: str) -> bool:
    """Whether the second noun goes on as part of a compound: the launch of the launch vehicle."""
    word = re.match(r" ([a-z]+)", behind)
    return word is not None and not is_function_word(word[1], "en")
