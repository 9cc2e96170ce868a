"""Where cleaned documents go, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from textaudit.errors import InputError
from textaudit.model import Cleaned, Unreadable
from textaudit.readers import Inputs, Source
from textaudit.readers.charset import encode
from textaudit.writers.atomic import new_file
from textaudit.writers.records import with_text


@dataclass(frozen=True, slots=True)
class Destination:
    """One input file and the file that its cleaned text goes to."""

    source: Source
    file: Path


def plan_outputs(inputs: Inputs, output: Path | None, in_place: bool) -> list[Destination]:
    """Decide, before anything is written, where every file goes.

    A single input file goes to *output* itself, unless that is a folder; several, or a folder, go below it
    with their paths.

    Raises:
        InputError: two files would go to one place, or over an input, or standard input has no file.
    """
    destinations = [Destination(s, _target(s, inputs, output, in_place)) for s in inputs.sources]
    originals = {s.file.resolve() for s in inputs.sources if s.file}
    seen: dict[Path, Destination] = {}
    for destination in destinations:
        target = destination.file.resolve()
        if target in originals and not in_place:
            raise InputError(f"{destination.file}: is an input; --in-place writes over it")
        if target in seen:
            other = seen[target].source.path
            raise InputError(f"{destination.file}: both {other} and {destination.source.path} would go there")
        seen[target] = destination
    return destinations


def _target(source: Source, inputs: Inputs, output: Path | None, in_place: bool) -> Path:
    if in_place:
        if source.file is None:
            raise InputError("--in-place: standard input is no file; name an --output")
        return source.file
    assert output is not None
    alone = len(inputs.sources) == 1 and (source.file is None or source.id == source.file.name)
    if alone and not output.is_dir():
        return output
    return output / (source.id if source.file else "stdin.txt")


class OutputWriter:
    """Writes cleaned documents, which come in the order of the inputs, file after file.

    A context manager: left by an error, the file at hand is not written; those before it are.
    """

    def __init__(self, inputs: Inputs, destinations: Sequence[Destination], text_field: str) -> None:
        self._inputs, self._text_field = inputs, text_field
        self._todo = iter(destinations)
        self._current: Destination | None = None
        self._stack = ExitStack()
        self._stream: IO[bytes] | None = None
        self._lines: Iterator[bytes] = iter(())
        self._line_number = 0

    def __enter__(self) -> OutputWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None:
            self._finish()
            for destination in self._todo:
                self._begin(destination)
                self._finish()
        else:
            self._stack.__exit__(kind, error, None)

    def write(self, outcome: Cleaned | Unreadable) -> None:
        """One outcome; what is unreadable or unchanged goes out as it came in."""
        while self._current is None or self._current.source.path != outcome.path:
            self._finish()
            self._begin(next(self._todo))
        if self._current.source.records:
            self._write_record(outcome)
        elif self._stream is not None:
            self._write_text(outcome, self._stream)

    def _begin(self, destination: Destination) -> None:
        self._current, self._line_number = destination, 0
        self._stream = self._stack.enter_context(new_file(destination.file, like=destination.source.file))
        self._lines = self._stack.enter_context(_Raw(self._inputs, destination.source)).lines()

    def _finish(self) -> None:
        if self._current is not None and self._current.source.records and self._stream is not None:
            self._stream.writelines(self._lines)
        self._stack.close()
        self._current = self._stream = None

    def _write_record(self, outcome: Cleaned | Unreadable) -> None:
        assert self._stream is not None
        record = outcome.record or 0
        for line in self._lines:
            self._line_number += 1
            if self._line_number < record:
                self._stream.write(line)
                continue
            changed = isinstance(outcome, Cleaned) and outcome.edits
            self._stream.write(self._changed(line, outcome) if changed else line)
            return

    def _changed(self, line: bytes, outcome: Cleaned | Unreadable) -> bytes:
        assert isinstance(outcome, Cleaned)
        return with_text(line, self._text_field, outcome.text, outcome.encoding)

    def _write_text(self, outcome: Cleaned | Unreadable, stream: IO[bytes]) -> None:
        if isinstance(outcome, Cleaned) and outcome.edits:
            stream.write(cleaned_bytes(outcome))
        else:
            stream.writelines(self._lines)


class _Raw:
    """The bytes of an input file once more, as lines."""

    def __init__(self, inputs: Inputs, source: Source) -> None:
        self._stream, self._raw = inputs.open(source)

    def __enter__(self) -> _Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def lines(self) -> Iterator[bytes]:
        """Lines, with their ends."""
        return iter(self._stream.readline, b"")


def encoding_of(cleaned: Cleaned) -> str:
    """The encoding that the cleaned text goes out in: the old one, or UTF-8 where that lacks a character."""
    try:
        encode(cleaned.text, cleaned.encoding, False)
    except UnicodeEncodeError:
        return "utf-8"
    return cleaned.encoding


def cleaned_bytes(cleaned: Cleaned) -> bytes:
    """The cleaned text as the bytes of its file."""
    encoding = encoding_of(cleaned)
    return encode(cleaned.text, encoding, cleaned.bom and encoding == cleaned.encoding)
