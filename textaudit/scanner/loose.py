r"""A looser form of a pattern, over bytes: it matches wherever the pattern does, and maybe elsewhere.

hyperscan takes seconds to compile what Unicode classes and counted repeats blow up to. So a wide class takes any
character beyond ASCII for a member, a narrow one any with the same leading bytes; high repeats become endless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from textaudit.model import Pattern
from textaudit.scanner.re2_engine import members, same_but_for_case
from textaudit.scanner.syntax import exact_regex

# These equal k and s but for case, which bytes do not know: a text that holds one is no text for the loose form.
UNFOLDABLE = ("\u212a".encode(), "\u017f".encode())
_LEADING, _FOLLOWING = r"\xC2-\xF4", r"[\x80-\xBF]*"  # the bytes of any character beyond ASCII
# Endlessly repeated, it is simpler as a row of any such bytes.
_ENDLESS_WIDE = re.compile(re.escape(f"{_LEADING}]{_FOLLOWING})") + "(?=[*+])")
_FEW_MEMBERS = 64
_MANY_HEADS = 64
_HIGHEST_REPEAT = 20
_HIGH_REPEAT = re.compile(r"\{(?P<least>\d+),(?P<most>\d*)\}")
_TOKEN = re.compile(
    r"(?P<set>\[\^?\]?(?:\\[pP]\{[^}]*\}|\\x\{[0-9A-Fa-f]+\}|\[:\^?\w+:\]|\\.|[^\]\\])*\]|\\[pP](?:\{[^}]*\}|.)|\.)"
    r"|(?P<repeat>\{\d+(?:,\d*)?\})"
    r"|\\x\{(?P<code>[0-9A-Fa-f]+)\}"
    r"|\\?(?P<literal>[^\x00-\x7F])"
    r"|\\?.",
    re.DOTALL,
)


def loose_regex(pattern: Pattern) -> bytes:
    """The loose form of *pattern*, in the syntax of hyperscan without its Unicode mode."""
    regex = exact_regex(pattern)
    fold = "(?i" in regex
    body = "".join(_loosened(token, fold) for token in _TOKEN.finditer(regex))
    return _ENDLESS_WIDE.sub(r"\\x80-\\xF4])", body).encode("ascii")


def _loosened(token: re.Match[str], fold: bool) -> str:
    kind = token.lastgroup
    if kind == "repeat":
        return _repeat(token.group())
    if kind == "set":
        return _set(token.group(), fold)
    if kind in ("code", "literal"):
        return _character(chr(int(token["code"], 16)) if kind == "code" else token["literal"], fold)
    return token.group()


def _repeat(bounds: str) -> str:
    match = _HIGH_REPEAT.fullmatch(bounds)
    if match is None or (match["most"] and int(match["most"]) < _HIGHEST_REPEAT):
        return bounds
    return "*" if match["least"] == "0" else "+"


def _character(character: str, fold: bool) -> str:
    if ord(character) < 0x80:
        return re.escape(character)
    return _sequences(form.encode() for form in (same_but_for_case(character) if fold else [character]))


@lru_cache(maxsize=1024)
def _set(source: str, fold: bool) -> str:
    """A class as alternative byte sequences."""
    low, high = members(f"(?i:{source})" if fold else source)
    if _is_wide(high):
        return f"(?:[{_escaped(low)}{_LEADING}]{_FOLLOWING})"
    forms = ([f"[{_escaped(low)}]"] if low else []) + ([_narrow(high)] if high else [])
    return f"(?:{'|'.join(forms)})"


def _is_wide(runs: list[range]) -> bool:
    return len({code >> 6 for run in runs for code in (*run[::64], run[-1])}) > _MANY_HEADS


def _narrow(runs: list[range]) -> str:
    """A few characters exactly, more by all of their bytes but the last."""
    if sum(map(len, runs)) <= _FEW_MEMBERS:
        return _sequences(chr(code).encode() for run in runs for code in run)
    heads = sorted({chr(code).encode()[:-1] for run in runs for code in (*run[::64], run[-1])})
    return rf"{_sequences(heads)}[\x80-\xBF]"


def _sequences(forms: Iterable[bytes]) -> str:
    """These byte sequences; those that differ in the last byte only as one."""
    lasts: dict[bytes, list[int]] = {}
    for form in forms:
        lasts.setdefault(form[:-1], []).append(form[-1])
    return "(?:" + "|".join(f"{_escaped(head)}[{_escaped(last)}]" for head, last in lasts.items()) + ")"


def _escaped(codes: Iterable[int]) -> str:
    return "".join(f"\\x{code:02X}" for code in codes)
