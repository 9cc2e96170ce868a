"""What `clean` writes is what came in but for the edits, and `undo` gives back every byte."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

Call = Callable[..., str]
unix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")

# Name, bytes, and bytes once cleaned.
FILES = [
    ("plain.txt", b"It went blorp.\n", b"It went plop.\n"),
    ("same.txt", b"It went well.\r", b"It went well.\r"),
    ("empty.txt", b"", b""),
    ("ends.md", b"One blorp\r\ntwo\rthree blorp\nfour", b"One plop\r\ntwo\rthree plop\nfour"),
    ("bom.txt", "\ufeffDie blorp fährt.\r\n".encode(), "\ufeffDie plop fährt.\r\n".encode()),
    ("wide.txt", "\ufeffDie blorp fährt.\n".encode("utf-16-le"), "\ufeffDie plop fährt.\n".encode("utf-16-le")),
    ("old.txt", "Die blorp fährt – für fünf Mark – über die Brücke nach Köln.".encode("cp1252"),
                "Die plop fährt – für fünf Mark – über die Brücke nach Köln.".encode("cp1252")),
    ("beyond.txt", "Die Straße führt – arrowhere – über die Brücke nach Köln.".encode("cp1252"),
                   "Die Straße führt – → – über die Brücke nach Köln.".encode()),
    ("binary.txt", b"\x00\x01blorp\x00", b"\x00\x01blorp\x00"),
    ("records.jsonl", b'{"n": 1.50, "text": "a blorp", "text2": "blorp", "id": "x"}\r\n\n{broken blorp\n'
                      b'  { "x":[1e5,{"text":"blorp"}] ,\t"text" : "blorp it is" }\n{"text": "good"}',
                      b'{"n": 1.50, "text": "a plop", "text2": "blorp", "id": "x"}\r\n\n{broken blorp\n'
                      b'  { "x":[1e5,{"text":"blorp"}] ,\t"text" : "plop it is" }\n{"text": "good"}'),
    ("escapes.jsonl", rb'{"text": "caf\u00E9 \/ blorp \u0041\u000a"}' b"\n", rb'{"text": "caf\u00e9 / plop A\n"}' b"\n"),
    ("mixed.jsonl", '{"text": "é \\u00e8 blorp"}\n'.encode(), '{"text": "é è plop"}\n'.encode()),
    ("raw.jsonl", '{"text": "a naïve man"}\n{"text": "a naïve é"}'.encode(),
                  '{"text": "a naive man"}\n{"text": "a naive é"}'.encode()),
    ("twice.jsonl", b'{"text": "blorp", "text": "a blorp"}', b'{"text": "blorp", "text": "a plop"}'),
    ("bom.jsonl", '\ufeff{"text": "é blorp"}\n{"text": "\ufeffblorp it"}\n'.encode(),
                  '\ufeff{"text": "é plop"}\n{"text": "\ufeffplop it"}\n'.encode()),
    ("old.jsonl", '{"text": "Die blorp fährt über die Brücke"}\n{"text": "Züge – arrowhere – für Köln"}'.encode("cp1252"),
                  '{"text": "Die plop fährt über die Brücke"}\n'.encode("cp1252")
                  + '{"text": "Z\\u00fcge \\u2013 \\u2192 \\u2013 f\\u00fcr K\\u00f6ln"}'.encode("cp1252")),
    ("odd.jsonl", b'{"text": "a blorp", "x": "\\ud800"}\n{"text": "b blorp", "n": NaN}\n',
                  b'{"text": "a plop", "x": "\\ud800"}\n{"text": "b plop", "n": NaN}\n'),
    ("deep.jsonl", b'{"x": ' + b"[" * 1000 + b"]" * 1000 + b', "text": "a blorp"}',
                   b'{"x": ' + b"[" * 1000 + b"]" * 1000 + b', "text": "a plop"}'),
    ("number.jsonl", b'{"n": ' + b"1" * 300 + b', "text": "a blorp"}', b'{"n": ' + b"1" * 300 + b', "text": "a plop"}'),
]  # fmt: skip
EACH = pytest.mark.parametrize(("name", "before", "after"), FILES, ids=[name for name, _, _ in FILES])


def packed(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(data)
    return zstandard.ZstdCompressor().compress(data) if name.endswith(".zst") else data


def unpacked(file: Path) -> bytes:
    data = file.read_bytes()
    if file.name.endswith(".gz"):
        return gzip.decompress(data)
    return (
        zstandard.ZstdDecompressor().decompressobj().decompress(data) if file.name.endswith(".zst") else data
    )


def names_below(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def rows_of(ledger: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in ledger.read_bytes().split(b"\n")[:-1]]


def code_for(name: str) -> int:
    return int(name.startswith(("binary", "records")))


@EACH
@pytest.mark.parametrize(
    ("ending", "in_place"),
    [("", False), ("", True), (".gz", True), (".zst", False)],
    ids=["beside", "in-place", "gz-in-place", "zst-beside"],
)
def test_a_file_and_back(
    textaudit: Call, folder: Path, name: str, before: bytes, after: bytes, ending: str, in_place: bool
) -> None:
    source = folder / (name + ending)
    source.write_bytes(packed(source.name, before))
    out = source if in_place else folder / ("out-" + source.name)
    textaudit("clean", source, *(["--in-place"] if in_place else ["-o", out]), code=code_for(name))
    assert unpacked(out) == after
    textaudit("undo", out, "--ledger", f"{out}.ledger.jsonl", "-o", "back" + source.name)
    assert unpacked(folder / ("back" + source.name)) == before
    assert in_place or unpacked(source) == before


@pytest.mark.parametrize("in_place", [False, True], ids=["new-folder", "in-place"])
def test_a_folder_and_back(textaudit: Call, folder: Path, in_place: bool) -> None:
    wanted = {}
    for number, (name, before, _) in enumerate(FILES):
        rel = f"{'deep/er/' if number % 2 else ''}{name}{['', '.gz', '.zst'][number % 3]}"
        file = folder / "in" / rel
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed(rel, before))
        wanted[rel] = before
    out = folder / ("in" if in_place else "out")
    textaudit("clean", "in", *(["--in-place"] if in_place else ["-o", "out"]), "--ledger", "l.jsonl", code=1)
    assert names_below(out) == sorted(wanted)
    for rel, (name, _, after) in zip(wanted, FILES, strict=True):
        assert unpacked(out / rel) == after, name
    textaudit("undo", out, "--ledger", "l.jsonl", "-o", "back")
    assert {rel: unpacked(folder / "back" / rel) for rel in names_below(folder / "back")} == wanted


def test_a_folder_with_one_file_becomes_a_folder(textaudit: Call, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("a blorp")
    textaudit("clean", "in", "-o", "out")
    assert (folder / "out" / "a.txt").read_text() == "a plop"
    textaudit("undo", "out", "--ledger", "out.ledger.jsonl", "-o", "back")
    assert (folder / "back" / "a.txt").read_text() == "a blorp"


def test_paths_that_end_alike_are_told_apart(textaudit: Call, folder: Path) -> None:
    wanted = {
        "x.txt": "one blorp",
        "in/x.txt": "two blorp blorp",
        "in/in/x.txt": "three",
        "y/in/x.txt": "four blorp",
    }
    for rel, text in wanted.items():
        (folder / "in" / rel).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / rel).write_text(text)
    textaudit("clean", "in", "-o", "out")
    textaudit("undo", "out", "--ledger", "out.ledger.jsonl", "-o", "back")
    assert {rel: (folder / "back" / rel).read_text() for rel in names_below(folder / "back")} == wanted


def test_several_inputs_and_back(textaudit: Call, folder: Path) -> None:
    for name in ("a/x.txt", "b/y.jsonl", "z.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text('{"text": "a blorp"}\n')
    textaudit("clean", "a", folder / "b", "z.md", "-o", "out")
    assert names_below(folder / "out") == ["x.txt", "y.jsonl", "z.md"]
    textaudit("undo", "out", "--ledger", "out.ledger.jsonl", "-o", "back")
    assert {(folder / "back" / name).read_text() for name in ("x.txt", "y.jsonl", "z.md")} == {
        '{"text": "a blorp"}\n'
    }


@pytest.mark.parametrize("output", ["made.jsonl", "there"])
def test_standard_input_and_back(textaudit: Call, folder: Path, output: str) -> None:
    (folder / "there").mkdir()
    lines = b'{"text": "a blorp"}\n{"text": "b"}\n'
    textaudit("clean", "-", "-o", output, "--stdin-format", "jsonl", "--ledger", "l", stdin=lines)
    textaudit("undo", output, "--ledger", "l", "-o", "back")
    (back,) = [f for f in (folder / "back", *(folder / "back").rglob("*")) if f.is_file()]
    assert back.read_bytes() == lines


def test_a_ledger_may_be_compressed(textaudit: Call, folder: Path) -> None:
    (folder / "a.txt").write_text("a blorp")
    textaudit("clean", "a.txt", "-o", "b.txt", "--ledger", "l.gz")
    textaudit("undo", "b.txt", "--ledger", "l.gz", "-o", "c.txt")
    assert (folder / "c.txt").read_text() == "a blorp"


def test_the_ledger_has_every_edit(textaudit: Call, folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"id": "x", "text": "a blorp, a blorp"}\n{"text": "b"}\n')
    textaudit("clean", "a.jsonl", "-o", "b.jsonl")
    head, first, *edits, second = rows_of(folder / "b.jsonl.ledger.jsonl")
    assert head["schema_version"] == 1
    assert (first["id"], first["path"], first["record"]) == ("x", "a.jsonl", 1)
    assert (second["record"], second["sha256"] == second["sha256_cleaned"]) == (2, True)
    assert [(e["rule"], e["start"], e["end"], e["before"], e["after"]) for e in edits] == [
        ("grammar/blorp", 2, 7, "blorp", "plop"),
        ("grammar/blorp", 11, 16, "blorp", "plop"),
    ]


def test_ledgers_hold_to_their_schema(textaudit: Call, folder: Path) -> None:
    import jsonschema

    from textaudit.cli.schemas import FOLDER

    (folder / "in").mkdir()
    for name, before, _ in FILES:
        (folder / "in" / name).write_bytes(before)
    textaudit("clean", "in", "-o", "out", code=1)
    schema = json.loads((FOLDER / "ledger.schema.json").read_text())
    for row in rows_of(folder / "out.ledger.jsonl"):
        jsonschema.Draft202012Validator(schema).validate(row)


@pytest.mark.parametrize("packed_as", [".gz", ".zst"])
@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize("kind", [".txt", ".jsonl"])
def test_a_broken_file_stays_as_it_is(
    textaudit: Call, folder: Path, kind: str, packed_as: str, in_place: bool
) -> None:
    lines = "".join(f'{{"text": "{os.urandom(400).hex()} blorp"}}\n' for _ in range(300))
    name = f"m{kind}{packed_as}"
    broken = packed(name, lines.encode())[:-3000]
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(broken)
    for other in ("a.txt", "z.txt"):
        (folder / "in" / other).write_text("a blorp")
    how = ["--in-place", "--ledger", "l"] if in_place else ["-o", "out", "--ledger", "l"]
    said = textaudit("clean", "in", *how, code=1)
    assert said.count("cannot be read") == 1
    assert "changed 2 of " in said
    out = folder / ("in" if in_place else "out")
    assert names_below(out) == ["a.txt", name, "z.txt"]
    assert (out / name).read_bytes() == broken
    for other in ("a.txt", "z.txt"):
        assert (out / other).read_text() == "a plop"
    textaudit("undo", out, "--ledger", "l", "-o", "back")
    assert (folder / "back" / name).read_bytes() == broken
    for other in ("a.txt", "z.txt"):
        assert (folder / "back" / other).read_text() == "a blorp"


@unix
def test_a_file_that_cannot_be_opened_does_not_stop_the_others(textaudit: Call, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").symlink_to(folder / "none.txt")
    (folder / "in" / "b.txt").symlink_to(folder / "in" / "b.txt")
    os.mkfifo(folder / "in" / "c.txt")
    (folder / "in" / "d.txt").write_text("a blorp")
    said = textaudit("clean", "in", "-o", "out", code=1)
    assert said.count("not read, left as it is: cannot be read: ") == 3
    assert names_below(folder / "out") == ["d.txt"]
    textaudit("clean", "in", "--in-place", "--ledger", "l", code=1)
    assert (folder / "in" / "d.txt").read_text() == "a plop"
    assert (folder / "in" / "a.txt").is_symlink()
    assert (folder / "in" / "c.txt").is_fifo()


@unix
def test_a_link_is_written_through(textaudit: Call, folder: Path) -> None:
    (folder / "real.txt").write_text("a blorp")
    (folder / "link.txt").symlink_to("real.txt")
    textaudit("clean", "link.txt", "--in-place")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_text() == "a plop"


@unix
def test_a_pipe_is_written_to_and_not_replaced(textaudit: Call, folder: Path) -> None:
    from threading import Thread

    (folder / "a.txt").write_text("a blorp")
    os.mkfifo(folder / "pipe")
    came: list[str] = []
    reading = Thread(target=lambda: came.append((folder / "pipe").read_text()), daemon=True)
    reading.start()
    textaudit("clean", "a.txt", "-o", "pipe", "--ledger", "l")
    reading.join(5)
    assert came == ["a plop"]
    assert (folder / "pipe").is_fifo()


@unix
@pytest.mark.skipif(sys.platform == "darwin", reason="names are always UTF-8 there")
def test_a_name_that_is_not_utf_8(textaudit: Call, folder: Path) -> None:
    (folder / "in").mkdir()
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / "in" / name).write_text("a blorp")
    (folder / "in" / "a.jsonl").write_text('{"text": "b blorp"}')
    textaudit("clean", "in", "-o", "out", "--jobs", "2")
    assert (folder / "out" / name).read_text() == "a plop"
    textaudit("undo", "out", "--ledger", "out.ledger.jsonl", "-o", "back")
    assert (folder / "back" / name).read_text() == "a blorp"
    for format in ("json", "json-lines", "concise", "full", "markdown"):
        textaudit("audit", "in", "-f", f"{format}:report", code=1)
        assert b"caf" in (folder / "report").read_bytes()


def test_odd_names_come_back(textaudit: Call, folder: Path) -> None:
    (folder / "in").mkdir()
    names = ["a\nb.txt", "c\x1b[31m.txt", "a..txt", "* ?.txt"] if sys.platform != "win32" else ["ä ö.txt"]
    for name in names:
        (folder / "in" / name).write_text("a blorp")
    said = textaudit("clean", "in", "-o", "out")
    assert "\x1b" not in said
    textaudit("undo", "out", "--ledger", "out.ledger.jsonl", "-o", "back")
    assert {name: (folder / "back" / name).read_text() for name in names} == dict.fromkeys(names, "a blorp")


@unix
def test_permissions_are_taken_over(textaudit: Call, folder: Path) -> None:
    (folder / "a.txt").write_text("a blorp")
    (folder / "a.txt").chmod(0o640)
    textaudit("clean", "a.txt", "--in-place")
    assert (folder / "a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "changed",
    [
        b'{"text": "a plop!"}\n{"text": "b"}\n',
        b'{"text": "other"}\n{"text": "b"}\n',
        b"",
        b'{"body": "a plop"}\n{"text": "b"}\n',
        b'["a plop"]\n{"text": "b"}\n',
        b'{"text": 5}\n{"text": "b"}\n',
        b"{broken\n",
        b"\xff\xfe\n",
        b'\n{"text": "a plop"}\n{"text": "b"}\n',
    ],
    ids=lambda changed: repr(changed[:8]),
)
def test_undo_refuses_records_that_were_changed_meanwhile(
    textaudit: Call, folder: Path, changed: bytes
) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": "a blorp"}\n{"text": "b"}\n')
    textaudit("clean", "a.jsonl", "--in-place")
    (folder / "a.jsonl").write_bytes(changed)
    refused(textaudit, folder, "a.jsonl")


@pytest.mark.parametrize("changed", [b"a plop!", b"plop", b"", b"\xff\xfe\x00", b"\x00\x00\x00"], ids=repr)
def test_undo_refuses_a_text_that_was_changed_meanwhile(
    textaudit: Call, folder: Path, changed: bytes
) -> None:
    (folder / "a.txt").write_bytes(b"a blorp")
    textaudit("clean", "a.txt", "--in-place")
    (folder / "a.txt").write_bytes(changed)
    refused(textaudit, folder, "a.txt")


def refused(textaudit: Call, folder: Path, name: str) -> None:
    said = textaudit("undo", name, "--ledger", f"{name}.ledger.jsonl", "-o", "back", code=2)
    assert said.startswith(f"textaudit: error: {name}")
    assert said.count("\n") == 1
    assert not (folder / "back").exists()


@pytest.mark.parametrize(
    "ledger",
    [
        b"", b"{}\n", b"not a ledger\n", b'{"schema_version": 99}\n', b'[1]\n', b'{"schema_version": 1}\n[]\n',
        b'{"schema_version": 1}\n{"sha256": "x"}\n', b'{"schema_version": 1}\n{"start": 5, "end": 1}\n', b"\xff\n",
    ],
    ids=repr,
)  # fmt: skip
def test_undo_refuses_a_broken_ledger(textaudit: Call, folder: Path, ledger: bytes) -> None:
    (folder / "a.txt").write_text("x")
    (folder / "l").write_bytes(ledger)
    said = textaudit("undo", "a.txt", "--ledger", "l", "-o", "back", code=2)
    assert said.startswith("textaudit: error: l")
    assert said.count("\n") == 1


def test_undo_does_not_reach_out_of_its_folder(textaudit: Call, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("a blorp")
    textaudit("clean", "in", "-o", "out")
    ledger = folder / "out.ledger.jsonl"
    (folder / "secret.txt").write_text("a plop")
    ledger.write_text(ledger.read_text().replace("a.txt", "../secret.txt"))
    assert "error" in textaudit("undo", "out", "--ledger", ledger, "-o", "deep/back", code=2)
    assert not (folder / "deep" / "secret.txt").exists()


@pytest.mark.parametrize("place", ["a.txt", "b.txt", "in/c.txt"])
def test_a_ledger_does_not_go_over_an_input_or_an_output(textaudit: Call, folder: Path, place: str) -> None:
    (folder / "in").mkdir()
    for name in ("a.txt", "in/c.txt"):
        (folder / name).write_text("a blorp")
    output = "b.txt" if place != "in/c.txt" else "out"
    said = textaudit("clean", place if place != "b.txt" else "a.txt", "-o", output, "--ledger", place, code=2)
    assert said.count("\n") == 1
    assert [(folder / name).read_text() for name in ("a.txt", "in/c.txt")] == ["a blorp"] * 2


def test_cleaning_again_in_place_does_not_lose_the_ledger(textaudit: Call, folder: Path) -> None:
    (folder / "a.txt").write_text("a blorp")
    textaudit("clean", "a.txt", "--in-place")
    assert "a.txt.ledger-2.jsonl" in textaudit("clean", "a.txt", "--in-place")
    said = textaudit("clean", "a.txt", "--in-place", "--ledger", "a.txt.ledger.jsonl", code=2)
    assert "a.txt.ledger.jsonl" in said
    textaudit("undo", "a.txt", "--ledger", "a.txt.ledger.jsonl", "-o", "b.txt")
    assert (folder / "b.txt").read_text() == "a blorp"
