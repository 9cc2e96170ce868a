"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from textaudit.errors import InputError
from textaudit.readers.compression import compressed


@contextmanager
def new_file(path: Path, like: Path | None = None, whole: bool = True) -> Iterator[IO[bytes]]:
    """A stream that becomes the file *path* when all went well; compressed if its ending says so.

    Args:
        like: a file whose permissions the new one takes over.
        whole: false keeps what was written before an error, as a ledger must of files already replaced.

    Raises:
        InputError: the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as raw:
            stream = compressed(raw, path.name)
            yield stream
            if stream is not raw:
                stream.close()
            raw.flush()
            os.fsync(raw.fileno())
        _take_permissions(temporary, like)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary) if whole else os.replace(temporary, path)
        raise


def _take_permissions(temporary: str, like: Path | None) -> None:
    if like is not None and like.exists():
        shutil.copymode(like, temporary)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(temporary, 0o666 & ~mask)
