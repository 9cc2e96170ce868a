"""Lines of style sheets and scripts that were scraped along with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import is_about_code
from textaudit.detectors.shared.marking import marked
from textaudit.model import Document, Match, Pattern, Role

_PROPERTIES = (
    "margin|padding|display|color|background|font|width|height|border|float|position|text|line|max|min|top|left|right|z-index|overflow"
    "|list|content|opacity|box|clear|visibility|vertical|white-space|cursor|flex|grid|transition|transform"
)
_MAX_OTHER_CODE = 2  # blocks of code besides; with more, the text shows code on purpose
_READS_AS_PROSE = re.compile(r"^\W?[^\W\d_]+(?: [^\W\d_]+){3}|`")


class SiteCode(Detector):
    """Blocks with style rules or with calls that only a page's own scripts make; texts about code are left alone."""

    def patterns(self) -> Mapping[str, Pattern]:
        """Style rules; calls."""
        return {
            "style": Pattern(
                rf"\{{\s*(?:{_PROPERTIES})[a-z-]{{0,20}}\s*:\s*(?:[^{{}};]{{1,120}};|[^{{}}\s]{{0,20}}[\d#][^{{}}]{{0,60}}\}})|@media\s[^{{}}]{{1,80}}\{{|@font-face\s*\{{|@import\s+url\("
            ),
            "script": Pattern(
                r"\$\(document\)\.ready|jQuery\(|window\.(?:dataLayer|adsbygoogle|location|onload|googletag|_[A-Za-z0-9_]{2,20})\W|googletag\."
                r"|document\.(?:getElementById|write|querySelector|createElement|addEventListener|body|location)\W"
                r"|function\s?[A-Za-z0-9_]{0,30}\([A-Za-z0-9_, $]{0,60}\)\s?\{"
                r"|(?:var|let|const)\s[A-Za-z0-9_]{1,40}\s?=\s?[^;]{1,200};|gtag\('|adsbygoogle\s?="
                r"|\(function\(|if\s?\(typeof\s|<!\[CDATA\[|//\]\]>|\.push\(\{|\"@context\"\s?:|!function\("
            ),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per block."""
        hits = sorted(hit for found in context.hits.values() for hit in found)
        own = {hit.block for hit in hits}
        notes = context.notes
        prose = " ".join(b.text for b in notes.blocks if b.index not in own)
        code_blocks = sum(
            role is Role.CODE for b, role in zip(notes.blocks, notes.roles, strict=True) if b.index not in own
        )
        if is_about_code(prose) or code_blocks > len(own) + _MAX_OTHER_CODE:
            return
        yield from marked(
            notes,
            (h for h in hits if not _READS_AS_PROSE.search(document.text[notes.blocks[h.block].slice])),
            "block",
        )
