"""Opens plain and compressed files alike. Owns zstandard."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import IO

ENDINGS = (".gz", ".zst")
_BUFFER = 1 << 17


class DecompressionError(OSError):
    """A compressed stream that is broken or ends too early."""


def bare_name(name: str) -> str:
    """*name* without the ending of a compression.

    >>> bare_name("pages.jsonl.zst")
    'pages.jsonl'
    """
    return next((name[: -len(ending)] for ending in ENDINGS if name.endswith(ending)), name)


def open_bytes(path: Path) -> tuple[IO[bytes], IO[bytes]]:
    """The decompressed stream, and the file under it, whose position tells how far reading is."""
    raw = path.open("rb", buffering=_BUFFER)
    return decompressed(raw, path.name), raw


def decompressed(raw: IO[bytes], name: str) -> IO[bytes]:
    """*raw* as what it holds, by the ending of *name*; reading may raise what `FAILURES` lists."""
    if name.endswith(".gz"):
        return io.BufferedReader(gzip.GzipFile(fileobj=raw, mode="rb"), _BUFFER)
    if name.endswith(".zst"):
        import zstandard

        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return io.BufferedReader(_Whole(reader, raw), _BUFFER)
    return raw


class _Whole(io.RawIOBase):
    """A zstd stream that says so when it ends in the middle of a frame."""

    def __init__(self, reader: IO[bytes], raw: IO[bytes]) -> None:
        self._reader, self._raw = reader, raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        import zstandard

        try:
            data = self._reader.read(len(buffer))
        except zstandard.ZstdError as error:
            raise DecompressionError(str(error)) from None
        buffer[: len(data)] = data
        return len(data)


def compressed(data: IO[bytes], name: str) -> IO[bytes]:
    """A stream that compresses what is written to it into *data*, by the ending of *name*, the same every time."""
    if name.endswith(".gz"):
        return gzip.GzipFile(filename="", fileobj=data, mode="wb", mtime=0)  # type: ignore[return-value]
    if name.endswith(".zst"):
        import zstandard

        return zstandard.ZstdCompressor().stream_writer(data, closefd=False)
    return data


# What reading a broken file may raise.
FAILURES = (OSError, EOFError, zlib.error)
