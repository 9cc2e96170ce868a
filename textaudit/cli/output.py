"""Where reports go: to stdout, or to files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, TextIO

from textaudit import plugins
from textaudit.cli.progress import Amount, Progress, clock_time
from textaudit.errors import PluginError, SettingsError
from textaudit.model import Head, Outcome, Tally
from textaudit.reporters.base import Reporter, Screen
from textaudit.reporters.shared.escape import visible
from textaudit.settings import Settings

if TYPE_CHECKING:
    from textaudit.api import Run

_GRAMMAR_BYTES_PER_S = 15_000  # on two cores; see docs/grammar.md
_WORTH_SAYING_S = 20
NOT_YET = ("sarif", "github", "gitlab", "junit", "rdjson", "html")


class Writable(Protocol):
    """What a report is written to."""

    def write(self, text: str, /) -> object:
        """Take the next piece."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that was asked for; without a *path* it goes to stdout."""

    format: str
    path: Path | None


def log(message: str, quiet: bool = False) -> None:
    """One line for people, on stderr."""
    if not quiet:
        print(f"textaudit: {visible(message)}", file=sys.stderr)


def log_grammar_begins(run: Run, inputs: Amount, settings: Settings, quiet: bool) -> None:
    """Say that grammar cannot be checked, or how long it takes about."""
    if settings.grammar == "off":
        return
    if run.no_grammar:
        log(f"grammar is not checked: {run.no_grammar}", quiet)
    elif settings.grammar == "all" and inputs.total_bytes:
        seconds = inputs.total_bytes / _GRAMMAR_BYTES_PER_S
        if seconds > _WORTH_SAYING_S:
            log(f"LanguageTool checks every sentence, which takes about {clock_time(seconds)}", quiet)


def log_grammar_ends(reasons: Mapping[tuple[str, str], int], settings: Settings, quiet: bool) -> None:
    """Say in how many documents grammar could not be checked, and why.

    Args:
        reasons: number of documents by category and reason.
    """
    for (category, reason), number in sorted(reasons.items()):
        if category == "grammar" and settings.grammar != "off":
            which = f"{number:,} document{'s' * (number != 1)}"
            log(f"grammar is not checked in {which}: {reason}", quiet)


def screen_of(stream: TextIO) -> Screen:
    """The terminal behind *stream*, or a plain page."""
    if not stream.isatty():
        return Screen()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(shutil.get_terminal_size().columns, colour)


def wanted_reports(formats: Sequence[str], statistics: bool = False) -> list[Wanted]:
    """What ``--output-format FORMAT[:PATH]`` asks for; without any, what suits stdout.

    Raises:
        SettingsError: a format that does not exist, or two reports in one place.
    """
    if not formats:
        suited = Wanted("full" if sys.stdout.isatty() else "concise", None)
        return [] if statistics else [suited]
    wanted = [_wanted(text) for text in formats]
    for one in wanted:
        reporter_class(one.format)
    return _apart(wanted, statistics)


def wanted_pages(formats: Sequence[str], known: Sequence[str]) -> list[Wanted]:
    """What ``--output-format FORMAT[:PATH]`` asks for of a page that is no report; the first is the default.

    Raises:
        SettingsError: a format that does not exist, or two pages in one place.
    """
    wanted = [_wanted(text) for text in formats] or [Wanted(known[0], None)]
    for one in wanted:
        if one.format not in known:
            raise SettingsError(f"no output format '{one.format}'; there are: {', '.join(known)}")
    return _apart(wanted)


def _apart(wanted: list[Wanted], stdout_taken: bool = False) -> list[Wanted]:
    """*wanted*, if each has a place of its own."""
    for one in wanted:
        if "\0" in str(one.path):
            raise SettingsError(f"{str(one.path)!r}: is no path")
    places = [one.path and one.path.resolve() for one in wanted] + ([None] if stdout_taken else [])
    for place in places:
        if places.count(place) > 1:
            where = f"{place}" if place else "stdout"
            raise SettingsError(f"two reports would go to {where}; FORMAT:PATH sends one to a file")
    return wanted


def _wanted(text: str) -> Wanted:
    name, _, path = text.partition(":")
    return Wanted(name, Path(path) if path not in ("", "-") else None)


def reporter_class(name: str) -> type[Reporter]:
    """The reporter of a format.

    Raises:
        SettingsError: no such format, or not yet.
    """
    known = plugins.names("reporters")
    if name in known:
        try:
            return plugins.find("reporters", name, Reporter)
        except PluginError as error:
            raise SettingsError(f"output format '{name}': {error}") from None
    there = f"there are: {', '.join(known)}"
    if name in NOT_YET:
        raise SettingsError(f"output format '{name}' is not there yet; {there}")
    raise SettingsError(f"no output format '{name}'; {there}")


class Reports:
    """All reports of one run: each reporter with what it writes to."""

    def __init__(self, outputs: Sequence[tuple[Reporter, Writable]], progress: Progress) -> None:
        self._outputs, self._progress = outputs, progress

    def begin(self, head: Head) -> None:
        """Before the first document."""
        for reporter, stream in self._outputs:
            self._write(stream, reporter.begin(head))

    def document(self, outcome: Outcome) -> None:
        """One document."""
        for reporter, stream in self._outputs:
            self._write(stream, reporter.document(outcome))

    def finish(self, head: Head, tally: Tally) -> None:
        """After the last document."""
        for reporter, stream in self._outputs:
            self._write(stream, reporter.finish(head, tally))

    def _write(self, stream: Writable, text: str) -> None:
        if text:
            with self._progress.hidden() if stream is sys.stdout else nullcontext():
                stream.write(text)


@contextmanager
def open_reports(wanted: Sequence[Wanted], progress: Progress) -> Iterator[Reports]:
    """The reports that are *wanted*. Files appear when all went well.

    Raises:
        InputError: a path that cannot be written.
    """
    with ExitStack() as stack:
        outputs: list[tuple[Reporter, Writable]] = []
        for one in wanted:
            stream, screen = stack.enter_context(_opened(one))
            outputs.append((reporter_class(one.format)(screen), stream))
        yield Reports(outputs, progress)
        sys.stdout.flush()


def write_pages(pages: Iterable[tuple[Wanted, Callable[[Screen], Iterable[str]]]]) -> None:
    """Write pages, each from its pieces. A file appears when its page went well.

    Raises:
        InputError: a path that cannot be written.
    """
    for one, pieces in pages:
        with _opened(one) as (stream, screen):
            for piece in pieces(screen):
                stream.write(piece)
    sys.stdout.flush()


@contextmanager
def _opened(one: Wanted) -> Iterator[tuple[Writable, Screen]]:
    """Where one report goes, and how wide that is."""
    if one.path is None:
        yield sys.stdout, screen_of(sys.stdout)
        return
    with _file(one.path) as stream:
        yield _Encoded(stream), Screen()


class _Encoded:
    """Bytes as something that takes text."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write *text* as UTF-8."""
        self._stream.write(text.encode("utf-8", "backslashreplace"))


def _file(path: Path) -> AbstractContextManager[IO[bytes]]:
    from textaudit.writers.atomic import new_file

    return new_file(path.resolve())
