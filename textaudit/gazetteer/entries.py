"""One entry of a list becomes a `Name`, or a mistake that says what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from textaudit.gazetteer.keys import words_of
from textaudit.model import Kind, Name

COLUMNS: Final = "name,aliases,kind,context"
_JOINED: Final = "|"
_MOST_WORDS: Final = 30
_MOST_CHARACTERS: Final = 500
_SPELT: Final[Mapping[str, Kind]] = {
    "": "", "person": "person", "place": "place", "organisation": "organisation",
    "organization": "organisation", "org": "organisation",
}  # fmt: skip
_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")
_SHOWN: Final = 40


class ListMistakeError(Exception):
    """What is wrong with a list, and what to do; *line* is 0 where that is the list as a whole."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def made_name(text: str, aliases: str = "", kind: str = "", context: str = "") -> Name:
    """The name that these texts are; aliases and context are joined by ``|``.

    Raises:
        ListMistakeError: one of them is no text of its kind.
    """
    return _name(text, aliases.split(_JOINED), kind, context.split(_JOINED))


def from_json(line: str) -> Name | None:
    """The name that a line of JSON is; ``None`` for an object that holds nothing.

    Raises:
        ListMistakeError: it is no object, or a value is of another type.
    """
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise ListMistakeError(
            f"broken JSON at column {error.colno}: {error.msg}; write one object a line"
        ) from None
    except (RecursionError, ValueError):
        raise ListMistakeError(
            "broken JSON: too deep, or a number too large; write one object a line"
        ) from None
    if not isinstance(entry, dict):
        raise ListMistakeError(
            'is JSON, but no object; write {"name": "...", "aliases": [...], "kind": "..."} a line'
        )
    text, kind = (_text(entry, key) for key in ("name", "kind"))
    aliases, context = (_texts(entry, key) for key in ("aliases", "context"))
    return _name(text, aliases, kind, context) if text.strip() or any(aliases) or kind else None


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ListMistakeError(f"'{key}' is {json.dumps(value)[:_SHOWN]}; write a text")
    return value


def _texts(entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    if value is None or isinstance(value, str):
        return (value or "").split(_JOINED)
    raise ListMistakeError(f"'{key}' is {json.dumps(value)[:_SHOWN]}; write a list of texts")


def _name(text: str, aliases: list[str], kind: str, context: list[str]) -> Name:
    whole = _spelling(text, "name")
    if not whole:
        raise ListMistakeError("has no name; write one, or take the line out")
    others = dict.fromkeys(_spelling(alias, "alias") for alias in aliases)
    kept = tuple(alias for alias in others if alias and alias != whole)
    near = dict.fromkeys(_clean(words, "context") for words in context)
    return Name(whole, kept, _kind(kind), tuple(words for words in near if words))


def _kind(kind: str) -> Kind:
    known = _SPELT.get(kind.strip().lower())
    if known is None:
        raise ListMistakeError(f"unknown kind {shown(kind)}; expected person, place, organisation or nothing")
    return known


def _spelling(text: str, what: str) -> str:
    """*text* with single spaces, if it can be a name; empty where it is."""
    text = _clean(text, what)
    if not text:
        return ""
    words = words_of(text)
    if not words:
        raise ListMistakeError(f"the {what} {shown(text)} has no letters; take it out")
    if len(words) > _MOST_WORDS:
        raise ListMistakeError(f"the {what} {shown(text)} has {len(words):,} words; write one name a line")
    if len(text) > _MOST_CHARACTERS:
        raise ListMistakeError(
            f"the {what} {shown(text)} has {len(text):,} characters; write one name a line"
        )
    return text


def _clean(text: str, what: str) -> str:
    text = text.strip(" \t\r\n")
    refused = _REFUSED.search(text)
    if refused:
        raise ListMistakeError(f"{_unwanted(refused.group())} in the {what}; {_remedy(refused.group())}")
    return " ".join(text.split())


def _unwanted(sign: str) -> str:
    names = {"\x00": "a NUL character", "\t": "a tab", "\ufffd": "a replacement character (a lost letter)"}
    return names.get(sign, f"a control character (U+{ord(sign):04X})")


def _remedy(sign: str) -> str:
    remedies = {
        "\x00": "save the list as UTF-8 text",
        "\t": f"write one name a line, or a CSV with {COLUMNS}",
        "\r": "save the list with a line end behind each name",
        "\ufffd": "write the name as it is right",
    }
    return remedies.get(sign, "take it out")


def shown(text: str) -> str:
    """*text* as a message shows it."""
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
