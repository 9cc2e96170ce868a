r"""The pattern syntax of cards, brought to a form in which every engine means the same.

RE2 and hyperscan disagree on what ``\w``, ``\d`` and ``\s`` mean beyond ASCII, so these are spelled out as
Unicode classes before either sees them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from textaudit.errors import PatternError
from textaudit.model import Pattern

_CLASSES = {
    "w": r"\p{L}\p{M}\p{N}_",
    "d": r"\p{Nd}",
    "s": r"\t\n\f\r\x{0B}\x{85}\p{Z}",
}
_WORD = r"[^\p{L}\p{M}\p{N}_]"
_TOKEN = re.compile(r"\\[pP]\{[^}]*\}|\\x\{[0-9A-Fa-f]+\}|\\.|\[\^?\]?|\]|.", re.DOTALL)


@lru_cache(maxsize=4096)
def spelled_out(regex: str) -> str:
    r"""*regex* with ``\w \d \s \W \D \S`` written as Unicode classes.

    Raises:
        PatternError: a construct that not every engine has, or that they take differently.
    """
    out: list[str] = []
    in_class = False
    for token in _TOKEN.findall(regex):
        if token.startswith("[") and not in_class:
            in_class = True
        elif token == "]":
            in_class = False
        elif len(token) == 2 and token[0] == "\\":
            token = _escape(token, in_class)
        out.append(token)
    return "".join(out)


def _escape(token: str, in_class: bool) -> str:
    letter = token[1]
    if letter.lower() in _CLASSES:
        inner = _CLASSES[letter.lower()]
        if letter.islower():
            return inner if in_class else f"[{inner}]"
        if in_class:
            raise PatternError(f"{token} inside [...] is not supported: name what it should hold instead")
        return f"[^{inner}]"
    if letter in "bB":
        raise PatternError(rf"\{letter} knows ASCII only: use 'word_edges: true' instead")
    return token


def exact_regex(pattern: Pattern) -> str:
    """The RE2 form that finds the hit as group 1, word edges and letter case included.

    Raises:
        PatternError: see `spelled_out`; or a pattern with both a group and word edges.
    """
    regex = spelled_out(pattern.regex)
    if pattern.ignore_case:
        regex = f"(?i)(?:{regex})"
    if pattern.word_edges:
        return rf"(?:^|{_WORD})({regex})(?:{_WORD}|$)"
    return regex
