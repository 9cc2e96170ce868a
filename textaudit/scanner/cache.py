"""Compiled pattern databases on disk, by fingerprint. A cache that is missing, stale or broken costs time only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


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
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, folder / name)
        except OSError:
            os.unlink(temporary)
