"""Two or more spaces between two words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_LAID_OUT = {Role.TABLE_ROW, Role.CODE, Role.VERSE, Role.MENU, Role.ADDRESS}
_BLANKS = " \u00a0"
_MAX_RUN = 3  # more spaces lay a line out
_HABIT = 4  # so often at least, and per so many code points, it is how the text is typed or laid out
_CHARS_PER_HABIT = 500
_STOPS = ".!?:…”»\"'’)*"
_NUMBERING = re.compile(r"(?:^|\n)\W*(?:\w{1,4}[.)]|[IVX]+\.?|\d+)\Z")
_BEFORE_NUMBER = re.compile(r"[ \u00a0]{2,8}\d[\d.,:]*(?=[ \u00a0]|$)")
_AFTER_STOP = re.compile(r"[.!?][”\"’)]?(?: ( )?)(?=[^\W_])")


class DoubledSpace(Detector):
    """Runs of spaces where one belongs.

    Silent where spaces lay a text out, and in texts that are full of them. After the end of a sentence they
    count only where the rest of the text does not do so: many typists put two there.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Two spaces, plain or not breaking."""
        return {"spaces": Pattern("  |\u00a0[ \u00a0]| \u00a0")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run of spaces, unless there are too many."""
        text = document.text
        spans = list(_runs(text, context))
        inner = [span for span in spans if text[span.start - 1] not in _STOPS]
        if len(inner) > max(_HABIT, len(text) / _CHARS_PER_HABIT):
            return
        if len(inner) < len(spans) and not _typed_singly(text):
            spans = inner
        yield from (Match(span, replacement=" ") for span in spans)


def _runs(text: str, context: Context) -> Iterator[Span]:
    """Whole runs of spaces within the prose of a block."""
    done = 0
    by_block: dict[int, list[Hit]] = {}
    for hit in context.hits["spaces"]:
        by_block.setdefault(hit.block, []).append(hit)
    for index, hits in by_block.items():
        block = context.notes.blocks[index]
        if context.notes.role(block) in _LAID_OUT:
            continue
        found = []
        for hit in hits:
            if hit.start >= done:
                start, end = hit.start, hit.end
                while text[end] in _BLANKS:  # a block ends in something visible
                    end += 1
                done = end
                found.append(Span(start, end))
        if all(span.length <= _MAX_RUN for span in found) and not _is_in_columns(block.text):
            yield from (span for span in found if _between_words(text, block.start, span))


def _is_in_columns(line: str) -> bool:
    """Whether spaces align what stands around numbers, as programs print it."""
    return len(_BEFORE_NUMBER.findall(line)) > 1


def _between_words(text: str, low: int, span: Span) -> bool:
    before, after = text[span.start - 1], text[span.end]
    if not (before.isalnum() or before in ",;" or before in _STOPS) or not (
        after.isalnum() or after in '“"„«(‘'
    ):
        return False
    if text[span.start - 2 : span.start - 1] == " " == text[span.end + 1 : span.end + 2]:
        return False  # l e t t e r s  spaced out
    return not _NUMBERING.search(text[max(low, span.start - 12) : span.start])


def _typed_singly(text: str) -> bool:
    """Whether sentences are parted by one space, but for a few."""
    gaps = [match.group(1) for match in _AFTER_STOP.finditer(text)]
    doubled = sum(gap is not None for gap in gaps)
    return len(gaps) >= 10 and doubled * 10 <= len(gaps)
