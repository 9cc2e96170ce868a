"""How many lines of a site's template are found, and how many of those found are such, by pages of a site.

usage: python -m benchmarks.templates [--sites N] [--seed N]

Sites and texts are made up here, by chance: no two sites share a template, no two pages a text. Beside them stand texts
that share what their genre shares (recipes, papers, letters, statutes, minutes, plays), and copies; no line of theirs
is a template's. Three kinds of pages: `whole`, everything that the site has; `left`, the few lines that an extractor
leaves, some missing on some pages; `mixed`, sites of both kinds in one run.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from textaudit import Settings, audit
from textaudit.model import Document, Result, Severity

RULE = "boilerplate/site-template"
PAGES = (2, 3, 5, 20)

_WORDS = json.loads(Path(__file__).with_name("template_words.json").read_text(encoding="utf-8"))["languages"]


@dataclass(frozen=True)
class Page:
    """One document.

    Attributes:
        template: numbers of the lines that the site put there.
        open: of those that are not judged.
    """

    lines: tuple[str, ...]
    template: frozenset[int]
    open: frozenset[int] = frozenset()


class Language:
    """Sentences and labels of one language, by chance."""

    def __init__(self, code: str, chance: random.Random) -> None:
        self._words: dict[str, Any] = _WORDS[code]
        self._chance = chance

    def _some(self, *kinds: str) -> str:
        return str(self._words["space"]).join(self._chance.choice(self._words[kind]) for kind in kinds)

    def sentence(self) -> str:
        """One of a few hundred."""
        return self._some("subjects", "verbs", "rests") + str(self._words["stop"])

    def paragraph(self) -> str:
        """A few sentences."""
        return str(self._words["space"]).join(self.sentence() for _ in range(self._chance.randint(2, 4)))

    def title(self) -> str:
        """A headline."""
        return f"{self._some('subjects', 'verbs', 'rests')} {self._chance.randint(2, 999)}"

    def menu(self, size: int) -> list[str]:
        """Labels, all different."""
        made = dict.fromkeys(self._some("label_beginnings", "label_ends") for _ in range(3 * size))
        return list(made)[:size]

    def calls(self, size: int, name: str) -> list[str]:
        """Calls to do something, all different."""
        return [call.format(name) for call in self._chance.sample(self._words["calls"], size)]


def site(language: Language, chance: random.Random, pages: int, whole: bool) -> Iterator[Page]:
    """The pages of one site."""
    name = language.menu(1)[0]
    top = [name, *language.menu(chance.randint(4, 9))] if whole else language.menu(chance.choice([0, 0, 3]))
    calls = language.calls(chance.randint(5, 7) if whole else chance.randint(2, 4), name)
    footer = [*calls[2:], f"© 2021 {name}"] if whole else calls[2:]
    for _ in range(pages):
        lines: list[tuple[str, str]] = [(line, "template") for line in top if whole or chance.random() < 0.9]
        lines += [(language.title(), "text")]
        if whole:
            lines += [(f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.2021", "open")]
        lines += [(language.paragraph(), "text") for _ in range(chance.randint(2, 8))]
        lines += [(line, "template") for line in calls[:2] if whole or chance.random() < 0.9]
        if whole:
            lines += [(language.title(), "open") for _ in range(chance.randint(0, 3))]
        lines += [(line, "template") for line in footer if whole or chance.random() < 0.9]
        yield page_of(lines)


def page_of(lines: list[tuple[str, str]]) -> Page:
    kinds = [kind for _, kind in lines]
    numbers = {kind: frozenset(n for n, k in enumerate(kinds) if k == kind) for kind in ("template", "open")}
    return Page(tuple(line for line, _ in lines), numbers["template"], numbers["open"])


def genres(language: Language, chance: random.Random) -> Iterator[Page]:
    """Texts that share lines with others of their genre, and copies."""

    def some(most: int) -> list[str]:
        return [language.paragraph() for _ in range(chance.randint(1, most))]

    def things() -> list[str]:
        return [f"- {chance.randint(1, 9)} {language.title()}" for _ in range(chance.randint(3, 7))]

    def speeches(*speakers: str) -> list[str]:
        return [line for _ in range(6) for line in (chance.choice(speakers), language.sentence())]

    title, sentence = language.title, language.sentence
    makers: list[Callable[[], list[str]]] = [
        lambda: [title(), "Ingredients", *things(), "Method", *some(4), "Enjoy!"],
        lambda: [
            title(),
            "Abstract",
            *some(1),
            "1. Introduction",
            *some(3),
            "2. Methods",
            *some(3),
            "References",
        ],
        lambda: ["Dear Anna,", *some(3), "With love from all of us,", "Martin", "Hill Street"],
        lambda: [title(), "Section 1. Short title.", sentence(), "Section 2. Definitions.", "(b) Repealed."],
        lambda: [title(), "Present", title(), "Apologies", "None.", *some(3), "Any other business", "None."],
        lambda: ["ACT II", "SCENE 1", title(), *speeches("FERRYMAN", "WIDOW"), "Exeunt"],
        lambda: [title(), *some(4), "This document has been placed in the public domain."],
        lambda: [title(), *some(3), "See also", "References", "External links"],
    ]
    for make in makers:
        yield from (Page(tuple(make()), frozenset()) for _ in range(6))
    copy = Page((title(), *some(4), sentence(), title()), frozenset())
    yield from [copy] * 3


def run(pages: list[Page]) -> tuple[int, int, int, int]:
    """How many lines were found rightly, wrongly, not found; and wrong ones among lines of texts without a site."""
    documents = [
        Document(str(n), f"{n:06}", None, "\n\n".join(page.lines))
        for n, page in zip(count(), pages, strict=False)
    ]
    right = wrong = missed = alone = 0
    for page, result in zip(pages, audit(documents, Settings(select=(RULE,))), strict=True):
        found = lines_found(page, result)
        right += len(found & page.template)
        missed += len(page.template - found)
        bad = len(found - page.template - page.open)
        wrong += bad
        alone += bad if not page.template else 0
    return right, wrong, missed, alone


def lines_found(page: Page, result: Result) -> frozenset[int]:
    """Numbers of the lines under findings that are more than notes."""
    spans = [f.span for f in result.findings if f.severity is not Severity.NOTE]
    found, at = set(), 0
    for number, line in enumerate(page.lines):
        if any(span.start <= at and at + len(line) <= span.end for span in spans):
            found.add(number)
        at += len(line) + 2
    return frozenset(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print("| pages of a site | kind | template lines | precision | recall | wrong in texts without a site |")
    print("|---|---|---|---|---|---|")
    for pages in PAGES:
        for kind in ("whole", "left", "mixed"):
            chance = random.Random(f"{chosen.seed} {pages} {kind}")
            languages = [Language(code, chance) for code in _WORDS]
            given: list[Page] = []
            for number in range(chosen.sites):
                whole = kind == "whole" or (kind == "mixed" and number % 2 == 0)
                given += site(languages[number % len(languages)], chance, pages, whole)
            for language in languages:
                given += genres(language, chance)
            chance.shuffle(given)
            right, wrong, missed, alone = run(given)
            precision = f"{right / (right + wrong):.3f}" if right + wrong else "nothing found"
            print(
                f"| {pages} | {kind} | {right + missed} | {precision} | {right / (right + missed):.3f} | {alone} |"
            )


if __name__ == "__main__":
    main()
