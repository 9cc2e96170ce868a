"""From bytes to text and back: UTF-8 first, byte-order marks next, a guess last. Owns charset-normalizer."""

from __future__ import annotations

import codecs
from typing import NamedTuple

# Longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 50_000
_MOSTLY_ASCII = 0.7
_NOT_ASCII = bytes(range(128, 256))
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "latin_1", "mac_roman")
_LIKELY = ("cp1252", "latin-1")  # tried when a guess does not fit the whole


class Decoded(NamedTuple):
    """A text and how it was encoded."""

    text: str
    encoding: str
    bom: bool


def decode(data: bytes) -> Decoded | str:
    """Decode *data*, or say in a few words why not.

    The result always encodes back to the same bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return Decoded(text, encoding, True) if text is not None else f"broken {encoding.upper()}"
    text = _strictly(data, "utf-8")
    if text is not None:
        return "looks binary, not text" if _is_binary(data) else Decoded(text, "utf-8", False)
    if _is_binary(data):
        return "looks binary, not text"
    return _guessed(data) or "no encoding fits its bytes"


def encode(text: str, encoding: str, bom: bool) -> bytes:
    """The inverse of `decode`.

    Raises:
        UnicodeEncodeError: *text* has characters that *encoding* lacks.
    """
    mark = next(mark for mark, name in _MARKS if name == encoding) if bom else b""
    return mark + text.encode(encoding)


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    # Where most bytes are ASCII the rest are accents: left to itself the guess for short texts is often East Asian.
    latin = len(sample.translate(None, _NOT_ASCII)) > _MOSTLY_ASCII * len(sample)
    guesses = [guess.encoding for guess in from_bytes(sample, cp_isolation=list(_LATIN) if latin else None)]
    for encoding in dict.fromkeys((*guesses, *_LIKELY)):
        text = _strictly(data, encoding)
        if text is not None and text.encode(encoding, "ignore") == data:
            usual = (
                "cp1252" if _strictly(data, "cp1252") == text else encoding
            )  # the same text by its common name
            return Decoded(text, codecs.lookup(usual).name, False)
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_binary(data: bytes) -> bool:
    """More than one NUL in a hundred bytes is no text."""
    return data.count(0) * 100 > len(data)
