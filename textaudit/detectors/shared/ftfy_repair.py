"""ftfy, which knows how text comes to be decoded wrongly. Loading it takes a tenth of a second: on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

_MAX_ROUNDS = 5  # text that was damaged more often than this is not worth having


@dataclass(frozen=True, slots=True)
class Repair:
    """What was written, as far as it can be told.

    Attributes:
        text: the repaired text.
        lossy: whether a character of it is lost for good, and U+FFFD stands in its place.
        codec: the codec that the text was wrongly decoded with, where one explains it all.
    """

    text: str
    lossy: bool = False
    codec: str | None = None


@cache
def _ftfy() -> Any:
    import ftfy

    return ftfy


def repaired(text: str) -> Repair | None:
    """*text* with wrong decoding undone, or ``None`` where there is nothing to undo.

    Nothing but the encoding is touched: no quotes, no widths, no composed letters.

        >>> repaired("cafÃ©").text
        'café'
        >>> repaired("CAFÃ") is None
        True
    """
    if not _ftfy().badness.is_bad(text):
        return None
    lossy = "\ufffd" in text
    found = text.replace("â€\ufffd", "â€\x9d")  # of all that end so only ” is common
    steps: list[Any] = []
    for _ in range(_MAX_ROUNDS):
        fixed = _ftfy().fix_encoding_and_explain(found)
        if fixed.text == found:
            break
        found, steps = fixed.text, [*steps, *fixed.explanation]
    if found == text or not _is_better(found, text):
        return None
    plain = [tuple(step) for step in steps]
    whole = len(plain) == 2 and plain[0][0] == "encode" and plain[1] == ("decode", "utf-8")
    return Repair(found, lossy or "\ufffd" in found, str(plain[0][1]) if whole else None)


def decoded_anew(text: str, codec: str) -> Repair | None:
    """*text* as it reads when it was decoded with *codec* and is UTF-8; ``None`` where that is impossible.

    >>> decoded_anew("РІ", "sloppy-windows-1251").text
    'в'
    """
    _ftfy()  # brings the sloppy codecs along
    try:
        found = text.encode(codec).decode("utf-8")
    except UnicodeError:
        return None
    return Repair(found, codec=codec) if found != text and found.isprintable() else None


def _is_better(found: str, text: str) -> bool:
    """Whether a repair leaves less that looks damaged, and nothing that nobody writes."""
    badness = _ftfy().badness.badness
    odd = any(not (c.isprintable() or c in "\u00a0\u00ad\u200b\u200c\u200d\u3000\ufeff\n\t") for c in found)
    return not odd and badness(found) < badness(text)
