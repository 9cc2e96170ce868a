"""Letters and punctuation of another script in an English sentence, which a translation left standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.seams import seams_of
from textaudit.model import Document, Hit, Match, Pattern, Role, Span

_READ = {Role.PROSE, Role.HEADING}
# Han, kana and Hangul; letters of Cyrillic, Hebrew, Arabic, Devanagari and Thai from three on, as fewer are symbols.
_LETTERS = (
    r"[\x{3041}-\x{30FA}\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7AF}]+"
    r"|[\x{0410}-\x{044F}\x{0401}\x{0404}\x{0406}\x{0407}\x{0451}-\x{0457}]{3,}"
    r"|[\x{05D0}-\x{05EA}]{3,}|[\x{0620}-\x{064A}]{3,}|[\x{0904}-\x{094D}]{3,}|[\x{0E01}-\x{0E4E}]{3,}"
)
_MARKS = (
    r"[\x{3001}\x{3002}\x{FF01}\x{FF08}\x{FF09}\x{FF0C}\x{FF1A}\x{FF1B}\x{FF1F}"
    r"\x{300C}-\x{300F}\x{3010}\x{3011}\x{301C}\x{FF5E}]"
)
_PLAIN = {
    "、": ",", "。": ".", "！": "!", "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "？": "?", "「": "“",
    "」": "”", "『": "‘", "』": "’", "【": "[", "】": "]", "〜": "~", "～": "~",
}  # fmt: skip
_ENCLOSED = "\"'“”‘’«»()[]{}<>/=「」『』《》（）*_`|"
_ABOUT_WORDS = re.compile(
    r"\b(?:characters?|kanji|hanzi|kana|words?|terms?|letters?|writ(?:ten|es|ing)|spel(?:led|t)|called|named|means?"
    r"|meaning|pronounced|known as|hashtag|alphabet|script|glyph|symbol|Chinese|Japanese|Korean|Russian|Ukrainian"
    r"|Bulgarian|Serbian|Arabic|Hebrew|Persian|Hindi|Thai|Cyrillic)\b"
)
_FOREIGN = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff]")
_LOOK_AROUND = 60  # code points
_MANY = 6  # pieces in a document; with more it is written in two scripts
_LATIN = re.compile(r"[A-Za-z]")


class LeftoverScript(Detector):
    """Pieces of another script between Latin words: ``each кожна family``, ``the end of the game。``.

    Quoted and bracketed pieces, glosses, talk about words, code, and documents in two scripts are left alone;
    letters of another script inside a word are for `look-alike`. A match says in ``kind`` what it is, letters or
    punctuation.
    """

    def patterns(self) -> Mapping[str, Pattern]:
        """Runs of letters; single marks of East Asian punctuation."""
        return {"letters": Pattern(_LETTERS), "punctuation": Pattern(_MARKS)}

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """The letters, or the mark with what it is in English."""
        notes = context.notes
        letters, marks = context.hits.get("letters", ()), context.hits.get("punctuation", ())
        if len(letters) > _MANY or notes.once(seams_of).technical:
            return
        found = [_letters(notes, hit) for hit in letters]
        if not letters:
            found += [_mark(notes, hit) for hit in marks]
        yield from sorted((match for match in found if match is not None), key=lambda match: match.span)


def _letters(notes: Annotations, hit: Hit) -> Match | None:
    before, after = _around(notes, hit)
    if notes.role(notes.blocks[hit.block]) not in _READ or before[-1:].isalpha() or after[:1].isalpha():
        return None
    left, right = before.rstrip(), after.lstrip()
    if left[-1:] in _ENCLOSED or right[:1] in _ENCLOSED or left[-1:] in ":=":  # also at the edge of the block
        return None
    if before.count("(") > before.count(")") or _ABOUT_WORDS.search(before + after):
        return None
    if not (_LATIN.search(before) and _LATIN.search(after)):
        return None
    return Match(Span(hit.start, hit.end), values={"kind": "letters"})


def _mark(notes: Annotations, hit: Hit) -> Match | None:
    around = "".join(_around(notes, hit))
    if notes.role(notes.blocks[hit.block]) not in _READ or not _LATIN.search(around):
        return None
    if not around.isascii() and _FOREIGN.search(around):
        return None
    right = _PLAIN.get(notes.text[hit.start])
    return Match(Span(hit.start, hit.end), values={"kind": "punctuation"}, replacement=right)


def _around(notes: Annotations, hit: Hit) -> tuple[str, str]:
    """The text on both sides, within the block."""
    block, text = notes.blocks[hit.block], notes.text
    return text[max(block.start, hit.start - _LOOK_AROUND) : hit.start], text[hit.end : block.end][
        :_LOOK_AROUND
    ]
