"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from textaudit.errors import InputError
from textaudit.readers.compression import compressed


@contextmanager
def new_file(path: Path, like: Path | None = None, pack: bool = True) -> Iterator[IO[bytes]]:
    """A stream that becomes the file *path* when all went well.

    What is no regular file, like a device or a pipe, is written to at once; nothing takes its place.

    Args:
        like: a file whose permissions the new one takes over.
        pack: whether it is compressed if its ending says so.

    Raises:
        InputError: the folder cannot be written to.
    """
    if path.exists() and not path.is_file():
        with _opened(path, "wb") as raw:
            yield from _through(raw, path, pack)
        return
    temporary = path.parent / f".{path.name[:60]}.{secrets.token_hex(4)}"
    try:  # from before the file is there, so that an interrupt at any time takes it away
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = open(temporary, "xb", opener=_for_us_alone)  # noqa: SIM115 - closed below
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}") from None
        with file as raw:
            yield from _through(raw, path, pack)
            raw.flush()
            os.fsync(raw.fileno())
        _take_permissions(temporary, like)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


@contextmanager
def growing_file(path: Path) -> Iterator[IO[bytes]]:
    """A stream into the file *path*, which is there from the beginning and stays whatever happens.

    Left by an error while it is empty, it goes.

    Raises:
        InputError: the file exists, or cannot be written.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _opened(path, "xb") as raw:
            yield from _through(raw, path, pack=True)
    except InputError:
        raise
    except BaseException:
        with suppress(OSError):
            if not path.stat().st_size:
                path.unlink()
        raise


def _through(raw: IO[bytes], path: Path, pack: bool) -> Iterator[IO[bytes]]:
    stream = compressed(raw, path.name) if pack else raw
    try:
        yield stream
    except BaseException:  # the file goes; what the stream still holds must not be written later
        with suppress(Exception):
            stream.close()
        raise
    if stream is not raw:
        stream.close()


def _opened(path: Path, mode: str) -> IO[bytes]:
    try:
        return path.open(mode)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _take_permissions(temporary: Path, like: Path | None) -> None:
    if like is not None and like.exists():
        shutil.copymode(like, temporary)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(temporary, 0o666 & ~mask)
