"""The user's cache folder. What lies there may vanish at any time; that costs time only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO


def default_cache_dir() -> Path | None:
    """The user's cache folder, or what TEXTAUDIT_CACHE_DIR names; ``None`` where that is empty."""
    named = os.environ.get("TEXTAUDIT_CACHE_DIR")
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    return Path(platformdirs.user_cache_dir("textaudit", appauthor=False))


def default_data_dir() -> Path:
    """The user's folder for what textaudit installs, or what TEXTAUDIT_DATA_DIR names."""
    named = os.environ.get("TEXTAUDIT_DATA_DIR")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("textaudit", appauthor=False))


def read_cached(folder: Path | None, name: str) -> bytes | None:
    """What was stored under *name*, or ``None``."""
    if folder is None:
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:
        return None


def write_cached(folder: Path | None, name: str, data: bytes) -> None:
    """Store *data* under *name*, whole or not at all; a folder that cannot be written is no error."""
    if folder is None:
        return
    with contextlib.suppress(OSError), replacing(folder / name) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream that becomes the file *path* when all went well; until then nobody sees any of it.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
