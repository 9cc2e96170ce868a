"""What stands around a run of capitals: a place word before it, a verb of saying after it."""

from __future__ import annotations

from textaudit.detectors.shared.names.forms import Names, Place

_PLACE_WORDS = frozenset(
    (
        "in", "at", "from", "to", "near", "of", "around", "into", "towards", "outside", "across", "leaving", "reach",
        "between", "for",
    )
)  # fmt: skip
_SAYING = frozenset(
    ("said", "says", "told", "added", "wrote", "explained", "stated", "announced", "was", "is", "has", "had")
)
_TITLES = frozenset(
    (
        "mr", "mrs", "ms", "dr", "president", "minister", "prof", "professor", "sir", "lady", "king", "queen",
        "prince", "princess", "general", "captain", "judge", "senator", "director", "chairman", "chairwoman",
        "spokesman", "spokeswoman", "coach", "actor", "actress", "singer", "author", "player", "striker",
        "chancellor", "mayor", "governor", "secretary", "ceo", "by", "named", "called", "colonel", "major",
        "lieutenant",
    )
)  # fmt: skip
AROUND: tuple[str, ...] = (
    "words", "last word", "first word", "may open a sentence", "after a place word", "before saying", "after a title",
)  # fmt: skip


def around(names: Names, place: Place) -> tuple[float, ...]:
    """One number for each of `AROUND`."""
    before = names.word_before(place.run.start)
    return (
        float(len(place.words)),
        float(place.index == len(place.words) - 1),
        float(place.index == 0),
        float(names.opens_sentence(place.run.start)),
        float(before in _PLACE_WORDS),
        float(names.word_after(place.run.end) in _SAYING),
        float(before in _TITLES),
    )
