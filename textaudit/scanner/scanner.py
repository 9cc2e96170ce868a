"""From requests to hits: a quick engine says what may match where, an exact one says which characters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from textaudit.model import Block, BlockPhrases, Hit, Pattern, Request
from textaudit.scanner.phrase_index import PhraseIndex
from textaudit.scanner.re2_engine import Re2Prefilter, compile_exact, find_spans

_CACHE_FORMAT = 5


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

    def of(self, pattern: int, name: str) -> list[Hit]:
        """Hits of the pattern with this number, ascending, under *name*."""
        where = sorted(set(self._where.get(pattern, ())))
        compiled = self._scanner.exact(pattern)
        if compiled is None:
            blocks = self._blocks
            return [Hit(blocks[n].start, blocks[n].end, name, n) for n in where]
        return [hit for index in where for hit in self._exact(compiled, index, name)]

    def _exact(self, compiled: Any, index: int, name: str) -> Iterator[Hit]:
        block, data = self._blocks[index], self._data[index]
        spans = find_spans(compiled, data)
        if len(data) == block.end - block.start:  # ASCII only: bytes are characters
            yield from (Hit(block.start + start, block.start + end, name, index) for start, end in spans)
            return
        offset, at = block.start, 0
        for start, end in spans:
            offset += len(data[at:start].decode())
            length = len(data[start:end].decode())
            yield Hit(offset, offset + length, name, index)
            offset, at = offset + length, end


class Scanner:
    """All that a rule set looks for, compiled once.

    Args:
        requests: numbered from 0 in this order.
        engine: what looks for patterns: ``hyperscan``, ``re2``, or ``auto`` for the first that is installed.
        cache: folder for compiled databases, or ``None`` for none.

    Raises:
        PatternError: a pattern that is not RE2 syntax; the message does not name the card.
    """

    def __init__(self, requests: Sequence[Request], engine: str = "auto", cache: Path | None = None) -> None:
        self._requests = tuple(requests)
        self._exact: dict[int, Any] = {}
        if engine == "auto":
            engine = "hyperscan" if find_spec("hyperscan") else "re2"
        self.engine = engine
        self._phrases = PhraseIndex(
            {n: r for n, r in enumerate(self._requests) if isinstance(r, BlockPhrases)}
        )
        self._ids = [n for n, request in enumerate(self._requests) if isinstance(request, Pattern)]
        self._patterns = [request for request in self._requests if isinstance(request, Pattern)]
        self._slow: Re2Prefilter | None = None
        self._slow_ids: list[int] = []
        self._quick = self._prefilter(cache)

    def _prefilter(self, cache: Path | None) -> Any:
        if self.engine != "hyperscan" or not self._patterns:
            return Re2Prefilter(self._patterns)
        from textaudit.scanner.hyperscan_engine import HyperscanPrefilter

        quick = HyperscanPrefilter(self._patterns, cache, self._fingerprint())
        if quick.unsupported:
            self._slow_ids = [self._ids[n] for n in quick.unsupported]
            self._slow = Re2Prefilter([self._patterns[n] for n in quick.unsupported])
        return quick

    def _fingerprint(self) -> str:
        """Changes whenever the compiled database would."""
        from importlib.metadata import version

        digest = hashlib.sha256(f"{_CACHE_FORMAT} {version('hyperscan')}".encode())
        digest.update(repr(self._patterns).encode())
        return f"patterns-{digest.hexdigest()[:32]}"

    def exact(self, request: int) -> Any:
        """The compiled exact form of a pattern, made when it is first hit; ``None`` for phrases, which need none."""
        compiled = self._exact.get(request)
        wanted = self._requests[request]
        if compiled is None and isinstance(wanted, Pattern):
            compiled = self._exact[request] = compile_exact(wanted)
        return compiled

    def scan(self, blocks: Sequence[Block]) -> Hits:
        """One pass over the blocks of a text."""
        # A lone surrogate has no UTF-8; a question mark is one byte for it, as it is one character.
        data = [block.text.encode("utf-8", "replace") for block in blocks]
        candidates = [(self._ids[n], block) for n, block in self._quick.candidates(data)]
        candidates += self._phrases.candidates(blocks)
        if self._slow is not None:
            candidates += [(self._slow_ids[n], block) for n, block in self._slow.candidates(data)]
        return Hits(self, blocks, data, candidates)
