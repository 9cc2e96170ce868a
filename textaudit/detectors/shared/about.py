"""Passages that speak of code, markup or encodings: what is damage elsewhere is an example there."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_ENCODINGS = re.compile(
    r"mojibake|utf-?8|unicode|latin-?1|iso.?8859|(?:windows|cp).?125\d|encoding|encodage|codificaci|kodierung"
    r"|кодировк|文字化け|乱码|文字コード|replacement character",
    re.IGNORECASE,
)
_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "program_words.json"
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]{1,600}>")
# A text of which more than one word in so many belongs to programming is about it.
_MIN_CODE_WORDS, _WORDS_PER_CODE_WORD = 2, 80
_LOOK_AROUND = 200  # code points before and after a block in which the subject is looked for


def speaks_of_encodings(passage: str) -> bool:
    """Whether a passage is about character encodings.

    >>> speaks_of_encodings("Read as Latin-1, é turns into two letters.")
    True
    """
    return bool(_ENCODINGS.search(passage))


def speaks_of_markup(text: str, start: int, end: int) -> bool:
    """Whether the words from *start* to *end*, or shortly around, are about markup; tags themselves do not count.

    >>> speaks_of_markup("The <b> tag makes text bold.", 0, 28), speaks_of_markup("<b>Rain</b>", 0, 11)
    (True, False)
    """
    return _count(_TAG.sub(" ", _around(text, start, end)), "markup") > 0


def speaks_of_code(text: str, start: int, end: int) -> bool:
    """Whether the words from *start* to *end*, or shortly around, are about programs.

    >>> speaks_of_code("Escape a quote with a backslash.", 0, 5), speaks_of_code("It is late.", 0, 11)
    (True, False)
    """
    return _count(_around(text, start, end), "code") > 0


def is_about_code(text: str) -> bool:
    """Whether so many words of a text belong to programming and markup that it must be about them."""
    found = _count(text, "code")
    found += _count(_TAG.sub(" ", text), "markup")
    return found >= _MIN_CODE_WORDS and found * _WORDS_PER_CODE_WORD > text.count(" ")


def _count(text: str, subject: str) -> int:
    """How many words of a *subject* stand in a text."""
    text = text.lower()
    words, phrases = words_about(subject), _data()[f"{subject}_phrases"]
    return sum(map(words.__contains__, _WORD.findall(text))) + sum(map(text.count, phrases))


@cache
def words_about(subject: str) -> frozenset[str]:
    """The words that `data/program_words.json` lists for a subject: ``code``, ``markup`` or ``tools``."""
    return frozenset(_data()[subject].split())


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _LOOK_AROUND) : min(len(text), end + _LOOK_AROUND)]
