"""What the cards cannot show of the generic detectors: offsets, places, and work that stays linear."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate import Annotations, lay_out
from textaudit.detectors.author_bio import AuthorBio
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.beside_boilerplate import BesideBoilerplate
from textaudit.detectors.block_run import BlockRun
from textaudit.detectors.comment_thread import CommentThread
from textaudit.detectors.line_position import LinePosition
from textaudit.detectors.ratio import Ratio
from textaudit.detectors.related_list import RelatedList
from textaudit.detectors.repetition import Repetition
from textaudit.detectors.site_phrase import SitePhrase
from textaudit.model import Document, Hit, Match, Span, Strength
from textaudit.scanner import Scanner

PROSE = "The ferry left at nine, and nobody on the pier saw it go, because of the fog that lay on the river."
DETECTORS: tuple[Detector, ...] = (
    BlockRun(BlockRun.Params(titles={"en": ("leave a reply",)}, fields={"en": ("name", "email")})),
    SitePhrase(SitePhrase.Params(whole={"en": ("read more",)}, paired={"en": ("home", "news")})),
    LinePosition(LinePosition.Params(place="end", regex="^Tags:")),
    Ratio(Ratio.Params(regex=r"#\w+", at_least=0.8, min_hits=2)),
    Repetition(),
    RelatedList(RelatedList.Params(headings={"en": ("related articles",)})),
    BesideBoilerplate(BesideBoilerplate.Params(regex=(r"^[A-Z]\w+$",), below=True)),
    CommentThread(CommentThread.Params(regex=("^Name",), maybe=("^Tags",))),
    AuthorBio(AuthorBio.Params(headings={"en": ("related articles",)}, paragraphs=("^Tags",))),
)


class KnownHits(dict[str, Sequence[Hit]]):
    """Hits that were worked out beforehand."""


def found(detector: Detector, text: str) -> list[tuple[str, Strength]]:
    """What the detector marks in *text*, with its strength."""
    return [(text[match.span.slice], match.strength) for match in matches(detector, text)]


def matches(detector: Detector, text: str, other: Sequence[Match] = ()) -> list[Match]:
    """What the detector yields, from a scan of its own patterns, where another rule has found what it has."""
    layout = lay_out(text)
    patterns = detector.patterns()
    scan = Scanner(list(patterns.values()), "re2").scan(layout.blocks)
    found = {name: scan.of(n, name) for n, name in enumerate(patterns)}
    hits = KnownHits({name: hits for name, hits in found.items() if hits})
    context = Context(Annotations(text), hits, matches={"boilerplate/other": other})
    return list(detector.detect(Document("x", "x", None, text), context))


def test_line_position_looks_at_the_place() -> None:
    below = f"{PROSE}\n\n😀 {PROSE}\n\nTags: river"
    assert found(DETECTORS[2], below) == [("Tags: river", Strength.SURE)]
    assert found(DETECTORS[2], f"Tags: river\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}") == []


def test_line_position_takes_neighbours_along() -> None:
    detector = LinePosition(LinePosition.Params(place="top", maybe="^By ", beside="^May "))
    assert [text for text, _ in found(detector, f"By Jane Doe\nMay 3, 2021\n\n{PROSE}")] == [
        "By Jane Doe",
        "May 3, 2021",
    ]
    assert found(detector, f"May 3, 2021\n\n{PROSE}") == []


def test_line_position_finds_some_anywhere() -> None:
    detector = LinePosition(LinePosition.Params(place="top", regex="^By ", anywhere=("^Posted by ",)))
    text = "\n\n".join([PROSE] * 4 + ["By Jane Doe", "Posted by Jane Doe"] + [PROSE] * 4)
    assert found(detector, text) == [("Posted by Jane Doe", Strength.SURE)]


def test_wordings_open_but_are_never_sure() -> None:
    detector = BlockRun(BlockRun.Params(wordings=("^Sign up .*news",), fields={"en": ("email",)}))
    assert found(detector, f"{PROSE}\n\nSign up for news\nEmail") == [
        ("Sign up for news\nEmail", Strength.LIKELY)
    ]
    assert found(detector, f"Email\n\n{PROSE}") == []


def test_lines_beside_boilerplate_count_outside_the_text() -> None:
    detector = BesideBoilerplate(BesideBoilerplate.Params(regex=("^May 3",)))
    text = f"Ferry\n\nMay 3\n\nShare\n\n{PROSE}\n\nMay 3\n\n{PROSE}"
    share = Match(Span(text.index("Share"), text.index("Share") + 5))
    assert [m.strength for m in matches(detector, text, [share])] == [Strength.LIKELY]
    assert [m.strength for m in matches(detector, text)] == [Strength.WEAK]


def test_a_title_is_no_name() -> None:
    detector = BesideBoilerplate(BesideBoilerplate.Params(regex=(r"^[A-Z]\w+$",), below=True))
    text = f"Ferry\n\nShare this\n\n{PROSE}"
    share = Match(Span(text.index("Share"), text.index("Share") + 10))
    assert matches(detector, text, [share]) == []


def test_comments_are_a_thread_from_two_on() -> None:
    detector = CommentThread(CommentThread.Params(regex=("says$",), maybe=("^Reply$",)))
    text = f"{PROSE}\n\n{PROSE}\n\nJane says\n\nI saw it.\n\nJohn says\n\nSo did I."
    assert found(detector, text) == [("Jane says\n\nI saw it.\n\nJohn says", Strength.SURE)]
    assert found(detector, f"{PROSE}\n\n{PROSE}\n\nReply\n\nReply") == [("Reply", Strength.WEAK)] * 2


def test_ratio_counts_visible_characters() -> None:
    assert found(DETECTORS[3], "😀 é\n#one #two") == [("#one #two", Strength.SURE)]
    assert found(DETECTORS[3], "#one #two and a good deal of other text") == []


def test_ratio_refuses_an_impossible_share() -> None:
    with pytest.raises(ValueError, match="at_least"):
        Ratio.Params(regex="a", at_least=0)


def test_repetition_marks_every_copy_but_the_first() -> None:
    assert found(Repetition(), f"{PROSE} {PROSE} {PROSE} It was late.") == [
        (f"{PROSE} {PROSE}", Strength.SURE)
    ]


def test_repetition_of_lines() -> None:
    detector = Repetition(Repetition.Params(unit="line", times=3))
    assert found(detector, f"{PROSE}\n\n{PROSE}\n\n{PROSE}") == [(f"{PROSE}\n\n{PROSE}", Strength.SURE)]
    assert found(detector, f"{PROSE}\n\n{PROSE}") == []


def test_fields_count_beside_an_opener_only() -> None:
    assert found(DETECTORS[0], f"{PROSE}\n\nLeave a reply\nName\nEmail") == [
        ("Leave a reply\nName\nEmail", Strength.SURE)
    ]
    assert found(DETECTORS[0], f"Name\n\n{PROSE}") == []


def test_paired_phrases_count_together_only() -> None:
    assert [text for text, _ in found(DETECTORS[1], f"Home\nNews\n\n{PROSE}")] == ["Home", "News"]
    assert found(DETECTORS[1], f"Home\n\n{PROSE}") == []


@given(st.text(alphabet="Name Tags:#ab.\n\r😀é", max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for detector in DETECTORS:
        last = -1
        for match in matches(detector, text):
            assert last <= match.span.start < match.span.end <= len(text)
            last = match.span.start


@pytest.mark.parametrize(
    "unit", ["Read more\n", "#a ", "It rained. ", "Tags: x\n", "Related articles\n", "😀"]
)
def test_long_texts_take_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    for detector in DETECTORS:
        begin = time.process_time()
        matches(detector, text)
        assert time.process_time() - begin < 8, type(detector).__name__
