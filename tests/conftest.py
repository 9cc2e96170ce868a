"""Settings for all tests."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from textaudit.cli import run

# Compiled patterns of the tests stay out of the user's cache.
os.environ.setdefault("TEXTAUDIT_CACHE_DIR", tempfile.mkdtemp(prefix="textaudit-tests-"))

settings.register_profile(
    "textaudit",
    deadline=None,
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("textaudit")


class Ended(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def textaudit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command."""

    def call(*arguments: str | Path, stdin: str = "") -> Ended:
        monkeypatch.setattr(sys, "argv", ["textaudit", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            run()
        out, err = capsys.readouterr()
        return Ended(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def install(tmp_path: Path) -> Callable[[Mapping[str, str], str], None]:
    """Lays out what pip would: the files of a package called blorps, and its entry points."""

    def installed(files: Mapping[str, str], entry_points: str) -> None:
        about = {
            "METADATA": "Metadata-Version: 2.1\nName: blorps\nVersion: 1.0\n",
            "entry_points.txt": entry_points,
        }
        every = {f"blorps/{name}": text for name, text in files.items()}
        every |= {f"blorps-1.0.dist-info/{name}": text for name, text in about.items()}
        for name, text in every.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return installed


@pytest.fixture
def run_installed(tmp_path: Path) -> Call:
    """Calls the command in a process of its own, in the temporary folder, where it finds what was installed."""

    def called(*arguments: str | Path) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "textaudit", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return called
