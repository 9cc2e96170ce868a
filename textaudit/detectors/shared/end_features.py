"""What the end of a paragraph looks like, in words that a trained model weighs: see `cut_model`."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.shared.clauses import has_finite_verb, is_function_word
from textaudit.detectors.shared.seams import CLOSING, STOPS, Seam, Seams
from textaudit.model import Block

_DATA = Path(__file__).resolve().parent.parent.parent / "data" / "english_words.json"
_CLASSES = {
    "article": "the a an",
    "possessive": "his her its their our my your whose",
    "preposition": "of in at for with from by into between against on to near about over during through than as under"
    " after before since until towards upon within without across among around behind beyond despite like per via",
    "conjunction": "and or but nor because if although though while whereas whether that unless so yet",
    "question": "what who whom where when why how which",
    "auxiliary": "is are was were be been being has have had do does did will would can could may might must should"
    " shall cannot",
    "quantity": "some any many most few several each every both all another other more less such no two three four"
    " five six seven eight nine ten",
    "pronoun": "i you he she it we they me him them us this these those there one",
    "adverb": "not very also only just still even already never always often almost too quite rather well again now"
    " then here",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_SUFFIXES = (
    "ness", "ment", "tion", "able", "ing", "ity", "ous", "ive", "ed", "ly", "er", "al", "s",
)  # fmt: skip
_AROUND_WORD = "\"'“”‘’«»„(),.;:!?*_[]…"
_MARKS = re.compile(r"[|/©@=*_<•»]")
_LONG = 90  # code points from which a line is a paragraph
# What lets a sentence end in a preposition: "the house she lives in", "nothing to talk about".
_MODALS = {"will", "would", "shall", "should", "has", "have", "had", "may", "might", "must"}
_STOPPED = ("stop", ":")
_SUBJECTS = {"i", "he", "she", "we", "they", "you", "it"}
_STRANDS = re.compile(
    r"\b(?:who|whom|which|that|(?:what|where|who|how)(?:ever)?|whose|(?:no|some|any|every)(?:thing|one|body)|worth)\b"
    r"|\bto\s[a-z]+",
    re.IGNORECASE,
)


def features_of(notes: Annotations, seams: Seams, seam: Seam, left: int | None = None) -> Iterator[str]:
    """What is seen at the end of a block of at least four words, and around it; each at most once.

    Of the blocks, the first *left* belong to the text, or all of them.
    """
    block, words, mark = seam.block, seam.words, _mark(seam.block.text)
    if mark == "ellipsis" and not words[-1].strip(_AROUND_WORD):
        words = words[:-1]
    language = notes.language_of(block) or ""
    sentence = notes.text[notes.sentences_in(block)[-1].slice] if seam.sentences else block.text
    own = sentence.split() if seam.sentences else words
    inner = "+" if seam.sentences else "-"
    last, before = _class_of(words[-1], language), _class_of(words[-2], language)
    yield f"last {last}"
    yield f"before {before}"
    yield f"last {before} {last}"
    yield f"word {_bare(words[-1])}" if last in _CLASSES else f"function {last == 'function'}"
    yield f"mark {mark}"
    yield f"words {_step(len(words), (4, 5, 7, 9, 11, 14, 18, 25, 40, 80))}"
    yield f"sentence{inner} {_step(len(own), (2, 4, 6, 8, 10, 13, 17, 22, 30))}"
    yield f"capitals{inner} {_capitals(own)}"
    yield f"first{inner} {_class_of(own[0].lower(), language)}"
    yield f"finite{inner} {has_finite_verb(own, language)}"
    yield f"role {notes.role(block)}"
    yield f"marks {_MARKS.search(sentence) is not None}"
    yield f"comma {', ' in sentence}"
    yield f"quote {seam.open_quote}"
    yield f"bracket {block.text.count('(') > block.text.count(')')}"
    yield f"part{inner} {_part_of_word(notes, words[-1], language)}"
    yield f"punctuated {seams.punctuated}"
    if mark == "ellipsis":
        yield f"ellipses {_step(notes.text.count('…') + notes.text.count('...'), (1, 2, 4))}"
    if last == "preposition" or mark in _STOPPED:
        yield f"strands {mark} {may_strand(sentence)}"
        yield f"subject {mark} {not _SUBJECTS.isdisjoint(map(str.lower, own[-5:-2]))}"
    if mark in _STOPPED:
        yield f"ends {_bare(words[-2])} {_bare(words[-1])}"
    yield from _around(notes, block, left or len(notes.blocks))


def may_strand(sentence: str) -> bool:
    """Whether something in a sentence explains why it ends in a preposition.

    >>> may_strand("It is the house that she lives in."), may_strand("The ferry was held by.")
    (True, False)
    """
    return _STRANDS.search(sentence.rpartition(" ")[0]) is not None


def ends_in_preposition(words: Sequence[str]) -> bool:
    """Whether the last of some English *words* is a preposition."""
    return _CLASS_OF.get(_bare(words[-1])) == "preposition"


def may_not_end(words: Sequence[str]) -> bool:
    """Whether the last word is one that headings do not end in either: an article, a conjunction, "will"."""
    return _CLASS_OF.get(words[-1]) in ("article", "possessive", "conjunction") or words[-1] in _MODALS


def is_particle(words: Sequence[str]) -> bool:
    """Whether the last word is an adverb rather than a preposition: ``went quickly in``, ``led us in``."""
    before = _bare(words[-2])
    return before.endswith("ly") or _CLASS_OF.get(before) in ("pronoun", "conjunction", "adverb")


def _mark(text: str) -> str:
    """What stands at the end of a block's *text*."""
    if text[-1].isalnum():
        return "letter"
    if text.endswith(("…", "...")):
        return "ellipsis"
    return "stop" if text[-1] == "." else text[-1]


def _around(notes: Annotations, block: Block, left: int) -> Iterator[str]:
    blocks = notes.blocks
    before = blocks[block.index - 1] if block.index else None
    after = blocks[block.index + 1] if block.index + 1 < left else None
    shapes = []
    for side, other in (("previous", before), ("next", after)):
        shape = _shape(other)
        shapes.append(shape)
        yield f"{side} {shape}"
        if other is not None:
            yield f"{side} role {notes.role(other)}"
            yield f"{side} first {_kind(other.text[0])}"
    yield f"between {shapes[0]} and {shapes[1]}"
    yield f"gaps {block.gap} {after is None or after.gap}"


def _shape(block: Block | None) -> str:
    if block is None:
        return "nothing"
    stopped = block.text[-6:].rstrip(CLOSING)[-1:] in STOPS
    return f"{'long' if len(block.text) >= _LONG else 'short'} {'stopped' if stopped else 'open'}"


def _kind(char: str) -> str:
    if char.isupper():
        return "capital"
    if char.islower():
        return "small"
    return "digit" if char.isdigit() else char if char in '"“-*•—–(`:' else "other"


def _class_of(word: str, language: str) -> str:
    """A word's part in a sentence, as far as its form tells it."""
    bare = word.strip(_AROUND_WORD)
    low = bare.lower()
    if not bare:
        return "none"
    if bare == low:  # else it is a name: May, Will
        if language == "en" and low in _CLASS_OF:
            return _CLASS_OF[low]
        if is_function_word(low, language):
            return "function"
    if bare[0].isdigit() or bare[-1].isdigit():
        return "number"
    if bare[0].isupper():
        return "capitals" if len(bare) > 1 and bare.isupper() else "capital"
    if language == "en":
        return next((f"-{s}" for s in _SUFFIXES if low.endswith(s) and len(low) > len(s) + 2), "plain")
    return "plain"


def _bare(word: str) -> str:
    return word.strip(_AROUND_WORD).lower()


def _step(number: int, edges: Sequence[int]) -> str:
    """The first edge that is not below *number*."""
    return str(next((edge for edge in edges if number <= edge), "more"))


def _capitals(words: Sequence[str]) -> str:
    firsts = [word[0] for word in words[1:] if word[0].isalpha()]
    share = 100 * sum(map(str.isupper, firsts)) // max(1, len(firsts))
    return _step(share, (0, 10, 25, 50, 75))


def _part_of_word(notes: Annotations, word: str, language: str) -> str:
    """Whether the last word may be the first letters of a longer one."""
    bare = word.strip(_AROUND_WORD)
    if language != "en" or not (bare.isascii() and bare.isalpha() and bare.islower()):
        return "open"
    if is_known_word(bare):
        return f"known {_step(len(bare), (2, 4, 6, 9))}"
    if notes.text.count(bare) > 1 and notes.tokens.count(bare) > 1:
        return "own"
    begins = begins_word(bare) or is_begun(notes.text, bare)
    return f"{'begins' if begins else 'new'} {_step(len(bare), (2, 4, 6, 9))}"


def is_begun(text: str, piece: str) -> bool:
    """Whether a longer word of *text*, in lower case, begins with *piece*."""
    at = text.find(f" {piece}")
    while at >= 0:
        if text[at + 1 + len(piece) : at + 2 + len(piece)].islower():
            return True
        at = text.find(f" {piece}", at + 1)
    return False


def is_known_word(word: str) -> bool:
    """Whether a word in lower case is frequent in English."""
    return word in _known()[0]


def begins_word(word: str) -> bool:
    """Whether frequent English words begin with these letters and go on."""
    ordered = _known()[1]
    at = bisect_right(ordered, word)
    return at < len(ordered) and ordered[at].startswith(word)


@cache
def _known() -> tuple[frozenset[str], list[str]]:
    words: list[str] = json.loads(_DATA.read_text(encoding="utf-8"))["words"].split()
    return frozenset(words), words
