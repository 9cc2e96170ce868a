"""``machine_translated``: how likely it is that a machine translated the prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context
from textaudit.model import ABSTAINED, Block, Clue, Document, Match, Reading, Role, Span
from textaudit.settings import Settings
from textaudit.signals.base import Signal
from textaudit.signals.translation.model import MOST_WINDOWS, TranslationModel, model_of, read_model
from textaudit.signals.translation.tokens import tokens_of
from textaudit.signals.translation.windows import FEWEST_TOKENS, windows_of

_PROSE = (Role.PROSE, Role.QUOTATION)
_NOT_THE_TEXT = ("boilerplate", "duplicate", "wrong-language")
_WORTH_CLUES = 0.5
_MOST_CLUES = 3
_MOST_CLUE_BLOCKS = 100
_FEWEST_TOKENS = 8  # of a sentence that may be shown as a clue
_MOST_PHRASES = 3


class MachineTranslated(Signal):
    """Weighs which words stand together in the prose, and how its sentences are built, window by window.

    Typography, numbers and names are taken away first, as they tell the publisher and the subject. Human translations
    sound translated too, and the model was trained against them, yet it tells them from a machine's poorly: the
    finding is "reads as if a machine had translated it", no proof. It abstains on short texts and on languages that
    nobody trained a model for.
    """

    def __init__(self) -> None:
        self._own: Mapping[str, TranslationModel] = {}

    def configure(self, settings: Settings) -> None:
        """Take the models that the user trained; they stand before those that textaudit ships.

        Raises:
            SettingsError: one cannot be read.
        """
        models = [read_model(Path(path)) for path in settings.translation_models]
        self._own = {model.language: model for model in models}

    def measure(self, document: Document, context: Context) -> Reading:
        """Abstains where less than about 45 words of prose are left, boilerplate set aside."""
        notes = context.notes
        model = self._model(notes.language)
        if model is None:
            return ABSTAINED
        blocks = list(_prose(notes, context.matches))
        windows = _spread(list(windows_of(block.text for block in blocks)))
        judged = [tokens for tokens in map(tokens_of, windows) if len(tokens) >= FEWEST_TOKENS]
        if not judged:
            return ABSTAINED
        weights = [model.weigh(tokens) for tokens in judged]
        probability = model.probability(weights)
        clues = tuple(_clues(notes, blocks[:_MOST_CLUE_BLOCKS], model)) if probability >= _WORTH_CLUES else ()
        return Reading(round(probability, 3), clues)

    def _model(self, language: str | None) -> TranslationModel | None:
        return None if language is None else self._own.get(language) or model_of(language)


def _prose(notes: Annotations, matches: Mapping[str, Sequence[Match]]) -> Iterator[Block]:
    """The blocks that the author wrote, as far as the rules know."""
    aside = [
        match.span
        for rule, found in matches.items()
        if rule.partition("/")[0] in _NOT_THE_TEXT
        for match in found
    ]
    for block in notes.blocks_of(*_PROSE):
        if not any(span.start < block.end and block.start < span.end for span in aside):
            yield block


def _spread(windows: Sequence[list[str]]) -> Sequence[list[str]]:
    """Some of many windows, from the whole text: more would make it no surer."""
    if len(windows) <= MOST_WINDOWS:
        return windows
    return [windows[n * len(windows) // MOST_WINDOWS] for n in range(MOST_WINDOWS)]


def _clues(notes: Annotations, blocks: Sequence[Block], model: TranslationModel) -> Iterator[Clue]:
    """The sentences that weigh most, with the words in them that do."""
    weighed: list[tuple[float, Span, list[str]]] = []
    for block in blocks:
        for span in notes.sentences_in(block):
            tokens = tokens_of([notes.text[span.slice]])
            if len(tokens) >= _FEWEST_TOKENS:
                weighed.append((model.wording(tokens), span, tokens))
    weighed.sort(key=lambda entry: (-entry[0], entry[1].start))
    for _, span, tokens in weighed[:_MOST_CLUES]:
        phrases = model.telling(tokens, _MOST_PHRASES)
        if phrases:
            said = ", ".join(f"“{phrase}”" for phrase in phrases)
            yield Clue(span, notes.text[span.slice], f"worded as machines translate: {said}")
