"""Lists of terms: CSV and TBX, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.errors import GlossaryError
from textaudit.glossary.lists import read_glossary
from textaudit.glossary.term import Term

TBX = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="1">
  <langSet xml:lang="de-DE"><tig><term>Brücke</term></tig><tig><term>Übergang</term>
    <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
  <langSet xml:lang="en"><ntig><termGrp><term>bridge</term></termGrp></ntig></langSet>
</termEntry>
</body></text></martif>
"""
TBX_3 = """<tbx type="TBX-Core" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry>
<langSec xml:lang="fr"><termSec><term>pont</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>bridge</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
BOMB = '<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif>&b;</martif>'


def terms(folder: Path, text: str | bytes) -> tuple[Term, ...]:
    path = folder / "terms"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_glossary(path)


def test_csv_with_alternatives_and_a_note(tmp_path: Path) -> None:
    found = terms(
        tmp_path, "# ours\nsource,target,note\nBrücke|Übergang,bridge,not crossing\n\nFähre, ferry | boat \n"
    )
    assert found == (
        Term(("Brücke", "Übergang"), ("bridge",), note="not crossing"),
        Term(("Fähre",), ("ferry", "boat")),
    )


@pytest.mark.parametrize(
    "text", ["\ufeffsource;target\na;b\n", "Target\tSource\tmore\nb\ta\tx\n", "term,translation\r\na,b"]
)
def test_other_shapes_of_csv(tmp_path: Path, text: str) -> None:
    assert terms(tmp_path, text) == (Term(("a",), ("b",)),)


def test_tbx_2_without_the_terms_that_it_forbids(tmp_path: Path) -> None:
    assert set(terms(tmp_path, TBX)) == {
        Term(("Brücke",), ("bridge",), ("de", "en")),
        Term(("bridge",), ("Brücke",), ("en", "de")),
    }


def test_tbx_3(tmp_path: Path) -> None:
    assert Term(("pont",), ("bridge",), ("fr", "en")) in terms(tmp_path, TBX_3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no term"),
        ("Brücke,bridge\n", "terms:1: the first line is Brücke,bridge; it has to be source,target"),
        ("source,target\na,\n", "terms:2: no target in this row"),
        ('source,target\n"a,b\n', "no proper CSV"),
        ("source,target\n" + "a" * 400 + ",b\n", "terms:2: a source of more than 300 characters"),
        (b"source,target\nBr\xfccke,bridge\n", "terms:2: is not UTF-8; save the list as UTF-8"),
        ("<martif><text>", "no proper XML"),
        ("<html></html>", "is XML, but no TBX"),
        (BOMB, "declares entities"),
        ("<martif>" + "<a>" * 200, "nested too deeply"),
    ],
)
def test_a_broken_list_is_said_in_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        terms(tmp_path, text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(GlossaryError, match=str(path)):
            read_glossary(path)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_terms_or_one_clear_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("terms") / "terms"
    path.write_bytes(data)
    try:
        assert read_glossary(path)
    except GlossaryError as error:
        assert str(error).startswith(str(path))  # noqa: PT017 - either outcome is right
