"""Sentences and what the real server says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textaudit.errors import NotMeasuredError
from textaudit.grammar import Connection, GrammarChecker
from textaudit.grammar.cache import FILE

SLIP = "She bought a umbrella at the market."
SOUND = "The ferry leaves at noon and comes back before dark."
DEAD = Connection("http://127.0.0.1:9", ours=False)


@pytest.fixture
def checker(server: Connection, tmp_path: Path) -> GrammarChecker:
    return GrammarChecker(server, tmp_path)


def test_a_slip_is_found_where_it_stands(checker: GrammarChecker) -> None:
    answers = checker.check([SLIP, SOUND], "en")
    assert answers[SOUND] == ()
    (slip,) = answers[SLIP]
    assert (SLIP[slip.start : slip.end], slip.rule, slip.replacements[0]) == ("a", "EN_A_VS_AN", "an")
    assert slip.advice


EMOJI = st.text(st.sampled_from("😀🎈🏳\u200d🌈👩🏽𝒳 "), max_size=6)


@settings(max_examples=15)
@given(EMOJI, st.lists(EMOJI, max_size=3))
def test_offsets_are_right_after_emoji(server: Connection, emoji: str, before: list[str]) -> None:
    sentence = f"{emoji} {SLIP} {emoji}"
    sentences = [f"{SOUND} {other}" for other in before] + [sentence]
    (slip,) = GrammarChecker(server, None).check(sentences, "en")[sentence]
    assert sentence[slip.start : slip.end + 9] == "a umbrella"


def test_line_ends_and_control_characters_do_not_move_anything(checker: GrammarChecker) -> None:
    sentence = "It rained\r\nall day,\tso she\x0bbought\na\numbrella."
    (slip,) = checker.check([sentence], "en")[sentence]
    assert sentence[slip.start : slip.end] == "a"


def test_a_replacement_is_for_what_the_server_saw(checker: GrammarChecker) -> None:
    assert all(
        slip.replacements and "☺" not in "".join(slip.replacements)
        for slips in checker.check(["He sold a 😀 a apple.", "The 😀 😀 apple fell fell."], "en").values()
        for slip in slips
    )


def test_one_at_a_time_or_all_together_is_the_same(server: Connection) -> None:
    sentences = [
        SLIP, "They was late.", SOUND, "You could of told us that before.", "He must went home before dark.",
        "Rain fell on the the hills.", "The farmers have went to the market every week.",
    ] * 2 + [f"{SOUND} {n}" for n in range(150)]  # fmt: skip
    together = GrammarChecker(server, None).check(sentences, "en")
    for sentence in dict.fromkeys(sentences[:14]):
        assert GrammarChecker(server, None).check([sentence], "en")[sentence] == together[sentence]
    assert list(GrammarChecker(server, None).check(sentences[::-1], "en").items()) != []


def test_equal_sentences_are_sent_once(checker: GrammarChecker, requests: list[str]) -> None:
    checker.check([SLIP, SOUND, SLIP], "en")
    checker.check([SOUND, SLIP], "en")
    assert requests == [f"{SLIP}\n\n{SOUND}"]


def test_many_sentences_make_several_requests(checker: GrammarChecker, requests: list[str]) -> None:
    sentences = [f"{SOUND} {n}" for n in range(120)]
    assert list(checker.check(sentences, "en")) == sentences
    assert sorted(text.count("\n\n") + 1 for text in requests)[-1] > 20
    assert 2 <= len(requests) <= 4


def test_another_run_reads_the_cache(checker: GrammarChecker, tmp_path: Path) -> None:
    first = checker.check([SLIP, SOUND], "en")
    later = GrammarChecker(DEAD, tmp_path)
    assert later.check([SLIP, SOUND], "en") == first
    with pytest.raises(NotMeasuredError, match=r"no LanguageTool answers at http://127\.0\.0\.1:9"):
        later.check(["It was never asked before today."], "en")
    assert SLIP.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_cache_costs_time_only(checker: GrammarChecker, tmp_path: Path, content: bytes) -> None:
    expected = checker.check([SLIP], "en")
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    for _ in range(2):
        assert GrammarChecker(checker.connection, folder).check([SLIP], "en") == expected


def test_a_cache_that_cannot_be_written_costs_time_only(checker: GrammarChecker, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert GrammarChecker(checker.connection, tmp_path / "file" / "below").check([SLIP], "en")[SLIP]


def test_answers_that_were_tampered_with_are_asked_for_again(checker: GrammarChecker, tmp_path: Path) -> None:
    import sqlite3

    expected = checker.check([SLIP], "en")
    for answer in ("[[3, 1, 'x']]", '[[0, 900, "EN_A_VS_AN", [], "x"]]', '{"a": 1}', "[1]", ""):
        with sqlite3.connect(tmp_path / FILE) as store:
            store.execute("UPDATE answers SET answer = ?", (answer,))
        assert GrammarChecker(checker.connection, tmp_path).check([SLIP], "en") == expected
