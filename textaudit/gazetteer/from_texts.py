"""The names that recur in somebody's own texts, without the forms of them that may be damage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from textaudit.gazetteer.keys import near_keys, words_of
from textaudit.model import KINDS, Kind, Name
from textaudit.nearest import within_edits

_MUCH_MORE: Final = 8  # so many times as frequent as a form is what that may be damage of
_MOST_EDITS: Final = 2
_SHORT: Final = 5  # of words with fewer letters, one edit makes another
_STANDS_ALONE: Final = ("place", "organisation")

Words = tuple[str, ...]
Slot = tuple[int, Words, str]  # which word, the other words, and one near key of it


@dataclass(slots=True)
class _Form:
    """What all mentions of the same folded words say."""

    documents: int = 0
    count: int = 0
    surfaces: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def kind(self) -> Kind:
        """That of most mentions that have one; none where two are as frequent."""
        most = max(self.kinds.values(), default=0)
        first, *tied = [kind for kind in KINDS if self.kinds[kind] == most]
        return "" if tied else first

    @property
    def text(self) -> str:
        """The most frequent surface; of those as frequent the first of the alphabet."""
        return min(self.surfaces, key=lambda surface: (-self.surfaces[surface], surface))


def recurring(
    mentions_by_document: Iterable[Iterable[tuple[str, str]]], min_documents: int = 2, min_count: int = 3
) -> list[Name]:
    """The names that recur: full ones, and single words where most mentions say place or organisation.

    A form is left out where another, eight times as frequent or more, is the same but for one word that is
    within two edits of its own (one for short words): it may be damage, and damage must not get into a list of
    right names.

    Args:
        mentions_by_document: for each document the surface and the kind of each mention; an unknown kind
            counts as none.
        min_documents: so many documents must mention a name.
        min_count: so many times it must be mentioned in all.

    Returns:
        The most frequent first; with the spelling and the kind of most mentions.
    """
    forms = _counted(mentions_by_document)
    able = {
        words: form
        for words, form in forms.items()
        if form.documents >= min_documents
        and form.count >= min_count
        and (len(words) > 1 or form.kind in _STANDS_ALONE)
    }
    frequent = _by_slot(able, min_count * _MUCH_MORE)
    kept = [form for words, form in able.items() if not _may_be_damage(words, form, able, frequent)]
    kept.sort(key=lambda form: (-form.count, form.text))
    return [Name(form.text, (), form.kind) for form in kept]


def _counted(mentions_by_document: Iterable[Iterable[tuple[str, str]]]) -> dict[Words, _Form]:
    forms: dict[Words, _Form] = {}
    for mentions in mentions_by_document:
        here: set[Words] = set()
        for surface, kind in mentions:
            words = words_of(surface)
            if not words:
                continue
            form = forms.setdefault(words, _Form())
            form.count += 1
            form.documents += words not in here
            form.surfaces[" ".join(surface.split())] += 1
            if kind in KINDS and kind:
                form.kinds[kind] += 1
            here.add(words)
    return forms


def _by_slot(forms: Mapping[Words, _Form], least: int) -> dict[Slot, list[Words]]:
    """The forms that are frequent enough for others to be damage of them, by all that a damaged one shares."""
    found: dict[Slot, list[Words]] = {}
    for words, form in forms.items():
        if form.count >= least:
            for slot in _slots(words):
                found.setdefault(slot, []).append(words)
    return found


def _slots(words: Words) -> Iterator[Slot]:
    for at, word in enumerate(words):
        others = words[:at] + words[at + 1 :]
        yield from ((at, others, key) for key in near_keys(word))


def _may_be_damage(
    words: Words, form: _Form, forms: Mapping[Words, _Form], frequent: Mapping[Slot, list[Words]]
) -> bool:
    for slot in _slots(words):
        at = slot[0]
        for other in frequent.get(slot, ()):
            most = 1 if len(words[at]) < _SHORT else _MOST_EDITS
            if (
                other != words
                and forms[other].count >= _MUCH_MORE * form.count
                and within_edits(words[at], other[at], most)
            ):
                return True
    return False
