"""`textaudit gazetteer`: build an index or a list, show it, audit with it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]
LIST = "name,aliases,kind,context\nKyiv,Kiev,place,Ukraine\nNew Kyiv,,place,\n"


@pytest.fixture
def names(folder: Path) -> Path:
    path = folder / "names.csv"
    path.write_text(LIST, encoding="utf-8")
    (folder / "more.txt").write_text("Ana Díaz\nKYIV\n", encoding="utf-8")
    (folder / "text.txt").write_text("It went well.\n", encoding="utf-8")
    return path


def test_from_lists_to_a_report(names: Path, folder: Path, textaudit: Call) -> None:
    assert textaudit("gazetteer", "build", "names.csv", "more.txt", "--output", "names.index") == (
        0,
        "",
        "textaudit: 3 names written to names.index\n",
    )
    code, out, err = textaudit("gazetteer", "show", "names.index")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["3", "names"],
        ["2", "places"],
        ["1", "of", "no", "kind"],
    ]
    assert textaudit("gazetteer", "show", "names.index", "KIEV") == (
        0,
        "Kyiv; also Kiev; place; Ukraine\n",
        "",
    )
    code, out, _ = textaudit("gazetteer", "show", "names.csv", "Great Kyiv")
    assert code == 1
    assert out.splitlines() == [
        "Great Kyiv is not there; names that share a word:", "Kyiv; also Kiev; place; Ukraine", "New Kyiv; place",
    ]  # fmt: skip
    assert textaudit("gazetteer", "show", "names.csv", "Oslo") == (1, "Oslo is not there\n", "")
    for command in (["audit"], ["score"], ["clean", "--check"]):
        assert (
            textaudit(*command, "text.txt", "--gazetteer", "names.index", "--gazetteer", "more.txt")[0] == 0
        )
    _, out, _ = textaudit("audit", "text.txt", "--gazetteer", folder / "names.index", "-f", "json")
    assert json.loads(out)["settings"]["gazetteers"] == ["names.index"]


def test_a_list_to_edit(names: Path, folder: Path, textaudit: Call) -> None:
    assert textaudit("gazetteer", "build", "more.txt", "names.csv", "-o", "all.csv", "-q") == (0, "", "")
    assert (folder / "all.csv").read_text(encoding="utf-8") == (
        "name,aliases,kind,context\nAna Díaz,,,\nKYIV,Kiev|Kyiv,place,Ukraine\nNew Kyiv,,place,\n".replace(
            "|Kyiv", ""
        )
    )
    first = (folder / "all.csv").read_bytes()
    assert textaudit("gazetteer", "build", "all.csv", "-o", "all.csv")[0] == 0
    assert (folder / "all.csv").read_bytes() == first
    textaudit("gazetteer", "build", "all.csv", "-o", "one.index")
    textaudit("gazetteer", "build", "one.index", "-o", "two.index")
    assert (folder / "one.index").read_bytes() == (folder / "two.index").read_bytes()


@pytest.mark.parametrize("name", ["notes.txt", "data.bin", "data.csv"])
def test_no_other_file_is_written_over(names: Path, folder: Path, textaudit: Call, name: str) -> None:
    for content in (
        b"some notes\n",
        b"\x00\xff\xfe",
        b"city,people\nOslo,5\n",
        b"id,name,email\n1,Ana,a@b\n",
    ):
        (folder / name).write_bytes(content)
        code, _, err = textaudit("gazetteer", "build", "names.csv", "-o", name)
        assert code == 2
        assert err.startswith(
            f"textaudit: error: --output {name}: is there, and is neither an index nor a list"
        )
        assert (folder / name).read_bytes() == content
    assert textaudit("gazetteer", "build", "names.csv", "-o", name, "--force", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "-o", "x.index"], "nothing to build from"),
        (["build", "none.csv", "-o", "x.index"], "none.csv: cannot be read: No such file"),
        (["build", "names.csv", "wrong.csv", "-o", "x.index"], "wrong.csv:2: unknown kind 'city'"),
        (["build", ".", "-o", "x.index"], "is a folder"),
        (["build", "names.csv", "-o", "."], "is a folder"),
        (["build", "names.csv", "--pack", "plces", "-o", "x.index"], "did you mean 'places'"),
        (["build", "cut.index", "-o", "x.index"], "cut.index: is cut off"),
        (["show", "cut.index"], "cut.index: is cut off"),
        (["show", "flipped.index"], "flipped.index: is damaged"),
        (["show", "none.csv"], "none.csv: cannot be read"),
        (["show", "names.csv", "123"], "has no letters"),
    ],
)
def test_mistakes_end_in_one_line(
    names: Path, folder: Path, textaudit: Call, arguments: list[str], said: str
) -> None:
    (folder / "wrong.csv").write_text("name,kind\nOslo,city\n")
    textaudit("gazetteer", "build", "names.csv", "-o", "cut.index")
    whole = (folder / "cut.index").read_bytes()
    (folder / "cut.index").write_bytes(whole[:-5])
    (folder / "flipped.index").write_bytes(whole[:-5] + bytes((whole[-5] ^ 1,)) + whole[-4:])
    code, out, err = textaudit("gazetteer", *arguments)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"textaudit: error: [^\n]+\n", err)
    assert said in err
    assert not (folder / "x.index").exists()
    assert not [path for path in folder.iterdir() if path.name.startswith(".")], "no half-written file"


@pytest.mark.parametrize("command", ["audit", "score", "clean"])
def test_a_broken_list_ends_a_run_before_it_begins(
    names: Path, folder: Path, textaudit: Call, command: str
) -> None:
    names.write_bytes(b"name,kind\nK\xf6ln,place\n")
    output = ["--output", "out"] if command == "clean" else []
    code, out, err = textaudit(command, "text.txt", "--gazetteer", "names.csv", *output)
    assert (code, out) == (2, "")
    assert "names.csv:2: byte 2 of the line, 0xf6, is not UTF-8" in err
    assert not (folder / "out").exists()


def test_the_settings_file_names_lists_beside_itself(names: Path, folder: Path, textaudit: Call) -> None:
    settings = folder / "textaudit.toml"
    settings.write_text(settings.read_text().replace("select", 'gazetteers = ["sub/list.csv"]\nselect'))
    (folder / "sub").mkdir()
    (folder / "sub" / "list.csv").write_text("name\n112\n")
    code, _, err = textaudit("audit", "text.txt")
    assert code == 2
    assert f"{Path('sub') / 'list.csv'}:2: the name '112' has no letters" in err
    assert textaudit("audit", "text.txt", "--gazetteer", "names.csv")[0] == 0, "the option wins"


def test_progress_is_for_terminals_only(
    names: Path, textaudit: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    _, _, err = textaudit("gazetteer", "build", "names.csv", "-o", "x.index")
    assert "\r" not in err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    _, _, err = textaudit("gazetteer", "build", "names.csv", "-o", "x.index")
    assert "reading names.csv …\r" in err
    assert err.endswith("2 names written to x.index\n")
    assert textaudit("gazetteer", "build", "names.csv", "-o", "x.index", "-q").err == ""  # type: ignore[attr-defined]


def test_an_unwritable_place(names: Path, folder: Path, textaudit: Call) -> None:
    (folder / "file").write_text("x")
    code, _, err = textaudit("gazetteer", "build", "names.csv", "-o", os.path.join("file", "x.index"))
    assert code == 2
    assert "cannot be written" in err
