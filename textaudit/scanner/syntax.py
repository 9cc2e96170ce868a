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
# What a pattern is made of, as far as groups go: classes whole, openings of groups, and repeats of none at all.
_PIECE = re.compile(
    r"(\\Q.*?(?:\\E|\Z)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\(\?P?<|\(\??|.)([?*]|\{0+(?:,\d*)?\})?",
    re.DOTALL,
)
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
        elif token.startswith(r"\x{") and 0xD800 <= int(token[3:-1], 16) <= 0xDFFF:
            raise PatternError(f"{token} is half of a pair, no character")
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


def group_may_be_missing(regex: str) -> bool:
    """Whether *regex*, which has a group, can match without it: in an alternative, or where it is optional."""
    levels = [_Level(is_group=False)]
    for piece, none_at_all in _PIECE.findall(regex):
        if piece[0] == "(":
            levels.append(_Level(is_group=piece != "(?"))
        elif piece == "|":
            levels[-1].begin_alternative()
        elif piece == ")" and len(levels) > 1:
            inner = levels.pop()
            levels[-1].sure |= inner.has_group() and not none_at_all
    return not levels[0].has_group()


class _Level:
    """What stands between two parentheses: whether all its alternatives are sure to have the group."""

    def __init__(self, is_group: bool) -> None:
        self._is_group, self._earlier, self.sure = is_group, True, False

    def begin_alternative(self) -> None:
        self._earlier, self.sure = self._earlier and self.sure, False

    def has_group(self) -> bool:
        return self._is_group or (self._earlier and self.sure)


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
