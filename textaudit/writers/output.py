"""Where cleaned documents go, file by file."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from textaudit.errors import InputError
from textaudit.model import Cleaned, Unreadable
from textaudit.readers import Inputs, Source
from textaudit.readers.compression import FAILURES, bare_name
from textaudit.writers.atomic import new_file
from textaudit.writers.ledger import LedgerWriter, cleaned_bytes
from textaudit.writers.records import value_of, with_text


@dataclass(frozen=True, slots=True)
class Destination:
    """One input file and the file that its cleaned text goes to.

    Attributes:
        name: of that file below the folder that is cleaned into, or as typed.
    """

    source: Source
    file: Path
    name: str


def plan_outputs(inputs: Inputs, output: Path | None, in_place: bool) -> list[Destination]:
    """Decide, before anything is written, where every file goes.

    A single input file goes to *output* itself, unless that is a folder; several, or a folder, go below it
    with their paths.

    Raises:
        InputError: two files would go to one place, or over an input, or standard input has no file.
    """
    destinations = [_destination(source, inputs, output, in_place) for source in inputs.sources]
    originals = {os.path.realpath(s.file) for s in inputs.sources if s.file}
    seen: dict[str, Destination] = {}
    for destination in destinations:
        target = os.path.realpath(destination.file)
        if target in originals and not in_place:
            raise InputError(f"{destination.file}: is an input; --in-place writes over it")
        if target in seen:
            other = seen[target].source.path
            raise InputError(f"{destination.file}: both {other} and {destination.source.path} would go there")
        seen[target] = destination
    return destinations


def check_ledger(ledger: Path, destinations: Sequence[Destination]) -> None:
    """Refuse a ledger that would take the place of a text.

    Raises:
        InputError: it would.
    """
    place = os.path.realpath(ledger)
    for destination in destinations:
        for file in (destination.source.file, destination.file):
            if file is not None and os.path.realpath(file) == place:
                raise InputError(
                    f"{ledger}: the ledger would go over this text; --ledger names another place"
                )


def _destination(source: Source, inputs: Inputs, output: Path | None, in_place: bool) -> Destination:
    if in_place:
        if source.file is None:
            raise InputError("--in-place: standard input is no file; name an --output")
        if source.named and not source.file.is_file():
            raise InputError(f"{source.path}: is no regular file; name an --output")
        name = source.path if source.named else source.id
        return Destination(source, Path(os.path.realpath(source.file)), name)
    assert output is not None
    name = source.id if source.file else "stdin.txt"
    alone = len(inputs.sources) == 1 and source.named and not output.is_dir()
    return Destination(source, output if alone else output / name, name)


class _BrokenSourceError(Exception):
    """An input that could not be read to its end."""


class OutputWriter:
    """Writes cleaned documents, which come in the order of the inputs, file after file, and keeps the ledger.

    A file without edits is copied as it is, byte for byte; so is one that cannot be read to its end, and its
    edits are not made. In place both are left alone.

    A context manager: left by an error, the file at hand is not written; those before it are.

    Attributes:
        not_changed, not_made: documents and edits, by rule, that were given up with such a file.
    """

    def __init__(
        self, inputs: Inputs, destinations: Sequence[Destination], text_field: str, book: LedgerWriter
    ) -> None:
        self._inputs, self._text_field, self._book = inputs, text_field, book
        self._todo = iter(destinations)
        self._current: _File | None = None
        self.not_changed = 0
        self.not_made: Counter[str] = Counter()

    def __enter__(self) -> OutputWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is not None:
            self._abort()
            return
        self._finish()
        for destination in self._todo:
            self._current = _File(self._inputs, destination)
            self._finish()

    def write(self, outcome: Cleaned | Unreadable) -> None:
        """One outcome; what is unreadable or unchanged goes out as it came in."""
        while self._current is None or self._current.destination.source.path != outcome.path:
            self._finish()
            self._current = _File(self._inputs, next(self._todo))
        if isinstance(outcome, Unreadable):
            return
        value = self._current.change(outcome, self._text_field) if outcome.edits else None
        self._book.add(outcome, self._current.destination.name, value)

    def _finish(self) -> None:
        if self._current is None:
            return
        try:
            self._current.complete()
            if self._current.broken:
                self._book.forget()
                self.not_changed += self._current.changed
                self.not_made += self._current.edits
            self._book.commit()  # before the file appears: an edit that no ledger knows could not be undone
            self._current.appear()
        except BaseException:
            self._abort()
            raise
        self._current = None

    def _abort(self) -> None:
        if self._current is not None:
            self._current.abort()
            self._current = None


class _File:
    """One output file on its way. Nothing is written before the first edit."""

    def __init__(self, inputs: Inputs, destination: Destination) -> None:
        self.destination = destination
        self.broken = False
        self.changed = 0
        self.edits: Counter[str] = Counter()
        self._inputs = inputs
        self._stack = ExitStack()
        self._out: IO[bytes] | None = None
        self._lines: Iterator[bytes] = iter(())
        self._line_number = 0

    def change(self, cleaned: Cleaned, text_field: str) -> str | None:
        """Write up to and with a document that has edits.

        Returns:
            the value that its record had, as it was written, where undoing the edits alone would not give it back.
        """
        self.changed += 1
        self.edits.update(edit.rule for edit in cleaned.edits)
        if self.broken:
            return None
        try:
            if self._out is None:
                self._begin()
            assert self._out is not None
            if not self.destination.source.records:
                self._out.write(cleaned_bytes(cleaned))
                self._lines = iter(())
                return None
            line = self._copy_up_to(cleaned.record or 0)
            new = with_text(line, text_field, cleaned.text, cleaned.encoding)
            self._out.write(new)
        except _BrokenSourceError:
            self.broken = True
            return None
        same = with_text(new, text_field, cleaned.source, cleaned.encoding) == line
        return None if same else value_of(line, text_field, cleaned.encoding)

    def complete(self) -> None:
        """Write what stands behind the last edit."""
        if self._out is not None and not self.broken:
            try:
                for line in self._lines:
                    self._out.write(line)
            except _BrokenSourceError:
                self.broken = True

    def appear(self) -> None:
        """Put the file where it belongs."""
        if self._out is None or self.broken:
            self.abort()
            self._copy()
        else:
            self._stack.close()

    def abort(self) -> None:
        """Leave nothing behind."""
        error = _BrokenSourceError()
        self._stack.__exit__(_BrokenSourceError, error, None)

    def _begin(self) -> None:
        source = self.destination.source
        self._out = self._stack.enter_context(new_file(self.destination.file, like=source.file))
        self._lines = self._source_lines()

    def _source_lines(self) -> Iterator[bytes]:
        try:
            stream, raw = self._inputs.open(self.destination.source)
            with raw:
                yield from iter(stream.readline, b"")
        except FAILURES as error:
            raise _BrokenSourceError from error

    def _copy_up_to(self, record: int) -> bytes:
        assert self._out is not None
        for line in self._lines:
            self._line_number += 1
            if self._line_number == record:
                return line
            self._out.write(line)
        raise _BrokenSourceError

    def _copy(self) -> None:
        """The source as it is; where it cannot be read there is nothing to copy."""
        source, file = self.destination.source, self.destination.file
        if source.file is not None and os.path.realpath(source.file) == os.path.realpath(file):
            return
        try:
            stream, raw = self._inputs.open(source)
        except FAILURES:
            return
        as_packed = packing(source.path) == packing(file.name)
        with raw, ExitStack() as stack:
            out = stack.enter_context(new_file(file, like=source.file, pack=not as_packed))
            if as_packed:
                shutil.copyfileobj(raw, out)
                return
            try:
                shutil.copyfileobj(stream, out)
            except FAILURES as error:
                raise InputError(
                    f"{source.path}: is broken, and cannot be kept as it is under {file}"
                ) from error


def packing(name: str) -> str:
    """The ending of a compression that *name* has, or none."""
    return name[len(bare_name(name)) :]
