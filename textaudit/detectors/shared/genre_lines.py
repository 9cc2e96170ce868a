"""Lines that texts of one genre share whoever wrote them: headings, greetings, licences. No site put them there."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "genre_lines.json"
_SIGNS = re.compile(r"^[\W\d_]+|[\W_]+$")
_NUMBER_BEFORE = re.compile(r"^(?:[ivxlc]+|[a-z])[.)]\s+")
_NOTICE = re.compile(r"©|copyright (?:by )?(?:\(c\) )?\d|all rights reserved")
_GREETING_CHARS = 40
_REMEMBERED = 4_000  # lines
_SENTENCE_SPACES = 5
_NUMERAL = r"(?:\s+(?:no\.?|nr\.?|№))?(?:\s+\S{1,12}){1,2}"


@lru_cache(_REMEMBERED)
def is_genre_line(line: str) -> bool:
    """Whether *line* belongs to its genre: a usual heading, a greeting, a licence, a legal formula.

    >>> is_genre_line("2. Materials and Methods:"), is_genre_line("Chapter XIV"), is_genre_line("Latest news")
    (True, True, False)
    """
    bare = _NUMBER_BEFORE.sub("", _bare(line))
    return (
        bare in _headings()
        or _greeting().match(bare) is not None
        or _numbered().fullmatch(bare) is not None
        or is_licence(line)
    )


@lru_cache(_REMEMBERED)
def is_licence(line: str) -> bool:
    """Whether *line* is of a licence, a warranty or a contract, or a legal formula.

    >>> is_licence("Redistribution is permitted."), is_licence("License")
    (True, False)
    """
    folded = " ".join(line.lower().split())
    if _words_of("licence_words").search(folded):
        return True
    if folded.count(" ") < _SENTENCE_SPACES or _NOTICE.search(folded):
        return False
    return _words_of("licence_sentences").search(folded) is not None


@lru_cache(_REMEMBERED)
def is_greeting(line: str) -> bool:
    """Whether *line* is what letters and speeches begin or end with, and no more: names follow.

    >>> is_greeting("Yours sincerely,"), is_greeting("Thanks to the rain the river was high again.")
    (True, False)
    """
    return len(line) <= _GREETING_CHARS and _greeting().match(_bare(line)) is not None


def _bare(line: str) -> str:
    """In lower case, without signs and numbers before it and signs behind it."""
    return _SIGNS.sub("", " ".join(line.lower().split()))


@cache
def _headings() -> frozenset[str]:
    languages = _data()["headings"].items()
    return frozenset(line for code, lines in languages if code != "note" for line in lines)


@cache
def _greeting() -> re.Pattern[str]:
    """A greeting that a line begins with, as whole words where its script has such."""
    return re.compile(f"(?:{_either(_data()['sign_offs']['all'])})")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _data()['numbered']['all']))}){_NUMERAL}")


@cache
def _words_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(words)}" for words in _data()[kind]["all"]))


def _either(phrases: list[str]) -> str:
    """Whole words where letters stand apart; scripts without spaces know no edges."""
    return "|".join(re.escape(p) + (r"\b" if p.isascii() or ord(p[-1]) < 0x3000 else "") for p in phrases)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data
