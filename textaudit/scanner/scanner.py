"""From patterns to hits: a quick engine says what may match where, an exact one says which characters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from textaudit.model import Block, Hit, Pattern
from textaudit.scanner.re2_engine import Re2Prefilter, compile_exact, find_spans
from textaudit.scanner.syntax import quick_regexes

_CACHE_FORMAT = 4


class Hits:
    """Where the patterns of one scan matched; exact spans are worked out when asked for."""

    __slots__ = ("_blocks", "_data", "_scanner", "_where", "patterns")

    def __init__(
        self,
        scanner: Scanner,
        blocks: Sequence[Block],
        data: Sequence[bytes],
        candidates: Iterable[tuple[int, int]],
    ) -> None:
        self._scanner = scanner
        self._blocks = blocks
        self._data = data
        self._where: dict[int, list[int]] = {}
        for pattern, block in candidates:
            self._where.setdefault(pattern, []).append(block)
        self.patterns = self._where.keys()

    def near(self, pattern: int) -> list[int]:
        """Indexes of the blocks in which the pattern may match, ascending: maybe too many, never too few."""
        return sorted(set(self._where.get(pattern, ())))

    def of(self, pattern: int, name: str) -> list[Hit]:
        """Hits of the pattern with this number, ascending, under *name*."""
        hits: list[Hit] = []
        compiled = self._scanner.exact(pattern)
        for index in self.near(pattern):
            block, data = self._blocks[index], self._data[index]
            ascii_only = len(data) == block.end - block.start
            offset, at = block.start, 0
            for start, end in find_spans(compiled, data):
                if not ascii_only:
                    before, inside = data[at:start].decode(), data[start:end].decode()
                    offset, at = offset + len(before) + len(inside), end
                    hits.append(Hit(offset - len(inside), offset, name, index))
                else:
                    hits.append(Hit(block.start + start, block.start + end, name, index))
        return hits


class Scanner:
    """All patterns of a rule set, compiled once.

    Args:
        patterns: numbered from 0 in this order.
        engine: ``hyperscan``, ``re2``, or ``auto`` for the first that is installed.
        cache: folder for compiled databases, or ``None`` for none.

    Raises:
        PatternError: a pattern that is not RE2 syntax; the message does not name the card.
    """

    def __init__(self, patterns: Sequence[Pattern], engine: str = "auto", cache: Path | None = None) -> None:
        self._patterns = tuple(patterns)
        self._exact: dict[int, Any] = {}
        self._slow: Re2Prefilter | None = None
        self._slow_ids: tuple[int, ...] = ()
        if engine == "auto":
            engine = "hyperscan" if find_spec("hyperscan") else "re2"
        self.engine = engine
        self._quick = self._prefilter(cache)

    def _prefilter(self, cache: Path | None) -> Any:
        if self.engine != "hyperscan" or not self._patterns:
            return Re2Prefilter(self._patterns)
        from textaudit.scanner.hyperscan_engine import HyperscanPrefilter

        quick = HyperscanPrefilter(self._patterns, cache, self._fingerprint())
        if quick.unsupported:
            self._slow_ids = quick.unsupported
            self._slow = Re2Prefilter([self._patterns[n] for n in quick.unsupported])
        return quick

    def _fingerprint(self) -> str:
        from importlib.metadata import version

        digest = hashlib.sha256(f"{_CACHE_FORMAT} {version('hyperscan')}".encode())
        for pattern in self._patterns:
            digest.update("\0".join(["", *quick_regexes(pattern)]).encode())
        return f"patterns-{digest.hexdigest()[:32]}"

    def exact(self, pattern: int) -> Any:
        """The compiled exact form of a pattern, made when it is first hit."""
        compiled = self._exact.get(pattern)
        if compiled is None:
            compiled = self._exact[pattern] = compile_exact(self._patterns[pattern])
        return compiled

    def scan(self, text: str, blocks: Sequence[Block]) -> Hits:
        """One pass over the *blocks* of *text*."""
        data = [text[block.start : block.end].encode() for block in blocks]
        candidates = self._quick.candidates(data)
        if self._slow is not None:
            candidates += [(self._slow_ids[n], block) for n, block in self._slow.candidates(data)]
        return Hits(self, blocks, data, candidates)
