"""Words with a capital and where they stand: what names are looked for in, at the speed of one regular expression."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

Capitals = Mapping[str, list[int]]

_ALPHABETS = (range(0x41, 0x250), range(0x400, 0x530), range(0x1E00, 0x1F00))  # Latin, Cyrillic, Latin again
CAPITAL = "".join(
    chr(code) for block in _ALPHABETS for code in block if unicodedata.category(chr(code)) in ("Lu", "Lt")
)
LETTER = r"[\w\u0300-\u036f]"  # accents may stand after their letter
# What follows the first letter, hyphens and all. An apostrophe with an "s" alone after it is a possessive, and no
# part of the name.
REST = rf"{LETTER}*+(?:['’ʼ\-‐‑](?!(?<=['’ʼ])[sS]\b){LETTER}++)*+"

# Hyphens part words here: either half of a name may be damaged. An apostrophe with an "s" alone after it is a
# possessive; more than four of them in one word are noise, which would take long. What is glued to other signs is
# part of an address, a path or a name in a program.
_REST = rf"{LETTER}*+(?:['’ʼ](?![sS]\b){LETTER}++){{0,4}}+"
_ALONE = r"(?<![\w\u0300-\u036f@#/\\~.].)"
_GLUED = r"(?!['’ʼ]?[@/\\_]|\.\w)"
_WORD = re.compile(rf"[{CAPITAL}]{_ALONE}{_REST}{_GLUED}")
# Short words that stand within names, mostly in lower case.
_PARTICLE = (
    r"(?:de|da|do|du|dos|del|di|della|van|von|der|den|ter|ten|al|el|la|le|las|los|bin|ibn|ben|y|of|sur)"
)
JOINT = rf"(?:[ \u00a0‐‑-]| {_PARTICLE}(?: (?:la|der|den))? )"
CAPITAL_WORD = rf"[{CAPITAL}]{_REST}"
_RUN = re.compile(rf"[{CAPITAL}]{_ALONE}{_REST}(?:{JOINT}{CAPITAL_WORD}){{1,5}}+{_GLUED}")


def capitals_in(text: str) -> Capitals:
    """Where each word with a capital stands, by spelling: offsets ascending, spellings by their first.

    >>> capitals_in("Anna met Anna's Jean-Luc at example.Org.")
    {'Anna': [0, 9], 'Jean': [16], 'Luc': [21]}
    """
    return _places(_WORD, text)


def capital_runs_in(text: str) -> Capitals:
    """The same for two to six such words that stand together, particles and all.

    >>> capital_runs_in("Ludwig van Beethoven met Jean-Luc.")
    {'Ludwig van Beethoven': [0], 'Jean-Luc': [25]}
    """
    return _places(_RUN, text)


def _places(pattern: re.Pattern[str], text: str) -> Capitals:
    found: dict[str, list[int]] = {}
    for match in pattern.finditer(text):
        found.setdefault(match.group(), []).append(match.start())
    return found
