"""Phrases of a lexicon as what a block says: the whole of it, or its beginning."""

from __future__ import annotations

from collections.abc import Mapping

from textaudit.detectors.terms import phrases_of
from textaudit.model import BlockPhrases

Phrases = Mapping[str, tuple[str, ...]]


def whole_block(phrases: Phrases) -> BlockPhrases:
    """A block that says one of the phrases and nothing else."""
    return BlockPhrases(tuple(phrases_of(phrases)), "whole")


def beginning(phrases: Phrases) -> BlockPhrases:
    """A block that begins with one of the phrases, as whole words."""
    return BlockPhrases(tuple(phrases_of(phrases)), "beginning")


def label(phrases: Phrases) -> BlockPhrases:
    """A block that begins with one of the phrases and a colon, or what a site puts in a colon's place."""
    return BlockPhrases(tuple(phrases_of(phrases)), "label")
