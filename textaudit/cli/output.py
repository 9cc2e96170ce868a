"""Where reports go: to stdout, or to files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from textaudit import plugins
from textaudit.errors import PluginError, SettingsError
from textaudit.model import Head, Outcome, Tally
from textaudit.reporters.base import Reporter, Screen

NOT_YET = ("sarif", "github", "gitlab", "junit", "rdjson", "html")
FORMATS = ("full", "concise", "json", "json-lines", "markdown")


def log(message: str, quiet: bool = False) -> None:
    """One line for people, on stderr."""
    if not quiet:
        print(f"textaudit: {message}", file=sys.stderr)


def screen_of(stream: TextIO) -> Screen:
    """The terminal behind *stream*, or a plain page."""
    if not stream.isatty():
        return Screen()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, colour)


class Reports:
    """All reports of one run: each reporter with the stream it writes to."""

    def __init__(self, outputs: Sequence[tuple[Reporter, TextIO]]) -> None:
        self._outputs = outputs

    def begin(self, head: Head) -> None:
        """Before the first document."""
        for reporter, stream in self._outputs:
            stream.write(reporter.begin(head))

    def document(self, outcome: Outcome) -> None:
        """One document."""
        for reporter, stream in self._outputs:
            stream.write(reporter.document(outcome))

    def finish(self, head: Head, tally: Tally) -> None:
        """After the last document."""
        for reporter, stream in self._outputs:
            stream.write(reporter.finish(head, tally))
            stream.flush()


@contextmanager
def open_reports(wanted: Sequence[str]) -> Iterator[Reports]:
    """The reports that ``--output-format FORMAT[:PATH]`` asks for; without any, one for stdout.

    Raises:
        SettingsError: a format that does not exist, or a path that cannot be written.
    """
    wanted = wanted or ["full" if sys.stdout.isatty() else "concise"]
    with ExitStack() as stack:
        outputs: list[tuple[Reporter, TextIO]] = []
        for text in wanted:
            name, _, path = text.partition(":")
            stream = stack.enter_context(_new_file(Path(path))) if path else sys.stdout
            outputs.append((reporter_named(name, screen_of(stream)), stream))
        yield Reports(outputs)


def reporter_named(name: str, screen: Screen) -> Reporter:
    """The reporter of a format.

    Raises:
        SettingsError: no such format, or not yet.
    """
    if name in NOT_YET:
        raise SettingsError(f"output format '{name}' is not there yet; there are: {', '.join(FORMATS)}")
    try:
        kind = plugins.find("reporters", name, Reporter)
    except PluginError:
        raise SettingsError(f"no output format '{name}'; there are: {', '.join(FORMATS)}") from None
    return kind(screen)


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of *path* when all went well."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
