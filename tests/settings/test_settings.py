"""Settings files: which one counts, what it may say, and how a mistake is answered."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from textaudit.errors import SettingsError, TextauditError
from textaudit.model import Severity
from textaudit.settings import Budgets, Limits, PathSettings, Settings, load_settings
from textaudit.settings.schema import settings_schema

SCHEMA = jsonschema.Draft202012Validator(settings_schema())
# For every key of the schema: values that hold and values that do not, as TOML.
GOOD_AND_BAD: dict[str, tuple[list[str], list[str]]] = {
    "select": (["[]", '["mojibake", "spacing/soft-hyphen"]'], ['"mojibake"', "[1]", "true"]),
    "ignore": (['["ocr"]'], ["{}", "5"]),
    "severities": (['{mojibake = "note"}'], ['{mojibake = "bad"}', "[]", "{mojibake = 1}"]),
    "params": (['{"duplicate/repeated-block" = {min_chars = 5}}'], ["{x = 5}", "[]"]),
    "rules": (['["more"]'], ['"more"']),
    "gazetteers": (['["names.csv"]', "[]"], ['"names.csv"', "[1]"]),
    "translation-models": (['["cs.json"]', "[]"], ['"cs.json"', "[1]"]),
    "source-field": (['"original"'], ['""', "1"]),
    "glossaries": (['["terms.csv"]', "[]"], ['"terms.csv"', "[1]"]),
    "language": (['"de"'], ['"German"', '"EN"', "1", '""']),
    "language-detector": (['"langdetect"'], ["1"]),
    "corpus": (["false"], ["0", '"no"']),
    "grammar": (['"off"', '"suspicious"', '"all"'], ['"some"', "true", "1"]),
    "grammar-server": (['"http://localhost:8081"'], ["8081", "[]"]),
    "id-field": (['"key"'], ['""', "1"]),
    "text-field": (['"body"'], ['""', "[]"]),
    "fail-on": (['"note"', '"error"'], ['"bad"', "1"]),
    "fail-under": (["0", "80", "99.5", "100"], ["-1", "101", '"80"']),
    "jobs": (["1", "8"], ["0", "-1", "1.5", "true", '"two"']),
    "limits": (
        ["{document-bytes = 5, passes = 1}"],
        ["{document-bytes = 0}", "{passes = 0}", "{x = 1}", "5"],
    ),
    "budgets": (
        ["{words = 0, numbers = 1, names = 0.5}"],
        ["{words = 2}", "{names = -0.1}", '{numbers = "1"}', "{other = 1}"],
    ),
    "per-path": (
        ['{"legal/**" = {ignore = ["ocr"], severities = {ocr = "note"}}}', "{}"],
        ["5", '{"x" = 5}', '{"x" = {select = []}}', '{"x" = {pattern = "y"}}'],
    ),
}


def load(folder: Path, text: str) -> Settings:
    (folder / "textaudit.toml").write_text(text, encoding="utf-8")
    return load_settings(folder)


def parsed(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


def test_every_key_of_the_schema_is_tried_here() -> None:
    assert set(GOOD_AND_BAD) == set(settings_schema()["properties"])


@pytest.mark.parametrize(
    "text", [f"{key} = {value}" for key, (good, _) in GOOD_AND_BAD.items() for value in good]
)
def test_schema_and_loader_take_the_same(tmp_path: Path, text: str) -> None:
    SCHEMA.validate(parsed(text))
    load(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [f"{key} = {value}" for key, (_, bad) in GOOD_AND_BAD.items() for value in bad]
    + ["selct = []", "fail_on = 'error'", "stdin-format = 'text'", "stdin_format = 'text'", "pattern = 'x'"],
)
def test_schema_and_loader_refuse_the_same(tmp_path: Path, text: str) -> None:
    assert list(SCHEMA.iter_errors(parsed(text)))
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "textaudit.toml"))
    assert "\n" not in message
    assert re.search(r"expected|did you mean|there are:", message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on = 'error'", "unknown key 'fail_on'; did you mean 'fail-on'?"),
        ("selectt = []", "unknown key 'selectt'; did you mean 'select'?"),
        ("per-paths = {}", "unknown key 'per-paths'; did you mean 'per-path'?"),
        (
            "[limits]\ndocument-byte = 1",
            "[limits]: unknown key 'document-byte'; did you mean 'document-bytes'?",
        ),
        ("[per-path.'a/*']\nignor = []", "[per-path.\"a/*\"]: unknown key 'ignor'; did you mean 'ignore'?"),
        ("zzz = 1", "unknown key 'zzz'; there are: budgets, corpus,"),
        ("fail-on = 'bad_one'", "'fail-on' is 'bad_one': expected one of note, warning, error"),
        ("[severities]\nocr = 'bad'", "'severities.ocr' is 'bad': expected one of"),
        ("[budgets]\nwords = 3", "budgets.words is 3.0: expected 0 to 1"),
        ("limits = 5", "'limits' expected as a table"),
        ("[limits]\ndocument-bytes = 'x'", "[limits]: 'document-bytes' is 'x': expected a whole number"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    assert f"textaudit.toml: {said}" in str(caught.value)


def test_values_arrive(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        """
        select = ["mojibake"]
        fail-on = "error"
        fail-under = 80
        rules = ["mine", "../ours/x.yaml"]
        severities = {mojibake = "note"}
        [limits]
        passes = 3
        [budgets]
        names = 0.25
        """,
    )
    assert settings.select == ("mojibake",)
    assert settings.fail_on is Severity.ERROR
    assert settings.fail_under == 80.0
    assert settings.severities == {"mojibake": Severity.NOTE}
    assert settings.rules == (str(tmp_path / "mine"), str(tmp_path / "../ours/x.yaml"))
    assert settings.limits == Limits(passes=3)
    assert settings.budgets == Budgets(names=0.25)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "textaudit.toml").write_bytes(b"\xef\xbb\xbfjobs = 2\r\n")
    assert load_settings(tmp_path).jobs == 2


def test_our_own_file_wins_over_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.textaudit]\njobs = 3\n")
    assert load_settings(tmp_path).jobs == 3
    assert load(tmp_path, "jobs = 2").jobs == 2


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'", "tool = 3", "[tool]\nx = 1"])
def test_a_pyproject_without_our_table_is_passed_by(tmp_path: Path, text: str) -> None:
    (tmp_path / "textaudit.toml").write_text("jobs = 2")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "pyproject.toml").write_text(text)
    assert load_settings(tmp_path / "below").jobs == 2
    with pytest.raises(SettingsError, match=r"has no table \[tool.textaudit\]"):
        load_settings(tmp_path, tmp_path / "below" / "pyproject.toml")


def test_our_table_must_be_one(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\ntextaudit = 3")
    with pytest.raises(SettingsError, match="expected as a table"):
        load_settings(tmp_path)


def test_a_named_file_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "textaudit.toml").write_text("jobs = 2")
    (tmp_path / "other.toml").write_text("fail-under = 5")
    settings = load_settings(tmp_path, tmp_path / "other.toml")
    assert (settings.jobs, settings.fail_under) == (1, 5.0)


@pytest.mark.parametrize("data", [None, b"\xff\xfe", b"a = ", b"a = 1\na = 2"])
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "x.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(TextauditError) as caught:
        load_settings(tmp_path, path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    "change", [{"jobs": 0}, {"fail_under": 101}, {"language": "English"}, {"id_field": ""}]
)
def test_the_library_holds_to_the_same_bounds(change: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        replace(Settings(), **change)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("legal/**", "legal/a/b.txt", True),
        ("legal/**", "in/legal/a.txt", True),
        ("legal/**", "illegal/a.txt", False),
        ("*.md", "in/a.md", True),
        ("*.md", "in/a.mdx", False),
        ("in/*.txt", "in/a/b.txt", False),
        ("in/**/*.txt", "in/a/b.txt", True),
        ("in/**/*.txt", "in/b.txt", True),
        ("a?.txt", "ab.txt", True),
        ("a?.txt", "a/.txt", False),
        ("a[1].txt", "a[1].txt", True),
        ("a.txt", "abtxt", False),
        ("x*", "x\ny", True),
    ],
)
def test_globs(pattern: str, path: str, matches: bool) -> None:
    settings = Settings(per_path=(PathSettings(pattern, ignore=("ocr",)),))
    assert bool(settings.for_path(path).ignore) is matches


def test_later_tables_win_and_ignores_add_up() -> None:
    settings = Settings(
        per_path=(
            PathSettings("**", ("ocr",), {"markup": Severity.NOTE, "ocr": Severity.NOTE}),
            PathSettings("a/*", ("markup",), {"markup": Severity.ERROR}),
        )
    )
    merged = settings.for_path("a/x.txt")
    assert merged.ignore == ("ocr", "markup")
    assert merged.severities == {"markup": Severity.ERROR, "ocr": Severity.NOTE}


def test_the_written_schema_is_ours() -> None:
    import textaudit

    path = Path(textaudit.__file__).parent / "data" / "schemas" / "settings.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == settings_schema()
