"""Opens plain and compressed files alike. Owns zstandard."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

ENDINGS = (".gz", ".zst")
_BUFFER = 1 << 17
_ZSTD_STEP = 256  # a byte may stand for 32 kB, and all that comes of one step is held


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
        return io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=raw, mode="rb").read1), _BUFFER)
    if name.endswith(".zst"):
        return io.BufferedReader(_Unpacked(_zstd_pieces(raw)), _BUFFER)
    return raw


class _Unpacked(io.RawIOBase):
    """A stream of pieces, each handed on as it comes, so that all that stands before a broken place is read.

    Args:
        piece: gives at most so many bytes, none at the end.
    """

    def __init__(self, piece: Callable[[int], bytes]) -> None:
        self._piece = piece

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._piece(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _zstd_pieces(raw: IO[bytes]) -> Callable[[int], bytes]:
    """What gives the content of *raw* piece by piece, and says so when that ends in the middle of a frame.

    The stream reader of zstandard takes such an end for a whole one.
    """
    import zstandard

    def contents() -> Iterator[bytes]:
        frame = None
        try:
            while data := raw.read(_ZSTD_STEP):
                while data:
                    frame = frame or zstandard.ZstdDecompressor().decompressobj()
                    yield frame.decompress(data)
                    data = frame.unused_data
                    if frame.eof:
                        frame = None
        except zstandard.ZstdError as error:
            raise DecompressionError(str(error)) from None
        if frame is not None:
            raise DecompressionError("it ends in the middle of a frame")

    source, rest = contents(), memoryview(b"")

    def piece(most: int) -> bytes:
        nonlocal rest
        while not rest:
            following = next(source, None)
            if following is None:
                return b""
            rest = memoryview(following)
        first, rest = rest[:most], rest[most:]
        return bytes(first)

    return piece


def compressed(data: IO[bytes], name: str) -> IO[bytes]:
    """A stream that compresses what is written to it into *data*, by the ending of *name*, the same every time."""
    if name.endswith(".gz"):
        return gzip.GzipFile(filename="", fileobj=data, mode="wb", mtime=0)  # type: ignore[return-value]
    if name.endswith(".zst"):
        import zstandard

        writer = zstandard.ZstdCompressor().stream_writer(data, closefd=False)
        return io.BufferedWriter(writer, _BUFFER)  # type: ignore[type-var]
    return data


# What reading a broken file may raise.
FAILURES = (OSError, EOFError, zlib.error)
