"""HTML tags that were left in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role

_ELEMENTS = (
    "a|abbr|article|aside|b|blockquote|br|center|cite|code|dd|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|"
    "header|hr|i|iframe|img|input|ins|kbd|li|link|main|mark|meta|nav|object|ol|option|p|param|pre|q|s|script|section|select|"
    "small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|tr|u|ul|video"
)
_CODE_MARKS = ("`", "&lt;", "</code>")
_SPEAKS_OF_TAGS = ("tag", "element", "HTML", "html", "attribute", "browser", "DOM")


class HtmlTag(Detector):
    """Tags of real elements in prose: with attributes, closing, or such as need no partner.

    A lone ``<b>`` may be a placeholder or a type parameter; it counts where its partner stands in the
    same block. Texts that speak of tags are left alone.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Tags with attributes; bare tags; comments."""
        attributes = r"(?:\s+[a-zA-Z:-]+\s*=\s*(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[^\s\"'<>]{1,200}))+"
        return {
            "full": Pattern(
                rf"<(?:{_ELEMENTS}){attributes}\s*/?>|<!--[^<>]{{0,500}}-->|<br\s*/?>|<hr\s*/?>", True
            ),
            "bare": Pattern(rf"</?(?:{_ELEMENTS})>", ignore_case=True),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per tag."""
        full, bare = context.hits.get("full", ()), context.hits.get("bare", ())
        paired = {hit.block for hit in full} | _blocks_with_pairs(document.text, bare)
        for hit in sorted((*full, *(hit for hit in bare if hit.block in paired))):
            block = context.notes.blocks[hit.block]
            if context.notes.role(block) is Role.CODE and hit.start > block.start:
                continue
            if not _speaks_of_tags(document.text, block.start, block.end):
                yield Match(hit.span, replacement="")


def _blocks_with_pairs(text: str, hits: Sequence[Hit]) -> set[int]:
    opened: dict[int, set[str]] = {}
    paired: set[int] = set()
    for hit in hits:
        name = text[hit.start : hit.end].lower().strip("<>")
        seen = opened.setdefault(hit.block, set())
        if name.startswith("/") and (name[1:] in seen or hit.start == 0 or name[1:] == "p"):
            paired.add(hit.block)
        seen.add(name)
    return paired


def _speaks_of_tags(text: str, start: int, end: int) -> bool:
    """Whether the words around say that the tags are meant to be seen."""
    around = text[max(0, start - 200) : min(len(text), end + 200)]
    return any(mark in text[start:end] for mark in _CODE_MARKS) or any(
        word in around for word in _SPEAKS_OF_TAGS
    )
