"""What a user can set, as one immutable value. Where it comes from is `settings.load`'s affair."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from textaudit.errors import SettingsError
from textaudit.model import Severity


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one bad record from taking a run down.

    Attributes:
        document_bytes: larger records go to the quarantine, in bytes of the decompressed input.
        passes: how often `clean` looks again before it gives a text up as restless.
    """

    document_bytes: int = 20_000_000
    passes: int = 10

    def __post_init__(self) -> None:
        _check("limits.document-bytes", self.document_bytes, 1)
        _check("limits.passes", self.passes, 1)


@dataclass(frozen=True, slots=True)
class Budgets:
    """Largest share, 0 to 1, that cleaning may take from a document before the guard holds it back."""

    words: float = 0.5
    numbers: float = 0.5
    names: float = 0.5

    def __post_init__(self) -> None:
        for name in ("words", "numbers", "names"):
            _check(f"budgets.{name}", getattr(self, name), 0, 1)


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Settings for the documents whose path matches *pattern* (a glob; ``**`` spans folders)."""

    pattern: str
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)


NO_PATH_SETTINGS = PathSettings("")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that changes what is found, read or written.

    Attributes:
        select, ignore: rule ids or categories; an empty *select* means all rules that are on by default.
        severities: by rule id or category; the id wins.
        params: parameters of rules, by rule id.
        rules: files or folders with further cards.
        gazetteers: lists of right names, or indexes of such lists.
        source: file or folder with the texts that the documents were translated from.
        source_field: the field of a record that holds what it was translated from.
        glossaries: terms that a translation has to keep to.
        translation_models: what `textaudit train translation` made, for further languages or instead of ours.
        language: language to assume for every document, ISO 639-1; ``None``: detect it.
        language_detector: which detector settles what script and function words leave open.
        corpus: whether corpus-wide rules run.
        grammar: whether LanguageTool is asked: not at all, about sentences that other evidence finds suspicious,
            or about every one.
        grammar_server: address of a running server of LanguageTool; ``None``: the installed one is started.
        jobs: worker processes; 1 runs in this process.

    Raises:
        SettingsError: a value outside its bounds.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()
    source: str | None = None
    source_field: str | None = None
    glossaries: tuple[str, ...] = ()
    translation_models: tuple[str, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    language: str | None = None
    language_detector: str = "langdetect"
    corpus: bool = True
    grammar: Literal["off", "suspicious", "all"] = "off"
    grammar_server: str | None = None
    id_field: str = "id"
    text_field: str = "text"
    stdin_format: Literal["text", "jsonl"] = "text"
    fail_on: Severity = Severity.WARNING
    fail_under: float | None = None
    limits: Limits = field(default_factory=Limits)
    budgets: Budgets = field(default_factory=Budgets)
    jobs: int = 1

    def __post_init__(self) -> None:
        _check("jobs", self.jobs, 1)
        _check("fail-under", self.fail_under, 0, 100)
        if self.language is not None and not re.fullmatch("[a-z]{2,3}", self.language):
            raise SettingsError(f"language is {self.language!r}: expected an ISO 639-1 code, like 'en'")
        fields = {"id-field": self.id_field, "text-field": self.text_field, "source-field": self.source_field}
        for name, value in fields.items():
            if value == "":
                raise SettingsError(f"{name} is empty: expected the name of a field")
        if self.source is not None and self.source_field is not None:
            raise SettingsError("source and source-field: name one of the two")

    @property
    def has_source(self) -> bool:
        """Whether documents come with what they were translated from."""
        return self.source is not None or self.source_field is not None

    def for_path(self, path: str) -> PathSettings:
        """What holds for the documents at *path*: all tables whose glob matches, later ones win."""
        found = [table for table in self.per_path if glob_regex(table.pattern).fullmatch(path)]
        if not found:
            return NO_PATH_SETTINGS
        ignore = tuple(name for table in found for name in table.ignore)
        severities = {name: level for table in found for name, level in table.severities.items()}
        return PathSettings("", ignore, severities)


@cache
def glob_regex(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression: ``*`` and ``?`` stay within a folder, ``**`` does not.

    A pattern matches a whole path, or its end from a folder on.

        >>> bool(glob_regex("legal/**").fullmatch("in/legal/a/b.txt"))
        True
    """
    parts = re.split(r"(\*\*/?|\*|\?)", pattern)
    meaning = {"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    return re.compile("(?:.*/)?" + "".join(meaning.get(part, re.escape(part)) for part in parts), re.DOTALL)


def _check(name: str, value: float | None, least: float, most: float = float("inf")) -> None:
    if value is not None and not least <= value <= most:
        bounds = f"{least} or more" if most == float("inf") else f"{least} to {most}"
        raise SettingsError(f"{name} is {value}: expected {bounds}")
