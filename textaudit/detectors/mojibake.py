"""Words that were decoded with the wrong encoding, and what was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.about import speaks_of_encodings
from textaudit.detectors.shared.ftfy_repair import Repair, decoded_anew, repaired
from textaudit.model import Document, Hit, Match, Pattern, Role, Span, Strength

_LATIN_CODECS = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-1", "iso8859-2")
_MAX_HEAD, _MAX_TOKEN = 100, 4_000  # code points before and after a hit; scripts without spaces run on
_TRUSTED = 2  # words that one codec explains, before it is tried on what ftfy alone would not touch
_MAX_DOUBTFUL = 2  # code points
_BLANK_BYTES = "\u0085\u00a0"  # a block ends before these, a damaged letter with them
# Codecs that ftfy takes for the cause with more evidence only than one word gives.
_MISTRUSTED = ("sloppy-windows-1251", "sloppy-windows-1253", "cp437", "mac-roman")
_HALF_REPAIRED = re.compile("[\u3040-\u9fff][À-ÿ]|[À-ÿ][\u3040-\u9fff]")
_SEQUENCE = re.compile("[\u00c2-\u00f4][\u0080-\u009f]")
_SIGNS = r"\s\d!-/:-@\[-`{-~–—‘’“”«»…•"
_ONE_SCRIPT = re.compile(
    rf"[{_SIGNS}]*(?:(?:[A-Za-zÀ-ɏ][{_SIGNS}]*){{2,}}|(?:[Ѐ-ӿ][{_SIGNS}]*){{3,}}|(?:[Ͱ-Ͽ][{_SIGNS}]*){{3,}})"
)


def _shown(codecs: Sequence[str], first: int, last: int) -> str:
    """A character class with what these bytes look like to any of these codecs."""
    raw = bytes(range(first, last + 1))
    shown = {character for codec in codecs for character in raw.decode(codec, "ignore")}
    return "".join(re.escape(c) if c.isascii() else c for c in sorted(shown))


def _pairs() -> str:
    """What UTF-8 sequences of two, three and four bytes look like in the usual wrong encodings."""
    tail = f"[{_shown(_LATIN_CODECS, 0x80, 0xBF)}\ufffd]"
    two = f"[{_shown(_LATIN_CODECS, 0xC2, 0xDF)}]{tail}|[ÂÃ][ ?]|Ã$"
    three = f"[{_shown(_LATIN_CODECS, 0xE0, 0xF4)}]{tail}{tail}|â€"
    cyrillic = f"[ВГРС][{_shown(['cp1251'], 0x80, 0xBF)}]|вЂ|[г-йр][{_shown(['cp1251'], 0x80, 0xA7)}]"
    greek = f"[ΒΓΞΟ][{_shown(['cp1253'], 0x80, 0xBF)}]|β€"
    mac = f"[¬√ƒ≈][{_shown(['mac-roman'], 0x80, 0xBF)}]|‚Ä|[–—][ÄÅÇÉÑÖÜáàâäãåç∞±≤≥¥µ∂∑∏π∫ªºΩæø][–—]"
    box = f"[┬├─┼╤╨╬╧][{_shown(['cp437'], 0x80, 0xBF)}]|ΓÇ"
    return "|".join((two, three, cyrillic, greek, mac, box, "[\u0080-\u009f]"))


class _Token(NamedTuple):
    start: int
    end: int
    whole: bool  # not cut at `_MAX_TOKEN`


class Mojibake(Detector):
    """Runs of characters without a space that hold wrongly decoded ones, with their repair by ftfy.

    What only looks odd is left alone: a match needs a repair that ftfy vouches for, or one by the very
    codec that explains other words of the same document. Passages about encodings are left alone too.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Sequences that wrong decoding leaves; most of them prove nothing yet."""
        return {"pair": Pattern(_pairs())}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match per damaged word."""
        text = document.text
        tokens = list(_tokens(text, context))
        repairs = [_repair(text[token.start : token.end]) for token in tokens]
        codec = _common_codec(repairs)
        found = []
        for token, repair in zip(tokens, repairs, strict=True):
            if repair is None and codec is not None:
                repair = decoded_anew(text[token.start : token.end], codec)
            if repair is not None:
                found.append(_match(text, token, repair))
        if any(_proves(match.span) for match in found):
            yield from found


def _repair(token: str) -> Repair | None:
    """What ftfy says; else a codec that ftfy mistrusts, where all of the word falls into place."""
    return repaired(token) or next((r for r in map(partial(_in_one_script, token), _MISTRUSTED) if r), None)


def _in_one_script(token: str, codec: str) -> Repair | None:
    repair = decoded_anew(token, codec)
    return repair if repair is not None and _ONE_SCRIPT.fullmatch(repair.text) else None


def _proves(span: Span) -> bool:
    """Whether a match may stand alone: two signs such as Å° may also be meant."""
    return span.length > _MAX_DOUBTFUL


def _tokens(text: str, context: Context) -> Iterator[_Token]:
    """The stretches between plain spaces (others may be damage themselves) that hold a hit."""
    done, judged, speaks = 0, -1, False
    for hit in context.hits.get("pair", ()):
        if hit.start < done:
            continue
        block = context.notes.blocks[hit.block]
        if judged != hit.block:
            judged = hit.block
            speaks = context.notes.role(block) is Role.CODE or speaks_of_encodings(block.text)
        if not speaks:
            token = _token_around(text, hit, block.start, block.end)
            done = token.end
            if not _quoted_as_code(text, token):
                yield token


def _token_around(text: str, hit: Hit, low: int, high: int) -> _Token:
    reach, limit = max(low, hit.start - _MAX_HEAD), min(high, hit.start + _MAX_TOKEN)
    left = max(text.rfind(" ", reach, hit.start), text.rfind("\n", reach, hit.start), reach - 1) + 1
    ends = [at for at in (text.find(c, hit.start + 1, limit) for c in " \n\r") if at >= 0]
    right = min(ends, default=limit)
    whole = right < limit or limit == high
    while right == high and text[high : high + 1] and text[high] in _BLANK_BYTES:
        high = right = right + 1
    if text[right - 1] in "ÃÂ" and text[right : right + 1] == " " and text[right + 1 : right + 2].isalnum():
        right += 1  # that space was a no-break one, the second half of a letter
    return _Token(left, right, whole)


def _quoted_as_code(text: str, token: _Token) -> bool:
    return "`" in text[max(0, token.start - 1) : token.end + 1]


def _common_codec(repairs: Sequence[Repair | None]) -> str | None:
    counts = Counter(repair.codec for repair in repairs if repair is not None and repair.codec)
    return next((codec for codec, count in counts.most_common(1) if count >= _TRUSTED), None)


def _match(text: str, token: _Token, repair: Repair) -> Match:
    """The match without the characters at either side that stay as they are and are no letters."""
    start, end, whole = token
    first, last = 0, len(repair.text)
    while first < last and start < end and _same_sign(repair.text[first], text[start]):
        start, first = start + 1, first + 1
    while first < last and start < end and _same_sign(repair.text[last - 1], text[end - 1]):
        end, last = end - 1, last - 1
    replacement = repair.text[first:last]
    if "\ufffd" in replacement or _HALF_REPAIRED.search(replacement) or _is_cut(text[start:end], replacement):
        return Match(Span(start, end), Strength.LIKELY)
    sure = whole and not repair.lossy
    return Match(Span(start, end), Strength.SURE if sure else Strength.LIKELY, replacement=replacement)


def _is_cut(damaged: str, repair: str) -> bool:
    """Whether a sequence lost its last byte, so that its first one came out as a letter."""
    return any(match.group()[0] in repair for match in _SEQUENCE.finditer(damaged))


def _same_sign(one: str, other: str) -> bool:
    return one == other and not one.isalnum() and one != "\ufffd"
