"""Putting the server in place: what is missing is said, and nothing is ever half there."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Call
from textaudit.errors import GrammarError
from textaudit.grammar import allowed_rules, installing
from textaudit.grammar.installing import write_class_path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs that stand in are shell scripts")

JAVA_17 = "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2"
BRINGS = """
for a in "$@"; do case $a in -DoutputDirectory=*) d=${a#-DoutputDirectory=};; esac; done
mkdir -p "$d"; touch "$d/languagetool-server-6.8.jar" "$d/a.jar" "$d/b.jar"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH, but for what the scripts in it need; and a data folder of the test's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TEXTAUDIT_DATA_DIR", str(tmp_path / "data"))
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
    path.chmod(0o755)


def test_what_is_missing_is_said(programs: Path) -> None:
    with pytest.raises(
        GrammarError, match=r"Java 17 or newer is missing \(Debian, Ubuntu: sudo apt-get install"
    ):
        installing.install()
    program(programs, "java", "echo 'java version \"1.8.0_292\"' >&2")
    with pytest.raises(GrammarError, match="Java 8 is too old, 17 or newer is needed"):
        installing.install()
    program(programs, "java", "exit 1")
    with pytest.raises(GrammarError, match="does not run; Java 17"):
        installing.install()
    program(programs, "java", JAVA_17)
    with pytest.raises(GrammarError, match="Maven is missing"):
        installing.install()


def test_maven_that_fails_changes_nothing(programs: Path) -> None:
    program(programs, "java", JAVA_17)
    program(programs, "mvn", BRINGS + "echo '[ERROR] Could not resolve it'; exit 1")
    with pytest.raises(GrammarError, match="Maven could not resolve LanguageTool: Could not resolve it"):
        installing.install()
    assert list(installing.home().iterdir()) == []
    program(programs, "mvn", "exit 0")
    with pytest.raises(GrammarError, match="brought no languagetool-server"):
        installing.install()
    assert list(installing.home().iterdir()) == []


def test_it_is_put_in_place_and_taken_away(programs: Path, textaudit: Call) -> None:
    program(programs, "java", JAVA_17)
    program(programs, "mvn", BRINGS)
    assert installing.problem() is not None
    code, out, err = textaudit("grammar", "install")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == f"textaudit: LanguageTool 6.8 is in {installing.folder()}"
    assert installing.problem() is None
    assert sorted(path.name for path in installing.home().iterdir()) == ["LanguageTool-6.8"]
    with zipfile.ZipFile(installing.folder() / "languagetool-server.jar") as jar:
        assert "a.jar b.jar languagetool-server-6.8.jar" in jar.read("META-INF/MANIFEST.MF").decode()
    (installing.folder() / "a.jar").write_text("mine")
    assert "is there already" in textaudit("grammar", "install").err
    assert (installing.folder() / "a.jar").read_text() == "mine"
    assert textaudit("grammar", "install", "--force").code == 0
    assert (installing.folder() / "a.jar").read_text() == ""
    assert textaudit("grammar", "remove").code == 0
    code, _, err = textaudit("grammar", "remove")
    assert code == 2
    assert "nothing to take away" in err


def test_a_server_that_cannot_start_is_no_traceback(
    programs: Path, run_installed: Call, tmp_path: Path
) -> None:  # in processes of their own, as here the server of other tests may run
    program(programs, "java", f"{JAVA_17}\ncase $1 in -version) exit 0;; esac; exit 3")
    program(programs, "mvn", BRINGS)
    run_installed("grammar", "install")
    code, out, _ = run_installed("grammar", "status")
    assert code == 1
    assert out.startswith("LanguageTool 6.8: LanguageTool ended as soon as it was started (code 3)\n")
    (tmp_path / "a.txt").write_text("It rained on the the town all day, and the river rose.")
    code, out, err = run_installed("audit", "a.txt", "--grammar", "all")
    assert code == 1
    assert err == "textaudit: grammar is not checked: LanguageTool ended as soon as it was started (code 3)\n"
    assert "grammar/doubled-word" in out
    assert "not checked: grammar: LanguageTool ended as soon as it was started" in out


def test_without_java_the_run_goes_on(programs: Path, textaudit: Call, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained on the town all day, and the river rose.")
    code, out, err = textaudit("audit", tmp_path / "a.txt", "--grammar", "suspicious")
    assert code == 0
    assert err.startswith("textaudit: grammar is not checked: LanguageTool is not installed. Install it with")
    assert "not checked: grammar: LanguageTool is not installed." in out


def test_the_pom_pins_what_the_list_was_measured_with() -> None:
    versions = re.findall(
        r"<artifactId>(?:languagetool-server|language-\w\w)</artifactId>\s*<version>([^<]+)",
        installing.POM.read_text(),
    )
    assert versions == [allowed_rules().version] * 5


@given(st.lists(st.text(st.sampled_from("abc-_.0123456789"), min_size=1, max_size=90), max_size=40))
def test_a_class_path_of_any_length_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("jar") / "x.jar"
    write_class_path(path, names)
    with zipfile.ZipFile(path) as jar:
        manifest = jar.read("META-INF/MANIFEST.MF")
    assert all(len(line) <= 72 for line in manifest.split(b"\r\n"))
    text = manifest.decode().replace("\r\n ", "")
    assert text.split("\r\n")[1] == f"Class-Path: {' '.join(names)}"
