"""Lists of names: what they may look like, and that every mistake is one line that says what to do."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from textaudit.errors import GazetteerError
from textaudit.gazetteer.lists import merged, read_list, write_list
from textaudit.model import Name

Write = Callable[..., Path]
KYIV = Name("Kyiv", ("Kiev", "Kyyiv"), "place", ("Ukraine",))
SMITH = Name("Smith, John", (), "person")


@pytest.mark.parametrize(
    "text",
    [
        'name,aliases,kind,context\nKyiv,Kiev|Kyyiv,place,Ukraine\n"Smith, John",,person,\n',
        '\ufeffname,aliases,kind,context\r\nKyiv,Kiev|Kyyiv,place,Ukraine\r\n\r\n,,,\r\n"Smith, John",,person,\r\n',
        'kind,population,Name,context,Aliases\nplace,3m,Kyiv,Ukraine,Kiev|Kyyiv\nperson,,"Smith, John",,',
        '# ours\n\nname,aliases,kind,context\n Kyiv , Kiev | Kyyiv |,Place,|Ukraine\n"Smith, John",,person,',
        "name,aliases,kind,context\nKyiv,Kiev,place,\nKYIV,Kyyiv|Kyiv,,Ukraine\n"
        + '"Smith,  John",,person,\n',
        '{"name": "Kyiv", "aliases": ["Kiev", "Kyyiv"], "kind": "place", "context": "Ukraine", "id": 3}\n\n{}\n'
        '{"name": "Smith, John", "aliases": null, "kind": "person"}',
        '{"name": "Kyiv", "aliases": "Kiev|Kyyiv", "kind": "place", "context": ["Ukraine"]}\n'
        '{"name": "Smith, John", "kind": "person", "aliases": []}',
    ],
)
def test_one_list_in_many_forms(write: Write, text: str) -> None:
    assert read_list(write(text)) == [KYIV, SMITH]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kyiv\nSmith, John\n\n# a comment\n  Ana   María  \n", ["Kyiv", "Smith, John", "Ana María"]),
        ("Smith, John\nDoe, Jane\n", ["Smith, John", "Doe, Jane"]),
        ("Smith,John\nDoe,Jane\nRoe,Richard", ["Smith,John", "Doe,Jane", "Roe,Richard"]),
        ("smith,john\ndoe,jane", ["smith,john", "doe,jane"]),
        ('"Weird Al" Yankovic\nJosé', ['"Weird Al" Yankovic', "José"]),
        ("Peter O'Toole", ["Peter O'Toole"]),
        ("Lima, Peru\nParis, France", ["Lima, Peru", "Paris, France"]),
        ("Martin Luther King, Jr.\nUlbricht\n", ["Martin Luther King, Jr.", "Ulbricht"]),
    ],
)
def test_lists_without_a_header_are_one_whole_name_a_line(write: Write, text: str, names: list[str]) -> None:
    assert [name.text for name in read_list(write(text, "names.txt"))] == names


def test_a_name_that_looks_like_a_comment_survives_below_a_header(write: Write) -> None:
    stream = io.BytesIO()
    write_list([Name("#MeToo")], stream)
    assert read_list(write(stream.getvalue())) == [Name("#MeToo")]


def test_a_compressed_list(write: Write) -> None:
    assert read_list(write(gzip.compress(b"name,kind\nKyiv,place\n"), "names.csv.gz")) == [
        Name("Kyiv", (), "place")
    ]


def test_organisations_may_be_spelt_shorter(write: Write) -> None:
    found = read_list(write("name,kind\nNATO,org\nUN,organization\nEU,ORGANISATION\n"))
    assert {name.kind for name in found} == {"organisation"}


WRONG = [
    (
        "nom,alias\nKyiv,Kiev|Kyyiv\nOslo,\n",
        1,
        "the columns are nom,alias; the header has to be name,aliases",
    ),
    ("nom,genre\nKyiv,place\nOslo,place\n", 1, "the header has to be"),
    ("nom,pays\nKyiv,Ukraine\nOslo,Norvège\n", 1, "the header has to be"),
    ("title,aliases,kind\nKyiv,,place\n", 1, "the header has to be"),
    ("name,alias,kind\nKyiv,Kiev,place\n", 1, "the column 'alias' has to be called 'aliases'"),
    ("name,kinds\nKyiv,place\n", 1, "the column 'kinds' has to be called 'kind'"),
    ("name,name\nKyiv,Kiev\n", 1, "the column 'name' is there twice"),
    ("name;aliases;kind\nKyiv;Kiev;place\n", 1, "parted by semicolons; part them by commas"),
    ("name\taliases\nKyiv\tKiev\n", 1, "parted by tabs"),
    ("name,aliases,kind\nKyiv,,city\n", 2, "unknown kind 'city'; expected person, place, organisation"),
    ("name,aliases,kind\n\nKyiv,Kiev\n", 3, "2 fields where the header has 3; put a field"),
    ("name,aliases,kind\nSmith, John,,person\n", 2, "4 fields where the header has 3"),
    ('name,aliases,kind\n"Kyiv,,place\n', 2, "broken CSV"),
    ("name,aliases,kind\n,Kiev,place\n", 2, "has no name"),
    ("name,aliases,kind\n112,,place\n", 2, "the name '112' has no letters"),
    ("name,aliases,kind\nKyiv,Kiev|--,place\n", 2, "the alias '--' has no letters"),
    ("Kyiv\n?!\n", 2, "has no letters"),
    ("Kyiv\n" + "word " * 1000, 2, "has 1,000 words; write one name a line"),
    ("Kyiv\n" + "x" * 501, 2, "has 501 characters"),
    ("Kyiv\nKy\x07iv\n", 2, "a control character (U+0007)"),
    ("Kyiv\nKy\x00iv\n", 2, "a NUL character in the name; save the list as UTF-8 text"),
    ("Kyiv\tKiev\n", 1, "a tab in the name"),
    ("Kyiv\rOslo\r", 1, "save the list with a line end behind each name"),
    ("Kyiv\nK\ufffdln\n", 2, "a replacement character (a lost letter)"),
    ("Kyiv\nKöln\n".encode("latin-1"), 2, "byte 2 of the line, 0xf6, is not UTF-8; save the list as UTF-8"),
    ("Kyiv\n".encode("utf-16"), 1, "is UTF-16, not UTF-8; save"),
    ("Kyiv\n".encode("utf-16-le"), 1, "a NUL character"),
    ("Kyiv\n" + "x" * 100_001 + "\nOslo\n", 2, "a line of more than 100,000 bytes"),
    ('{"name": "Kyiv"}\n{"name": 5}\n', 2, "'name' is 5; write a text"),
    ('{"name": "Kyiv", "aliases": [5]}\n', 1, "'aliases' is [5]; write a list of texts"),
    ('{"name": "Kyiv"\n', 1, "broken JSON at column"),
    ('[{"name": "Kyiv"}]\n', 1, "is JSON, but no object"),
    ('{"name": "Kyiv"}\nOslo\n', 2, "broken JSON at column 1"),
    ('{"aliases": ["Kiev"]}\n', 1, "has no name"),
    ('{"name": "Ky\\ud800iv"}\n', 1, "a control character (U+D800)"),
    ('{"name": "Ky\\niv"}\n', 1, "a control character (U+000A)"),
    ("[" * 50_000, 1, "broken JSON"),
    ("", 0, "holds no name; write one name a line"),
    ("name,aliases,kind\n", 0, "holds no name"),
    ("# nothing\n\n", 0, "holds no name"),
]


@pytest.mark.parametrize(("content", "line", "reason"), WRONG, ids=lambda value: repr(value)[:30])
def test_mistakes(write: Write, content: str | bytes, line: int, reason: str) -> None:
    path = write(content)
    with pytest.raises(GazetteerError) as caught:
        read_list(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert reason in message
    assert "\n" not in message
    assert len(message) < 400


def test_a_hundred_megabytes_in_one_line_are_not_read(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "names.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    with pytest.raises(GazetteerError, match="a line of more than 100,000 bytes"):
        read_list(path)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.csv", "No such file"),
        ("folder", "is a folder"),
        ("pipe", "is no regular file"),
        ("a\0b", "cannot be read"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(GazetteerError, match=reason):
        read_list(tmp_path / name)


def test_an_unreadable_file(write: Write) -> None:
    path = write("Kyiv\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root reads everything")
    with pytest.raises(GazetteerError, match="cannot be read: Permission denied"):
        read_list(path)


def test_a_broken_compressed_list(write: Write) -> None:
    for data in (gzip.compress(b"Kyiv\n" * 999)[:-9], b"Kyiv\n"):
        with pytest.raises(GazetteerError, match="cannot be read"):
            read_list(write(data, "names.gz"))


def test_what_is_there_twice_is_one(write: Write) -> None:
    found = read_list(
        write("name,aliases,kind\nOdesa,Odessa,place\nODESA,Odesa|Odessa|Odesza,\nOdésa,,person\n")
    )
    assert found == [Name("Odesa", ("Odessa", "Odesza"), "")]


SPELLINGS = st.text(st.sampled_from("abcÉø ,\"-'中"), min_size=1, max_size=9).map(lambda t: f"N{t}n")
NAMES = st.lists(
    st.builds(
        Name,
        SPELLINGS.map(lambda text: " ".join(text.split())),
        st.just(()),
        st.sampled_from(("", "person", "place")),
    ),
    min_size=1,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=NAMES)
def test_what_is_written_is_read(write: Write, names: list[Name]) -> None:
    stream = io.BytesIO()
    write_list(merged(names), stream)
    assert read_list(write(stream.getvalue())) == merged(names)


LINES = st.sampled_from(
    ["name,aliases,kind", "Kyiv,Kiev|Kyyiv,place", '"', "a,b", "nom,alias", json.dumps({"name": "Kyiv"}), "[", "{",
     "#", ",,", "\x00", "Smith, John", "\ufeff", "x" * 600, "\ud83d", "Ω", "'"]
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(LINES, max_size=8).map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(content=BYTES)
@example(content=b'{"name":"a","kind":' + b"9" * 5000 + b"}")
@example(content=b'name\n"a\x00')
def test_any_bytes_are_names_or_an_error(write: Write, content: bytes) -> None:
    path = write(content, "names.txt")
    names, said = [], ""
    try:
        names = read_list(path)
    except GazetteerError as error:
        said = str(error)
    assert bool(names) != bool(said)
    assert not said or said.startswith(str(path))
    assert "\n" not in said
    assert all(name.text.strip() for name in names)
