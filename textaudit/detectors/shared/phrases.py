"""Phrases of a lexicon as patterns of a block: the whole of it, or its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textaudit.detectors.terms import phrase_regex, phrases_of
from textaudit.model import Pattern

Phrases = Mapping[str, tuple[str, ...]]
# What may stand around a site's phrase: bullets, arrows, brackets, pictograms.
_AROUND = r"[^\p{L}\p{N}]{0,8}"


def whole_block(*lexicons: Phrases) -> Pattern:
    """A block that says one of the phrases and nothing else."""
    return Pattern(rf"^{_AROUND}({_either(lexicons)}){_AROUND}$", ignore_case=True)


def beginning(*lexicons: Phrases) -> Pattern:
    """A block that begins with one of the phrases, as whole words."""
    return Pattern(rf"^{_AROUND}({_either(lexicons)})(?:[^\p{{L}}\p{{M}}\p{{N}}_]|$)", ignore_case=True)


def label(*lexicons: Phrases) -> Pattern:
    """A block that begins with one of the phrases and a colon, or what a site puts in a colon's place."""
    return Pattern(rf"^{_AROUND}({_either(lexicons)})\s?[:：>»|]\s*\S", ignore_case=True)


def _either(lexicons: Iterable[Phrases]) -> str:
    phrases = dict.fromkeys(p for lexicon in lexicons for p in phrases_of(lexicon))
    return "|".join(phrase_regex(p) for p in sorted(phrases, key=len, reverse=True))
