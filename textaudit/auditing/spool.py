"""Documents that can be read only once, kept on disk to be read again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from types import TracebackType
from typing import IO, Self

import orjson

from textaudit.model import Document, SourceText

_SOURCE = [field.name for field in fields(Document)].index("source")


class Spool:
    """An iterable of documents that can be gone through more than once. A context manager: the file goes with it.

    Args:
        documents: gone through once.
        again: whether a second time is wanted; without it nothing is kept.
    """

    def __init__(self, documents: Iterable[Document], again: bool = True) -> None:
        self._fresh: Iterator[Document] | None = iter(documents)
        self._file: IO[bytes] | None = tempfile.TemporaryFile() if again else None  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def __iter__(self) -> Iterator[Document]:
        if self._fresh is None:
            yield from self._kept()
            return
        for document in self._fresh:
            if self._file is not None:
                self._file.write(orjson.dumps(astuple(document), option=orjson.OPT_APPEND_NEWLINE))
            yield document
        self._fresh = None

    def _kept(self) -> Iterator[Document]:
        assert self._file is not None, "a second pass that was not asked for"
        self._file.seek(0)
        for line in self._file:
            row = orjson.loads(line)
            row[_SOURCE] = row[_SOURCE] and SourceText(*row[_SOURCE])
            yield Document(*row)
