"""HTML tags that were left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import is_about_code, speaks_of_markup
from textaudit.model import Document, Hit, Match, Pattern, Role, Span, Strength

# Elements whose names nobody takes for a placeholder, and those that need a partner to be believed.
_TYPICAL = (
    "blockquote|br|div|em|figcaption|figure|h[1-6]|hr|iframe|img|li|ol|p|pre|span|strong|sub|sup|table|tbody|td|th"
    "|thead|tr|ul"
)
_AMBIGUOUS = (
    "a|abbr|article|aside|audio|b|big|center|cite|code|dd|del|dl|dt|embed|font|footer|form|header|i|input|ins|kbd"
    "|link|main|mark|meta|nav|noscript|object|option|param|picture|q|s|script|section|select|small|source|strike|style|svg|textarea|tfoot|tt|u|video"
)
_ANY = f"{_TYPICAL}|{_AMBIGUOUS}"
_ATTRIBUTES = r"\s+[a-zA-Z:-]{1,30}\s*=\s*[\"'\w][^<>]{0,600}"
_BREAKING = re.compile(
    r"</?(?:blockquote|br|div|figcaption|figure|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


class HtmlTag(Detector):
    """Tags of real elements in prose: with attributes, closing, or such as cannot mean anything else.

    A lone ``<b>`` may be a placeholder or a type parameter; it counts where its partner stands in the
    same document. Passages that speak of markup are left alone.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Tags with attributes and comments; bare tags."""
        full = rf"<(?:{_ANY}){_ATTRIBUTES}>|<!--[^<>]{{0,500}}-->|</(?:{_TYPICAL})\s*>|<(?:br|hr)\s*/?>"
        return {
            "full": Pattern(full, ignore_case=True),
            "typical": Pattern(rf"<(?:{_TYPICAL})\s*/?>", ignore_case=True),
            "ambiguous": Pattern(rf"</?(?:{_AMBIGUOUS})\s*/?>", ignore_case=True),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of tags that touch."""
        if is_about_code(document.text):
            return
        hits = sorted(hit for found in context.hits.values() for hit in found)
        both = _names_with_partner(document.text, hits)
        hits = [h for h in hits if h.name != "ambiguous" or _name(document.text, h) in both]
        run: list[Hit] = []
        for hit in (h for h in hits if self._may_be_left_over(document, context, h)):
            if run and hit.start > run[-1].end:
                yield _match(document.text, run, both)
                run = []
            run.append(hit)
        if run:
            yield _match(document.text, run, both)

    def _may_be_left_over(self, document: Document, context: Context, hit: Hit) -> bool:
        text, block = document.text, context.notes.blocks[hit.block]
        if "`" in text[max(0, hit.start - 1) : hit.end + 1] or text[hit.end : hit.end + 1] in ("'", '"'):
            return False
        if context.notes.role(block) is Role.CODE and _is_code(block.text):
            return False
        return not speaks_of_markup(text, hit.start, hit.end)


def _name(text: str, hit: Hit) -> str:
    match = _NAME.match(text, hit.start)
    return match[1].lower() if match else ""


def _names_with_partner(text: str, hits: Sequence[Hit]) -> set[str]:
    """Names of the elements that are both opened and closed."""
    opened = {_name(text, hit) for hit in hits if text[hit.start + 1] != "/"}
    return opened & {_name(text, hit) for hit in hits if text[hit.start + 1] == "/"}


def _is_code(line: str) -> bool:
    """Whether a line is program text; a paragraph in tags is not."""
    return line.rstrip().endswith(("{", "}", ";")) or line.startswith(("$", ">>>", "//", "#"))


def _match(text: str, run: Sequence[Hit], both: set[str]) -> Match:
    """A run of tags; where one of them broke the line, a line break takes their place, unless there is one."""
    start, end = run[0].start, run[-1].end
    inside = text[max(0, start - 1) : start].strip() and text[end : end + 1].strip()
    replacement = "\n" if inside and _BREAKING.search(text, start, end) else ""
    sure = any(hit.name == "full" or _name(text, hit) in both for hit in run)
    return Match(Span(start, end), Strength.SURE if sure else Strength.LIKELY, replacement=replacement)
