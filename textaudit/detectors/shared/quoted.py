"""What stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right

from textaudit.model import Block, Span

_QUOTED = re.compile(
    r"“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|«[^»]*(?:»|\Z)|\"[^\"]*\"|`[^`]*`|(?<!\w)[‘'][^‘'’]+['’](?!\w)"
)


def quotations(block: Block) -> tuple[Span, ...]:
    """What stands in quotation marks or backticks, ascending.

    A quotation that is not closed goes on to the block's end, as speech of several paragraphs is written.
    """
    return tuple(
        Span(block.start + found.start(), block.start + found.end()) for found in _QUOTED.finditer(block.text)
    )


def in_any(spans: tuple[Span, ...], span: Span) -> bool:
    """Whether *span* shares anything with one of the *spans*, which ascend and do not overlap."""
    before = bisect_right(spans, span.end, key=lambda own: own.start)
    return before > 0 and any(own.overlaps(span) for own in spans[max(before - 2, 0) : before])
