"""What was learned of translations into one language, and how it weighs a text."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise
from math import exp, log, sqrt
from pathlib import Path
from typing import Final, NamedTuple

from textaudit.errors import SettingsError
from textaudit.signals.translation.features import NO_WORDS, endings_of, traits_of, words_of

FORMAT: Final = 1
_FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "translation"
FARTHEST: Final = 4.0  # standard deviations; a trait that is farther out tells no more
MOST_WINDOWS: Final = 4  # of which calibration saw texts; longer ones are judged no surer


class Trait(NamedTuple):
    """How one trait is weighed: by its distance from the mean in standard deviations."""

    mean: float
    deviation: float
    weight: float


@dataclass(frozen=True)
class TranslationModel:
    """A linear model over sequences of words, traits and rates of windows; made by `textaudit train translation`.

    Attributes:
        language: ISO 639-1, of the texts that it judges.
        sequences: weights of words and of two or three side by side, in steps of *step*.
        traits: how traits are weighed, by name.
        rates: what one in all words weighs: words, marks, and the endings of `endings_of`.
        known: words that count as common.
        bias: of a window.
        calibration: bias, slope, and what the logarithm of the number of windows adds to the slope.
    """

    language: str
    sequences: Mapping[str, int]
    step: float
    traits: Mapping[str, Trait]
    rates: Mapping[str, float]
    known: Collection[str]
    bias: float
    calibration: tuple[float, float, float]

    def weigh(self, tokens: Sequence[str]) -> float:
        """How much a window, at least one token, looks translated by a machine; more is more."""
        return self.bias + self.wording(tokens) + self._build(tokens)

    def wording(self, tokens: Sequence[str]) -> float:
        """What its sequences of words say, each once."""
        found = self._found(tokens)
        if not found:
            return 0.0
        return sum(map(self.sequences.__getitem__, found)) * self.step / sqrt(len(found))

    def telling(self, tokens: Sequence[str], most: int) -> list[str]:
        """The sequences of two or three words, no names or numbers, that speak most for a machine, best first.

        Of sequences that are part of one another the best alone.
        """
        phrases = [
            (-self.sequences[phrase], phrase)
            for phrase in self._found(tokens)
            if self.sequences[phrase] > 0 and " " in phrase and NO_WORDS.isdisjoint(phrase.split())
        ]
        told: list[str] = []
        for _, phrase in sorted(phrases):
            if not any(phrase in other or other in phrase for other in told):
                told.append(phrase)
        return told[:most]

    def probability(self, weights: Sequence[float]) -> float:
        """What the weights of a text's windows, at least one, come to, 0 to 1."""
        bias, slope, growth = self.calibration
        mean, windows = sum(weights) / len(weights), min(len(weights), MOST_WINDOWS)
        return 1 / (1 + exp(-max(-30.0, min(30.0, bias + (slope + growth * log(windows)) * mean))))

    def _build(self, tokens: Sequence[str]) -> float:
        """What its traits and rates say."""
        words = words_of(tokens)
        seen = traits_of(tokens, words, self.known)
        said = sum(
            trait.weight * max(-FARTHEST, min(FARTHEST, (seen[name] - trait.mean) / trait.deviation))
            for name, trait in self.traits.items()
        )
        rated = filter(None, map(self.rates.get, (*tokens, *endings_of(words))))
        return said + sum(rated) / max(1, len(words))

    def _found(self, tokens: Sequence[str]) -> Collection[str]:
        """The sequences that it knows. Most pairs of a text begin no longer one that it knows."""
        pairs = [f"{a} {b}" for a, b in pairwise(tokens)]
        triples = [f"{pair} {c}" for pair, c in zip(pairs, tokens[2:], strict=False) if pair in self._begins]
        return self._known_sequences.intersection(chain(tokens, pairs, triples))

    @cached_property
    def _known_sequences(self) -> frozenset[str]:
        return frozenset(self.sequences)

    @cached_property
    def _begins(self) -> frozenset[str]:
        """The pairs that longer sequences begin with."""
        return frozenset(name.rpartition(" ")[0] for name in self.sequences if name.count(" ") > 1)


@cache
def model_of(language: str) -> TranslationModel | None:
    """The model that textaudit ships for a language, if there is one."""
    path = _FOLDER / f"{language}.json"
    return read_model(path) if language.isalpha() and path.is_file() else None


def read_model(path: Path) -> TranslationModel:
    """The model that a file holds.

    Raises:
        SettingsError: it cannot be read, or is no such model.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise SettingsError(f"{path} is of format {data['format']!r}, not {FORMAT}: train it again")
        bias, slope, growth = map(float, data["calibration"])
        return TranslationModel(
            language=str(data["language"]),
            sequences={str(name): int(weight) for name, weight in data["sequences"].items()},
            step=float(data["step"]),
            traits={name: Trait(*map(float, numbers)) for name, numbers in data["traits"].items()},
            rates={name: float(weight) for name, weight in data["rates"].items()},
            known=frozenset(data["known"]),
            bias=float(data["bias"]),
            calibration=(bias, slope, growth),
        )
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path} is no model of translations: make one with textaudit train translation"
        ) from error
