"""Reading: every file and record comes out as a document or as the reason why not."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from textaudit.errors import InputError
from textaudit.model import Document, Unreadable
from textaudit.readers import open_inputs

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}
PACKED = pytest.mark.parametrize("packed", PACKERS)


def read(*inputs: Path | str, **options: object) -> list[Document | Unreadable]:
    return list(open_inputs([str(i) for i in inputs], **options))  # type: ignore[arg-type]


def texts(*inputs: Path | str) -> list[str]:
    return [d.text if isinstance(d, Document) else d.reason for d in read(*inputs)]


def only(*inputs: Path | str, **options: object) -> Document | Unreadable:
    (found,) = read(*inputs, **options)
    return found


def unreadable(*inputs: Path | str, **options: object) -> Unreadable:
    found = only(*inputs, **options)
    assert isinstance(found, Unreadable)
    assert "\n" not in found.reason
    return found


def document(*inputs: Path | str, **options: object) -> Document:
    found = only(*inputs, **options)
    assert isinstance(found, Document), found
    return found


@PACKED
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_text_file_is_one_document(tmp_path: Path, ending: str, packed: str) -> None:
    file = tmp_path / f"page{ending}{packed}"
    file.write_bytes(PACKERS[packed]("Zwei Zeilen,\näöü.\n".encode()))
    assert document(file) == Document(file.name, file.as_posix(), None, "Zwei Zeilen,\näöü.\n")
    assert document(tmp_path) == document(file)


@PACKED
def test_each_line_of_records_is_one_document(tmp_path: Path, packed: str) -> None:
    file = tmp_path / f"pages.jsonl{packed}"
    file.write_bytes(
        PACKERS[packed](b'{"id": "a", "text": "one"}\n\n{"text": "two"}\r\n{"id": 7, "text": ""}')
    )
    path = file.as_posix()
    assert read(file) == [
        Document("a", path, 1, "one"),
        Document(f"{path}:3", path, 3, "two"),
        Document("7", path, 4, ""),
    ]


@PACKED
def test_several_frames_or_members_are_one_file(tmp_path: Path, packed: str) -> None:
    file = tmp_path / f"a.txt{packed}"
    file.write_bytes(PACKERS[packed](b"one, ") + PACKERS[packed](b"") + PACKERS[packed](b"two"))
    assert texts(file) == ["one, two"]


def test_a_zstd_file_may_hold_frames_that_say_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.zst"
    skipped = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"
    file.write_bytes(skipped + PACKERS[".zst"](b"one") + skipped)
    assert texts(file) == ["one"]


def test_a_folder_is_read_in_order_of_paths_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.jsonl", ".hidden.txt", ".git/x.txt", "c.pdf", "x.ledger.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "t"}\n')
    found = open_inputs([str(tmp_path)])
    assert [source.id for source in found.sources] == ["a/y.jsonl", "a/z.md", "b.txt"]
    assert found.skipped == 1
    assert [d.id for d in found] == [f"{tmp_path.as_posix()}/a/y.jsonl:1", "a/z.md", "b.txt"]


def test_globs_and_files_that_are_named_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/a.txt", "in/deep/b.txt", "in/c.md"):
        Path(name).write_text(name)
    assert texts("in/**/*.txt") == ["in/a.txt", "in/deep/b.txt"]
    assert texts("in/c.md", "in", "./in/a.txt", "in/*") == ["in/c.md", "in/a.txt", "in/deep/b.txt"]
    assert [d.path for d in read("in/../in/c.md")] == ["in/../in/c.md"]


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("itself")
    (tmp_path / "a1.txt").write_text("other")
    assert texts(tmp_path / "a[1].txt") == ["itself"]


def test_standard_input_can_be_gone_through_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO('{"text": "é"}\n{"text": 1}\n'.encode())))
    found = open_inputs(["-"], stdin_format="jsonl")
    assert list(found) == list(found)
    assert [(d.path, d.record, isinstance(d, Document)) for d in found] == [("-", 1, True), ("-", 2, False)]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a\r\nb")))
    assert document("-") == Document("-", "-", None, "a\r\nb")


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb\r\nc\rd\n\r\u2028\x85", "\n", " "])
def test_line_ends_are_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": text}))
    assert texts(tmp_path) == [text, text]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks_are_seen_and_not_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffZüge\r\n".encode(encoding))
    found = document(tmp_path)
    assert (found.text, found.encoding, found.bom) == ("Züge\r\n", encoding, True)


def test_records_behind_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('\ufeff{"text": "é"}\n{"text": "\ufeffb"}\n'.encode())
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, first.bom, second.text, second.bom) == ("é", True, "\ufeffb", False)


GERMAN = (
    "Der Zug hält in Köln – „für fünf Minuten“ – und fährt über die große Brücke weiter nach Düsseldorf.\n"
)
RUSSIAN = "Забастовка в порту продолжается третий день, суда стоят на рейде, и никто не знает, когда она кончится.\n"


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "cp1252"), (RUSSIAN * 3, "cp1251")])
def test_other_encodings_are_decoded_and_marked(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (tmp_path / "b.jsonl").write_bytes(json.dumps({"text": text}, ensure_ascii=False).encode(encoding))
    for found in read(tmp_path):
        assert isinstance(found, Document)
        assert (found.text, found.encoding, found.bom) == (text, encoding, False)


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_what_encodes_back_or_say_why_not(data: bytes) -> None:
    from textaudit.readers.charset import decode, encode

    decoded = decode(data)
    if isinstance(decoded, str):
        assert decoded
    else:
        assert encode(*decoded) == data


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a', "broken JSON at column "),
        (b'{"text": "a"} x', "broken JSON at column "),
        (b'{"text": "a\tb"}', "broken JSON at column "),
        (b"[" * 100_000, "broken JSON: "),
        (b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "broken JSON: "),
        (b'{"body": "a"}', "no field 'text' (--text-field names another)"),
        (b'{"text": null}', "field 'text' is not a text"),
        (b'{"text": ["a"]}', "field 'text' is not a text"),
        (b'{"text": 5}', "field 'text' is not a text"),
        (b'["text"]', "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"text": "\\ud800"}', "its text has lone surrogates, which are no characters"),
        (b"\x00\x01\x02\x00", "looks binary, not text"),
        (b'{"text": "' + b"a" * 200 + b'"}', "over the size limit of 100 bytes "),
    ],
)
def test_a_record_that_cannot_be_read_costs_only_itself(tmp_path: Path, line: bytes, reason: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "before"}\n' + line + b'\n{"text": "after"}\n')
    limit = 100 if "limit" in reason else 200_000
    before, bad, after = read(file, document_bytes=limit)
    assert isinstance(bad, Unreadable)
    assert (bad.path, bad.record) == (file.as_posix(), 2)
    assert bad.reason.startswith(reason)
    assert "\n" not in bad.reason
    assert [d.text for d in (before, after) if isinstance(d, Document)] == ["before", "after"]


def test_the_size_limit_counts_the_bytes_of_a_record_without_its_line_end(tmp_path: Path) -> None:
    line = b'{"text": "abc"}'
    for end in (b"", b"\n", b"\r\n"):
        (tmp_path / "a.jsonl").write_bytes(line + end)
        assert document(tmp_path, document_bytes=len(line)).text == "abc"
        unreadable(tmp_path, document_bytes=len(line) - 1)


@PACKED
def test_a_text_over_the_limit(tmp_path: Path, packed: str) -> None:
    file = tmp_path / f"a.txt{packed}"
    file.write_bytes(PACKERS[packed](b"x" * 1001))
    assert document(file, document_bytes=1001).text == "x" * 1001
    found = unreadable(file, document_bytes=1000)
    assert (found.id, found.path, found.record) == (file.name, file.as_posix(), None)
    assert found.reason.startswith("over the size limit of 1,000 bytes ")


@PACKED
def test_an_empty_file_is_an_empty_text_or_no_records(tmp_path: Path, packed: str) -> None:
    (tmp_path / f"a.txt{packed}").write_bytes(PACKERS[packed](b""))
    (tmp_path / f"b.jsonl{packed}").write_bytes(PACKERS[packed](b""))
    assert texts(tmp_path) == [""]


LINES = b"".join(json.dumps({"text": os.urandom(30).hex()}).encode() + b"\n" for _ in range(2000))


@pytest.mark.parametrize("packed", [".gz", ".zst"])
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9, 0.9999])
def test_a_compressed_file_that_ends_too_early_is_told(tmp_path: Path, packed: str, kept: float) -> None:
    data = PACKERS[packed](LINES)
    data = data[: int(len(data) * kept)]
    (tmp_path / f"a.txt{packed}").write_bytes(data)
    (tmp_path / f"b.jsonl{packed}").write_bytes(data)
    text, *records = read(tmp_path)
    assert isinstance(text, Unreadable)
    assert text.record is None
    assert text.reason.startswith("cannot be read: ")
    *whole, last = records
    assert isinstance(last, Unreadable)
    assert (last.record, last.path) == (len(whole) + 1, (tmp_path / f"b.jsonl{packed}").as_posix())
    assert last.reason.startswith("cannot be read: ")
    assert all(isinstance(record, Document) for record in whole)
    assert kept < 0.9 or whole


@pytest.mark.parametrize("packed", [".gz", ".zst"])
@pytest.mark.parametrize("damage", ["no such format at all", "rubbish behind", "a broken middle"])
def test_a_compressed_file_that_is_broken_is_told(tmp_path: Path, packed: str, damage: str) -> None:
    data = bytearray(PACKERS[packed](LINES))
    if damage == "no such format at all":
        data = bytearray(LINES)
    elif damage == "rubbish behind":
        data += b"rubbish"
    else:
        middle = len(data) // 2
        data[middle : middle + 200] = b"\xff" * 200
    (tmp_path / f"a.txt{packed}").write_bytes(data)
    assert unreadable(tmp_path).reason.startswith("cannot be read: ")


def test_names_with_odd_characters(tmp_path: Path) -> None:
    names = ["a\nb.txt", "c\x1b[31m.txt", "d\u202e.txt", " .txt", "*.txt", "'.txt"]
    for name in names:
        (tmp_path / name).write_text(name)
    assert sorted(texts(tmp_path)) == sorted(names)
    for name in names:
        assert document(tmp_path / name).path == f"{tmp_path.as_posix()}/{name}"


needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@needs_links
def test_links_that_lead_nowhere_or_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "none")
    (tmp_path / "d.txt").symlink_to(tmp_path / "a.txt")
    one, *broken = read(tmp_path)
    assert isinstance(one, Document)
    assert [d.id for d in broken] == ["b.txt", "c.txt"]
    assert all(isinstance(d, Unreadable) and d.reason.startswith("cannot be read: ") for d in broken)


@needs_links
def test_a_pipe_that_is_named_is_read_and_one_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    from threading import Thread

    os.mkfifo(tmp_path / "p.jsonl")
    assert unreadable(tmp_path).reason == "cannot be read: is no regular file"
    writing = Thread(target=(tmp_path / "p.jsonl").write_text, args=('{"text": "piped"}\n',))
    writing.start()
    found = open_inputs([str(tmp_path / "p.jsonl")])
    assert list(found) == list(found)
    writing.join()
    assert [d.text for d in found if isinstance(d, Document)] == ["piped"]


@needs_links
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "locked/b.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "locked").chmod(0)
    if os.access(tmp_path / "a.txt", os.R_OK):
        pytest.skip("root may read everything")
    try:
        first, second, third = read(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert isinstance(third, Document)
    for bad, name in ((first, "a.txt"), (second, "locked")):
        assert isinstance(bad, Unreadable)
        assert (bad.id, bad.reason) == (name, "cannot be read: Permission denied")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.txt", "no such file or folder"),
        ("*.none", "matches no file"),
        ("a\0b", ""),
        ("x" * 5000, ""),
        ("empty", "no .txt"),
    ],
)
def test_an_input_that_is_not_there_is_one_clear_line(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as caught:
        open_inputs([f"{tmp_path}/{name}"])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_ledger_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.ledger.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match="a ledger is no input"):
        open_inputs([str(tmp_path / "a.ledger.jsonl")])
    with pytest.raises(InputError, match="matches no file"):
        open_inputs([str(tmp_path / "*.jsonl")])


def test_a_file_that_vanishes_between_finding_and_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("y")
    found = open_inputs([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    gone, there = found
    assert isinstance(gone, Unreadable)
    assert isinstance(there, Document)


def test_how_far_reading_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 10)
    (tmp_path / "b.jsonl").write_text('{"text": "y"}\n' * 5)
    found = open_inputs([str(tmp_path)])
    assert found.total_bytes == 80
    for _ in range(2):
        list(found)
        assert found.bytes_read == 80
