"""Tags of forum software in square brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_markup
from textaudit.model import Document, Match, Pattern, Role

_NAMES = "b|i|u|s|quote|url|img|color|size|font|code|list|spoiler|center|left|right|youtube|email|sub|sup|table|tr|td"
_NAME = re.compile(r"\[/?([a-z]+)", re.IGNORECASE)


class Bbcode(Detector):
    """Tags such as ``[b]`` that have a partner in the text, or a value as in ``[url=...]``."""

    def patterns(self) -> Mapping[str, Pattern]:
        """Opening and closing tags."""
        return {
            "tag": Pattern(rf"\[(?:/(?:{_NAMES})|(?:{_NAMES})(?:=[^\[\]]{{1,300}})?)\]", ignore_case=True)
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per tag."""
        text = document.text
        tags = [(hit, text[hit.start : hit.end].lower()) for hit in context.hits["tag"]]
        opened = {_name(tag) for _, tag in tags if tag[1] != "/"}
        closed = {_name(tag) for _, tag in tags if tag[1] == "/"}
        for hit, tag in tags:
            believed = _name(tag) in opened & closed or "=http" in tag or '="http' in tag
            is_code = context.notes.role(context.notes.blocks[hit.block]) is Role.CODE
            if believed and not is_code and not speaks_of_markup(text, hit.start, hit.end):
                yield Match(hit.span, replacement="")


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1] if match else ""
