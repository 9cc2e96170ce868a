"""Puts LanguageTool's server in the user's data folder: resolved by Maven from a pinned pom.xml."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from textaudit.cache_folder import default_data_dir
from textaudit.errors import GrammarError
from textaudit.grammar.allowed import allowed_rules

POM: Final = Path(__file__).resolve().parent.parent / "data" / "languagetool" / "pom.xml"
JAVA: Final = 17
HOW_TO_INSTALL: Final = (
    "Install it with 'textaudit grammar install', or name a running server (--grammar-server URL)"
)
_SERVER_JAR: Final = "languagetool-server.jar"
_MANIFEST_LINE_BYTES: Final = 72
_MAVEN_TIMEOUT_S: Final = 1800
_JAVA_TIMEOUT_S: Final = 60
_HOW: Final = "Debian, Ubuntu: sudo apt-get install {debian}; macOS: brew install {brew}"


def home() -> Path:
    """The folder that holds the installed versions."""
    return default_data_dir() / "languagetool"


def folder() -> Path:
    """Where the version that we measured belongs."""
    return home() / f"LanguageTool-{allowed_rules().version}"


def is_installed() -> bool:
    """Whether the server is there."""
    return (folder() / _SERVER_JAR).is_file()


def java_problem() -> str | None:
    """What is wrong with this machine's Java, and what to do; ``None`` if nothing."""
    how = _HOW.format(debian="openjdk-17-jre-headless", brew="openjdk")
    java = shutil.which("java")
    if java is None:
        return f"Java {JAVA} or newer is missing ({how})"
    try:
        ended = subprocess.run(
            [java, "-version"],
            capture_output=True,
            timeout=_JAVA_TIMEOUT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"{java} does not run; Java {JAVA} or newer is needed ({how})"
    found = re.search(rb'version "(\d+)(?:\.(\d+))?', ended.stderr + ended.stdout)
    if ended.returncode or found is None:
        return f"{java} does not run; Java {JAVA} or newer is needed ({how})"
    major = int(found[2] or 0) if found[1] == b"1" else int(found[1])
    return None if major >= JAVA else f"Java {major} is too old, {JAVA} or newer is needed ({how})"


def problem() -> str | None:
    """Why the server cannot be started here, and what to do; ``None`` if it can."""
    if not is_installed():
        return f"LanguageTool is not installed. {HOW_TO_INSTALL}"
    java = java_problem()
    return f"LanguageTool cannot run: {java}" if java else None


def install() -> Path:
    """Resolve the server and put it in place; what is there is replaced.

    Returns:
        its folder.

    Raises:
        GrammarError: Java or Maven is missing, or Maven failed; nothing is changed then.
        OSError: the folder cannot be written.
    """
    if java := java_problem():
        raise GrammarError(java)
    maven = shutil.which("mvn")
    if maven is None:
        how = _HOW.format(debian="maven", brew="maven")
        raise GrammarError(f"Maven is missing, which resolves LanguageTool ({how})")
    home().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home(), prefix=".new-", ignore_cleanup_errors=True) as temporary:
        jars = Path(temporary) / "jars"
        _resolve(maven, Path(temporary), jars)
        names = sorted(path.name for path in jars.glob("*.jar"))
        if not any(name.startswith("languagetool-server-") for name in names):
            raise GrammarError(
                "Maven ended well but brought no languagetool-server; its settings may change what it does"
            )
        write_class_path(jars / _SERVER_JAR, names)
        _put_in_place(jars, folder(), Path(temporary) / "old")
    return folder()


def remove() -> bool:
    """Take the server away again; whether there was one."""
    if not folder().is_dir():
        return False
    shutil.rmtree(folder())
    return True


def installed_bytes() -> int:
    """How much room it takes."""
    return sum(path.stat().st_size for path in folder().glob("*.jar"))


def write_class_path(path: Path, names: Iterable[str]) -> None:
    """A jar that holds nothing but the names of those beside it: `java -cp` takes one for all."""
    import zipfile

    lines = ["Manifest-Version: 1.0", f"Class-Path: {' '.join(names)}"]
    text = "".join(f"{part}\r\n" for line in lines for part in _wrapped(line))
    with zipfile.ZipFile(path, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", text + "\r\n")


def _wrapped(line: str) -> Sequence[str]:
    """A line of a manifest, in pieces that are short enough; a piece that begins with a space goes on."""
    room = _MANIFEST_LINE_BYTES - 2
    rest = range(room, len(line), room - 1)
    return [line[:room], *(f" {line[at : at + room - 1]}" for at in rest)]


def _resolve(maven: str, work: Path, jars: Path) -> None:
    shutil.copy(POM, work / "pom.xml")
    command = [maven, "--batch-mode", "--quiet", "--strict-checksums", "-f", str(work / "pom.xml")]
    command += ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={jars}"]
    try:
        ended = subprocess.run(
            command,
            capture_output=True,
            timeout=_MAVEN_TIMEOUT_S,
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=work,
        )
    except subprocess.TimeoutExpired:
        raise GrammarError(
            f"Maven did not end within {_MAVEN_TIMEOUT_S // 60} minutes; is the network slow?"
        ) from None
    if ended.returncode:
        raise GrammarError(f"Maven could not resolve LanguageTool: {_reason(ended.stdout + ended.stderr)}")


def _reason(output: bytes) -> str:
    """The first line that says what went wrong."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", output.decode(errors="replace"))
    errors = [
        line.removeprefix("[ERROR]").strip() for line in text.splitlines() if line.startswith("[ERROR]")
    ]
    return next((line for line in errors if line), "it did not say why; try 'mvn --version'")[:400]


def _put_in_place(new: Path, place: Path, old: Path) -> None:
    if place.exists():
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
