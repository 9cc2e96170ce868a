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
_LONG = 3
_SPECIAL = re.compile(r"[!-&(-/:-@\[-^`{-~]")  # ASCII signs but for the apostrophe and the underscore
_BLOCK_START = r"^[^a-zA-Z0-9\n]*"
_LONG_REPEAT = re.compile(r"\{(?P<least>\d+),(?P<most>\d+)\}")
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
    regex = bare_regex(pattern)
    if pattern.word_edges:
        return rf"(?:^|{_WORD})({regex})(?:{_WORD}|$)"
    return regex


def bare_regex(pattern: Pattern) -> str:
    """The form without word edges: it matches wherever `exact_regex` does, and maybe elsewhere."""
    regex = spelled_out(pattern.regex)
    return f"(?i)(?:{regex})" if pattern.ignore_case else regex


def quick_regexes(pattern: Pattern) -> list[str]:
    """What to look for first: one of these matches wherever the pattern does, and maybe elsewhere."""
    if pattern.needles:
        start = _BLOCK_START if pattern.regex.startswith("^") else ""
        return [f"(?i){start}{_spaced(needle)}" for needle in pattern.needles]
    return [loose_regex(pattern)]


def _spaced(needle: str) -> str:
    words = (_SPECIAL.sub(_escaped, word) for word in needle.split())
    return r"[ \t\r\n\x{A0}]+".join(words).replace("'", "['’]")


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match.group()}"


def loose_regex(pattern: Pattern) -> str:
    """`bare_regex` with long bounded repeats made endless: a smaller automaton, which matches no less."""
    return _LONG_REPEAT.sub(_endless, bare_regex(pattern))


def _endless(match: re.Match[str]) -> str:
    if int(match["most"]) < _LONG:
        return match.group()
    return "*" if match["least"] == "0" else "+"
