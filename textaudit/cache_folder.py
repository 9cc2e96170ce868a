"""The user's cache folder. What lies there may vanish at any time; that costs time only."""

from __future__ import annotations

import os
from pathlib import Path


def default_cache_dir() -> Path | None:
    """The user's cache folder, or what TEXTAUDIT_CACHE_DIR names; ``None`` where that is empty."""
    named = os.environ.get("TEXTAUDIT_CACHE_DIR")
    if named is not None:
        return Path(named) if named else None
    import platformdirs

    return Path(platformdirs.user_cache_dir("textaudit", appauthor=False))
