"""ftfy, which knows how text comes to be decoded wrongly. Loading it takes a tenth of a second: on first use."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _ftfy() -> Any:
    import ftfy

    return ftfy


def repaired(text: str) -> str:
    """*text* with wrong decoding undone, or as it is. Nothing but the encoding is touched.

    >>> repaired("cafÃ©")
    'café'
    """
    return str(_ftfy().fix_encoding(text))


def is_bad(text: str) -> bool:
    """Whether *text* holds sequences that hardly anybody writes on purpose."""
    return bool(_ftfy().badness.is_bad(text))
