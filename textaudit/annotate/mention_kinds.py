"""Whether a name is a person's, a place's or an organisation's: its own words and its neighbours vote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textaudit.annotate.mention_lexicon import Lexicon
from textaudit.annotate.mention_parts import Token
from textaudit.model import NameKind

Votes = tuple[int, int, int]  # for a person, a place, an organisation
NO_VOTES: Votes = (0, 0, 0)
_PERSON, _PLACE, _ORGANISATION = (1, 0, 0), (0, 1, 0), (0, 0, 1)
_KINDS = (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)
_SURE, _STRONG, _WEAK = 4, 2, 1
_ENOUGH = 1
_PERSON_WORDS = 3
_BEFORE_CHARS = 32
_AFTER_CHARS = 70
_AGE = re.compile(r",? \(?(?:aged )?\d{1,2}[,)]")
_PERSONAL = re.compile(r",? (?:who|whose|he|she|himself|herself|and (?:his|her))\b")
_APPOSITION = re.compile(r", (?:(?:the|an?|his|her|their|its|former|then)\b)([^,.;:)\n]*)")
_HEAD_ENDS = re.compile(r" (?:of|in|for|at|on|with|from|who|that|which|near|based)\b")
_FIRST_WORD = re.compile(r" ([^\W\d_][^\s,.;:!?]*)")
_POSSESSED = re.compile(r"['’]s? (?:\w+ )??([^\W\d_]+)")
_EDGES = "\"'“”‘’(),.;:"


def kind_of(votes: Votes) -> NameKind | None:
    """The kind that most evidence is for; ``None`` at a draw, or without any."""
    ranked = sorted(votes, reverse=True)
    if ranked[0] < _ENOUGH or ranked[0] == ranked[1]:
        return None
    return _KINDS[votes.index(ranked[0])]


def added(one: Votes, other: Votes) -> Votes:
    """Both together."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def votes_within(tokens: Sequence[Token], title: str, words: Lexicon) -> Votes:
    """What the words of a name itself, and the title before it, say."""
    if title:
        return _times(_PERSON, _SURE)
    first, last = tokens[0].lower, tokens[-1].lower
    lowers = [token.lower for token in tokens]
    listed = "-".join(lowers)
    if listed in words.places or (len(tokens) == 1 and first in words.places):
        return _times(_PLACE, _SURE)
    if listed in words.organisations:
        return _times(_ORGANISATION, _SURE)
    if len(tokens) == 1:
        return _PERSON if first in words.first_names else NO_VOTES
    return _votes_of_several(lowers, first, last, words)


def _votes_of_several(lowers: Sequence[str], first: str, last: str, words: Lexicon) -> Votes:
    if last in words.person_last:
        return _times(_PERSON, _STRONG)
    if any(lower in words.place_heads for lower in lowers[:-1]) and first in words.place_heads:
        return _times(_PLACE, _SURE)
    if last in words.place_words:
        return _times(_PLACE, _SURE)
    if any(lower in words.organisation_words or lower in words.organisation_heads for lower in lowers):
        return _times(_ORGANISATION, _SURE)
    if first in words.first_names:
        return _times(_PERSON, _STRONG)
    if any(len(lower) == 1 for lower in lowers[:-1]):
        return _times(_PERSON, _STRONG)  # initials
    if first in words.place_first or last in words.places:
        return _times(_PLACE, _STRONG)
    strange = all(lower not in words.ordinary for lower in lowers)
    return _PERSON if strange and len(lowers) <= _PERSON_WORDS else NO_VOTES


def votes_around(text: str, start: int, end: int, words: Lexicon) -> Votes:
    """What stands before and after a name says."""
    return added(_votes_before(text, start, words), _votes_after(text, end, words))


def _votes_before(text: str, start: int, words: Lexicon) -> Votes:
    before = text[max(0, start - _BEFORE_CHARS) : start]
    if before[-1:] not in (" ", "\u00a0"):
        return NO_VOTES
    pieces = before.lower().split()
    if not pieces:
        return NO_VOTES
    last = pieces[-1]
    if last in words.place_prepositions:
        return _times(_PLACE, _STRONG)
    if last in words.titles or last in words.roles:
        return _times(_PERSON, _STRONG)
    if last in words.org_roles:
        return _ORGANISATION
    if last in words.place_roles:
        return _PLACE
    if last == "of" and len(pieces) > 1 and pieces[-2] in words.place_nouns:
        return _times(_PLACE, _STRONG)
    if last in words.sayings:
        return _PERSON
    return (-_STRONG, 0, 0) if last == "the" else NO_VOTES


def _votes_after(text: str, end: int, words: Lexicon) -> Votes:
    sign = text[end : end + 1]
    if sign == " ":
        return _votes_of_next(text, end, words)
    if sign == ",":
        return _votes_of_apposition(text, end, words)
    if sign in ("'", "’"):
        return _votes_of_possessed(text, end, words)
    return NO_VOTES


def _votes_of_next(text: str, end: int, words: Lexicon) -> Votes:
    following = _FIRST_WORD.match(text, end, end + _AFTER_CHARS)
    if following is None:
        return _times(_PERSON, _STRONG) if _AGE.match(text, end, end + _AFTER_CHARS) else NO_VOTES
    word = following[1]
    if word in words.sayings:
        return _PERSON
    if word in words.after_place:
        return _times(_PLACE, _STRONG)
    if word in words.after_organisation:
        return _times(_ORGANISATION, _STRONG)
    if word in ("who", "himself", "herself", "whose"):
        return _times(_PERSON, _STRONG)
    if word == "and" and _PERSONAL.match(text, end, end + _AFTER_CHARS):
        return _times(_PERSON, _STRONG)
    return NO_VOTES


def _votes_of_apposition(text: str, end: int, words: Lexicon) -> Votes:
    """", the EU's special representative for", ", 34,", ", who"."""
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
