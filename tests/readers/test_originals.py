"""What documents were translated from is found beside them, or the reason is said why not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from textaudit.errors import InputError
from textaudit.model import Document
from textaudit.readers import open_inputs


def read(path: Path, source: Path | None = None, field: str | None = None) -> list[Document]:
    found = list(open_inputs([str(path)], source=str(source) if source else None, source_field=field))
    assert all(isinstance(document, Document) for document in found)
    return [document for document in found if isinstance(document, Document)]


def records(path: Path, *rows: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def source_texts(documents: list[Document]) -> list[str | None]:
    return [document.source.text if document.source else None for document in documents]


def test_a_text_and_its_source(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Rain.")
    (tmp_path / "de.txt").write_text("Regen.")
    (document,) = read(tmp_path / "en.txt", tmp_path / "de.txt")
    assert document.source is not None
    assert (document.source.text, document.source.id) == ("Regen.", "de.txt")


def test_a_folder_is_matched_by_the_paths_below_it(tmp_path: Path) -> None:
    for folder, word in (("en", "Rain"), ("de", "Regen")):
        (tmp_path / folder / "a").mkdir(parents=True)
        (tmp_path / folder / "a" / "one.txt").write_text(f"{word} one")
        (tmp_path / folder / "two.txt").write_text(f"{word} two")
    (tmp_path / "de" / "two.txt").unlink()
    one, two = read(tmp_path / "en", tmp_path / "de")
    assert source_texts([one, two]) == ["Regen one", None]
    assert two.sourceless == "no file of its name in the folder (--source)"


def test_records_are_matched_by_id_in_any_order(tmp_path: Path) -> None:
    target = records(tmp_path / "en.jsonl", *({"id": name, "text": name} for name in "abc"))
    source = records(tmp_path / "de.jsonl", *({"id": name, "text": f"{name} de"} for name in "ca"))
    found = read(target, source)
    assert source_texts(found) == ["a de", None, "c de"]
    assert found[1].sourceless == "no record of its id (--source)"


def test_records_without_ids_are_matched_by_line(tmp_path: Path) -> None:
    target = records(tmp_path / "en.jsonl", {"text": "a"}, {"text": "b"}, {"text": "c"})
    source = records(tmp_path / "de.jsonl", {"text": "a de"}, {"text": "b de"})
    found = read(target, source)
    assert source_texts(found) == ["a de", "b de", None]
    assert found[2].sourceless == "no record on its line (--source)"


def test_ids_that_repeat_are_matched_on_their_own_line_first(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": "x", "text": "1"}, {"id": "x", "text": "2"}]
    found = read(records(tmp_path / "en.jsonl", *rows), records(tmp_path / "de.jsonl", *rows))
    assert source_texts(found) == ["1", "2"]


def test_a_field_of_the_record(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": "a", "de": "a de"},
        {"text": "b"},
        {"text": "c", "de": 5},
        {"text": "d", "de": " "},
    ]
    found = read(records(tmp_path / "en.jsonl", *rows), field="de")
    assert source_texts(found) == ["a de", None, None, None]
    assert [document.sourceless for document in found[1:]] == [
        "no field 'de' (--source-field names another)",
        "field 'de' is not a text",
        "field 'de' is empty",
    ]


def test_a_source_that_cannot_be_read_is_said_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Rain.")
    (tmp_path / "de.txt.gz").write_bytes(b"\x1f\x8bnonsense")
    (document,) = read(tmp_path / "en.txt", tmp_path / "de.txt.gz")
    assert document.text == "Rain."
    assert document.sourceless is not None
    assert document.sourceless.startswith("it cannot be read: ")


@pytest.mark.parametrize("name", ["none.txt", "no\0name"])
def test_a_source_that_does_not_exist_is_a_mistake_of_the_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "en.txt").write_text("Rain.")
    with pytest.raises(InputError, match="--source"):
        open_inputs([str(tmp_path / "en.txt")], source=name)


def test_one_text_is_no_source_for_several(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text("Rain.")
    (tmp_path / "de.txt").write_text("Regen.")
    with pytest.raises(InputError, match="is one text, but 2 are read; name a folder"):
        open_inputs([str(tmp_path / "in")], source=str(tmp_path / "de.txt"))
