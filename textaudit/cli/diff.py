"""A unified diff of a cleaned document, safe to show on a terminal."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from textaudit.model import Cleaned
from textaudit.reporters.shared.escape import visible

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_RESET = "\x1b[0m"


def diff_text(cleaned: Cleaned, colour: bool) -> str:
    """The diff of source and cleaned text, line by line."""
    name = visible(cleaned.path or cleaned.id) + ("" if cleaned.record is None else f":{cleaned.record}")
    before, after = _LINE.findall(cleaned.source), _LINE.findall(cleaned.text)
    lines = difflib.unified_diff(before, after, name, f"{name} (cleaned)", n=1)
    return "".join(_shown(lines, colour))


def _shown(lines: Iterator[str], colour: bool) -> Iterator[str]:
    for line in lines:
        mark, rest = line[0], line[1:].rstrip("\r\n")
        shown = mark + visible(rest)
        header = line.startswith(("---", "+++"))
        yield (
            f"{_COLOURS[mark]}{shown}{_RESET}" if colour and mark in _COLOURS and not header else shown
        ) + "\n"
