"""The templates of a corpus: its recurring lines, in groups that belong to one site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from textaudit.model import Result

RULE = "boilerplate/site-template"
_PLACES = 10  # documents that are named as proof
_WORDINGS = 2  # of one line, that differ in their numbers: more need not be known
_NEAR = 4  # lines, within which two count as standing together
_SHARE = 0.6  # of the documents of the more frequent of two lines, which both must have to be one site's
_LINE_END = re.compile(r"\r\n|\r|\n")
_DIGITS = re.compile(r"\d+")
Place = tuple[str, int | None]


@dataclass(slots=True)
class TemplateLine:
    """A line that recurs.

    Attributes:
        text: as it stood first.
        documents: how many have it.
        places: path and record of the first of them.
        languages: of the documents.
        wordings: the first few that it has; they differ in their numbers.
    """

    text: str
    documents: int = 0
    places: list[Place] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    wordings: set[str] = field(default_factory=set)

    @property
    def varies(self) -> bool:
        """Whether its numbers differ from page to page."""
        return len(self.wordings) > 1


@dataclass(frozen=True, slots=True)
class Template:
    """The lines of one site, in the order of its pages."""

    lines: tuple[TemplateLine, ...]

    @property
    def documents(self) -> int:
        """How many have its most frequent line."""
        return self._main.documents

    @property
    def places(self) -> list[Place]:
        """Where to see it: path and record of a few documents."""
        return self._main.places

    @property
    def language(self) -> str | None:
        """Of most of its documents."""
        every = sum((line.languages for line in self.lines), Counter[str]())
        return min(every, key=lambda code: (-every[code], code)) if every else None

    @property
    def _main(self) -> TemplateLine:
        return max(self.lines, key=lambda line: line.documents)


class MinedTemplates:
    """Gathers what was found in the documents of a run. Grows with the number of different lines alone."""

    def __init__(self) -> None:
        self._lines: dict[str, TemplateLine] = {}
        self._together: Counter[tuple[str, str]] = Counter()

    def add(self, result: Result) -> None:
        """Take the lines of one document."""
        found: dict[str, str] = {}
        for finding in result.findings:
            for text in _LINE_END.split(finding.text) if finding.rule == RULE else ():
                found.setdefault(_key(text), " ".join(text.split()))
        found.pop("", None)
        for key, text in found.items():
            line = self._lines.setdefault(key, TemplateLine(text))
            line.documents += 1
            if len(line.places) < _PLACES:
                line.places.append((result.path, result.record))
            if result.language:
                line.languages[result.language] += 1
            if len(line.wordings) < _WORDINGS:
                line.wordings.add(text.casefold())
        keys = list(found)
        for at, key in enumerate(keys):
            self._together.update((key, other) for other in keys[at + 1 : at + 1 + _NEAR])

    def templates(self) -> Iterator[Template]:
        """One for each site, the most frequent first.

        Lines belong together that most of their documents have both, close to each other. A line that several
        sites have, like a menu's first, goes with the one that has most of it, or with none.
        """
        groups = self._cores()
        for key, core in self._attached(groups).items():
            groups[core].append(key)
        order = {key: n for n, key in enumerate(self._lines)}
        found = [
            Template(tuple(self._lines[k] for k in sorted(keys, key=order.__getitem__)))
            for keys in groups.values()
        ]
        yield from sorted(found, key=lambda template: -template.documents)

    def _cores(self) -> dict[str, list[str]]:
        """Lines that nearly always stand together, by the first of them."""
        leader = {key: key for key in self._lines}

        def first_of(key: str) -> str:
            while leader[key] != key:
                leader[key] = key = leader[leader[key]]
            return key

        for (one, other), both in self._together.items():
            most = max(self._lines[one].documents, self._lines[other].documents)
            if both >= _SHARE * most:
                leader[first_of(other)] = first_of(one)
        groups: dict[str, list[str]] = {}
        for key in self._lines:
            groups.setdefault(first_of(key), []).append(key)
        return groups

    def _attached(self, groups: dict[str, list[str]]) -> dict[str, str]:
        """For lines that are alone, the group near which most of their documents have them; they leave their own."""
        core_of = {key: core for core, keys in groups.items() for key in keys if len(keys) > 1}
        near: dict[str, Counter[str]] = {}
        for pair, both in self._together.items():
            for key, other in (pair, pair[::-1]):
                if key not in core_of and other in core_of:
                    best = near.setdefault(key, Counter())
                    best[core_of[other]] = max(best[core_of[other]], both)
        attached = {}
        for key, cores in near.items():
            core, both = min(cores.items(), key=lambda item: (-item[1], item[0]))
            if both >= _SHARE * self._lines[key].documents:
                attached[key] = core
                groups.pop(key, None)
        return attached


def _key(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.casefold().split()))
