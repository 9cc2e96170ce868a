"""Cleans scraped text and audits its quality.

>>> from textaudit import audit, clean
>>> clean("Rain fell on\\u00ad Oslo.").text
'Rain fell on Oslo.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from textaudit.api import audit, audit_paths, clean
    from textaudit.settings import Settings

__all__ = ["Settings", "__version__", "audit", "audit_paths", "clean"]


def __getattr__(name: str) -> object:
    """Import on first use, so that ``textaudit --version`` stays instant."""
    if name == "Settings":
        from textaudit.settings import Settings

        return Settings
    if name in ("audit", "audit_paths", "clean"):
        from textaudit import api

        return getattr(api, name)
    raise AttributeError(f"module 'textaudit' has no attribute '{name}'")
