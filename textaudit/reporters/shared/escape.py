"""Scraped text is hostile: what could steer a terminal or a page is made visible."""

from __future__ import annotations

import re

# Controls (with ESC and C1), bidirectional marks, other invisible format characters, line separators, tags.
_UNSAFE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
# Joiners hold emoji and Indic letters together; alone they move nothing.
_HARMLESS = {"\u200c", "\u200d"}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+!|~&-]")


def visible(text: str) -> str:
    r"""*text* on one line, with characters that nobody would see, or that would act, written out.

    >>> visible("red \x1b[31m")
    'red \\x1b[31m'
    """
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    character = match.group()
    if character in _HARMLESS:
        return character
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": " "}[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def shortened(text: str, length: int) -> str:
    """*text* with its middle left out, if it is longer than *length*."""
    if len(text) <= length:
        return text
    head = (length - 1) * 2 // 3
    return f"{text[:head]}…{text[len(text) - (length - 1 - head) :]}"


def markdown(text: str) -> str:
    """*text* as Markdown that shows it and does nothing else."""
    return _MARKDOWN.sub(r"\\\g<0>", visible(text)).replace("://", ":\u200b//")
