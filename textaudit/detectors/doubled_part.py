"""The same words on both sides of "and" or "or": two words of the source that the translation made one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Literal

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.verb_forms import is_verb_form
from textaudit.model import Document, Match, Role, Span, Strength

_CONNECTORS = (" and ", " or ")
_REACH = 48  # code points on either side that are looked at
_LETTERS = 4  # of the first word's end, for a look that costs little
_LONGEST = 3  # words of a part
_SHORTEST = 3  # letters of a part that is one word
_CLOSERS = '.,;:!?)”"’…'
_SPARED = {Role.VERSE, Role.CODE, Role.TABLE_ROW, Role.MENU}
_DETERMINERS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your",
    "no", "any", "some",
))  # fmt: skip
_PREPOSITIONS = frozenset((
    "of", "in", "on", "at", "by", "for", "from", "with", "without", "to", "into", "about", "against",
    "under", "over", "after", "before", "during", "through", "as", "per",
))  # fmt: skip
_LINKING = frozenset((
    "feel", "feels", "felt", "feeling", "seem", "seems", "seemed", "look", "looks", "looked", "sound",
    "very", "most",
))  # fmt: skip
_PERSONS = frozenset(("i", "you", "he", "she", "it", "we", "they", "who"))
_BODIES = frozenset((
    "Commission", "Committee", "Department", "Departments", "Bureau", "Ministry", "Administration",
    "Authority", "Agency", "Council", "Office",
))  # fmt: skip
_BEFORE_A_TITLE = frozenset(("vice", "deputy", "prime", "former", "assistant"))
_ADJECTIVE_ENDINGS = ("ous", "ful", "less", "ible", "iest")


@dataclass(frozen=True, slots=True)
class _Double:
    """A part that stands on both sides, with its surroundings.

    Attributes:
        words: the part.
        previous, following: the words around, ``""`` where the line or a stop parts them from it.
        closed: the second part is followed by a stop, or by nothing.
    """

    words: tuple[str, ...]
    connector: str
    previous: str
    following: str
    closed: bool


class DoubledPart(Detector):
    """``provide suggestions and suggestions``, ``disintegrated or disintegrated``.

    Where the second part goes on ("the network and the network core", "it may or may not") the sentence
    says something, so what follows must be a stop or a preposition; only adjectives and names of offices may
    have their noun behind them. What English doubles for effect (again and again, more and more) is spared.

    Params:
        idioms: words that are doubled for effect.
        adjectives: adjectives that their ending does not show.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "always"

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        idioms: tuple[str, ...] = ()
        adjectives: tuple[str, ...] = ()

    params: Params

    @cached_property
    def _idioms(self) -> frozenset[str]:
        return frozenset(self.params.idioms)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per doubling, both parts marked; the first part is what was meant."""
        found = [match for connector in _CONNECTORS for match in self._around(context.notes, connector)]
        yield from sorted(found, key=lambda match: match.span)

    def _around(self, notes: Annotations, connector: str) -> Iterator[Match]:
        pieces = notes.text.split(connector)
        middle = -len(connector)
        for number, (before, after) in enumerate(pairwise(pieces)):
            middle += len(connector) + len(before)
            if before[-_LETTERS:] not in after[:_REACH]:
                continue
            goes_on = connector if number + 2 < len(pieces) else ""
            double = _double(before, after + goes_on, connector.strip())
            if double is None or not self._is_fault(double):
                continue
            part = " ".join(double.words)
            span = Span(middle - len(part), middle + len(connector) + len(part))
            if self._stands_in_prose(notes, span):
                yield Match(span, _strength(double), replacement=part)

    def _stands_in_prose(self, notes: Annotations, span: Span) -> bool:
        block = notes.block_at(span.start)
        return block is not None and span.end <= block.end and notes.role(block) not in _SPARED

    def _is_fault(self, double: _Double) -> bool:
        words = [word.lower() for word in double.words]
        if not self._can_be_one(double, words):
            return False
        if double.closed:
            return len(words) > 1 or self._is_closed_fault(double, words[0])
        if double.following.lower() in _PREPOSITIONS - {"to"}:
            return self._is_fault_before_a_preposition(double, words)
        return len(words) == 1 and self._may_have_a_noun_behind(double, words[0])

    def _is_fault_before_a_preposition(self, double: _Double, words: list[str]) -> bool:
        """What is said of the second part alone tells it from the first, if something is said of that too."""
        previous = double.previous.lower()
        if len(words) > 1:
            return _opens(previous) and not any(word[0].isupper() for word in double.words)
        if double.connector == "or" and words[0].endswith("ed"):
            return True
        if previous == "a" or (previous, double.following) == ("of", "of"):
            return False
        return (_opens(previous) or is_verb_form(previous)) and self._is_closed_fault(double, words[0])

    def _can_be_one(self, double: _Double, words: list[str]) -> bool:
        """Whether the words could be one part of a sentence at all, and no figure of speech."""
        if any(word in self._idioms for word in words) or not all(word[0].isalpha() for word in words):
            return False
        if len(words) > 1:
            return _PERSONS.isdisjoint(words)
        return (
            len(words[0]) >= _SHORTEST
            and not words[0].endswith(("er", "’s", "'s"))
            and double.previous.lower() not in ("between", "from", *_BEFORE_A_TITLE)
        )

    def _is_closed_fault(self, double: _Double, word: str) -> bool:
        """Verbs are repeated for effect (it grew and grew), unless they stand where a noun would."""
        if double.connector == "or" or not (is_verb_form(word) or word.endswith(("ed", "ing"))):
            return True
        previous = double.previous.lower()
        return previous not in ("to", "on") and (
            previous in _LINKING or (previous != "" and _opens(previous))
        )

    def _may_have_a_noun_behind(self, double: _Double, word: str) -> bool:
        if double.words[0][0].isupper():
            return double.following in _BODIES
        return word in self.params.adjectives or (
            double.following.islower() and ("-" in word or word.endswith(_ADJECTIVE_ENDINGS))
        )


def _strength(double: _Double) -> Strength:
    """Any plural may be doubled for effect, in speech and novels: islands and islands."""
    is_plural = double.words[-1].endswith("s") and not double.words[-1].endswith(("ss", "us", "ics"))
    for_effect = is_plural and len(double.words) == 1 and double.connector == "and"
    return Strength.WEAK if for_effect else Strength.LIKELY


def _opens(previous: str) -> bool:
    """Whether a part begins behind this word: nothing before it belongs to the part."""
    lower = previous.lower()
    return lower == "" or lower in _DETERMINERS or lower in _PREPOSITIONS


def _double(before: str, after: str, connector: str) -> _Double | None:
    """The longest part that ends *before* and begins *after*, word for word."""
    heads, tails = before[-_REACH:].split(" "), after[:_REACH].split(" ")
    for size in range(min(_LONGEST, len(heads), len(tails)), 0, -1):
        last = tails[size - 1]
        bare = last.rstrip(_CLOSERS)
        part = (*tails[: size - 1], bare)
        if part != tuple(heads[-size:]) or not all(part) or "\n" in "".join(part):
            continue
        previous = heads[-size - 1] if len(heads) > size else ""
        following = tails[size].rstrip(_CLOSERS) if len(tails) > size and bare == last else ""
        if not previous[-1:].isalnum():
            previous = ""
        return _Double(part, connector, previous, following, bare != last or not following)
    return None
