"""Cards for templates: phrases, cases, and the documents that prove them, for a person to review."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from textaudit.annotate.words import count_words
from textaudit.mining.templates import Template, TemplateLine
from textaudit.reporters.shared.escape import shortened, visible
from textaudit.rulebook.card import CLOSE, OPEN, card_text

_DATA = Path(__file__).resolve().parent.parent / "data" / "neutral_text.json"
_CATEGORY = "boilerplate"
_SURE_WORDS = 4  # a shorter line may be a heading, and counts only beside another
_LONGEST = 400  # code points of a phrase
_MOST_SIGNS = 8  # in front of a phrase, as the scanner looks for them
_CASE_LINES = 12
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A card that waits for review: its rule's id and its text."""

    rule_id: str
    text: str


def proposals(templates: Iterable[Template], min_documents: int) -> Iterator[Proposal]:
    """A card for each template that has enough to go by: a line that no text has by itself, or two together."""
    every = list(templates)
    folders = Counter(map(_folder, every))
    names: set[str] = set()
    for template in every:
        phrases = [n.text for n in template.lines if n.documents >= min_documents and _is_phrase(n)]
        if len(phrases) < 2 and not any(map(_is_sure, phrases)):
            continue
        folder = _folder(template)
        name = _unique(_name([folder, *phrases] if folders[folder] == 1 else phrases), names)
        text = _comment(template, len(phrases)) + card_text(_card(template, phrases))
        yield Proposal(f"{_CATEGORY}/{name}", text)


def _is_phrase(line: TemplateLine) -> bool:
    """Whether a line can stand on a card: same everywhere, not too long, with nothing in it that nobody sees."""
    text = line.text
    signs = next((n for n, character in enumerate(text) if character.isalnum()), len(text))
    return (
        not line.varies
        and len(text) <= _LONGEST
        and signs <= min(_MOST_SIGNS, len(text) - 1)
        and visible(text) == text
        and OPEN not in text
        and CLOSE not in text
        and all(text not in lines.values() for lines in _neutral().values())
    )


def _is_sure(text: str) -> bool:
    return count_words(text, len(text.split())) >= _SURE_WORDS


def _card(template: Template, phrases: Sequence[str]) -> dict[str, Any]:
    language = template.language or "any"
    lists = {
        "whole": [phrase for phrase in phrases if _is_sure(phrase)],
        "paired": [phrase for phrase in phrases if not _is_sure(phrase)],
    }
    neutral = _neutral().get(language, _neutral()["en"])
    before, after = neutral["before"], neutral["after"]
    return {
        "summary": f"Lines of a site's template were scraped along: {shortened(phrases[0], _SHOWN)}",
        "why": f"{template.documents} documents of one crawl have them around their text; they are the site's.",
        "severity": {"sure": "warning", "likely": "warning"},
        "detector": "site-phrase",
        "params": {name: {language: listed} for name, listed in lists.items() if listed},
        "message": "Line of a site's template: {excerpt}",
        "fix": {"edit": "delete", "applicability": "unsafe"},
        "cases": [
            *({"flags": "\n\n".join((before, marked, after))} for marked in _marked(phrases)),
            {"passes": f"{before}\n\n{after}"},
            {"passes": neutral["quoting"].format(shortened(phrases[0], _SHOWN))},
        ],
    }


def _marked(phrases: Sequence[str]) -> Iterator[str]:
    """The lines as they stand on a page, a few at a time, with what is found as one marked as one."""
    for at in range(0, len(phrases), _CASE_LINES):
        lines = phrases[at : at + _CASE_LINES]
        runs = ["\n\n".join(run) for _, run in groupby(lines, key=_is_sure)]
        alone = len(lines) == 1 and not _is_sure(lines[0])
        if not alone:
            yield "\n\n".join(f"{OPEN}{run}{CLOSE}" for run in runs)


def _comment(template: Template, phrases: int) -> str:
    left_out = len(template.lines) - phrases
    lines = [f"Proposed by 'textaudit rule mine' for review. Proof, {template.documents} documents, such as:"]
    lines += [f"  {path}" if record is None else f"  {path}:{record}" for path, record in template.places]
    if left_out:
        lines.append(f"Lines of theirs that vary, or suit no card, and were left out: {left_out}")
    return "".join(f"# {visible(line)}\n" for line in lines)


def _folder(template: Template) -> str:
    """The name of the folder that all its documents lie in, as far as they are files, else nothing."""
    folders = {PurePosixPath(path).parent.name for path, record in template.places if record is None}
    return folders.pop() if len(folders) == 1 else ""


def _name(tries: Iterable[str]) -> str:
    """After the first of some texts that can be written in a rule's id; no rule of ours is called so."""
    return f"mined-{next(filter(None, map(_slug, tries)), 'site')}"


def _slug(text: str) -> str:
    """The first words of a text, in ASCII: a part of a rule's id, or nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain)[:4])[:40].rstrip("-")


def _unique(name: str, names: set[str]) -> str:
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name}-{number}"
    names.add(free)
    return free


@cache
def _neutral() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = json.loads(_DATA.read_text(encoding="utf-8"))["text"]
    return texts
