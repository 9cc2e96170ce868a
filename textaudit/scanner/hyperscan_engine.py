"""hyperscan: one pass over all blocks of a document for thousands of patterns."""

from __future__ import annotations

import contextlib
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import hyperscan

from textaudit.cache_folder import read_cached, write_cached
from textaudit.model import Pattern
from textaudit.scanner.loose import UNFOLDABLE, loose_regex
from textaudit.scanner.re2_engine import Re2Prefilter

_FLAGS = hyperscan.HS_FLAG_MULTILINE
# A text that a pattern matches at every turn would mean a Python call per byte; past this many
# events per byte scanned (and at least so many), the block-wise engine takes the document over.
_NEVER = Pattern(r"\x{10FFFF}\x{10FFFE}\x{10FFFF}")  # a database cannot be empty
_FLOOD_SHARE = 0.1
_FLOOD_EVENTS = 5_000


class HyperscanPrefilter:
    """Tells which patterns may match in which blocks: never too few, sometimes too many."""

    def __init__(self, patterns: Sequence[Pattern], cache: Path | None, fingerprint: str) -> None:
        self._patterns = patterns
        self._fallback: Re2Prefilter | None = None
        self.unsupported: tuple[int, ...] = ()
        cached = read_cached(cache, fingerprint)
        if cached is not None:
            head, _, body = cached.partition(b"\n")
            with contextlib.suppress(hyperscan.error, ValueError):
                self._database = hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK)
                self._database.scratch = hyperscan.Scratch(self._database)
                self.unsupported = tuple(int(n) for n in head.split())
                return
        self._database = self._compile()
        head = b" ".join(b"%d" % n for n in self.unsupported)
        write_cached(cache, fingerprint, head + b"\n" + hyperscan.dumpb(self._database))

    def _compile(self) -> hyperscan.Database:
        """Compile all; patterns that hyperscan does not take go to `unsupported`."""
        ids = range(len(self._patterns))
        try:
            return _database(self._patterns, ids)
        except hyperscan.error:
            self.unsupported = tuple(n for n in ids if not _compiles(self._patterns[n]))
            rest = [n for n in ids if n not in self.unsupported]
            return _database([self._patterns[n] for n in rest], rest) if rest else _database([_NEVER], [0])

    def candidates(self, blocks: Sequence[bytes]) -> list[tuple[int, int]]:
        """(pattern, block) pairs; the order is the engine's."""
        data = b"\n".join(blocks)
        if any(letter in data for letter in UNFOLDABLE):
            return list(self._blockwise().candidates(blocks))
        events: set[tuple[int, int]] = set()
        starts: list[int] = []
        budget = [max(_FLOOD_EVENTS, int(len(data) * _FLOOD_SHARE))]

        def on_match(pattern: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
            if not starts:
                starts.extend(accumulate((len(block) + 1 for block in blocks), initial=0))
            events.add((pattern, bisect_right(starts, end - 1) - 1))
            budget[0] -= 1
            return True if budget[0] < 0 else None

        try:
            self._database.scan(data, match_event_handler=on_match)
        except hyperscan.error:
            if budget[0] >= 0:
                raise
        if budget[0] < 0:
            return list(self._blockwise().candidates(blocks))
        return list(events)

    def _blockwise(self) -> Re2Prefilter:
        if self._fallback is None:
            self._fallback = Re2Prefilter(self._patterns)
        return self._fallback


def _database(patterns: Sequence[Pattern], ids: Sequence[int]) -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=[loose_regex(pattern) for pattern in patterns],
        ids=list(ids),
        elements=len(patterns),
        flags=[_FLAGS] * len(patterns),
    )
    return database


def _compiles(pattern: Pattern) -> bool:
    try:
        _database([pattern], [0])
    except hyperscan.error:
        return False
    return True
