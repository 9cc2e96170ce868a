"""The user's cache folder. What lies there may vanish at any time; that costs time only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def default_cache_dir() -> Path | None:
    """The user's cache folder, or what TEXTAUDIT_CACHE_DIR names; ``None`` where that is empty."""
    named = os.environ.get("TEXTAUDIT_CACHE_DIR")
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    return Path(platformdirs.user_cache_dir("textaudit", appauthor=False))


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
