r"""Escapes of programming languages, such as ``\u2019``, in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_code, speaks_of_markup
from textaudit.model import Document, Match, Pattern, Role, Strength

_LINE_BREAKS = re.compile(r"(?:\\r)?\\n")


class EscapeSequence(Detector):
    r"""``\u2019``, ``\x27``, ``\n`` between sentences, and quotation marks behind a backslash.

    Passages that speak of code are left alone, and so is a text with so many other backslashes that it is one.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        r"""Each kind by its own name; a lone ``\n`` counts between sentences only: paths hold it too."""
        return {
            "number": Pattern(r"(?:\\u[0-9A-Fa-f]{4}){1,2}|\\x[2-9a-fA-F][0-9A-Fa-f]"),
            "breaks": Pattern(r"\\r\\n|(?:\\n){2,4}"),
            "break": Pattern(r"[.!?,;:”\"»](\\n)(?:[\s\"“«—-]|\p{Lu}|\d|$)"),
            # Not between other letters: G\"odel and caf\'e are accents of TeX.
            "open quote": Pattern(r"(?:^|[\s(])(\\+\")[\p{L}\p{N}]"),
            "close quote": Pattern(r"[\p{L}\p{N}.,!?](\\+\")(?:[\s.,;:!?)]|$)"),
            "apostrophe": Pattern(r"\p{L}(\\+')(?:s|t|re|ve|ll|d|m)(?:[^\p{L}]|$)"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per escape."""
        text = document.text
        hits = sorted(hit for hits in context.hits.values() for hit in hits)
        if text.count("\\") > 4 * sum(hit.end - hit.start for hit in hits):
            return
        for hit in hits:
            block = context.notes.blocks[hit.block]
            is_code = context.notes.role(block) is Role.CODE and not hit.name.startswith("break")
            if is_code or _is_path(text, hit.start):
                continue
            meant = _meant(text[hit.start : hit.end], hit.name)
            spoken_of = speaks_of_code(text, hit.start, hit.end) or speaks_of_markup(text, hit.start, hit.end)
            if meant is not None and not spoken_of:
                sure = hit.name == "number" and text[hit.start + 1] == "u"
                yield Match(hit.span, Strength.SURE if sure else Strength.LIKELY, replacement=meant)


def _is_path(text: str, at: int) -> bool:
    """Whether a backslash parts the folders of a path such as ``C:\\data``."""
    left = max(text.rfind(" ", max(0, at - 200), at), text.rfind("\n", max(0, at - 200), at))
    return ":\\" in text[left + 1 : at + 1] or "\\\\" in text[left + 1 : at]


def _meant(escape: str, kind: str) -> str | None:
    """What the escape stands for, or ``None`` where that is nothing to be seen in a text."""
    if kind.startswith("break"):
        return "\n" * max(1, len(_LINE_BREAKS.findall(escape)))
    if kind in ("open quote", "close quote", "apostrophe"):
        return escape[-1]
    codes = [int(code, 16) for code in re.split(r"\\[ux]", escape)[1:]]
    try:
        meant = b"".join(code.to_bytes(2, "big") for code in codes).decode("utf-16-be")
    except UnicodeDecodeError:  # half a pair
        return None
    return meant if meant.isprintable() or meant == "\u00a0" else None
