"""google-re2: finds exact hits in a block, and stands in where hyperscan has no wheel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import re2

from textaudit.errors import PatternError
from textaudit.model import Pattern
from textaudit.scanner.syntax import exact_regex, group_may_be_missing

# Bounds that keep the work linear whatever the pattern: a hit lies within this many bytes from where the
# search for it began, and a block yields at most so many hits of one pattern.
WINDOW_BYTES = 1 << 16
MAX_HITS = 10_000
_SET_BYTES = 1 << 28
# A class that names ASCII characters alone holds others only as they equal k or s but for case; one that
# excludes nothing but line ends and punctuation holds all others.
_REACHES_BEYOND = re.compile(r"[^\x00-\x7F]|\\[pPx]|\[\^|\[:|\.\)?$")
_HOLDS_ALL_BEYOND = re.compile(r"(?:\(\?i:)?\[\^(?:\\n|[!-/:-@^`{-~ ])+\]\)?")
_LIKE_ASCII = ("\u017f".encode(), "\u212a".encode())


def compile_exact(pattern: Pattern) -> Any:
    """Compile the form that finds hits.

    Raises:
        PatternError: not RE2 syntax, a pattern that can match nothing at all, or one that leaves the hit open.
    """
    regex = exact_regex(pattern)
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(regex.encode(), options)
    except re2.error as error:
        detail = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
        raise PatternError(f"not a pattern in RE2 syntax: {detail}") from None
    if pattern.word_edges and compiled.groups > 1:
        raise PatternError("a pattern with a group cannot have word_edges: write the edges into it")
    if compiled.groups > 1:
        raise PatternError(f"{compiled.groups} groups, but the hit is one: write (?:...) for the others")
    if compiled.groups and group_may_be_missing(regex):
        raise PatternError(
            "can match without its group, which is the hit: put the group around all alternatives"
        )
    if compiled.search(b"") is not None and not pattern.word_edges:
        raise PatternError("the pattern matches the empty text")
    return compiled


def find_spans(compiled: Any, data: bytes) -> list[tuple[int, int]]:
    """Byte spans of the hits in one block, leftmost-first, without overlaps."""
    spans: list[tuple[int, int]] = []
    group = 1 if compiled.groups else 0
    at, size = 0, len(data)
    while at < size and len(spans) < MAX_HITS:
        match = compiled.search(data, at, min(size, at + WINDOW_BYTES))
        if match is None:
            if at + WINDOW_BYTES >= size:
                break
            at += WINDOW_BYTES // 2
            continue
        start, end = match.span(group)
        if start < end:
            spans.append((start, end))
        at = max(end, at + 1)
    return spans


def members(character_class: str) -> tuple[list[int], list[range]]:
    """The code points that a class of one character holds: those of ASCII, and the runs of those beyond.

    >>> members("[a-c]"), members("(?i:[k])")
    (([97, 98, 99], []), ([75, 107], [range(8490, 8491)]))
    """
    compiled = re2.compile(f"(?:{character_class})+".encode())
    if _HOLDS_ALL_BEYOND.fullmatch(character_class):
        return _ascii_members(compiled), [range(0x80, 0x110000)]
    searched = [_beyond_ascii()] if _REACHES_BEYOND.search(character_class) else _LIKE_ASCII
    runs = [match.group().decode() for text in searched for match in compiled.finditer(text)]
    return _ascii_members(compiled), [range(ord(run[0]), ord(run[-1]) + 1) for run in runs]


def _ascii_members(compiled: Any) -> list[int]:
    return [code for code in range(0x80) if compiled.fullmatch(bytes([code]))]


def same_but_for_case(character: str) -> list[str]:
    """The characters beyond ASCII that equal one such where case is ignored, itself among them."""
    compiled = re2.compile(f"(?i){character}".encode())
    return sorted({character, *(match.group().decode() for match in compiled.finditer(_cased()))})


@cache
def _cased() -> bytes:
    """All characters beyond ASCII that may have another case, in order."""
    runs = re2.compile(rb"[\p{Lu}\p{Ll}\p{Lt}\p{Nl}\p{So}\x{345}]+").finditer(_beyond_ascii())
    return b"".join(match.group() for match in runs)


@cache
def _beyond_ascii() -> bytes:
    """All of Unicode but ASCII, in order."""
    return "".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x110000)))).encode()


class Re2Prefilter:
    """Tells which patterns match in which blocks, by one automaton of all patterns per block."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        options = re2.Options()
        options.max_mem = _SET_BYTES
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self._size = len(patterns)
        for pattern in patterns:
            try:
                self._set.Add(exact_regex(pattern).encode())
            except re2.error:
                compile_exact(pattern)  # says what is wrong
                raise
        if patterns:
            self._set.Compile()

    def candidates(self, blocks: Sequence[bytes]) -> Iterable[tuple[int, int]]:
        """(pattern, block) pairs, in order of blocks."""
        if not self._size:
            return []
        return [
            (pattern, index) for index, data in enumerate(blocks) for pattern in self._set.Match(data) or ()
        ]
