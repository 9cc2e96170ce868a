"""Sentences are aligned with those of the source; texts that do not belong together are said to."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from textaudit.annotate import Annotations
from textaudit.annotate.parallel.alignment import Alignment
from textaudit.model import SourceText

GERMAN = (
    "Die Brücke wurde am Dienstag eröffnet. Der Bau dauerte vier Jahre und kostete 38,6 Millionen Euro. Es regnete.\n\n"
    "Die alte Brücke aus dem Jahr 1957 war gesperrt worden. Heike Brandtner war zufrieden."
)
ENGLISH = (
    "The bridge was opened on Tuesday. Construction took four years and cost 38.6 million euros. It rained.\n\n"
    "The old bridge, built in 1957, had been closed. Heike Brandtner was pleased."
)


def align(source: str, target: str) -> Alignment:
    found = Annotations(target, source=SourceText(source)).alignment
    assert found is not None
    return found


def beads(source: str, target: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([source[s.slice] for s in bead.sources], [target[t.slice] for t in bead.targets])
        for bead in align(source, target).beads
    ]


def test_sentence_by_sentence() -> None:
    found = beads(GERMAN, ENGLISH)
    assert [(len(ours), len(theirs)) for ours, theirs in found] == [(1, 1)] * 5
    assert found[3] == (
        ["Die alte Brücke aus dem Jahr 1957 war gesperrt worden."],
        ["The old bridge, built in 1957, had been closed."],
    )


def test_a_sentence_that_was_left_out_has_no_counterpart() -> None:
    target = ENGLISH.replace("Construction took four years and cost 38.6 million euros. ", "")
    assert [ours for ours, theirs in beads(GERMAN, target) if not theirs] == [
        ["Der Bau dauerte vier Jahre und kostete 38,6 Millionen Euro."]
    ]


def test_two_sentences_that_became_one() -> None:
    target = ENGLISH.replace("38.6 million euros. It rained", "38.6 million euros, and it rained")
    assert [(len(ours), len(theirs)) for ours, theirs in beads(GERMAN, target)][1] == (2, 1)


def test_paragraphs_need_not_be_the_same() -> None:
    assert len(beads(GERMAN, ENGLISH.replace("\n\n", " "))) == 5


def test_a_source_of_another_length_is_said_in_one_line() -> None:
    assert align(GERMAN * 9, ENGLISH).doubt == "the source is more than 3 times as long"
    assert align(GERMAN, ENGLISH * 9).doubt == "it is more than 3 times as long"


def test_another_text_altogether_is_said_too() -> None:
    numbers = " ".join(f"In {1900 + n} there were {n * 37} houses here." for n in range(1, 12))
    others = " ".join(f"Im Jahr {1800 + n} gab es hier {n * 41} Kühe." for n in range(1, 12))
    assert align(others, numbers).doubt


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(GERMAN.split(". ")), max_size=12), st.text(max_size=200))
def test_every_sentence_stands_in_one_bead_in_order(source: list[str], target: str) -> None:
    text = ". ".join(source)
    found = align(text, target)
    if found.doubt:
        return
    for side, notes in ((0, Annotations(text)), (1, Annotations(target))):
        spans = [span for bead in found.beads for span in (bead.sources, bead.targets)[side]]
        assert spans == [span for block in notes.blocks for span in notes.sentences_in(block)]


def test_without_a_source_there_is_none() -> None:
    assert Annotations(ENGLISH).alignment is None
