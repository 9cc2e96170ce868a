"""Diffs made from edits say what `difflib` would, in linear time, and show nothing raw."""

from __future__ import annotations

import re
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from textaudit.cli.diff import diff_text
from textaudit.model import Applicability, AppliedEdit, Cleaned, Span

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def cleaned(source: str, *edits: tuple[int, int, str]) -> Cleaned:
    applied = tuple(
        AppliedEdit("spacing/x", Span(start, end), source[start:end], after, Applicability.SAFE, None)
        for start, end, after in edits
    )
    text, at = "", 0
    for edit in applied:
        text += source[at : edit.span.start] + edit.after
        at = edit.span.end
    return Cleaned("a", "a.txt", None, source, text + source[at:], applied)


def lines_of(text: str) -> list[str]:
    return [line.rstrip("\r\n") for line in LINE.findall(text)]


def patched(source: list[str], diff: list[str]) -> list[str]:
    """What a patch program would make of it; checks the counts and the context on the way."""
    out: list[str] = []
    at = 0
    hunk = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@")
    marks = [n for n, line in enumerate(diff) if hunk.fullmatch(line)] + [len(diff)]
    for begin, end in pairwise(marks):
        match = hunk.fullmatch(diff[begin])
        assert match
        old_first, old, new_first, new = map(int, match.groups())
        out += source[at : old_first - 1]
        at = old_first - 1
        assert len(out) == new_first - 1
        body = diff[begin + 1 : end]
        assert sum(line[0] != "+" for line in body) == old
        assert sum(line[0] != "-" for line in body) == new
        for line in body:
            if line[0] != "+":
                assert source[at] == line[1:]
                at += 1
            if line[0] != "-":
                out.append(line[1:])
    return out + source[at:]


TEXTS = st.lists(st.sampled_from(["a", "bc", "\n", "\r\n", "\r", "\n\n", " d"]), max_size=30).map("".join)


@given(TEXTS, st.data())
def test_the_diff_turns_the_source_into_the_cleaned_text(source: str, data: st.DataObject) -> None:
    offsets = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=8)))
    after = st.sampled_from(["", "x", "x\n", "\n", "x\ny", "\r\n", "\r"])
    edits = [(start, end, data.draw(after)) for start, end in zip(offsets[::2], offsets[1::2], strict=False)]
    document = cleaned(source, *edits)
    diff = diff_text(document).split("\n")[2:-1]
    assert patched(lines_of(source), diff) == lines_of(document.text)


def test_one_change_with_a_line_of_context() -> None:
    document = cleaned("one\ntwo\nthree\nfour\nfive\n", (8, 13, "3"))
    assert diff_text(document) == (
        "--- a.txt\n+++ a.txt (cleaned)\n@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n"
    )


def test_changes_far_apart_are_hunks_of_their_own() -> None:
    source = "".join(f"line {n}\n" for n in range(20))
    diff = diff_text(cleaned(source, (0, 7, ""), (126, 127, "L")))
    assert diff.count("@@ -") == 2


def test_nothing_raw_and_colour_only_when_wanted() -> None:
    document = cleaned("a\x1b[31m\u202eb\n", (0, 1, "\x9b"))
    assert diff_text(document).split("\n")[3:5] == ["-a\\x1b[31m\\u202eb", "+\\x9b\\x1b[31m\\u202eb"]
    coloured = diff_text(document, colour=True)
    assert "\x1b[31m-a\\x1b" in coloured
    assert diff_text(document) == re.sub(r"\x1b\[\d+m", "", coloured)


def test_many_edits_take_linear_time() -> None:
    source = "word\n" * 200_000
    document = cleaned(source, *((n * 5, n * 5 + 1, "W") for n in range(200)), (999_990, 999_991, "W"))
    begin = time.perf_counter()
    diff_text(document)
    assert time.perf_counter() - begin < 5
