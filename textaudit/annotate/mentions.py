"""Names of persons, places and organisations in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textaudit.annotate.mention_choice import Chosen, choose
from textaudit.annotate.mention_kinds import NO_VOTES, Votes, added, kind_of, votes_around, votes_within
from textaudit.annotate.mention_lexicon import Lexicon, lexicon
from textaudit.annotate.mention_links import Wholes
from textaudit.model import Mention, NameKind, Span

_TITLE_CHARS = 24


class _Name(NamedTuple):
    """A chosen name, by offsets of the text."""

    start: int
    end: int
    words: tuple[Span, ...]
    forms: tuple[str, ...]
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
    words = lexicon(language)
    names = list(_names(text, choose(text, language), words))
    wholes = _wholes(names)
    kinds = _kinds(names, wholes)
    return tuple(
        [
            Mention(Span(name.start, name.end), kinds[at], name.words, name.title, whole)
            for at, (name, whole) in enumerate(zip(names, wholes, strict=True))
        ]
    )


def _names(text: str, chosen: Sequence[Chosen], words: Lexicon) -> Iterator[_Name]:
    within: dict[tuple[tuple[str, ...], bool], Votes] = {}
    last = 0
    for run, tokens, title in chosen:
        start, end = run + tokens[0].start, run + tokens[-1].end
        forms = tuple([token.word for token in tokens])
        spans = tuple([Span(run + token.start, run + token.end) for token in tokens])
        begin = _with_particles(text, start, last, words)
        if not title:
            title = _role_before(text, begin, last, words)
        key = (forms, bool(title))
        if key not in within:
            within[key] = votes_within(tokens, title, words)
        votes = added(within[key], votes_around(text, begin, end, words))
        yield _Name(begin, end, spans, forms, title, votes)
        last = end


def _with_particles(text: str, start: int, last: int, words: Lexicon) -> int:
    """Where a name begins, with "van der", "al-" or the small letter of "eBay" before it."""
    before = text[start - 1] if start > last else ""
    if before.isalpha():
        return start - 1
    if before == "-":
        begin = text.rfind(" ", max(last, start - 6), start) + 1 or start
        return begin if text[begin:start] in words.leading_particles else start
    while before == " ":
        begin = text.rfind(" ", max(last, start - 6), start - 1) + 1
        if begin <= last or text[begin : start - 1] not in words.leading_particles:
            break
        start = begin
    return start


def _role_before(text: str, start: int, last: int, words: Lexicon) -> str:
    """The title or role in lower case directly before a name: "striker", "президент"."""
    if text[start - 1 : start] != " ":
        return ""
    begin = max(last, start - _TITLE_CHARS)
    word = text[text.rfind(" ", begin, start - 1) + 1 or begin : start - 1]
    lower = word.lower()
    return word if lower in words.titles or lower in words.roles else ""


def _wholes(names: Sequence[_Name]) -> list[int | None]:
    wholes = Wholes()
    found: list[int | None] = []
    for at, name in enumerate(names):
        whole = wholes.whole_of(name.forms)
        if whole is None:
            wholes.add(name.forms, at, kind_of(name.votes))
        found.append(whole)
    return found


def _kinds(names: Sequence[_Name], wholes: Sequence[int | None]) -> list[NameKind | None]:
    """The kind of each: what is said of a name anywhere, or of its short forms, is said of all."""
    groups = [names[at if whole is None else whole].forms for at, whole in enumerate(wholes)]
    votes: dict[tuple[str, ...], Votes] = {}
    for name, group in zip(names, groups, strict=True):
        votes[group] = added(votes.get(group, NO_VOTES), name.votes)
    kinds = {group: kind_of(sums) for group, sums in votes.items()}
    return [kinds[group] for group in groups]
