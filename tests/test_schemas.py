"""The JSON Schemas say what the code does: they are its own, and real files hold to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from textaudit.cli.schemas import FOLDER, all_schemas, as_text
from textaudit.errors import SettingsError
from textaudit.rulebook.sources import own_rules_dir
from textaudit.settings import load_settings

CARDS = sorted(own_rules_dir().glob("*/*.yaml"))


def validator(name: str) -> Any:
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == as_text(all_schemas()[name]), "run: make schemas"


@pytest.mark.parametrize("card", CARDS, ids=lambda path: path.stem)
def test_our_cards_hold_to_the_schema(card: Path) -> None:
    validator("card.schema.json").validate(yaml.safe_load(card.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("detector", 5),
        ("severity", "bad"),
        ("params", {"any_of": 5}),
        ("cases", []),
        ("extra", 1),
        ("languages", ["EN"]),
    ],
)
def test_the_card_schema_refuses_what_the_parser_refuses(key: str, value: object) -> None:
    card = yaml.safe_load(next(c for c in CARDS if c.stem == "cookie-notice").read_text(encoding="utf-8"))
    card[key] = value
    assert list(validator("card.schema.json").iter_errors(card))


SETTINGS = """
select = ["boilerplate"]
ignore = ["spacing/soft-hyphen"]
rules = ["more"]
gazetteers = ["names.csv"]
translation-models = ["cs.json"]
language = "en"
language-detector = "none"
corpus = false
grammar = "suspicious"
grammar-server = "http://localhost:8081"
id-field = "key"
text-field = "body"
source-field = "original"
glossaries = ["terms.csv"]
fail-on = "error"
fail-under = 80.0
jobs = 2
[severities]
mojibake = "note"
[params."duplicate/repeated-block"]
min_chars = 200
[limits]
document-bytes = 1000
passes = 3
[budgets]
words = 0.1
numbers = 0.2
names = 0.3
[per-path."legal/**"]
ignore = ["truncation"]
severities = {duplicate = "note"}
"""


def test_every_key_of_the_settings_schema_is_read(tmp_path: Path) -> None:
    import tomllib

    data = tomllib.loads(SETTINGS)
    validator("settings.schema.json").validate(data)
    schema = all_schemas()["settings.schema.json"]
    assert set(data) == set(schema["properties"])
    file = tmp_path / "textaudit.toml"
    file.write_text(SETTINGS)
    settings = load_settings(tmp_path)
    assert settings.jobs == 2
    assert settings.limits.document_bytes == 1000
    assert settings.for_path("in/legal/a.txt").ignore == ("truncation",)
    assert settings.for_path("in/news/a.txt").ignore == ()
    assert settings.rules == (str(tmp_path / "more"),)
    assert settings.gazetteers == (str(tmp_path / "names.csv"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("selct = []", "did you mean 'select'"),
        ("fail_on = 'error'", "did you mean 'fail-on'"),
        ("jobs = 'two'", "expected a whole number"),
        ("fail-on = 'bad'", "expected one of note, warning, error"),
        ("[limits]\nbytes = 5", "unknown key 'bytes'"),
        ("[per-path]\n'x' = 5", "per-path"),
        ("x = ", "not valid TOML"),
        ("stdin-format = 'jsonl'", "unknown key"),
    ],
)
def test_mistakes_in_settings_are_one_clear_line(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "textaudit.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert expected in str(caught.value)
    assert "textaudit.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_nearest_file_upward_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.textaudit]\njobs = 3\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load_settings(below).jobs == 3
    (tmp_path / "a" / "textaudit.toml").write_text("jobs = 4\n")
    assert load_settings(below).jobs == 4
