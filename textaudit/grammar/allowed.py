"""The list of LanguageTool's rules that are on, each with what it is and how often it was right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from textaudit.model import Strength

LIST: Final = Path(__file__).resolve().parent.parent / "data" / "languagetool" / "rules.json"


@dataclass(frozen=True, slots=True)
class AllowedRule:
    """One rule of LanguageTool.

    Attributes:
        id: LanguageTool's own.
        kind: which of our cards reports it.
        strength: by its measured precision.
    """

    id: str
    kind: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Allowed:
    """The rules that are on.

    Attributes:
        version: of the LanguageTool that they were measured with.
        languages: the rules by their id, by language.
        fingerprint: changes whenever other rules are on.
    """

    version: str
    languages: Mapping[str, Mapping[str, AllowedRule]]
    fingerprint: str

    def fits(self, version: str) -> bool:
        """Whether a server of this *version* is the one that was measured: 6.8 and 6.8.1 are alike, 6.7 is not."""
        return version.replace("-", ".").split(".")[:2] == self.version.split(".")[:2]


@cache
def allowed_rules(path: Path = LIST) -> Allowed:
    """The list that ships."""
    data = json.loads(path.read_text(encoding="utf-8"))
    languages = {
        language: {row["id"]: AllowedRule(row["id"], row["kind"], Strength(row["strength"])) for row in rows}
        for language, rows in data["languages"].items()
    }
    names = repr([(language, sorted(rules)) for language, rules in sorted(languages.items())])
    return Allowed(data["version"], languages, hashlib.sha256(names.encode()).hexdigest()[:16])
