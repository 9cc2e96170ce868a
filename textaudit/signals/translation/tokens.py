"""The words of a text with typography, numbers and names taken away: they tell the publisher and the subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

NAME: Final = "NN"
NUMBER: Final = "0"
STOP: Final = "<s>"  # where a sentence ends
MARKS: Final = frozenset(",;:()")  # how a sentence is built, not how it is printed

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁĽŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽЀ-Я"
_REST = r"[^\W\d_]*(?:['’][^\W\d_]+)?"
# Quotation marks and dashes match nothing: publishers set them differently without meaning anything by it.
_TOKEN = re.compile(
    rf"[{_CAPITAL}]{_REST}(?:[ -][{_CAPITAL}]{_REST})*|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:/]\d+)*|[.!?…]+|[,;:()]"
)
_STOPS = frozenset(".!?…")


def tokens_of(blocks: Iterable[str]) -> list[str]:
    """The words of blocks in lower case; each run of capitals is one `NAME`, each number `NUMBER`.

    A word that opens a sentence is taken for a word, since its capital says nothing.

        >>> tokens_of(["On 3 May, Anna Berg didn’t come.", "Nobody asked"])
        ['on', '0', 'NN', ',', 'NN', "didn't", 'come', '<s>', 'nobody', 'asked', '<s>']
    """
    found: list[str] = []
    for block in blocks:
        opens = True
        for token in _TOKEN.findall(block):
            if token.islower():
                found.append(token.replace("’", "'") if "’" in token else token)
            elif token[0] in _STOPS:
                if not opens:
                    found.append(STOP)
                opens = True
                continue
            elif token in MARKS:
                found.append(token)
                continue
            elif token[0].isdigit():
                found.append(NUMBER)
            else:
                _add_capitals(found, token, opens)
            opens = False
        if not opens:
            found.append(STOP)
    return found


def _add_capitals(found: list[str], run: str, opens: bool) -> None:
    """The first word of a sentence, then what else stands in the run; English "I" is a word."""
    run = run.replace("’", "'")
    first, _, others = run.partition(" ")
    if opens or first == "I" or first.startswith("I'") or not first[0].isupper():
        found.append(first.lower())
    else:
        others = run
    if others:
        found.append(NAME)
