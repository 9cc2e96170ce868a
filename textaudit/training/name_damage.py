"""Damages names as machine translation does: with changes of letters learned from labelled names."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any

from rapidfuzz.distance import Levenshtein

from textaudit.annotate import Annotations
from textaudit.detectors.shared.names.forms import Names, folded, names_of
from textaudit.detectors.shared.names.frequency import ENGLISH, zipf
from textaudit.gazetteer import words_of

_DRAWS = 8  # of which the most name-like is kept
_TRIES = 30
_COMMONEST = 5.4  # on the Zipf scale: of a word that may be a name
Change = tuple[str, str, str]  # what the name has, what the damage has, and where: start, middle, end
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Damage:
    """What changes, how often, and how many changes a word has; and which letters follow one another in names."""

    changes: tuple[Change, ...]
    weights: tuple[int, ...]
    numbers: tuple[int, ...]
    number_weights: tuple[int, ...]
    triples: Mapping[str, int]

    @classmethod
    def learned(cls, rows: Iterable[Row], names: Iterable[str]) -> Damage:
        """From labelled documents, and from right *names* what names look like."""
        changes: Counter[Change] = Counter()
        numbers: Counter[int] = Counter()
        for row in rows:
            for label in row["gold"]:
                for right, wrong in _pairs(label):
                    found = _changes(right, wrong)
                    numbers[min(len(found), 3)] += 1
                    changes.update(found)
        triples = Counter(triple for name in names for word in words_of(name) for triple in _triples(word))
        kinds, lengths = sorted(changes.items()), sorted(numbers.items())
        return cls(
            tuple(change for change, _ in kinds),
            tuple(times for _, times in kinds),
            tuple(number for number, _ in lengths),
            tuple(times for _, times in lengths),
            triples,
        )

    def __call__(self, word: str, rng: random.Random) -> str:
        """The folded *word*, damaged; itself where nothing could be changed."""
        drawn = {self._draw(word, rng) for _ in range(_DRAWS)} - {word}
        return max(sorted(drawn), key=self._likeness, default=word)

    def _draw(self, word: str, rng: random.Random) -> str:
        for _ in range(rng.choices(self.numbers, self.number_weights)[0]):
            for _ in range(_TRIES):
                changed = _changed(word, rng.choices(self.changes, self.weights)[0], rng)
                if changed is not None and len(changed) > 2:
                    word = changed
                    break
        return word

    def _likeness(self, word: str) -> float:
        triples = _triples(word)
        return sum(log1p(self.triples.get(triple, 0)) for triple in triples) / max(1, len(triples))


def damaged(
    rows: Sequence[Row],
    damage: Damage,
    share: float,
    rng: random.Random,
) -> list[dict[str, Any]]:
    """The documents with some names damaged in one or two of them each, and labelled so.

    Args:
        rows: documents without labels; names that three of them have may be damaged.
        share: of those names, 0 to 1.
    """
    read = [Annotations(row["text"], assumed_language=ENGLISH).once(names_of) for row in rows]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(read):
        for spelling, starts in names.notes.capitals.items():
            if not all(map(names.opens_sentence, starts[:2])) and not names.is_ordinary(spelling, starts[0]):
                holders[folded(spelling)].append(number)
    fit = sorted(
        w
        for w, held in holders.items()
        if len(set(held)) > 2 and len(w) > 3 and zipf(w, ENGLISH) < _COMMONEST
    )
    planned: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for word in rng.sample(fit, int(len(fit) * share)):
        wrong = damage(word, rng)
        if wrong != word and wrong not in holders:
            held = sorted(set(holders[word]))
            for number in rng.sample(held, rng.choice((1, 1, 2))):
                planned[number].append((word, wrong))
    return [
        _damaged(row, names, planned[number][:2])
        for number, (row, names) in enumerate(zip(rows, read, strict=True))
    ]


def _damaged(row: Row, names: Names, wrong: Sequence[tuple[str, str]]) -> dict[str, Any]:
    places = sorted(
        (start, spelling, bad)
        for word, bad in wrong
        for spelling in names.spellings.get(word, ())
        for start in names.notes.capitals[spelling]
    )
    text, gold, last = "", [], 0
    for start, spelling, bad in places:
        text += row["text"][last:start]
        written = bad.upper() if spelling.isupper() else bad.capitalize()
        gold.append(
            {"start": len(text), "end": len(text) + len(written), "surface": written, "correct": spelling}
        )
        text += written
        last = start + len(spelling)
    return {**row, "text": text + row["text"][last:], "gold": gold, "clean_names": []}


def _pairs(label: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The words of a labelled name, right and wrong, where they differ."""
    right, wrong = words_of(label["correct"]), words_of(label["surface"])
    return (
        [pair for pair in zip(right, wrong, strict=False) if pair[0] != pair[1]]
        if len(right) == len(wrong)
        else []
    )


def _changes(right: str, wrong: str) -> list[Change]:
    return [
        (
            right[block.src_start : block.src_end],
            wrong[block.dest_start : block.dest_end],
            "start" if block.src_start == 0 else "end" if block.src_end >= len(right) else "middle",
        )
        for block in Levenshtein.opcodes(right, wrong)
        if block.tag != "equal"
    ]


def _changed(word: str, change: Change, rng: random.Random) -> str | None:
    before, after, where = change
    if where == "start":
        return after + word[len(before) :] if word.startswith(before) else None
    if where == "end":
        return word[: len(word) - len(before)] + after if word.endswith(before) else None
    places = [at for at in range(1, len(word) - 1) if word.startswith(before, at)]
    if not places:
        return None
    at = rng.choice(places)
    return word[:at] + after + word[at + len(before) :]


def _triples(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[at : at + 3] for at in range(len(padded) - 2)]
