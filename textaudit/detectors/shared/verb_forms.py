"""English words that may be a verb, from a list that a doubt errs towards."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "english_verbs.json"


def is_verb_form(word: str) -> bool:
    """Whether *word*, in lower case, is a verb's form that does not end in -ed or -ing, or may be one.

    >>> is_verb_form("grew"), is_verb_form("care"), is_verb_form("harm")
    (True, True, False)
    """
    return word in _words("forms")


def opens_fragments(word: str) -> bool:
    """Whether *word*, in lower case, begins fragments that are written on purpose (never, nothing)."""
    return word in _words("openings")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(json.loads(_DATA.read_text(encoding="utf-8"))[key].split())
