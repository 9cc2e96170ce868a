"""How one spelling of a name becomes another: letters that changed, and how, as numbers for a model."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler, LCSseq, Levenshtein, Postfix, Prefix

from textaudit.gazetteer.keys import skeleton

LETTERS: tuple[str, ...] = (
    # how often: a letter of the name stands as another in the form
    "vowel for vowel", "vowel for consonant", "like consonant", "other consonant",
    # a letter too many in the form: doubled, a vowel, an h, any other
    "doubled", "vowel more", "h more", "consonant more",
    # a letter too few
    "undoubled", "vowel less", "h less", "consonant less",
    # of all these, at the first letter, at the last two
    "at the start", "at the end",
    "length", "name's length", "edits", "edits a letter", "likeness", "common beginning", "common ending",
    "letters in common", "same consonants", "same first letter", "same last letter",
    "ending more", "inflection more", "ending less", "inflection less",
)  # fmt: skip
_VOWELS = frozenset("aeiouy")
_ALIKE = tuple(map(frozenset, ("ckqgx", "szcx", "bpvwf", "dt", "mn", "lr", "vwu", "ijy", "gjh", "kh")))
_ENDINGS = frozenset(("s", "n", "an", "ian", "ese", "ish", "i", "ic", "er", "ers", "ans", "ians", "es"))


def edits_between(form: str, name: str) -> int:
    """Letters missing, added, replaced or swapped with a neighbour (optimal string alignment)."""
    return OSA.distance(form, name)


def likeness(form: str, name: str) -> float:
    """0 to 1, by letters at nearly the same places and the length of the common beginning (Jaro-Winkler)."""
    return JaroWinkler.similarity(form, name)


def near_among(word: str, choices: Collection[str], most: int) -> list[tuple[str, int]]:
    """Those of the *choices* that are at most so many edits away, with their distance; in no order to rely on."""
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(other, int(edits)) for other, edits, _ in found]


def has_near(word: str, choices: Collection[str], most: int) -> bool:
    """Whether one of the *choices* is."""
    return process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=most) is not None


@lru_cache(maxsize=1 << 14)
def letters(form: str, name: str) -> tuple[float, ...]:
    """What turns *name* into *form*, both folded: one number for each of `LETTERS`.

    >>> dict(zip(LETTERS, letters("camilly", "camilla")))["vowel for vowel"]
    1.0
    """
    edits = edits_between(form, name)
    longest = max(len(form), len(name))
    (sorted_form, sound), (sorted_name, other_sound) = _in_itself(form), _in_itself(name)
    more = form[len(name) :] if form.startswith(name) else ""
    less = name[len(form) :] if name.startswith(form) else ""
    return (
        *_changes(form, name),
        float(len(form)),
        float(len(name)),
        float(edits),
        edits / longest,
        likeness(form, name),
        Prefix.similarity(form, name) / len(name),
        Postfix.similarity(form, name) / len(name),
        LCSseq.similarity(sorted_form, sorted_name) / longest,
        float(sound == other_sound),
        float(form[0] == name[0]),
        float(form[-1] == name[-1]),
        float(bool(more)),
        float(more in _ENDINGS),
        float(bool(less)),
        float(less in _ENDINGS),
    )


@lru_cache(maxsize=1 << 14)
def _in_itself(word: str) -> tuple[str, str]:
    """What is asked of a word by itself: its letters in order, so that two words share a subsequence, and its sound."""
    return "".join(sorted(word)), skeleton(word)


def _changes(form: str, name: str) -> list[float]:
    """How often each kind of change occurs, and how many stand at either end."""
    counts = [0.0] * 14
    for edit in Levenshtein.editops(form, name):
        at = edit.src_pos
        if edit.tag == "replace":
            counts[_replaced(form[at], name[edit.dest_pos])] += 1
        elif edit.tag == "delete":
            counts[4 + _added(form, at)] += 1
        else:
            counts[8 + _added(name, edit.dest_pos)] += 1
        if at == 0:
            counts[12] += 1
        elif at >= len(form) - 2:
            counts[13] += 1
    return counts


def _replaced(wrong: str, right: str) -> int:
    vowels = (wrong in _VOWELS) + (right in _VOWELS)
    if vowels == 2:
        return 0
    if vowels == 1:
        return 1
    return 2 if any(wrong in group and right in group for group in _ALIKE) else 3


def _added(word: str, at: int) -> int:
    """What kind of letter the one at *at* is, which the other word lacks."""
    letter = word[at]
    if letter in (word[at - 1 : at], word[at + 1 : at + 2]):
        return 0
    if letter in _VOWELS:
        return 1
    return 2 if letter == "h" else 3
