"""Phrases of a lexicon as patterns of a block: the whole of it, or its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textaudit.detectors.terms import needles_of, phrase_regex, phrases_of
from textaudit.model import Pattern

Phrases = Mapping[str, tuple[str, ...]]
# What may stand around a site's phrase: bullets, arrows, brackets, pictograms.
_AROUND = r"[^\p{L}\p{N}\n]{0,8}"


def whole_block(*lexicons: Phrases) -> Pattern:
    """A block that says one of the phrases and nothing else."""
    return _pattern(lexicons, rf"{_AROUND}$")


def beginning(*lexicons: Phrases) -> Pattern:
    """A block that begins with one of the phrases, as whole words."""
    return _pattern(lexicons, r"(?:[^\p{L}\p{M}\p{N}_]|$)")


def label(*lexicons: Phrases) -> Pattern:
    """A block that begins with one of the phrases and a colon, or what a site puts in a colon's place."""
    return _pattern(lexicons, r"\s?[:：>»|]\s*\S")


def _pattern(lexicons: Iterable[Phrases], ending: str) -> Pattern:
    """One of the phrases at the beginning of a block, and what must follow it."""
    phrases = list(dict.fromkeys(p for lexicon in lexicons for p in phrases_of(lexicon)))
    either = "|".join(phrase_regex(p) for p in sorted(phrases, key=len, reverse=True))
    return Pattern(rf"^{_AROUND}({either}){ending}", ignore_case=True, needles=needles_of(phrases))
