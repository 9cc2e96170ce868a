"""What was learned of translations into one language, and how it weighs a text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp, log, sqrt
from pathlib import Path
from typing import Any, Final, NamedTuple

from textaudit.errors import SettingsError
from textaudit.signals.translation.features import NO_WORDS, rated_in, traits_of, words_of

FORMAT: Final = 1
_FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "translation"
FARTHEST: Final = 4.0  # standard deviations; a trait that is farther out tells no more
MOST_WINDOWS: Final = 4  # of which calibration saw texts; longer ones are judged no surer
_WEIGHT = ""  # where in the tree of sequences the weight of one stands


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
        rates: what one in all words weighs, by what `rated_in` counts.
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
        """What its sequences of words say."""
        found = dict(self._found(tokens))
        return sum(found.values()) * self.step / sqrt(len(found)) if found else 0.0

    def telling(self, tokens: Sequence[str], most: int) -> list[str]:
        """The sequences of two or three words, no names or numbers, that speak most for a machine, best first."""
        phrases = [
            (-weight, " ".join(words))
            for words, weight in dict(self._found(tokens)).items()
            if weight > 0 and len(words) > 1 and NO_WORDS.isdisjoint(words)
        ]
        return [phrase for _, phrase in sorted(phrases)[:most]]

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
        rates = self.rates.get
        return said + sum(rates(one, 0.0) for one in rated_in(tokens, words)) / max(1, len(words))

    def _found(self, tokens: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The sequences that it knows, with their weights, as often as they stand there."""
        tree = self._tree
        for one, two, three in zip(
            tokens, [*tokens[1:], _WEIGHT], [*tokens[2:], _WEIGHT, _WEIGHT], strict=True
        ):
            first = tree.get(one)
            if first is None:
                continue
            if _WEIGHT in first:
                yield (one,), first[_WEIGHT]
            second = first.get(two) if two else None
            if second is None:
                continue
            if _WEIGHT in second:
                yield (one, two), second[_WEIGHT]
            third = second.get(three) if three else None
            if third is not None:
                yield (one, two, three), third[_WEIGHT]

    @cached_property
    def _tree(self) -> dict[str, Any]:
        """The sequences word by word: most that a text holds are unknown, and seen to be so at their first word."""
        tree: dict[str, Any] = {}
        for sequence, weight in self.sequences.items():
            node = tree
            for word in sequence.split(" "):
                node = node.setdefault(word, {})
            node[_WEIGHT] = weight
        return tree


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
