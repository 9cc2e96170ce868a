"""The scan: same hits from either engine, exact spans, linear on odd input."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate import lay_out
from textaudit.errors import PatternError
from textaudit.model import Block, BlockPhrases, Pattern, Request, Unreadable
from textaudit.readers import open_inputs
from textaudit.rulebook import build_ruleset
from textaudit.scanner import Scanner
from textaudit.settings import Settings

PATTERNS: list[Request] = [
    Pattern(r"leave\s+a\s+reply", ignore_case=True, word_edges=True),
    Pattern(r"^copyright", ignore_case=True),
    Pattern(r"[a-zé]\.\p{Lu}"),
    Pattern(r" {2,}"),
    Pattern(r"(?:^|\s)(the)\s+the(?:\s|$)", ignore_case=True),
    Pattern("привет", ignore_case=True, word_edges=True),
    Pattern(r"a(?:b+)c$"),
    Pattern(r"\w+@\w+"),
    Pattern(r"😀|…"),
    Pattern(r"^\W{0,4}(?i:été|σοφός):?\s?[^\n]{0,30}\d{3,5}$"),
    Pattern(r"[^\p{L}\s]{2}[\x{2000}-\x{206F}k]", ignore_case=True),
    Pattern(r"\p{Lu}\p{Ll}{4,}\p{Cyrillic}"),
    Pattern(r"le mot|a\.b", ignore_case=True),
    BlockPhrases(("leave a reply", "→ the", "été"), "whole"),
    BlockPhrases(("leave a reply", "the", "été"), "beginning"),
]
CORPUS = Path(__file__).parents[2] / "corpus"
ENGINES = ("hyperscan", "re2")


def blocks_of(text: str) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(start, at + len(line.rstrip()), len(blocks), number, False, line.strip()))
        at += len(line) + 1
    return blocks


def found(engine: str, text: str, patterns: Sequence[Request] = PATTERNS) -> list[tuple[int, str]]:
    hits = Scanner(patterns, engine).scan(blocks_of(text))
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
        (11, "Привет"),
        (11, "Привет"),
        (13, "😀 Leave a  reply…"),
        (14, "😀 Leave a  reply…"),
        (14, "the the the Привет, xПривет"),
    ]  # hits of a pattern do not overlap, but what stands around a group may serve two


PIECES = [
    *"aAbBcCeéÉpПпр .,:→\nthe@😀…\t123σςΣkKK\u200b",
    "ÉTÉ: ",
    "le mot",
    "Abcde",
    "σοφός",
    " 1999",
    "leave a reply",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_both_engines_find_the_same(text: str) -> None:
    assert found("hyperscan", text) == found("re2", text)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text", ["a.B" * 300_000, "  " * 500_000, "the " * 200_000, "[" * 1_000_000, "😀" * 400_000]
)
def test_floods_are_survived(engine: str, text: str) -> None:
    for _, surface in found(engine, text):
        assert surface


@pytest.mark.parametrize(
    ("block", "whole", "beginning", "label"),
    [
        ("Leave a Reply", True, True, False),
        ("» LEAVE  A\u00a0REPLY «", True, True, False),
        ("Leave a reply: now", False, True, True),
        ("Leave a reply > now", False, True, True),
        ("Leave a reply:", True, True, False),
        ("Leave a replying", False, False, False),
        ("----------- leave a reply", False, False, False),
        ("Don’t leave", False, True, False),
        ("(required)", True, False, False),
        ("required", False, False, False),
        ("标签：新闻", False, True, True),
        ("साझा करें", True, True, False),
        ("साझा करेंगे", False, False, False),
        ("Leave a reply" + " and go on" * 40, False, True, False),
    ],
)
def test_phrases_of_a_block(block: str, whole: bool, beginning: bool, label: bool) -> None:
    phrases = ("leave a reply", "don't", "标签", "साझा करें")
    requests = [
        BlockPhrases((*phrases, "(required)"), "whole"),
        BlockPhrases(phrases, "beginning"),
        BlockPhrases(phrases, "label"),
    ]
    hit = {n for n, surface in found("re2", block, requests) if surface == block}
    assert hit == {n for n, expected in enumerate((whole, beginning, label)) if expected}


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
        return len(scanner.scan(blocks_of("a.B")).of(2, "x"))

    assert hits() == 1
    (cached,) = tmp_path.iterdir()
    assert hits() == 1
    cached.write_bytes(b"junk")
    assert hits() == 1


def test_both_engines_find_the_same_with_the_rules_that_come_along() -> None:
    quick, slow = (build_ruleset(Settings(), engine) for engine in ENGINES)
    for document in open_inputs([str(CORPUS)]):
        if isinstance(document, Unreadable):
            continue
        blocks = lay_out(document.text).blocks
        hits = [ruleset.scanner.scan(blocks) for ruleset in (quick, slow)]
        for number in (number for bound in quick.bound for number, _ in bound.patterns):
            first, second = ([h.span for h in scan.of(number, "x")] for scan in hits)
            assert first == second, (document.id, number)
