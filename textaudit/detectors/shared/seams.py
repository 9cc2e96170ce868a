"""The two ends of every paragraph: does it begin and end as a sentence does? Asked by all who look for cuts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from textaudit.annotate import Annotations
from textaudit.detectors.shared.clauses import has_finite_verb, is_function_word
from textaudit.model import Block, Role

STOPS = ".!?…。！？।؟۔:;"
CLOSING = "\"'”’»)]}」』*_"
_TEXTUAL = {Role.PROSE, Role.HEADING, Role.QUOTATION}
_INNER_END = re.compile(r"[.!?][\"'”’)]?\s+[\"'“‘(]?[A-ZÀ-ÖØ-ÞА-ЯЁ0-9]")
# What may follow a sentence's end in a paragraph: a source as wikis print it, a link, a tag, a pictogram.
_TRAILER = re.compile(
    r"(?:[.!?…][\"'”’)]?:?(?:\[?\d[\d–:,-]*+\]?)++|https?://\S+|[#@]\S+|[^\x00-\x7f\w\s]{1,6})$"
)
_CODE_MARKS = ("`", "::", "()", "=>", "->", "==", "{{", " = ", "</", "#")
_OPENING = "\"'“‘(«„[¿¡"
_LONG = 60  # code points from which a paragraph tells something of the text's habits
_LONG_ITEM = 120  # code points from which a numbered item is a paragraph
_UNPUNCTUATED = 0.45
_LOWER_CASE = 0.4
_SHORT_LINE = 60  # code points; shorter lines that follow one another are verse or a list
_MIN_WORDS_BEFORE = 5  # of the first half of a sentence; shorter pieces are labels and cells
_MIN_WORDS_ALONE = 3  # of a second half that does not end as a sentence
_MAY_END_HEADINGS = {
    "all", "him", "her", "them", "it", "us", "me", "you", "out", "up", "now", "more", "over", "so", "do",
}  # fmt: skip
# With these, in lower case, people begin messages; a sentence that was split seldom goes on with them.
_CHAT_OPENINGS = {
    "i", "je", "ich", "yo", "io", "eu", "ik", "я", "ok", "okay", "danke", "merci", "hallo", "hi", "thanks",
}  # fmt: skip
_LOW_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,.;:]?")


@dataclass(eq=False)  # not frozen: thousands are made, and a frozen one costs three times as much
class Seam:
    """A block of text whose end or beginning is not that of a sentence.

    Attributes:
        open_end: no stop at its end.
        low_start: begins with a letter in lower case.
    """

    block: Block
    open_end: bool
    low_start: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, white space parting them."""
        return tuple(self.block.text.split())

    @cached_property
    def sentences(self) -> bool:
        """Whether a sentence ends inside it."""
        return _INNER_END.search(self.block.text) is not None

    @cached_property
    def open_quote(self) -> bool:
        """Whether a quotation begins in it and does not end."""
        return self.open_end and _quote_is_open(self.block.text)

    @property
    def is_titled(self) -> bool:
        """Whether most of its words begin with a capital, as in a headline."""
        firsts = [word[0] for word in self.words]
        return sum(map(str.isupper, firsts)) * 2 > sum(map(str.isalpha, firsts))


@dataclass(frozen=True)
class Seams:
    """All seams of a document.

    Attributes:
        text: the document's text.
        by_block: by the block's index; blocks that begin and end well are absent.
        punctuated: whether the text ends its paragraphs with stops at all.
        lower_case_style: whether the text begins paragraphs in lower case as a habit.
    """

    text: str
    by_block: dict[int, Seam]
    punctuated: bool
    lower_case_style: bool

    @cached_property
    def technical(self) -> bool:
        """Whether code stands between the paragraphs, so that they break off and begin anyhow.

        Ask this last: it reads the whole text.
        """
        marks = sum(map(self.text.count, _CODE_MARKS)) + _inner_underscores(self.text)
        return marks >= 3 and marks * 2_000 > len(self.text)


def _inner_underscores(text: str) -> int:
    """How often ``_`` stands inside a word; at its edge it stresses the word, or is a blank to fill in."""
    every = text.count("_")
    return every and every - sum(map(text.count, (" _", "_ ", "\n_", "_\n", "_.", "_,", "__")))


def seams_of(notes: Annotations) -> Seams:
    """Look at the ends of all paragraphs once; ask it as ``notes.once(seams_of)``."""
    text = notes.text
    suspects: list[tuple[Block, bool, bool]] = []
    long_blocks = open_long = low = 0
    for block in notes.blocks:
        line = block.text
        last, first = line[-1], line[0]
        if last in CLOSING:
            last = line[-6:].rstrip(CLOSING)[-1:]
        open_end = last not in STOPS or not last
        low_start = first.islower()
        if len(line) >= _LONG:
            long_blocks += 1
            open_long += open_end
            low += low_start
        if open_end or low_start:
            suspects.append((block, open_end, low_start))
    return Seams(
        text=text,
        by_block=_textual(notes, suspects),
        punctuated=open_long <= max(2, long_blocks * _UNPUNCTUATED),
        lower_case_style=low > max(2, long_blocks * _LOWER_CASE) or _is_typed_small(notes),
    )


def _is_typed_small(notes: Annotations) -> bool:
    """Whether the writer says "i" of himself, and so may begin sentences in lower case too."""
    return notes.language == "en" and " i " in notes.text


def _textual(notes: Annotations, suspects: list[tuple[Block, bool, bool]]) -> dict[int, Seam]:
    seams: dict[int, Seam] = {}
    for block, open_end, low_start in suspects:
        role = notes.role(block)
        if role not in _TEXTUAL and not (role is Role.LIST_ITEM and block.end - block.start >= _LONG_ITEM):
            continue
        line = block.text
        last = line.rsplit(None, 1)[-1:]
        if last:  # else separators alone
            trailer = open_end and _TRAILER.search(last[0]) is not None
            seams[block.index] = Seam(block, open_end and not trailer, low_start)
    return seams


def _quote_is_open(line: str) -> bool:
    opened = line.count("„") or line.count("“")
    closed = line.count("”") + (line.count("“") if "„" in line else 0)
    if opened > closed:
        return True
    last = line.rfind('"')  # an inch or a slip of the typist has a letter or digit before it
    return line.count('"') % 2 == 1 and (last == 0 or line[last - 1] in " (\u00a0")


def end_of(block: Block) -> Seam:
    """The end of a block that has a stop, for those who doubt it."""
    return Seam(block, open_end=True, low_start=block.text[0].islower())


def last_word(words: tuple[str, ...]) -> str:
    """The last word in lower case, without quotes around it."""
    return words[-1].strip(_OPENING + CLOSING).lower()


def is_split(notes: Annotations, seams: Seams, first: Seam, second: Seam) -> bool:
    """Whether *second*, the block after *first*, goes on with its sentence."""
    if seams.lower_case_style or not seams.punctuated:
        return False
    if not (first.open_end and second.low_start) or notes.role(second.block) is not Role.PROSE:
        return False
    short = first.block.end - first.block.start < _SHORT_LINE
    if not second.block.gap and (short or second.open_end):
        return False  # verse, or a list
    if len(first.words) < _MIN_WORDS_BEFORE or first.words[-1][-1] in "-–—|":
        return False
    if second.open_end and len(second.words) < _MIN_WORDS_ALONE:
        return False
    if notes.text[second.block.end - 1] == ":":
        return False  # "this one" (code) "for that one:" (code)
    if second.words[0].strip(",.").lower() in _CHAT_OPENINGS:
        return False
    if _LOW_WORD.fullmatch(second.words[0]) is None or seams.technical:
        return False
    return _is_sentence_so_far(notes, first) or _is_subject_of(notes, first, second)


def _is_sentence_so_far(notes: Annotations, first: Seam) -> bool:
    """Whether an open block is no headline."""
    language = notes.language_of(first.block) or ""
    if first.open_quote or has_finite_verb(first.words, language):
        return True
    if first.is_titled:
        return False
    last = last_word(first.words)
    if is_function_word(last, language) and last not in _MAY_END_HEADINGS:
        return True
    return first.block.index > 0 and notes.role(first.block) is not Role.HEADING


def _is_subject_of(notes: Annotations, first: Seam, second: Seam) -> bool:
    """Whether a line in the midst of prose names what the verb that opens the next one speaks of."""
    language = notes.language_of(second.block) or ""
    if first.is_titled or first.block.index == 0 or not has_finite_verb(second.words[:1], language):
        return False
    return notes.role(notes.blocks[first.block.index - 1]) is Role.PROSE
