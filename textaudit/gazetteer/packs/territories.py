"""Countries, territories and parts of the world in many languages. Owns babel.

The data are those of the Unicode Common Locale Data Repository (CLDR), under the Unicode Licence v3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from textaudit.gazetteer.keys import fold, words_of
from textaudit.model import Kind, Name

_MAIN: Final = "en"
_LANGUAGES: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "sv", "da", "nb", "fi", "et",
    "lv", "lt", "tr", "az", "sq", "id", "vi", "ru", "uk", "be", "bg", "sr", "el", "ar", "fa", "he", "hi", "zh", "ja",
    "ko",
)  # fmt: skip
# The world and zones, an unknown place, what tests of software write with, and what is no name in a text.
_LEFT_OUT: Final = {"001", "EZ", "QO", "XA", "XB", "ZZ", "UM"}
_ORGANISATIONS: Final = {"EU", "UN"}
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_WITH_STATUS: Final = {"HK", "MO"}  # all languages tell whose they are, each in its way
_STATUS: Final = " SAR China"


def names() -> list[Name]:
    """All names, in order of their codes; the main one is English.

    Raises:
        ImportError: babel is not installed.
    """
    from babel import Locale

    tables = [dict(Locale.parse(language).territories) for language in _LANGUAGES]
    main = tables[_LANGUAGES.index(_MAIN)]
    kept = [code for code in sorted(main) if code not in _LEFT_OUT]
    return [
        Name(main[code].removesuffix(_STATUS), (), "place")
        if code in _WITH_STATUS
        else _name(code, [table[code] for table in tables if code in table])
        for code in kept
    ]


def _name(code: str, spellings: list[str]) -> Name:
    every = [spelling for text in spellings for spelling in _forms(text)]
    text = every[0]
    others: dict[str, str] = {}
    for spelling in every[1:]:
        if words_of(spelling) and fold(spelling) != fold(text):
            others.setdefault(fold(spelling), spelling)
    kind: Kind = "organisation" if code in _ORGANISATIONS else "place"
    return Name(text, tuple(others.values()), kind)


def _forms(text: str) -> Iterator[str]:
    """A spelling of CLDR as texts have it: what it puts in parentheses stands for itself, ``&`` is "and"."""
    bare = _PARENTHESIS.sub("", text).strip()
    yield bare
    yield from _PARENTHESIS.findall(text)
    if " & " in bare:
        yield bare.replace(" & ", " and ")
    if bare.startswith("St. "):
        yield bare.replace("St. ", "Saint ", 1).replace(" & ", " and ")
