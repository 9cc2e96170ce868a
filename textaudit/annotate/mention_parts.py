"""What a run of capitals is made of: openers of sentences, titles, peoples, and the names between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from textaudit.annotate.mention_kinds import Votes, votes_within
from textaudit.annotate.mention_lexicon import Capitals, Lexicon, capitals_of, lexicon
from textaudit.annotate.names import CAPITAL, LETTER, REST

_TOKEN = re.compile(rf"[{CAPITAL}](?<!{LETTER}.){REST}")
_DOTTED = re.compile(rf"(?<![^\W_])[{CAPITAL}](?:\.[{CAPITAL}])+(?![^\W_])")  # U.S., J.K.
_ELISION = re.compile(rf"(?:[LDNSJCMT]|Qu|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull)['’](?=(?P<name>[{CAPITAL}])?)")
_ELIDING = ["fr", "it", "ca"]
_CONTRACTION = re.compile(r"['’](?:m|re|ll|ve|d|t)$")
_ROMAN = re.compile(r"[IVXLC]+")
_MIN_HEAD_CHARS = 4  # "Co-operation", "Pre-war": what stands before the hyphen is a prefix
_ACRONYM_CHARS = 6  # a longer word all in capitals is shouted
_MAX_CHARS = 40  # of a word; longer ones are no names
_MONTH_OR_MODAL = {"may"}
_NO_PRONOUNS = ("US", "U.S", "U.S.", "WHO")


class Token(NamedTuple):
    """A word of a run, by offsets within it; ``joint`` is what joins it to the word before."""

    start: int
    end: int
    word: str
    lower: str
    joint: tuple[str, ...]


class Part(NamedTuple):
    """What may be one name in a run.

    Attributes:
        tokens: its words, by offsets within the run.
        title: the title before it.
        leads: whether nothing of the run stands before it.
        name: it as written.
        forms: its words as written.
        votes: what they say of its kind.
        is_shouted: whether it is all in capitals, and no acronym.
    """

    tokens: tuple[Token, ...]
    title: str
    leads: bool
    name: str
    forms: tuple[str, ...]
    votes: Votes
    is_shouted: bool


def part_of(surface: str, tokens: Sequence[Token], title: str, leads: bool, lexicon: Lexicon) -> Part:
    """Some words of a run, as one name."""
    name = surface[tokens[0].start : tokens[-1].end]
    forms = tuple([token.word for token in tokens])
    votes = votes_within(forms, bool(title), lexicon)
    return Part(tuple(tokens), title, leads, name, forms, votes, name.isupper() and _is_long(forms))


def _is_long(forms: Sequence[str]) -> bool:
    return len(forms) > 1 or len(forms[0]) > _ACRONYM_CHARS


@lru_cache(maxsize=20_000)
def parts_of(surface: str, language: str | None) -> tuple[Part, ...]:
    """The names that a run may hold, ascending.

    >>> run = "Armenian Prime Minister Nikol Pashinyan"
    >>> [(part.title, part.name) for part in parts_of(run, "en")]
    [('Prime Minister', 'Nikol Pashinyan')]
    """
    words = lexicon(language)
    lower = surface.lower()
    if lower in words.openers and surface not in _NO_PRONOUNS:
        return ()
    if surface.isalpha() and len(surface) <= _MAX_CHARS:  # the commonest, without the way round
        token = Token(0, len(surface), surface, lower, ())
        if _breaks(token, words, ()) or not _may_stand_alone(token, "", words):
            return ()
        return (part_of(surface, (token,), "", True, words),)
    plain = surface.replace(" ", "").isalpha() and len(surface) <= _MAX_CHARS
    tokens = _plain_tokens(surface) if plain else list(_any_tokens(surface, words, language))
    nouns = capitals_of(language) is Capitals.NOUNS
    if plain and not nouns and _is_one_name(tokens, words):
        return (part_of(surface, tokens, "", True, words),)
    found: list[Part] = []
    for group in _groups(tokens, words, nouns):
        for title, named in _titled(surface, group, words, nouns):
            if _is_name(named, title, words):
                leads = not title and named[0] is tokens[0] and named[0].start == 0
                found.append(part_of(surface, named, title, leads, words))
    return tuple(found)


def _is_one_name(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether nothing joins or parts the words: no title, people or opener is among them."""
    for token in tokens:
        if token.joint or token.lower in lexicon.markers:
            return False
    return len(tokens) > 1


def _plain_tokens(surface: str) -> list[Token]:
    """The words where nothing but single spaces stands between them."""
    tokens: list[Token] = []
    joint: tuple[str, ...] = ()
    start = 0
    for word in surface.split(" "):
        end = start + len(word)
        if word[0].islower():
            joint = (*joint, word)
        else:
            tokens.append(Token(start, end, word, word.lower(), joint))
            joint = ()
        start = end + 1
    return tokens


def _any_tokens(surface: str, lexicon: Lexicon, language: str | None) -> Iterator[Token]:
    """The words, "U.S." as one, without what is only stuck to them."""
    dotted = {m.start(): m.end() for m in _DOTTED.finditer(surface)} if "." in surface else {}
    last = 0
    for match in _TOKEN.finditer(surface):
        start, end = match.span()
        if start < last:
            continue
        if start in dotted:
            end = dotted[start] + surface.startswith(".", dotted[start])
        if language in _ELIDING and (elided := _ELISION.match(surface, start, end)):
            start = elided.end() if elided["name"] else end
        word = _bare(surface[start:end], lexicon)
        if not word:
            continue
        joint = tuple(surface[last:start].strip(" \u00a0.").lower().split())
        last = start + len(word)
        yield Token(start, last, word, word.lower().replace(".", "").replace("’", "'"), joint)


def _bare(word: str, lexicon: Lexicon) -> str:
    """A word without "-led" or "'ll" at its end; nothing is left of "T-shirt"."""
    if len(word) > _MAX_CHARS or "_" in word:
        return ""
    if contracted := _CONTRACTION.search(word):
        whole = word.lower().replace("’", "'")
        return word if whole in lexicon.openers else word[: contracted.start()]
    head, hyphen, tail = word.rpartition("-")
    if not hyphen or not tail[:1].islower():
        return word
    if len(head) < 2 and tail.isalpha():
        return ""
    stuck = tail in lexicon.joining_suffixes or (tail in lexicon.ordinary and len(head) >= _MIN_HEAD_CHARS)
    return _bare(head, lexicon) if stuck else word


def _groups(tokens: Sequence[Token], lexicon: Lexicon, nouns: bool) -> Iterator[list[Token]]:
    """Tokens that one name or title may hold together."""
    group: list[Token] = []
    for token in tokens:
        if group and (_breaks(token, lexicon, group) or not _joins(group, token, lexicon, nouns)):
            yield group
            group = []
        if not _breaks(token, lexicon, group):
            group.append(token)
    if group:
        yield group


def _breaks(token: Token, lexicon: Lexicon, group: Sequence[Token]) -> bool:
    """Whether a word is of the sentence or the calendar, not of a name."""
    lower = token.lower
    if lower in lexicon.calendar or lower in _MONTH_OR_MODAL:
        # Theresa May, Mrs May
        return not (group and (group[-1].lower in lexicon.first_names or group[-1].lower in lexicon.titles))
    return lower in lexicon.openers and token.word not in _NO_PRONOUNS and len(token.word) > 1


def _joins(group: Sequence[Token], token: Token, lexicon: Lexicon, nouns: bool) -> bool:
    """Whether what stands between two words makes them one name."""
    joint = token.joint
    if not joint or "&" in joint:
        return True
    head = group[-1].lower
    if len(head) == 1:
        return False  # subchapter I of Chapter 5
    if "and" in joint or "for" in joint or "in" in joint:
        return _is_long_title(group, lexicon) and joint != ("in",) and joint != ("in", "the")
    if "of" in joint:
        if head in lexicon.titles:
            return token.lower in lexicon.title_parts  # Secretary of State
        return (
            head in lexicon.organisation_heads
            or head in lexicon.place_heads
            or (head in lexicon.ordinary and head[-1] != "s")
        )
    if joint[0] not in lexicon.joining_particles:
        return False
    if nouns and not any(_is_personal(one, lexicon) for one in group):
        return False  # "Geschichte von Berlin" has no name but Berlin
    return head not in lexicon.demonyms and head not in lexicon.titles


def _is_personal(token: Token, lexicon: Lexicon) -> bool:
    return token.lower in lexicon.first_names or token.lower in lexicon.titles


def _is_long_title(group: Sequence[Token], lexicon: Lexicon) -> bool:
    """A head of a name that lists what it is for: "Department of Health and", "Centre for"."""
    return any(token.lower in lexicon.organisation_heads for token in group)


def _titled(
    surface: str, group: list[Token], lexicon: Lexicon, nouns: bool
) -> Iterator[tuple[str, list[Token]]]:
    """The names in a group, each with the title before it; titles without a name are dropped."""
    at = _last_title(group, lexicon)
    if at is None:
        yield "", _from_first_name(group, lexicon) if nouns else _without_people(group, lexicon)
        return
    begin = at
    while begin > 0 and _may_lead_title(group[begin - 1], lexicon):
        begin -= 1
    if begin:
        yield "", _without_people(group[:begin], lexicon)
    if at + 1 < len(group):
        stop = group[at].end + surface.startswith(".", group[at].end)
        yield surface[group[begin].start : stop], group[at + 1 :]


def _from_first_name(group: list[Token], lexicon: Lexicon) -> list[Token]:
    """Where nouns have capitals, what stands before a first name is one: "Favoritin Sofia Brenn"."""
    for at, token in enumerate(group[:-1]):
        if token.lower in lexicon.first_names:
            return group[at:]
    return group


def _without_people(group: list[Token], lexicon: Lexicon) -> list[Token]:
    """Without a people before a name: in "Russian Nikolay Davydenko", not in "Russian Railways"."""
    rest = group[1:]
    if not rest or rest[0].joint or not is_demonym(group[0].lower, lexicon):
        return group
    if rest[0].lower in lexicon.places or (
        len(rest) > 1 and not any(_is_common(token, lexicon) for token in rest)
    ):
        return rest
    return group


def _is_common(token: Token, lexicon: Lexicon) -> bool:
    lower = token.lower
    if lower in lexicon.first_names:
        return False
    return lower in lexicon.ordinary or lower in lexicon.organisation_words or lower in lexicon.place_words


def _may_lead_title(token: Token, lexicon: Lexicon) -> bool:
    return token.lower in lexicon.title_parts or token.lower in lexicon.titles


def _last_title(group: Sequence[Token], lexicon: Lexicon) -> int | None:
    """Index of the last word that is a title here, not a surname or part of a name."""
    for at in range(len(group) - 1, -1, -1):
        lower = group[at].lower
        if lower in lexicon.titles and _is_title(group, at, lexicon):
            return _with_field(group, at, lexicon)
        if lower in lexicon.roles and at == 0 and _is_role(group, lexicon):
            return at
    return None


def _is_role(group: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name follows the first word: "Striker Milan Brel", not "Model Codes"."""
    if len(group) < 2 or group[1].joint or _is_organisation(group, lexicon):
        return False
    lower = group[1].lower
    return lower in lexicon.first_names or not (lower in lexicon.ordinary or lower[:-1] in lexicon.ordinary)


def _with_field(group: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """A title goes on with what it is of: "Secretary of State"."""
    while at + 1 < len(group) and group[at + 1].joint and group[at + 1].lower in lexicon.title_parts:
        at += 1
    return at


def _is_title(group: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    after = group[at + 1 :]
    if after and (after[0].lower in lexicon.person_last or _is_organisation(after, lexicon)):
        return False
    if group[at].lower not in lexicon.ambiguous_titles or at == 0:
        return len(group) > 1 or group[at].lower not in lexicon.ambiguous_titles
    before = group[at - 1]
    return _may_lead_title(before, lexicon) or before.lower in lexicon.demonyms


def _is_organisation(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return tokens[-1].lower in lexicon.organisation_words or any(
        token.lower in lexicon.organisation_heads for token in tokens
    )


def _is_name(tokens: Sequence[Token], title: str, lexicon: Lexicon) -> bool:
    """Whether words may be a name at all, wherever they stand."""
    if len(tokens) == 1:
        return _may_stand_alone(tokens[0], title, lexicon)
    if all(_is_generic(token, lexicon) for token in tokens):
        return False
    return not all(token.lower in lexicon.no_names for token in tokens)


def _is_generic(token: Token, lexicon: Lexicon) -> bool:
    """A title, part of one, or a people: two of them are no name yet."""
    lower = token.lower
    return (
        (lower in lexicon.titles or lower in lexicon.title_parts or is_demonym(lower, lexicon))
        and lower not in lexicon.organisation_words
        and lower not in lexicon.first_names
    )


def _may_stand_alone(token: Token, title: str, lexicon: Lexicon) -> bool:
    lower = token.lower
    if len(lower) < 2 or _ROMAN.fullmatch(token.word):
        return False
    if lower in lexicon.no_single:
        return bool(title) and (lower in lexicon.calendar or lower in lexicon.roles)  # Mrs May, Mr Baker
    return bool(title) or not is_demonym(lower, lexicon)


def is_demonym(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word names a people or what is theirs: "Armenians", "Franco-German"."""
    if "-" in lower:
        return any(piece in lexicon.demonyms for piece in lower.split("-"))
    return lower in lexicon.demonyms or (lower[-1] == "s" and lower[:-1] in lexicon.demonyms)
