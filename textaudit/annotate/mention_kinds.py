"""Whether a name is a person's, a place's or an organisation's: its own words and its neighbours vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from textaudit.annotate.mention_lexicon import Lexicon, lexicon
from textaudit.model import NameKind

Votes = tuple[int, int, int]  # for a person, a place, an organisation
NO_VOTES: Votes = (0, 0, 0)
_PERSON, _PLACE, _ORGANISATION = (1, 0, 0), (0, 1, 0), (0, 0, 1)
_KINDS = (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)
_SURE, _STRONG = 4, 2  # what neighbours say weighs less than what the name says itself
_PERSON_WORDS = 3  # longer names without a sign of their kind are mostly no persons'
_BEFORE_CHARS = 32  # how far neighbours are looked for
_AFTER_CHARS = 70
_AGE = re.compile(r",? \(?(?:aged )?\d{1,2}[,)]")
_PERSONAL = re.compile(r",? (?:who|whose|he|she|himself|herself|and (?:his|her))\b")
_APPOSITION = re.compile(r", (?:(?:the|an?|his|her|their|its|former|then)\b)([^,.;:)\n]*)")
_HEAD_ENDS = re.compile(r" (?:of|in|for|at|on|with|from|who|that|which|near|based)\b")
_FIRST_WORD = re.compile(r" ([^\W\d_][^\s,.;:!?]*)")
_POSSESSED = re.compile(r"['’]s? (?:\w+ )??([^\W\d_]+)")
# "Brel", "O'Brel", "McBrel", "Brel-Sand", "J.K.": no capitals or digits within, as products have them.
_PERSONAL_FORM = re.compile(r"(?:\w['’]|Ma?c)?\w[^\W\dA-Z]*(?:[-‐‑]\w[^\W\dA-Z]*)*|(?:\w\.)+")
_ADJECTIVE_ENDINGS = ("ого", "его", "ой", "ая", "ый", "ую", "ых", "ому", "ему", "ое", "ые")  # Новой Зеландии
_PRONOUNS = ("who", "whose", "himself", "herself")
_EDGES = "\"'“”‘’(),.;:"


def kind_of(votes: Votes) -> NameKind | None:
    """The kind that most evidence is for; ``None`` at a draw, or without any."""
    ranked = sorted(votes, reverse=True)
    if ranked[0] < 1 or ranked[0] == ranked[1]:
        return None
    return _KINDS[votes.index(ranked[0])]


def is_sure(votes: Votes) -> bool:
    """Whether the name itself tells its kind."""
    return max(votes) >= _SURE


def added(one: Votes, other: Votes) -> Votes:
    """Both together."""
    if other is NO_VOTES:
        return one
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def votes_within(forms: Sequence[str], titled: bool, words: Lexicon) -> Votes:
    """What the words of a name itself, and a title before it, say."""
    if titled:
        return _times(_PERSON, _SURE)
    lowers = [form.lower().replace(".", "") for form in forms]
    listed = "-".join(lowers)
    if listed in words.places:
        return _times(_PLACE, _SURE)
    if listed in words.organisations:
        return _times(_ORGANISATION, _SURE)
    if len(lowers) == 1:
        return _PERSON if listed in words.first_names else NO_VOTES
    votes = _votes_of_several(lowers, words)
    if votes is NO_VOTES and _looks_personal(forms) and words.ordinary.isdisjoint(lowers):
        return _PERSON
    return votes


def _looks_personal(forms: Sequence[str]) -> bool:
    """Whether the words are written as a person's mostly are, not as products: "MX", "TakaTak"."""
    if len(forms) > _PERSON_WORDS or forms[0].endswith(_ADJECTIVE_ENDINGS):
        return False
    return all(map(_PERSONAL_FORM.fullmatch, forms))


def _votes_of_several(lowers: Sequence[str], words: Lexicon) -> Votes:
    first, last = lowers[0], lowers[-1]
    if last in words.person_last:
        return _times(_PERSON, _STRONG)
    if last in words.place_words or first in words.place_heads:
        return _times(_PLACE, _SURE)
    if not (words.organisation_words.isdisjoint(lowers) and words.organisation_heads.isdisjoint(lowers)):
        return _times(_ORGANISATION, _SURE)
    if first in words.first_names or len(first) == 1 or len(lowers[-2]) == 1:
        return _times(_PERSON, _STRONG)  # initials
    if first in words.place_first or last in words.places:
        return _times(_PLACE, _STRONG)
    return NO_VOTES


class Neighbours:
    """What the words before and after a name say, for one language."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self.roles = words.titles | words.roles
        self.title_tails = words.title_tails
        self._before = _table(
            (words.articles, (-_STRONG, 0, 0)),
            (words.sayings, _PERSON),
            (words.place_roles, _PLACE),
            (words.org_roles, _ORGANISATION),
            (self.roles | self.title_tails, _times(_PERSON, _STRONG)),
            (words.place_prepositions, _times(_PLACE, _STRONG)),
        )
        self._after = _table(
            (words.sayings, _PERSON),
            (words.after_place, _times(_PLACE, _STRONG)),
            (words.after_organisation, _times(_ORGANISATION, _STRONG)),
            (_PRONOUNS, _times(_PERSON, _STRONG)),
        )

    def before(self, text: str, start: int, last: str) -> Votes:
        """What stands before *start* says; *last* is the word directly there."""
        if last == "of":
            earlier = text[max(0, start - _BEFORE_CHARS) : start].split()
            place = len(earlier) > 1 and earlier[-2].lower() in self._words.place_nouns
            return _times(_PLACE, _STRONG) if place else NO_VOTES
        return self._before.get(last, NO_VOTES)

    def after(self, text: str, end: int) -> Votes:
        """What stands after a name that ends at *end* says."""
        sign = text[end : end + 1]
        if sign == " ":
            return self._next(text, end)
        if sign == ",":
            return _votes_of_apposition(text, end, self._words)
        if sign in ("'", "’"):
            return _votes_of_possessed(text, end, self._words)
        return NO_VOTES

    def _next(self, text: str, end: int) -> Votes:
        following = _FIRST_WORD.match(text, end, end + _AFTER_CHARS)
        if following is None:
            return _times(_PERSON, _STRONG) if _AGE.match(text, end, end + _AFTER_CHARS) else NO_VOTES
        word = following[1]
        if word == "and":
            return _times(_PERSON, _STRONG) if _PERSONAL.match(text, end, end + _AFTER_CHARS) else NO_VOTES
        return self._after.get(word, NO_VOTES)


@cache
def neighbours(language: str | None) -> Neighbours:
    """What the words of a language around a name say."""
    return Neighbours(lexicon(language))


def _table(*groups: tuple[Iterable[str], Votes]) -> dict[str, Votes]:
    """Votes by word; where groups share one, the later has it."""
    return {word: votes for words, votes in groups for word in words}


def _votes_of_apposition(text: str, end: int, words: Lexicon) -> Votes:
    """ ", the EU's special representative for", ", 34,", ", who"."""
    stop = end + _AFTER_CHARS
    if _AGE.match(text, end, stop) or _PERSONAL.match(text, end, stop):
        return _times(_PERSON, _STRONG)
    apposition = _APPOSITION.match(text, end, stop)
    if apposition is None:
        return NO_VOTES
    head = _HEAD_ENDS.split(apposition[1], maxsplit=1)[0].split()
    for word in reversed(head):
        lower = word.lower().strip(_EDGES)
        if lower in words.roles or lower in words.titles:
            return _times(_PERSON, _STRONG)
        if lower in words.place_nouns:
            return _times(_PLACE, _STRONG)
        if lower in words.organisation_nouns:
            return _times(_ORGANISATION, _STRONG)
    return NO_VOTES


def _votes_of_possessed(text: str, end: int, words: Lexicon) -> Votes:
    possessed = _POSSESSED.match(text, end, end + _AFTER_CHARS)
    if possessed is None:
        return NO_VOTES
    word = possessed[1]
    if word in words.after_person:
        return _times(_PERSON, _STRONG)
    return _ORGANISATION if word in words.after_organisation else NO_VOTES


def _times(votes: Votes, weight: int) -> Votes:
    return votes[0] * weight, votes[1] * weight, votes[2] * weight
