"""Where sentences end."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from textaudit.model import Span

_DATA = Path(__file__).resolve().parent.parent / "data" / "abbreviations.json"
_CLOSERS = "\"'”’»)\\]“›"
# A stop with what closes after it, before white space or the end; East Asian stops need no space.
_CANDIDATE = re.compile(rf"[.!?…؟۔।॥]+[{_CLOSERS}]*(?=\s|$)|[。！？]+[」』”’）】]*")
_OPENERS = "\"'“„‘«([¿¡—–- \t\n\r\u00a0"
_LAST_TOKEN = 24  # longer ones are no abbreviations
_MONTHS = re.compile(
    r"(?:jan|feb|mär|märz|apr|mai|jun|jul|aug|sep|okt|nov|dez|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro|"
    r"oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|jahrhundert|klasse|liga|runde|platz)",
    re.IGNORECASE,
)


def sentences_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the sentences between two offsets, without white space at their edges.

    Abbreviations, initials, ordinals and decimals do not end a sentence, nor does any stop before a word
    in lower case.
    """
    spans: list[Span] = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() < end and not _ends_sentence(text, match, begin, end):
            continue
        spans.append(Span(begin, match.end()))
        begin = _skip_space(text, match.end(), end)
    if begin < end:
        spans.append(Span(begin, end))
    return tuple(spans)


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends_sentence(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    mark = match.group()
    if mark[0] in "。！？":
        return not (mark[-1] in "」』”’）】" and text[match.end()] in "とってと、，")
    following = text[match.end() : min(end, match.end() + 12)].lstrip(_OPENERS)
    if following[:1].islower():
        return False
    if mark.rstrip(_CLOSERS + "]") != ".":
        return True
    return not _is_abbreviation(text[max(begin, match.start() - _LAST_TOKEN) : match.start()], following)


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether a single stop belongs to the word *before* it."""
    token = before[max(before.rfind(" "), before.rfind("\n"), before.rfind("\u00a0")) + 1 :].lstrip(
        "(\"'“„«["
    )
    if len(token) == 1 and token.isalpha():
        return token.isupper() and token != "I"  # an initial
    if token.isdigit():
        return len(token) <= 2 and (before.strip() == token or bool(_MONTHS.match(following)))
    lower = token.lower()
    never, may = _abbreviations()
    if lower in may:
        return not following[:1].isupper()
    if lower in never:
        return True
    # Dotted forms: "U.S." before a capital may be either; a name or noun follows more often than a sentence.
    return len(token) >= 3 and all(len(part) == 1 for part in token.split(".")) and "." in token


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    may = frozenset(data["may_end"].split())
    return frozenset(word for words in data["never_end"].values() for word in words.split()) - may, may
