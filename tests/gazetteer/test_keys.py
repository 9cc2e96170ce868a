"""What words are looked up by: folding is stable, and near misses share a key."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.gazetteer import fold, keys, near_keys, words_of
from textaudit.gazetteer.keys import skeleton

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(LETTERS, min_size=3, max_size=14)


def test_the_examples_of_the_module_hold() -> None:
    assert doctest.testmod(keys).failed == 0


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thái Sơn", "dang thai son"),
        ("ƏLİYEV", "aliyev"),
        ("Þórður Æsir", "thordur aesir"),
        ("Nuku‘alofa, Sana´a, Be`er, Zelens’kyj", "nukualofa, sanaa, beer, zelenskyj"),
        ("Über\u00adsee", "ubersee"),
        ("Ｐａｒｉｓ", "paris"),
        ("Киев", "киев"),
        ("서울", "서울"),
        ("ﬁnn", "finn"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_are_folded_runs_of_letters(text: str) -> None:
    words = words_of(text)
    assert all(word.isalpha() or not word.isascii() for word in words)
    assert words_of(" ".join(words)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mazar-i-Sharif", ("mazar", "i", "sharif")),
        ("Côte d'Ivoire", ("cote", "divoire")),
        ("U2", ("u",)),
        ("st_petersburg", ("st", "petersburg")),
        ("112", ()),
        ("习近平", ("习近平",)),
    ],
)
def test_words(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def edited(word: str, edit: tuple[str, int, str]) -> str:
    """*word* with one letter missing, added, wrong or swapped with the next."""
    what, at, letter = edit
    at %= len(word)
    if what == "swap":
        return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return word[:at] + {"missing": "", "wrong": letter, "added": letter + word[at]}[what] + word[at + 1 :]


EDITS = st.tuples(
    st.sampled_from(("swap", "missing", "wrong", "added")), st.integers(0, 13), st.sampled_from(LETTERS)
)


@given(WORDS, EDITS)
def test_a_word_and_one_within_an_edit_share_a_key(word: str, edit: tuple[str, int, str]) -> None:
    assert near_keys(word) & near_keys(edited(word, edit))


@given(st.text(LETTERS, min_size=5, max_size=14), EDITS, EDITS)
def test_a_word_and_one_within_two_edits_share_a_key(
    word: str, first: tuple[str, int, str], second: tuple[str, int, str]
) -> None:
    assert near_keys(word) & near_keys(edited(edited(word, first), second))


@given(st.text(LETTERS, max_size=20))
def test_there_are_few_keys_and_none_says_nothing(word: str) -> None:
    found = near_keys(word)
    assert len(found) <= 30
    assert word == "" or "" not in found


@pytest.mark.parametrize(
    ("one", "other"),
    [("yusuf", "jozef"), ("qaddafi", "gadhafi"), ("mohammed", "muhamad"), ("zelenskyy", "selenski"),
     ("tchaikovsky", "chaykovskiy"), ("hussein", "khuseyn")],
)  # fmt: skip
def test_what_is_spelt_by_ear_sounds_alike(one: str, other: str) -> None:
    assert near_keys(one) & near_keys(other)


def test_a_skeleton_is_no_deletion() -> None:
    assert not skeleton("oslo")[0].isalpha()
