"""Scraped text is hostile: what could steer a terminal or a page is made visible."""

from __future__ import annotations

import re

# Controls (with ESC and C1), direction marks, line separators, tags, and all that is drawn as nothing.
_NEVER = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Joiners hold emoji, Indic and Arabic letters together, selectors choose how one is drawn; anywhere else
# they only hide something.
_JOINED = "[\u0300-\u1fff\u2190-\u2bff\u3040-\ud7ff\ufe0f\ufe20-\ufefc\U00010000-\U000dffff]"
_UNSAFE = re.compile(
    f"[{_NEVER}]"
    f"|(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"
    "|(?<![0-9#*\u00a1-\ufdff\ufe10-\U0010ffff])[\ufe00-\ufe0f]"
)
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": " "}

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~&$]")
# What GitHub and others make links and mentions of, even where it is escaped: broken by an invisible space.
_AUTOLINK = re.compile(r"(?<=:)(?=//)|(?<=[@#!])(?=\w)|(?<=www)(?=\.)", re.IGNORECASE)


def visible(text: str) -> str:
    r"""*text* on one line, with characters that nobody would see, or that would act, written out.

    >>> visible("red \x1b[31m")
    'red \\x1b[31m'
    """
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    character = match.group()
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def shortened(text: str, length: int) -> str:
    """*text* with its middle left out, if it is longer than *length* code points."""
    if len(text) <= length:
        return text
    head = (length - 1) * 2 // 3
    return f"{text[:head]}…{text[len(text) - (length - 1 - head) :]}"


def markdown(text: str) -> str:
    """*text* as Markdown that shows it within a line or a table cell, and does nothing else.

    No markup, link, table cell, HTML, formula or mention comes of it.
    """
    shown = visible(text)
    if shown.isspace():
        return "␣" * len(shown)
    return _MARKDOWN.sub(r"\\\g<0>", _AUTOLINK.sub("\u200b", shown))
