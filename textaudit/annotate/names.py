"""Words that begin with a capital: the cheapest look at the names of a text."""

from __future__ import annotations

import re
import unicodedata

_ALPHABETS = (range(0x41, 0x250), range(0x400, 0x530), range(0x1E00, 0x1F00))  # Latin, Cyrillic, Latin again
CAPITAL = "".join(
    chr(code) for block in _ALPHABETS for code in block if unicodedata.category(chr(code)) in ("Lu", "Lt")
)
LETTER = r"[\w\u0300-\u036f]"  # accents may stand after their letter
# An apostrophe with an "s" alone after it is a possessive, and no part of the name.
REST = rf"{LETTER}*+(?:['’ʼ\-‐‑](?!(?<=['’ʼ])[sS]\b){LETTER}++)*+"
# The look back comes after the capital, for `re` finds what begins with one of a set much faster.
_NAME_WORD = re.compile(rf"[{CAPITAL}](?<!{LETTER}.){REST}")


def name_words(text: str) -> list[str]:
    """The words of *text* that begin with a capital (Latin or Cyrillic), in order, repeated as they are.

    Apostrophes and hyphens within a word belong to it, a possessive ending does not. That some of these
    words are capitals only because a sentence begins is for the caller to consider.

    >>> name_words("The O'Briens' Nagorno-Karabakh and Pashinyan's eBay")
    ['The', "O'Briens", 'Nagorno-Karabakh', 'Pashinyan']
    """
    return _NAME_WORD.findall(text)
