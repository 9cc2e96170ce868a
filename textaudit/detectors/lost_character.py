"""Words in which a character was lost: U+FFFD stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_encodings
from textaudit.model import Document, Match, Pattern, Role, Span

_REACH = 60  # code points on either side in which the word's edges are looked for
_HEAD = re.compile(r"[^\W_�]*(?:['’-][^\W_�]+)*\Z")
_TAIL = re.compile(r"(?:[^\W_]|�|['’-](?=[^\W_]))*")
_WRONGLY_DECODED = re.compile(r"[Â-ôĂă€]\Z")  # what stands before belongs to the same damage: mojibake's


class LostCharacter(Detector):
    """Words with replacement characters, one match per word; passages about encodings are left alone."""

    def patterns(self) -> Mapping[str, Pattern]:
        """The replacement character."""
        return {"lost": Pattern("�")}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per word, or per run of replacement characters where no letter touches it."""
        text, done = document.text, 0
        for hit in context.hits["lost"]:
            block = context.notes.blocks[hit.block]
            if hit.start < done or _WRONGLY_DECODED.search(text, max(0, hit.start - 1), hit.start):
                continue
            if context.notes.role(block) is Role.CODE or speaks_of_encodings(block.text):
                continue
            head = _HEAD.search(text[max(block.start, done, hit.start - _REACH) : hit.start])
            tail = _TAIL.match(text, hit.start, min(block.end, hit.start + _REACH))
            assert head is not None  # both match the empty text
            assert tail is not None
            done = max(tail.end(), hit.end)
            yield Match(Span(hit.start - len(head.group()), done))
