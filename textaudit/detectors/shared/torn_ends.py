"""Ends of paragraphs that look torn, whatever their last word: by rules of shape and by a trained model."""

from __future__ import annotations

import re
from collections.abc import Mapping

from textaudit.annotate import Annotations
from textaudit.detectors.shared.clauses import has_finite_verb, speaks_of_programs
from textaudit.detectors.shared.cut_model import cut_probability, may_be_cut
from textaudit.detectors.shared.end_features import ends_in_preposition, may_not_end, may_strand
from textaudit.detectors.shared.open_ends import FEWEST_WORDS, open_ends
from textaudit.detectors.shared.seams import Seam, Seams, seams_of
from textaudit.model import Block, Role, Strength

# Probabilities from which on a cut is worth a note, and likely; lower ones where the paragraph's shape says the same.
# By whether it is in English, of which the model has seen most, and whether it has that shape.
_STEPS = {
    (True, False): (0.5, 0.75),
    (True, True): (0.2, 0.45),
    (False, False): (0.8, 0.9),
    (False, True): (0.4, 0.9),
}
_SURE_OF_PROGRAMS = 0.9  # where lines of code may have been lost between the paragraphs
_NOT_A_SENTENCE = "*:#-–—•([;"
# Credits, labels, dates and part titles stand behind a sentence's end without being one.
_CREDIT = r"photo|foto|image\b|bild\b|getty|reuters|©|reprinted|courtesy|credit|quelle|\bsource|via\b"
_CREDITED = re.compile(rf"{_CREDIT}|\[citation needed\]|\\$", re.IGNORECASE)
_LABEL = re.compile(rf"{_CREDIT}|[:|/=<>@#]|\d\s*$|(?:^|\s)(?:I|II|III|IV|V)\.\s", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"[,!?][\"”’»]\s[^\"“”]{3,60}$")
_AFTERTHOUGHT = re.compile(r"[.!?…][\"”]?\s\S{1,12}$")  # "... mehr"
# A line that opens like this is a question or a condition over what follows, not a sentence cut short.
_HEADING_OPENING = re.compile(
    r"(?:how|why|what|when|where|who|which|whether|if|\w+ing)\b|[\"“‘'«„]", re.IGNORECASE
)
_UNSPACED = ("zh", "ja")
_TITLED = re.compile(r"[\s｜|：:（）()＝-]")  # titles of news, with the site's name
# What is no letter, and Japanese endings at which a sentence may stop; its particles lead on.
_MAY_END_UNSPACED = re.compile(r"(?:[^\w]|[\u3041-\u3096](?<![のをはがにとでもやてへ]))$")
_UNSPACED_CHARS, _UNSPACED_TAIL = 40, 10  # of the paragraph, of its last sentence
_ARTICLES = {"the", "a", "an"}
_LONG_CHARS = 110  # of a line that is surely a paragraph
_LONGEST_HEADING = 18  # words
_TAIL_CHARS = 80
_SHORTEST_TAIL = 2  # spaces in the last of several sentences
_FEWEST_WORDS_OF_SEVERAL = 14  # in a paragraph of several sentences
_FEWEST_WORDS_OF_CLAUSE = 10  # in a paragraph of one


def torn_ends(notes: Annotations) -> Mapping[int, Strength]:
    """Strength by index of the block; ask it as ``notes.once(torn_ends)``."""
    seams = notes.once(seams_of)
    if not seams.punctuated:
        return {}
    judged = ((seam, _strength(notes, seams, seam)) for seam in notes.once(open_ends) if _is_text(seam))
    found = {seam.block.index: strength for seam, strength in judged if strength}
    if notes.language in _UNSPACED:
        found |= {n: Strength.LIKELY for n, seam in seams.by_block.items() if _is_torn_unspaced(notes, seam)}
    return found


def _is_torn_unspaced(notes: Annotations, seam: Seam) -> bool:
    """Whether, in a script without spaces, sentences end in a paragraph and its last one does not."""
    line = seam.block.text
    if not seam.open_end or len(line) < _UNSPACED_CHARS or _MAY_END_UNSPACED.search(line):
        return False
    tail = line.rpartition("。")[2]
    if _TITLED.search(tail) or len(tail) < _UNSPACED_TAIL:
        return False
    if len(tail) == len(line):  # Japanese titles are as long and have commas too
        return notes.language == "zh" and "，" in line and _is_between_stops(notes, seam.block)
    return _is_framed(notes, seam.block)


def _is_between_stops(notes: Annotations, block: Block) -> bool:
    """Whether blank lines part it from its neighbours, and these end as sentences."""
    index = block.index
    around = (*notes.blocks[max(0, index - 1) : index], *notes.blocks[index + 1 : index + 2])
    return _is_parted(notes, block) and all(other.text[-1] in "。！？”」" for other in around)


def torn_before_boilerplate(notes: Annotations, left: int) -> Strength | None:
    """Strength of the last block that belongs to the text, of which there are *left*, as if nothing followed it."""
    seams = notes.once(seams_of)
    seam = seams.by_block.get(left - 1)
    if seam is None or not seam.open_end or not seams.punctuated or len(seam.words) < FEWEST_WORDS:
        return None
    if seam.is_titled or not _is_text(seam):
        return None
    return _strength(notes, seams, seam, left)


def _strength(notes: Annotations, seams: Seams, seam: Seam, left: int | None = None) -> Strength | None:
    shaped = _is_one_of_several(notes, seam) or _is_clause(notes, seam)
    if not shaped and not _is_worth_asking(notes, seam):
        return None
    english = notes.language_of(seam.block) == "en"
    probability = cut_probability(notes, seams, seam, left)
    weak, likely = _STEPS[english, shaped]
    if probability < weak:
        return None
    if probability < likely or (shaped and not _is_parted(notes, seam.block)):
        return Strength.WEAK
    programs = seams.technical or notes.once(speaks_of_programs)
    return (
        Strength.WEAK if programs and not (english and probability >= _SURE_OF_PROGRAMS) else Strength.LIKELY
    )


def _is_worth_asking(notes: Annotations, seam: Seam) -> bool:
    if not may_be_cut(notes, seam) or _CREDITED.search(seam.block.text[-_TAIL_CHARS:]):
        return False
    if not seam.sentences:
        return len(seam.words) >= _LONGEST_HEADING or not _is_heading_of_its_own(notes, seam)
    return notes.text.count(" ", *notes.sentences_in(seam.block)[-1]) >= _SHORTEST_TAIL  # "A member? Log in"


def _is_heading_of_its_own(notes: Annotations, seam: Seam) -> bool:
    """Whether it is worded as a heading: as a question, or with a preposition that may well end it.

    "What nobody knows of the bridge", "The bridge that nobody asked for".
    """
    if _HEADING_OPENING.match(seam.words[0]):
        return not may_not_end(seam.words)
    heading = notes.role(seam.block) is Role.HEADING
    return heading and ends_in_preposition(seam.words) and may_strand(seam.block.text)


def _is_one_of_several(notes: Annotations, seam: Seam) -> bool:
    """Whether other sentences of the same paragraph end well and this one, its last, does not."""
    block = seam.block
    if (
        not seam.sentences
        or len(seam.words) < _FEWEST_WORDS_OF_SEVERAL
        or notes.role(block) is not Role.PROSE
    ):
        return False
    if not _is_framed(notes, block) or _AFTERTHOUGHT.search(block.text):
        return False
    sentence = notes.text[notes.sentences_in(block)[-1].slice]
    if sentence.count(" ") < 3 or sentence[0] in _NOT_A_SENTENCE or _is_label(sentence):
        return False
    language = notes.language_of(block) or ""
    return block.index > 0 or has_finite_verb(sentence.split(), language)  # else a title in several parts


def _is_clause(notes: Annotations, seam: Seam) -> bool:
    """Whether a line in the midst of prose is a full clause: longer than headlines, with article and finite verb."""
    words, block = seam.words, seam.block
    if len(words) < _FEWEST_WORDS_OF_CLAUSE or block.index == 0 or words[-1][-1] == ",":
        return False
    if _HEADING_OPENING.match(words[0]) or _ARTICLES.isdisjoint(map(str.lower, words)):
        return False
    return (
        _is_framed(notes, block)
        and _is_between_prose(notes, block)
        and notes.language_of(block) == "en"
        and has_finite_verb(words, "en")
        and not _is_label(block.text)
    )


def _is_text(seam: Seam) -> bool:
    last = seam.words[-1][-1]
    return last.isalnum() or last == ","


def _is_parted(notes: Annotations, block: Block) -> bool:
    """Whether blank lines part it from its neighbours; else it may be an item of a list, or a comment."""
    return block.gap and (block.index + 1 == len(notes.blocks) or notes.blocks[block.index + 1].gap)


def _is_framed(notes: Annotations, block: Block) -> bool:
    """Whether a line is surely a paragraph: blank lines part it, or it and the lines around it are long."""
    around = notes.blocks[max(0, block.index - 1) : block.index + 2]
    return _is_parted(notes, block) or all(len(other.text) >= _LONG_CHARS for other in around)


def _is_between_prose(notes: Annotations, block: Block) -> bool:
    after = notes.roles[block.index + 1] if block.index + 1 < len(notes.blocks) else Role.PROSE
    return after is Role.PROSE and notes.roles[block.index - 1] in (Role.PROSE, Role.HEADING)


def _is_label(sentence: str) -> bool:
    return bool(_LABEL.search(sentence) or _ATTRIBUTION.search(sentence))
