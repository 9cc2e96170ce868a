"""The kinds of fault. A rule's id begins with one of these."""

from __future__ import annotations

from typing import Final

CATEGORIES: Final = (
    "boilerplate",
    "truncation",
    "fragment",
    "broken-join",
    "garbled-name",
    "mistranslation",
    "grammar",
    "mojibake",
    "markup",
    "duplicate",
    "wrong-language",
    "ocr",
    "spacing",
)
