"""Reads TBX (ISO 30042), version 2 (``martif``) and 3 (``tbx``), as a stream and without trust.

A declaration of its document type may stand there, as those of version 2 have one, but nothing is fetched, and a file
that declares entities is refused: a few of them can stand for gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from textaudit.glossary.term import GlossaryMistakeError, Term

_ENTRIES: Final = frozenset(("termEntry", "conceptEntry"))
_SECTIONS: Final = frozenset(("langSet", "langSec"))
_REFUSED: Final = frozenset(
    ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm")
)
_STATUS: Final = "administrativeStatus"
_MOST_DEPTH: Final = 100


def looks_like_xml(data: bytes) -> bool:
    """Whether the first thing that stands there is a tag."""
    return data.lstrip()[:1] == b"<"


def read_tbx(data: bytes) -> Iterator[Term]:
    """The entries, with all pairs of their languages: which of two is the source's is seen when texts are compared.

    Raises:
        GlossaryMistakeError: it is no proper XML, no TBX, or declares entities.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise GlossaryMistakeError(f"no proper XML: {expat.ErrorString(error.code)}", error.lineno) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, GlossaryMistakeError):
            raise
        raise GlossaryMistakeError(f"no proper XML: {error}") from None
    if not reader.is_tbx:
        raise GlossaryMistakeError("is XML, but no TBX: neither <martif> nor <tbx> stands around it")
    for entry in reader.entries:
        for source, terms in entry.items():
            for target, translations in entry.items():
                if source != target:
                    yield Term(tuple(terms), tuple(translations), (source, target))


class _Reader:
    """Collects the terms of each entry by language."""

    def __init__(self) -> None:
        self.entries: list[dict[str, list[str]]] = []
        self.is_tbx = False
        self._depth = 0
        self._language = ""
        self._text: list[str] | None = None
        self._last = ""
        self._status = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity

    def _fail(self, message: str) -> GlossaryMistakeError:
        return GlossaryMistakeError(message, self.parser.CurrentLineNumber)

    def _entity(self, *_: object) -> None:
        raise self._fail("declares entities, which are not read; write the characters themselves")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise self._fail("is nested too deeply")
        if self._depth == 1:
            self.is_tbx = name in ("martif", "tbx")
        if name in _ENTRIES:
            self.entries.append({})
        elif name in _SECTIONS:
            self._language = attributes.get("xml:lang", attributes.get("lang", "")).lower()[:2]
        elif name == "term" and self.entries:
            self._text = []
        elif name in ("termNote", "administrativeStatus"):
            self._status = attributes.get("type", name) == _STATUS
            self._text = [] if self._status else None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self._depth -= 1
        if self._text is None:
            return
        text = " ".join("".join(self._text).split())
        if name == "term":
            self._last = text
            if text:
                self.entries[-1].setdefault(self._language, []).append(text)
        elif self._status and text in _REFUSED and self._last in self.entries[-1].get(self._language, []):
            self.entries[-1][self._language].remove(self._last)
            if not self.entries[-1][self._language]:
                del self.entries[-1][self._language]
        self._text, self._status = None, False
