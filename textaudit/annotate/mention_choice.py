"""Which capitals are names: what a run may hold is weighed against the rest of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from textaudit.annotate.mention_lexicon import Capitals, Lexicon, capitals_of, lexicon
from textaudit.annotate.mention_parts import Part, Token, part_of, parts_of
from textaudit.annotate.mention_runs import Headings, Place, place_of, runs_in

_LOOK_CHARS = 24  # how far before and after a name its neighbours are looked for
_ORDINARY_ENDINGS = (
    "ly",
    "ing",
    "ness",
    "ment",
    "ments",
    "tion",
    "tions",
    "sion",
    "sions",
    "ists",
    "ers",
    "ities",
)
_SHORT_PLACES = frozenset(["rom"])
_MIN_PAST_CHARS = 4
_EDGES = ".,;:!?\"'“”‘’()[]"


Chosen = tuple[int, Part]  # a name found in a text, and where the run starts that it is part of


class Candidate(NamedTuple):
    """What may be a name, and where it stands."""

    start: int
    part: Part
    place: Place


def choose(text: str, language: str | None) -> list[Chosen]:
    """The names in a text, ascending, each with the start of its run."""
    if capitals_of(language) is Capitals.NONE:
        return []
    return _Choice(text, language).chosen()


class _Choice:
    """One text's choice: what stands within sentences is decided first, and decides the rest."""

    def __init__(self, text: str, language: str | None) -> None:
        self._text, self._language = text, language
        self._words: Lexicon = lexicon(language)
        self._capitals = capitals_of(language)
        self._known: set[str] = set()  # words of names, as written
        self._known_names: set[str] = set()
        self._pieces: AbstractSet[str] = frozenset()  # words of names that stand in lower case, too

    def chosen(self) -> list[Chosen]:
        found: list[Chosen] = []
        rest: list[Candidate] = []
        inside, word, known = Place.INSIDE, Place.WORD, self._known_names
        candidates = self._candidates()
        # What stands in lower case, too, is mostly found among what white space parts.
        lowers = {token.lower for candidate in candidates for token in candidate.part.tokens}
        self._pieces = lowers.intersection(self._text.split())
        for candidate in candidates:
            start, part, place = candidate
            if place is inside and part.name in known:
                found.append((start, part))
            elif place is word or (
                self._is_name_inside(part) if place is inside else self._is_titled(part, place)
            ):
                found.append(self._know(start, part))
            else:
                rest.append(candidate)
        weighed = [one for candidate in rest for one in self._weighed(candidate)]
        return sorted(found + weighed, key=_begins) if weighed else found

    def _candidates(self) -> list[Candidate]:
        text, language = self._text, self._language
        is_heading = Headings(text).hold
        found: list[Candidate] = []
        for start, surface in runs_in(text):
            parts = parts_of(surface, language)
            if not parts:
                continue
            if is_heading(start):
                found += [Candidate(start, part, Place.HEADING) for part in parts]
                continue
            place = place_of(text, start)
            for part in parts:
                here = place if part.leads else Place.INSIDE
                found.append(Candidate(start, part, Place.HEADING if part.is_shouted else here))
        return found

    def _is_titled(self, part: Part, place: Place) -> bool:
        """Whether a name follows a title: "Mr Kral", not "President Visits" in a heading."""
        if not part.title or place is not Place.HEADING:
            return bool(part.title)
        lowers = [token.lower for token in part.tokens]
        return not any(self._is_ordinary(lower) or lower in self._pieces for lower in lowers)

    def _know(self, start: int, part: Part) -> Chosen:
        if part.name not in self._known_names:
            self._known.update(part.forms)
            self._known_names.add(part.name)
        return start, part

    # within sentences

    def _is_name_inside(self, part: Part) -> bool:
        """Whether a capital within a sentence makes a name, whatever else the text says."""
        tokens = part.tokens
        if part.title:
            return True
        if self._capitals is Capitals.NOUNS:
            return len(tokens) > 1 and self._is_name_among_nouns(tokens)
        if len(tokens) > 1:
            return not self._is_mere_emphasis(tokens)
        token = tokens[0]
        if self._is_listed(token):
            return True
        return not self._is_ordinary(token.lower) and token.lower not in self._pieces

    def _is_name_among_nouns(self, tokens: Sequence[Token]) -> bool:
        """Where any noun has a capital: several words, one of them beyond doubt a name's."""
        words = self._words
        if tokens[0].lower in words.first_names:
            return True
        if any(len(token.word.replace(".", "")) == 1 for token in tokens[:-1]):
            return True  # initials
        if tokens[-1].lower in words.organisation_words or any(self._is_listed(token) for token in tokens):
            return True
        return self._language is None and not any(token.lower in self._pieces for token in tokens)

    def _is_mere_emphasis(self, tokens: Sequence[Token]) -> bool:
        """Ordinary words with capitals that the document also has without: "the Annual Report"."""
        words = self._words
        for token in tokens:
            lower = token.lower
            if lower in words.organisation_words or lower in words.place_words or lower in words.first_names:
                return False
            if not self._is_ordinary(lower) and lower not in self._pieces:
                return False
        return sum(token.lower in self._pieces for token in tokens) * 2 >= len(tokens)

    def _stands_like_a_name(self, start: int, token: Token) -> bool:
        """An ordinary word that is part of a name elsewhere is one where no article stands before it."""
        if token.word not in self._known or token.lower in self._pieces:
            return False
        return self._word_before(start + token.start) not in self._words.determiners

    # where sentences begin, and in headings

    def _weighed(self, candidate: Candidate) -> Iterable[Chosen]:
        if candidate.place is Place.HEADING:
            return self._in_heading(candidate)
        tokens = candidate.part.tokens
        if len(tokens) > 1 and self._capitals is not Capitals.NOUNS:
            return self._opening_words(candidate)
        if self._is_name_by_itself(candidate):
            return [self._know(candidate.start, candidate.part)]
        return []

    def _opening_words(self, candidate: Candidate) -> list[Chosen]:
        """Several words at a beginning, of which the first may be an ordinary one."""
        start, part, place = candidate
        if place is Place.INSIDE:
            return []
        first, rest = part.tokens[0], part.tokens[1:]
        doubtful = self._is_ordinary(first.lower) or first.lower in self._pieces
        if not doubtful or part.name in self._known_names or self._keeps_first(first, rest):
            return [self._know(start, part)]
        if rest[0].joint and rest[0].joint[0] in ("of", "for", "and"):
            return []
        trimmed = self._some_of(part, rest)
        if len(rest) == 1 and not self._may_be_single(rest[0]):
            return []
        return [self._know(start, trimmed)] if self._is_name_inside(trimmed) else []

    def _some_of(self, part: Part, tokens: Sequence[Token]) -> Part:
        """Only these of a part's words."""
        before = " " * part.tokens[0].start  # offsets are those of the run
        return part_of(before + part.name, tokens, "", False, self._words)

    def _may_be_single(self, token: Token) -> bool:
        return bool(parts_of(token.word, self._language))

    def _keeps_first(self, first: Token, rest: Sequence[Token]) -> bool:
        """Whether an ordinary first word belongs to the rest: "Green Party" is one name, "Nearby Paris" is not."""
        words = self._words
        if first.lower in words.first_names or first.lower in words.place_first:
            return True
        if rest[0].joint:
            return first.lower in words.organisation_heads or first.lower in words.place_heads
        return rest[-1].lower in words.organisation_words or rest[-1].lower in words.place_words

    def _is_name_by_itself(self, candidate: Candidate) -> bool:
        """Whether a word, or among nouns several, at a beginning is a name."""
        tokens = candidate.part.tokens
        token = tokens[0]
        if self._capitals is Capitals.NOUNS:
            if len(tokens) > 1:
                return self._is_name_among_nouns(tokens)
            return self._is_listed(token) or token.word in self._known
        ordinary = self._is_ordinary(token.lower)
        if candidate.place is Place.INSIDE:
            return self._stands_like_a_name(candidate.start, token)
        if token.word in self._known:
            return not ordinary or token.lower not in self._pieces
        if self._is_listed(token):
            return not ordinary
        if ordinary or token.lower in self._pieces:
            return False
        return self._is_followed_like_a_name(candidate)

    def _is_followed_like_a_name(self, candidate: Candidate) -> bool:
        """By a possessive, a comma, or a verb; an imperative has its object there."""
        token = candidate.part.tokens[0]
        end = candidate.start + token.end
        after = self._text[end : end + _LOOK_CHARS]
        if after[:1] in ("'", "’") and after[1:2] == "s":
            return True
        word = after.split(None, 1)[0].strip(_EDGES) if after[:1] == " " and after.strip() else ""
        if word in self._words.sayings or word in self._words.after_place:
            return True
        if token.lower.endswith(_ORDINARY_ENDINGS) or self._is_plural(token.lower):
            return False
        if word in self._words.auxiliaries:
            return True
        if after[:1] == ")" and self._text[end - len(token.word) - 1] == "(":
            return True
        if self._language != "en":
            return False
        return after[:1] == "," or (len(word) > _MIN_PAST_CHARS and word.endswith("ed"))

    @staticmethod
    def _is_plural(lower: str) -> bool:
        return lower[-1] == "s" and lower[-2] not in "aiosu"

    def _in_heading(self, candidate: Candidate) -> list[Chosen]:
        """Of a heading, what the text below it has as names, too."""
        start, part, _ = candidate
        if part.name in self._known_names:
            return [(start, part)]
        groups: list[list[Token]] = [[]]
        for token in part.tokens:
            if self._is_known_in_heading(token, groups[-1]):
                groups[-1].append(token)
            else:
                groups.append([])
        return [
            (start, self._some_of(part, group))
            for group in groups
            if len(group) > 1 or (group and self._may_be_single(group[0]))
        ]

    def _is_known_in_heading(self, token: Token, group: Sequence[Token]) -> bool:
        if token.word.isupper() and len(token.word) > 2:
            return token.word in self._known or token.word.title() in self._known
        if self._is_ordinary(token.lower) or token.lower in self._pieces:
            return token.word in self._known and token.lower not in self._pieces
        follows_first_name = bool(group) and group[-1].lower in self._words.first_names
        return (
            token.word in self._known
            or follows_first_name
            or token.lower in self._words.first_names
            or (self._is_listed(token) and self._capitals is not Capitals.NOUNS)
        )

    # words

    def _is_ordinary(self, lower: str) -> bool:
        words = self._words
        if lower in words.ordinary or lower in words.openers:
            return True
        if lower[-1] == "s" and lower[:-1] in words.ordinary:
            return True
        return "-" in lower and all(piece in words.ordinary for piece in lower.split("-"))

    def _is_listed(self, token: Token) -> bool:
        """Whether a word is known as a place or an organisation; short ones only as acronyms."""
        lower = token.lower
        if lower in self._words.places or lower in self._words.organisations:
            return len(lower) > 3 or token.word[1].isupper() or "." in token.word or lower in _SHORT_PLACES
        return False

    def _word_before(self, start: int) -> str:
        before = self._text[max(0, start - _LOOK_CHARS) : start].split()
        return before[-1].lower().strip(_EDGES) if before else ""


def _begins(chosen: Chosen) -> int:
    start, part = chosen
    return start + part.tokens[0].start
