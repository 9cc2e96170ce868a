"""The index answers as a plain dictionary would, whatever the names; broken files end in one line."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textaudit.errors import GazetteerError
from textaudit.gazetteer import Gazetteer, near_keys, words_of
from textaudit.gazetteer.build import write_index
from textaudit.gazetteer.layout import HEADER_BYTES, VERSION
from textaudit.model import KINDS, Name

TEXTS = st.text(st.sampled_from("abcdeéø -'|Яж中1"), min_size=1, max_size=12)
NAMES = st.lists(
    st.builds(
        Name,
        TEXTS,
        st.lists(TEXTS, max_size=3).map(tuple),
        st.sampled_from(KINDS),
        st.lists(TEXTS, max_size=2).map(tuple),
    ),
    max_size=12,
)
SAMPLE = [
    Name("Volodymyr Zelensky", ("Zelenskyy",), "person", ("president", "Ukraine")),
    Name("Kyiv", ("Kiev", "City of Kyiv"), "place"),
    Name("New York"),
    Name("York", (), "place"),
]
Build = Callable[[list[Name]], Path]


def bytes_of(names: list[Name]) -> bytes:
    stream = io.BytesIO()
    write_index(names, stream)
    return stream.getvalue()


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def built(names: list[Name]) -> Path:
        path = tmp_path / "names.index"
        path.write_bytes(bytes_of(names))
        return path

    return built


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=NAMES, asked=st.lists(st.text("abcdeøж中\ud800", max_size=8), max_size=8))
def test_it_answers_as_a_dictionary_would(tmp_path: Path, names: list[Name], asked: list[str]) -> None:
    path = tmp_path / "names.index"
    path.write_bytes(bytes_of(names))
    of_names = {word for name in names for word in words_of(name.text)}
    of_aliases = {word for name in names for alias in name.aliases for word in words_of(alias)}
    phrases = {words_of(text) for name in names for text in (name.text, *name.aliases)} - {()}
    with Gazetteer(path) as gazetteer:
        gazetteer.verify()
        assert len(gazetteer) == len(names)
        assert [gazetteer.name(n) for n in range(len(names))] == names
        for word in {*asked, *of_names, *of_aliases}:
            number = gazetteer.word_id(word)
            assert gazetteer.knows(word) == (number is not None) == (word in of_names | of_aliases)
            if number is not None:
                assert gazetteer.word(number) == word
                holders = [n for n, name in enumerate(names) if word in words_of(name.text)]
                assert list(gazetteer.names_with(number)) == holders
            found = gazetteer.near(word)
            assert found == sorted(set(found))
            near = {gazetteer.word(n) for n in found}
            assert near <= of_names
            keys = near_keys(word)
            assert near >= {w for w in of_names if near_keys(w) & keys} or "\ud800" in word
        for phrase in {*phrases, *((word,) for word in asked)}:
            assert gazetteer.accepts(phrase) == (phrase in phrases)
            owners = [
                n for n, x in enumerate(names) if phrase in {words_of(text) for text in (x.text, *x.aliases)}
            ]
            assert gazetteer.called(phrase) == (owners if phrase else [])
        assert gazetteer.unknown(asked) == [word for word in asked if word not in of_names | of_aliases]
        assert sum(gazetteer.kinds().values()) == len(names)


def test_the_same_names_give_the_same_bytes_and_others_another_fingerprint(build: Build) -> None:
    assert bytes_of(SAMPLE) == bytes_of(list(SAMPLE))
    first = Gazetteer(build(SAMPLE)).fingerprint
    assert Gazetteer(build(SAMPLE)).fingerprint == first
    assert Gazetteer(build(SAMPLE[1:])).fingerprint != first


def test_only_words_of_names_are_near_and_held(build: Build) -> None:
    with Gazetteer(build(SAMPLE)) as gazetteer:
        kiev = gazetteer.word_id("kiev")
        assert kiev is not None
        assert list(gazetteer.names_with(kiev)) == []
        for asked in ("kyvi", "kiev", "aliases"):
            found = {gazetteer.word(n) for n in gazetteer.near(asked)}
            assert "kiev" not in found
            assert ("kyiv" in found) or asked == "aliases"
        york = gazetteer.word_id("york")
        assert york is not None
        assert [gazetteer.name(n).text for n in gazetteer.names_with(york)] == ["New York", "York"]
        assert gazetteer.accepts(("city", "of", "kyiv"))
        assert not gazetteer.accepts(("of", "kyiv"))
        assert not gazetteer.accepts(())


def test_it_travels_as_its_path(build: Build) -> None:
    with Gazetteer(build(SAMPLE)) as gazetteer:
        data = pickle.dumps(gazetteer)
        assert len(data) < 500
        with pickle.loads(data) as other:
            assert other.name(0) == SAMPLE[0]


def test_numbers_that_there_are_not(build: Build) -> None:
    with Gazetteer(build(SAMPLE)) as gazetteer:
        for ask in (gazetteer.name, gazetteer.word, gazetteer.names_with):
            for number in (-1, 10**6):
                with pytest.raises((IndexError, GazetteerError)):
                    ask(number)


def test_closing_gives_the_file_back(build: Build) -> None:
    gazetteer = Gazetteer(build(SAMPLE))
    gazetteer.close()
    gazetteer.close()
    with pytest.raises(GazetteerError):
        gazetteer.near("kyiv")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: b"", "is no index of names"),
        (lambda data: b"Kyiv\n", "is no index of names"),
        (lambda data: data[: HEADER_BYTES - 1], "is cut off"),
        (lambda data: data[:-1], "is cut off"),
        (lambda data: data + b"x", "is damaged"),
        (lambda data: data[:8] + bytes((VERSION + 1,)) + data[9:], f"of version {VERSION + 1}"),
        (lambda data: data[:8] + data[8:12][::-1] + data[12:16][::-1] + data[16:], "byte order"),
        (lambda data: data[:40] + bytes((data[40] ^ 1,)) + data[41:], "is damaged: its header"),
    ],
)
def test_a_file_that_is_no_index_any_more(
    build: Build, damage: Callable[[bytes], bytes], reason: str
) -> None:
    path = build(SAMPLE)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(GazetteerError) as caught:
        Gazetteer(path)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).endswith("; build it again from its list")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(GazetteerError, match="cannot be read"):
            Gazetteer(path)


MANY = [Name(f"Name{chr(97 + n % 26)} Other{chr(97 + n // 26)}", (f"Alias{n}",)) for n in range(80)]
DATA = bytes_of(MANY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    flips=st.dictionaries(st.integers(0, len(DATA) - 1), st.integers(1, 255), min_size=1, max_size=40),
    end=st.one_of(st.just(len(DATA)), st.integers(0, len(DATA))),
)
def test_no_damage_does_worse_than_an_error(tmp_path: Path, flips: dict[int, int], end: int) -> None:
    data = bytearray(DATA)
    for at, change in flips.items():
        data[at] ^= change
    path = tmp_path / "names.index"
    path.write_bytes(data[:end])
    try:
        gazetteer = Gazetteer(path)
    except GazetteerError:
        return
    with gazetteer:
        with pytest.raises(GazetteerError):
            gazetteer.verify()
        for name in MANY[::9]:
            for ask in (gazetteer.accepts, lambda words: [gazetteer.near(word) for word in words]):
                ends_well(ask, words_of(name.text))
            for word in words_of(name.text):
                ends_well(gazetteer.knows, word)
        for number in range(0, 30, 5):
            for look in (gazetteer.word, gazetteer.names_with, gazetteer.name):
                ends_well(look, number)
        ends_well(lambda _: gazetteer.kinds(), None)


def ends_well(ask: Callable[..., object], argument: object) -> None:
    said = ""
    try:
        ask(argument)
    except GazetteerError as error:
        said = str(error)
    assert not said or "is damaged" in said
