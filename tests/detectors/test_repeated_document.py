"""Documents that repeat others: which one is the original, how much must be the same, and what may go wrong."""

from __future__ import annotations

import itertools
import json
import random
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from textaudit import Settings, audit
from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.detectors.repeated_document import RepeatedDocument
from textaudit.model import Document, Finding, Match

Call = Callable[..., tuple[int, str, str]]
RULE = "duplicate/repeated-document"
LINES = [f"The ferry number {n} left the pier at nine and came back long after the lamps were lit." for n in range(10)]
ONLY = Settings(select=(RULE,))


def documents(**texts: str) -> list[Document]:
    return [Document(name, name, None, text) for name, text in texts.items()]


def repeats(given: Iterable[Document], settings: Settings = ONLY) -> dict[str, str]:
    """The original of each document that repeats one."""
    return {place(result): f.evidence[0].path for result in audit(given, settings) for f in found(result)}


def found(result: Any) -> list[Finding]:
    assert not result.failures
    return [finding for finding in result.findings if finding.rule == RULE]


def place(result: Any) -> str:
    return result.path if result.record is None else f"{result.path}:{result.record}"


def text_of(*numbers: int) -> str:
    return "\n\n".join(LINES[n] for n in numbers)


@pytest.mark.parametrize("order", itertools.permutations(range(4)))
def test_the_order_of_the_inputs_does_not_matter(order: tuple[int, ...]) -> None:
    given = documents(a=text_of(0, 1, 2), b=text_of(3, 4), c=text_of(2, 1, 0), d=text_of(0, 1, 2))
    assert repeats(given[n] for n in order) == {"c": "a", "d": "a"}


def test_a_chain_names_the_first() -> None:
    same = text_of(0, 1, 2, 3)
    assert repeats(documents(a=same, b=same, c=same, d=same)) == {"b": "a", "c": "a", "d": "a"}


def test_a_chain_of_near_duplicates_names_the_nearest_that_is_near_enough() -> None:
    """Each has one line less in common with the first; only what is near the first is its repetition."""
    given = documents(a=text_of(0, 1, 2, 3, 4), b=text_of(1, 2, 3, 4, 5), c=text_of(1, 2, 3, 4, 5))
    assert repeats(given) == {"b": "a", "c": "a"}


@pytest.mark.parametrize(("changed", "is_repeated"), [(0, True), (1, True), (2, True), (3, False), (10, False)])
def test_the_share_of_same_lines_decides(changed: int, is_repeated: bool) -> None:
    other = [f"Nobody in the village of line {n} had ever seen the lamps burn so late in the year." for n in range(changed)]
    given = documents(a="\n".join(LINES), b="\n".join([*LINES[changed:], *other]))
    assert repeats(given) == ({"b": "a"} if is_repeated else {})


@pytest.mark.parametrize(("share", "is_repeated"), [(0.6, True), (0.5, True), (0.7, False)])
def test_the_share_is_a_parameter(share: float, is_repeated: bool) -> None:
    given = documents(a=text_of(*range(10)), b=text_of(*range(6)))
    settings = Settings(select=(RULE,), params={RULE: {"share": share}})
    assert repeats(given, settings) == ({"b": "a"} if is_repeated else {})


def test_a_part_of_a_longer_document_is_no_repetition_nor_the_other_way_round() -> None:
    short, long = text_of(0, 1), text_of(*range(10))
    assert repeats(documents(a=short, b=long)) == repeats(documents(a=long, b=short)) == {}


def test_short_lines_and_layout_do_not_count() -> None:
    given = documents(a=text_of(0, 1, 2), b="Home\nNews\n" + text_of(0, 1, 2).replace("\n\n", "\r\n  ") + "\n\nShare\n")
    assert repeats(given) == {"b": "a"}


def test_documents_without_long_lines_are_compared_whole() -> None:
    assert repeats(documents(a="Rain.\nSun.", b=" Rain.\nSun.\n", c="Sun.\nRain.")) == {"b": "a"}
    assert repeats(documents(a="", b="", c=" \n", d="\n")) == {}


def test_what_is_marked_and_what_proves_it() -> None:
    text = "\n\n  " + text_of(0, 1)
    first, second = audit(documents(a=text, b=text), ONLY)
    assert found(first) == []
    (finding,) = found(second)
    assert finding.text == LINES[0] == second_slice(text, finding)
    (evidence,) = finding.evidence
    assert (evidence.id, evidence.path, evidence.record) == ("a", "a", None)
    assert text[evidence.span.slice] == LINES[0]
    assert LINES[0].startswith(evidence.text)
    assert finding.message == "Repeats the document a"


def second_slice(text: str, finding: Finding) -> str:
    return text[finding.span.start : finding.span.end]


def test_records_are_ordered_by_number_and_not_by_digit(tmp_path: Path, textaudit: Call) -> None:
    texts = [f"{n} {text_of(n % 10)}" for n in range(12)]
    texts[1] = texts[9] = "Here is what stands in the second and in the tenth record, word for word the same."
    file = tmp_path / "r.jsonl"
    file.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts)))
    rows = [json.loads(line) for line in textaudit("audit", file, "--select", RULE, "-f", "json-lines")[1].splitlines()]
    assert [(row["record"], f["evidence"][0]["record"]) for row in rows for f in row["findings"]] == [(10, 2)]
    assert f"{file}:2" in rows[9]["findings"][0]["message"]


def test_the_same_file_named_twice_is_read_once(tmp_path: Path, textaudit: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(text_of(0, 1))
    for inputs in (["a.txt", "a.txt"], ["a.txt", "."], [".", tmp_path / "a.txt"], ["*.txt", "./a.txt"]):
        code, out, _ = textaudit("audit", *inputs, "--select", RULE, "-f", "concise")
        assert (code, out.split(",")[0]) == (0, "1 document")


def test_documents_that_share_their_path_are_still_two() -> None:
    same = [Document("x", "x", None, text_of(0, 1))] * 2
    assert [len(found(result)) for result in audit(same, ONLY)] == [0, 1]


def test_any_shuffle_of_many_gives_the_same() -> None:
    chance = random.Random(5)
    given = documents(**{f"d{n:03}": text_of(*sorted(chance.sample(range(10), 3))) for n in range(150)})
    expected = repeats(given)
    assert len(expected) > 50
    for _ in range(3):
        chance.shuffle(given)
        assert repeats(given) == expected


def sketches(number: int) -> Iterator[tuple[int, bytes]]:
    """Each document has five lines, and every second one repeats the one before."""
    detector = RepeatedDocument()
    for n in range(number):
        text = "\n".join(f"{line} {n // 2}" for line in LINES[:5])
        yield n, detector.sketch(Document(str(n), f"{n:06}", None, text), Annotations(text))


def peak(number: int) -> int:
    tracemalloc.start()
    try:
        links = sum(1 for _ in RepeatedDocument().link(sketches(number)))
        assert links == number // 2
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_documents() -> None:
    peak(1_000)  # what is loaded on first use
    assert peak(8_000) < 1.5 * peak(1_000)


class Failing(CorpusDetector):
    """Fails in the step that its parameter names, or gives what it must not."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step

    def sketch(self, document: Document, notes: Annotations) -> bytes:
        if self.step == "sketch" or (self.step == "one sketch" and document.id == "b"):
            raise ValueError("no sketch")
        if self.step == "sketch of no bytes":
            return {"a": 1}  # type: ignore[return-value]
        return b"x"

    def link(self, sketches: Iterable[tuple[int, bytes]]) -> Iterable[tuple[int, bytes]]:
        if self.step == "link":
            raise ValueError("no link")
        return self._links(sketches)

    def _links(self, sketches: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        for ordinal, sketch in sketches:
            yield ordinal, (sketch if self.step != "link of no bytes" else 5)  # type: ignore[misc]
            if self.step == "second link":
                raise ValueError("no second link")
            if self.step == "link of no pair":
                yield 5  # type: ignore[misc]

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        if self.step == "detect":
            raise ValueError("no match")
        yield Match(context.notes.blocks[0].span)


EVERY = ["a", "b", "c"]
FAILURES = [
    ("nothing", [], ""),
    ("sketch", EVERY, "ValueError: no sketch"),
    ("one sketch", ["b"], "ValueError: no sketch"),
    ("sketch of no bytes", EVERY, "TypeError: expected bytes, not dict"),
    ("link", EVERY, "ValueError: no link"),
    ("second link", EVERY, "ValueError: no second link"),
    ("link of no bytes", EVERY, "TypeError: expected bytes, not int"),
    ("link of no pair", EVERY, "TypeError: "),
    ("detect", EVERY, "ValueError: no match"),
]


@pytest.mark.parametrize(("step", "failed", "reason"), FAILURES)
def test_a_rule_that_fails_is_reported_and_the_run_goes_on(
    step: str, failed: Sequence[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RepeatedDocument, "__new__", lambda cls, *_: Failing(step))
    given = documents(a="The the ferry.", b="Rain fell.", c="Sun  shone.")
    results = list(audit(given, Settings(select=(RULE, "grammar"), language="en", rules=(str(tmp_path),))))
    assert [result.id for result in results] == EVERY
