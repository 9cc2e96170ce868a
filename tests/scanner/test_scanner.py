"""The scan: same hits from either engine, exact spans, linear on odd input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.errors import PatternError
from textaudit.model import Block, Pattern
from textaudit.scanner import Scanner

PATTERNS = [
    Pattern(r"leave\s+a\s+reply", ignore_case=True, word_edges=True),
    Pattern(r"^copyright", ignore_case=True),
    Pattern(r"[a-zé]\.\p{Lu}"),
    Pattern(r" {2,}"),
    Pattern(r"(?:^|\s)(the)\s+the(?:\s|$)", ignore_case=True),
    Pattern("привет", ignore_case=True, word_edges=True),
    Pattern(r"a(?:b+)c$"),
    Pattern(r"\w+@\w+"),
    Pattern(r"😀|…"),
]
ENGINES = ("hyperscan", "re2")


def blocks_of(text: str) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(start, at + len(line.rstrip()), len(blocks), number, False))
        at += len(line) + 1
    return blocks


def found(engine: str, text: str, patterns: list[Pattern] = PATTERNS) -> list[tuple[int, str]]:
    hits = Scanner(patterns, engine).scan(text, blocks_of(text))
    return [(n, text[h.start : h.end]) for n in range(len(patterns)) for h in hits.of(n, "x")]


@pytest.mark.parametrize("engine", ENGINES)
def test_hits_are_exact(engine: str) -> None:
    text = "😀 Leave a  reply…\n  Copyright é.Й\nthe the the Привет, xПривет\nabbc\nme@home"
    assert found(engine, text) == [
        (0, "Leave a  reply"),
        (1, "Copyright"),
        (2, "é.Й"),
        (3, "  "),
        (4, "the"),
        (4, "the"),
        (5, "Привет"),
        (6, "abbc"),
        (7, "me@home"),
        (8, "😀"),
        (8, "…"),
    ]  # hits of a pattern do not overlap, but what stands around a group may serve two


@given(st.text(alphabet="aAbBcCeépПпр .\nthe@😀…\t", max_size=60))
def test_both_engines_find_the_same(text: str) -> None:
    assert found("hyperscan", text) == found("re2", text)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text", ["a.B" * 300_000, "  " * 500_000, "the " * 200_000, "[" * 1_000_000, "😀" * 400_000]
)
def test_floods_are_survived(engine: str, text: str) -> None:
    for _, surface in found(engine, text):
        assert surface


def test_a_flood_gives_the_same_from_either_engine() -> None:
    text = "a.B " * 20_000 + "\n" + "x  y"
    assert found("hyperscan", text) == found("re2", text)


def test_a_pattern_that_hyperscan_refuses_is_run_by_re2() -> None:
    refused = Pattern(r"(?U)ab+")
    assert found("hyperscan", "x abbcd y\nCopyright", [refused, PATTERNS[1]]) == [(0, "ab"), (1, "Copyright")]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (Pattern(r"(a"), "RE2 syntax"),
        (Pattern(r"(a)\1"), "RE2 syntax"),
        (Pattern(r"(?=a)b"), "RE2 syntax"),
        (Pattern(r"\bcat\b"), "word_edges"),
        (Pattern(r"[\W_]"), "not supported"),
        (Pattern(r"a*"), "empty"),
        (Pattern(r"(a)b", word_edges=True), "group"),
    ],
)
def test_patterns_that_cannot_run_are_refused(pattern: Pattern, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        Scanner([pattern], "re2").exact(0)


def test_the_cache_is_used_and_a_broken_one_is_no_harm(tmp_path: Path) -> None:
    def hits() -> int:
        scanner = Scanner(PATTERNS, "hyperscan", tmp_path)
        return len(scanner.scan("a.B", blocks_of("a.B")).of(2, "x"))

    assert hits() == 1
    (cached,) = tmp_path.iterdir()
    assert hits() == 1
    cached.write_bytes(b"junk")
    assert hits() == 1
