"""Control characters, and the escape sequences that steer a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textaudit.detectors.base import Context, Detector
from textaudit.model import Document, Match, Pattern

_PARTING = "\x0b\x0c\x1c\x1d\x1e\x1f\u0085\u2028\u2029"  # these part words or lines


class ControlCharacter(Detector):
    """Runs of control characters; tabs and line ends are none.

    Those of the upper range count only between ASCII characters: elsewhere they are halves of wrongly
    decoded letters.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """C0, delete, what Windows' code pages leave open of C1, separators of lines, and what is no character."""
        return {
            "steering": Pattern(r"\x1b\[[0-9;?]{0,20}[A-Za-z]"),
            "low": Pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]{1,100}|\x1b+(?:[^\[\x1b]|$)"),
            "high": Pattern(r"[ -~]([\x{81}\x{85}\x{8D}\x{8F}\x{90}\x{9D}])(?:[ -~]|$)"),
            "other": Pattern(r"[\x{2028}\x{2029}\x{FFFE}\x{FFFF}\x{FFF9}-\x{FFFB}]"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per run."""
        text = document.text
        for hit in sorted(hit for hits in context.hits.values() for hit in hits):
            end = hit.end
            while (
                hit.name == "low" and end > hit.start + 1 and text[end - 1] >= " " and text[end - 1] != "\x7f"
            ):
                end -= 1  # what follows an escape character without being its sequence
            parts = any(c in text[hit.start : end] for c in _PARTING)
            between = text[max(0, hit.start - 1) : hit.start].strip() and text[end : end + 1].strip()
            yield Match(hit.span._replace(end=end), replacement=" " if parts and between else "")
