"""What stands in a text that is not its author's own prose: quotations, code, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right

from textaudit.model import Block, Span

_QUOTED = re.compile(
    r"“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|«[^»]*(?:»|\Z)|\"[^\"]*\"|`[^`]*`|(?<!\w)[‘'][^‘'’]+['’](?!\w)"
)
# Signs of code, and words of which nobody can tell from their letters how they are read: nginx.conf, AWS, u8.
_CODE_LIKE = re.compile(r"[@\\/<>{}=_|#$£€%^~]|\(\)|\w[.:]\w|[A-Z]{2}|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]")


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


def is_code_like(text: str, sentence: Span, span: Span) -> bool:
    """Whether a passage, with the word before and the word after it, has signs of code or of an acronym."""
    before = text.rfind(" ", sentence.start, max(span.start - 1, sentence.start))
    after = text.find(" ", span.end + 1, sentence.end)
    start, end = max(before, sentence.start), sentence.end if after < 0 else after
    return _CODE_LIKE.search(text, start, end) is not None
