"""HTML entities that were not decoded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_markup
from textaudit.model import Document, Match, Pattern, Role, Strength

_ROUNDS = 4  # text that was escaped more often is not worth having
_INVISIBLE_BUT_MEANT = "\u00a0\u00ad\u2002\u2003\u2009\u200b\u200c\u200d"
_COMMON = "nbsp|amp|quot|apos|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip"


class HtmlEntity(Detector):
    """Entities, however often they were escaped; of those without semicolon, the commonest at a word's end.

    Passages that speak of markup are left alone. What stands for ``<`` or ``>`` may be an example.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Numbered entities, and named ones in letters."""
        number, name = r"#\d{2,7};|#[xX][0-9A-Fa-f]{2,6};", r"[A-Za-z]{2,8}\d{0,2};"
        return {
            "closed": Pattern(f"&(?:amp;){{0,3}}(?:{number}|{name})"),
            "open": Pattern(rf"(&(?:{_COMMON}))(?:[\s,.!?)]|$)"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per entity that stands for a character."""
        text = document.text
        for hit in sorted(hit for hits in context.hits.values() for hit in hits):
            written = text[hit.start : hit.end]
            meant = _decoded(written)
            block = context.notes.blocks[hit.block]
            if (
                meant is None
                or context.notes.role(block) is Role.CODE
                or _is_example(text, hit.start, hit.end)
            ):
                continue
            doubtful = hit.name == "open" or meant in "<>"
            yield Match(hit.span, Strength.LIKELY if doubtful else Strength.SURE, replacement=meant)


def _decoded(written: str) -> str | None:
    """The character that is meant, or ``None`` where the letters are no entity."""
    meant = written
    for _ in range(_ROUNDS):
        meant, before = html.unescape(meant), meant
        if meant == before:
            break
    known = meant != written and "&" not in meant[1:] and len(meant) <= 2
    return meant if known and (meant.isprintable() or meant in _INVISIBLE_BUT_MEANT) else None


def _is_example(text: str, start: int, end: int) -> bool:
    """Whether it is to be seen as written: in back-ticks, in an address, or where markup is the subject."""
    left = max(text.rfind(" ", max(0, start - 300), start), text.rfind("\n", max(0, start - 300), start)) + 1
    token = text[left : end + 1]
    return (
        "`" in token
        or bool(re.search(r"[?&=][\w.-]*&$", token[: start - left + 1]))
        or speaks_of_markup(text, start, end)
    )
