"""Documents that repeat others: which one is the original, how much must be the same, and what may go wrong."""

from __future__ import annotations

import itertools
import json
import random
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from textaudit import Settings, audit, clean
from textaudit.annotate import Annotations
from textaudit.detectors.repeated_document import RepeatedDocument
from textaudit.model import Document, Finding

Call = Callable[..., tuple[int, str, str]]
RULE = "duplicate/repeated-document"
LINES = [
    f"The ferry number {n} left the pier at nine and came back long after the lamps were lit."
    for n in range(10)
]
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


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
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


@pytest.mark.parametrize(
    ("changed", "is_repeated"), [(0, True), (1, True), (2, True), (3, False), (10, False)]
)
def test_the_share_of_same_lines_decides(changed: int, is_repeated: bool) -> None:
    other = [
        f"Nobody in the village of line {n} had ever seen the lamps burn so late in the year."
        for n in range(changed)
    ]
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


def test_lines_that_every_page_of_a_site_has_hide_no_copy() -> None:
    footer = [
        f"Part {n} of the footer that this site puts under each and every page it has." for n in range(6)
    ]
    pages = {f"p{n}": "\n".join([LINES[n], *footer]) for n in range(5)}
    assert repeats(documents(**pages, q1=pages["p1"], q4=pages["p4"])).keys() >= {"q1", "q4"}
    own = {name: text_of(2 * n, 2 * n + 1) + "\n" + "\n".join(footer[:3]) for n, name in enumerate("abcd")}
    assert repeats(documents(**own, x=own["b"], y=own["d"])) == {"x": "b", "y": "d"}


def test_a_copy_of_which_cleaning_would_leave_nothing_is_no_failure() -> None:
    footer = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
    cleaned = list(clean(documents(a=footer, b=footer), unsafe=True))
    assert [(c.held_back, c.failures) for c in cleaned] == [("nothing would be left of it", ())] * 2


def test_short_lines_and_layout_do_not_count() -> None:
    given = documents(
        a=text_of(0, 1, 2), b="Home\nNews\n" + text_of(0, 1, 2).replace("\n\n", "\r\n  ") + "\n\nShare\n"
    )
    assert repeats(given) == {"b": "a"}


def test_documents_without_long_lines_are_compared_whole() -> None:
    assert repeats(documents(a="Rain.\nSun.", b=" Rain.\nSun.\n", c="Sun.\nRain.")) == {"b": "a"}
    assert repeats(documents(a="", b="", c=" \n", d="\n")) == {}


def test_what_is_marked_and_what_proves_it() -> None:
    text = "\n\n  " + text_of(0, 1)
    first, second = audit(documents(a=text, b=text), ONLY)
    assert found(first) == []
    (finding,) = found(second)
    assert finding.text == LINES[0] == text[finding.span.slice]
    (evidence,) = finding.evidence
    assert (evidence.id, evidence.path, evidence.record) == ("a", "a", None)
    assert text[evidence.span.slice] == LINES[0]
    assert LINES[0].startswith(evidence.text)
    assert finding.message == "Repeats the document a"


def test_records_are_ordered_by_number_and_not_by_digit(tmp_path: Path, textaudit: Call) -> None:
    texts = [f"{n} {text_of(n % 10)}" for n in range(12)]
    texts[1] = texts[9] = "Here is what stands in the second and in the tenth record, word for word the same."
    file = tmp_path / "r.jsonl"
    file.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts)))
    rows = [
        json.loads(line)
        for line in textaudit("audit", file, "--select", RULE, "-f", "json-lines")[1].splitlines()
    ]
    assert [(row["record"], f["evidence"][0]["record"]) for row in rows for f in row["findings"]] == [(10, 2)]
    assert f"{file}:2" in rows[9]["findings"][0]["message"]


def test_the_same_file_named_twice_is_read_once(
    tmp_path: Path, textaudit: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    assert len(expected) == len(given) - len({document.text for document in given})  # each copy is told
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


FAILING = """
from dataclasses import dataclass
from textaudit.detectors.base import CorpusDetector
from textaudit.model import Match

class Failing(CorpusDetector):
    @dataclass(frozen=True)
    class Params:
        step: str

    def sketch(self, document, notes):
        if self.params.step == "sketch" or (self.params.step == "one-sketch" and document.path == "b.txt"):
            raise ValueError("no sketch")
        return {} if self.params.step == "sketch-of-no-bytes" else b"x"

    def link(self, sketches):
        if self.params.step == "link":
            raise ValueError("no link")
        return self.links(sketches)

    def links(self, sketches):
        for ordinal, sketch in sketches:
            yield ordinal, (5 if self.params.step == "link-of-no-bytes" else sketch)
            if self.params.step == "second-link":
                raise ValueError("no second link")
            if self.params.step == "link-of-no-pair":
                yield 5

    def detect(self, document, context):
        if self.params.step == "detect":
            raise ValueError("no match")
        yield Match(context.notes.blocks[0].span)
"""
CARD = """
summary: It fails.
why: So that one sees how.
severity: note
detector: failing
params: {step: STEP}
message: "Found {excerpt}"
cases: [{flags: ⟦x⟧}, {passes: x}]
"""
EVERY = ["a.txt", "b.txt", "c.txt"]
FAILURES = {
    "nothing": ([], ""),
    "sketch": (EVERY, "ValueError: no sketch"),
    "one-sketch": (["b.txt"], "ValueError: no sketch"),
    "sketch-of-no-bytes": (EVERY, "TypeError: expected bytes, not dict"),
    "link": (EVERY, "ValueError: no link"),
    "second-link": (EVERY, "ValueError: no second link"),
    "link-of-no-bytes": (EVERY, "TypeError: expected bytes, not int"),
    "link-of-no-pair": (EVERY, "TypeError: "),
    "detect": (EVERY, "ValueError: no match"),
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_rule_that_fails_is_reported_and_the_run_goes_on(
    install: Callable[[Mapping[str, str], str], None], run_installed: Call, tmp_path: Path, jobs: str
) -> None:
    cards = {f"cards/ocr/{step}.yaml": CARD.replace("STEP", step) for step in FAILURES}
    install(
        {"__init__.py": "", "cards/__init__.py": "", "failing.py": FAILING, **cards},
        "[textaudit.rules]\nx = blorps.cards\n[textaudit.detectors]\nfailing = blorps.failing:Failing\n",
    )
    for name in EVERY:
        (tmp_path / name).write_text(text_of(0, 1))
    options = ("--select", f"ocr,{RULE}", "-f", "json-lines", "-j", jobs)
    code, out, err = run_installed("audit", *EVERY, *options)
    assert (code, err) == (1, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["path"] for row in rows] == EVERY
    for step, (failed, reason) in FAILURES.items():
        rule = f"ocr/{step}"
        failures = {row["path"]: f["reason"] for row in rows for f in row["failures"] if f["rule"] == rule}
        findings = [row["path"] for row in rows for f in row["findings"] if f["rule"] == rule]
        assert list(failures) == failed
        assert all(said.startswith(reason) for said in failures.values()), failures
        assert findings == [name for name in EVERY if name not in failed]
    assert [row["path"] for row in rows for f in row["findings"] if f["rule"] == RULE] == EVERY[1:]
    assert [row["scores"]["ocr"] for row in rows] == [None] * 3
