"""Names of persons, places and organisations in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textaudit.annotate.mention_choice import Chosen, choose
from textaudit.annotate.mention_kinds import NO_VOTES, Neighbours, Votes, added, is_sure, kind_of, neighbours
from textaudit.annotate.mention_lexicon import lexicon
from textaudit.annotate.mention_links import Wholes
from textaudit.annotate.mention_parts import Part
from textaudit.model import Mention, NameKind, Span

_TITLE_CHARS = 40
_WORD_CHARS = 24  # how far back the word before a name is looked for


class _Name(NamedTuple):
    """A chosen name, by offsets of the text."""

    span: Span
    run: int
    part: Part
    title: str
    votes: Votes


def mentions_in(text: str, language: str | None = None) -> tuple[Mention, ...]:
    """The names in a text, ascending, without overlaps.

    English is known best; where capitals mark every noun (German), or the language is unknown, only names
    of several words, names after titles and names known beforehand count; a script without capitals has none.

    Args:
        language: of the text, ISO 639-1.

    >>> text = "Then Prime Minister Toivo Kral's car left Tartu. Kral waved."
    >>> for mention in mentions_in(text, "en"):
    ...     print(text[mention.span.slice], mention.kind, mention.title, mention.whole, sep="|")
    Toivo Kral|person|Prime Minister|None
    Tartu|None||None
    Kral|person||0
    """
    names = _names(text, choose(text, language), language)
    wholes = _wholes(text, names)
    kinds = _kinds(names, wholes)
    return tuple(
        [
            Mention(name.span, kind, _words(name), name.title, whole)
            for name, kind, whole in zip(names, kinds, wholes, strict=True)
        ]
    )


def _words(name: _Name) -> tuple[Span, ...]:
    run, tokens = name.run, name.part.tokens
    if len(tokens) == 1 and run + tokens[0].start == name.span.start:
        return (name.span,)
    return tuple([Span(run + token.start, run + token.end) for token in tokens])


def _names(text: str, chosen: Sequence[Chosen], language: str | None) -> list[_Name]:
    around, particles = neighbours(language), lexicon(language).leading_particles
    names: list[_Name] = []
    last = 0
    for run, part in chosen:
        start, end = run + part.tokens[0].start, run + part.tokens[-1].end
        title, votes = part.title, part.votes
        if title or not is_sure(votes):  # of what is known, the neighbours have nothing to tell
            word = _word_before(text, start, last)
            if word in particles or text[start - 1 : start].isalpha():
                start = _with_particles(text, start, last, particles)
                word = _word_before(text, start, last)
            if not title:
                title = _title_before(text, start, word, around)
                votes = added(votes, added(around.before(text, start, word), around.after(text, end)))
        names.append(_Name(Span(start, end), run, part, title, votes))
        last = end
    return names


def _word_before(text: str, start: int, last: int) -> str:
    """The word in lower case directly before an offset, with its hyphen if that is all between them."""
    begin = max(last, start - _WORD_CHARS)
    if text[start - 1 : start] == "-":
        return text[text.rfind(" ", begin, start) + 1 or begin : start]
    if start <= begin or text[start - 1] != " ":
        return ""
    return text[(text.rfind(" ", begin, start - 1) + 1) or begin : start - 1]


def _title_before(text: str, start: int, word: str, around: Neighbours) -> str:
    """The title or role that ends with *word* in lower case directly before a name."""
    if word in around.roles:
        return word
    if word not in around.title_tails:
        return ""
    before = text[max(0, start - _TITLE_CHARS) : start - 1].split()[1:]
    for at, earlier in enumerate(before):
        if earlier in around.roles:
            return " ".join(before[at:])
    return ""


def _with_particles(text: str, start: int, last: int, particles: frozenset[str]) -> int:
    """Where a name begins, with "van der", "al-" or the small letter of "eBay" before it."""
    if text[start - 1].isalpha():
        return start - 1
    while (word := _word_before(text, start, last)) in particles:
        start -= len(word) + (word[-1] != "-")
    return start


def _wholes(text: str, names: Sequence[_Name]) -> list[int | None]:
    wholes = Wholes(text)
    found: list[int | None] = []
    for at, name in enumerate(names):
        forms = name.part.forms
        whole = wholes.whole_of(forms)
        if whole is None and len(forms) > 1:
            wholes.add(forms, at, kind_of(name.votes))
        found.append(whole)
    return found


def _kinds(names: Sequence[_Name], wholes: Sequence[int | None]) -> list[NameKind | None]:
    """The kind of each: what is said of a name anywhere, or of its short forms, is said of all."""
    groups = [
        (name if whole is None else names[whole]).part.forms
        for name, whole in zip(names, wholes, strict=True)
    ]
    votes: dict[tuple[str, ...], Votes] = {}
    for name, group in zip(names, groups, strict=True):
        known = votes.get(group)
        votes[group] = (
            added(known, name.votes) if known and name.votes is not NO_VOTES else known or name.votes
        )
    kinds = {group: kind_of(sums) for group, sums in votes.items()}
    return [kinds[group] for group in groups]
