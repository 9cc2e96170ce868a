"""Sentences without a verb in the middle of sound prose: ``Ceasefire in 1994.``"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, Detector
from textaudit.detectors.shared.clauses import has_finite_verb
from textaudit.detectors.shared.seams import seams_of
from textaudit.detectors.shared.verb_forms import is_verb_form, opens_fragments
from textaudit.model import Block, Document, Match, Pattern, Role, Span

_PREPOSITIONS = {
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "to",
    "of",
    "after",
    "before",
    "between",
    "under",
    "into",
}
_DETERMINERS = {"the", "a", "an", "its", "his", "her", "their", "this", "these", "several", "many"}
_SUBJECTS = {
    "me",
    "us",
    "I",
    "he",
    "she",
    "it",
    "we",
    "they",
    "you",
    "who",
    "which",
    "that",
    "what",
    "where",
    "when",
    "how",
}
_NOUN_ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "hood", "cy", "ure", "ers", "ery",
)  # fmt: skip
_VERBS_LIKE_NOUNS = {
    "comment", "experiment", "implement", "document", "mention", "function", "position", "question",
    "reference", "balance", "advance", "experience", "influence", "enhance", "caution", "station", "condition",
    "section", "ensure", "capture", "picture", "measure", "feature", "nurture", "venture", "secure", "compliment",
    "supplement", "complement", "augment", "finance", "dance", "glance", "commence", "sequence", "silence", "fence",
    "witness", "harness", "assure", "endure", "figure", "structure", "treasure", "exposure", "transition", "vacation",
    "partition", "ration", "auction", "petition", "commission", "envision", "query",
}  # fmt: skip
_QUOTES = '"“”„«»‘'
_MAX_PER_DOCUMENT = 1
_SHORTEST_NEIGHBOUR = 5  # words; between short sentences, another short one is style


class VerblessSentence(Detector):
    """A short statement of a noun and a preposition, without a verb, among full sentences.

    Writers use fragments too, so a text with more than one is left alone, as are dialogue, lists and all
    that opens like an answer or an aside. English.

    Params:
        min_words, max_words: length of the sentence.
        min_neighbour_words: the sentences around it in the paragraph must be full ones, one of them so long.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_words: int = 3
        max_words: int = 9
        min_neighbour_words: int = 8

    params: Params

    def patterns(self) -> Mapping[str, Pattern]:
        """A wider net than `_is_fragment`, to find the few blocks that are worth a look."""
        links = "|".join(sorted(_PREPOSITIONS))
        inner = r"[^.!?;:\"“”()\n]"
        subject = r"(?:^|[.!?]\s)(\p{Lu}\p{Ll}+(?: [\p{L}-]+){0,2}"
        name = rf"(?:[\p{{Ll}}-]+ ){{0,6}}[\p{{Lu}}\d]{inner}{{0,18}}\.)(?:\s|$)"
        noun = r"(?:[\p{L}’'-]+ ){0,6}\p{Ll}[\p{Ll}-]+\.)(?:\s|$)"
        return {
            "short": Pattern(rf"{subject} (?:{links}) {name}"),
            "plain": Pattern(rf"{subject} (?:{links}) {noun}"),
        }

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """At most one match per document."""
        notes = context.notes
        hits = [hit for found in context.hits.values() for hit in found]
        numbers = {hit.block for hit in hits if _is_fragment(document.text[hit.span.slice])}
        if not numbers or notes.language != "en":
            return
        blocks = [notes.blocks[n] for n in sorted(numbers)]
        prose = [block for block in blocks if notes.role(block) is Role.PROSE]
        found = [span for block in prose for span in self._in_block(notes, block)]
        if found and len(found) <= _MAX_PER_DOCUMENT and not notes.once(seams_of).technical:
            yield from map(Match, found)

    def _in_block(self, notes: Annotations, block: Block) -> Iterator[Span]:
        text = notes.text
        if block.end - block.start < 80 or text[block.start] in _QUOTES:
            return
        sentences = notes.sentences_in(block)
        if len(sentences) < 2:
            return
        lengths = [text.count(" ", s.start, s.end) + 1 for s in sentences]
        for number, sentence in enumerate(sentences):
            if not self.params.min_words <= lengths[number] <= self.params.max_words:
                continue
            around = lengths[max(0, number - 1) : number] + lengths[number + 1 : number + 2]
            if max(around) < self.params.min_neighbour_words:
                continue
            if min(around) >= _SHORTEST_NEIGHBOUR and _is_fragment(text[sentence.slice]):
                yield sentence


def _is_fragment(sentence: str) -> bool:
    """A noun or two, a preposition, a name or number behind it, a full stop, and nothing that may be a verb.

    Without name or number, the first word must be a noun beyond doubt, as orders begin with verbs that no
    list has, and not even a plural may stand behind it, except where only a noun can.
    """
    if (
        not sentence.endswith(".")
        or any(mark in sentence for mark in _QUOTES + ",:;()!?…&")
        or ".." in sentence
    ):
        return False
    words = sentence[:-1].split()
    first, rest = words[0], words[1:]
    if (
        not first[0].isupper()
        or not first.isalpha()
        or opens_fragments(first.lower())
        or first.endswith("ly")
        or first.isupper()
    ):
        return False
    links = [n for n, word in enumerate(rest) if word in _PREPOSITIONS]
    if not links or links[-1] == len(rest) - 1 or links[0] > 2:
        return False
    dated = any(word[0].isupper() or word[0].isdigit() for word in rest[links[-1] + 1 :])
    head, tail = words[: links[0] + 2], words[links[0] + 2 :]
    if any(map(_may_be_verb, head)) or any(map(_is_clausal, tail)) or rest[0] in _DETERMINERS:
        return False
    if dated:
        return True
    if "and" in head or not first.endswith(_NOUN_ENDINGS) or first.lower() in _VERBS_LIKE_NOUNS:
        return False
    return not any(_may_be_verb(word) for before, word in pairwise(words) if not _needs_noun(before))


def _needs_noun(word: str) -> bool:
    """Whether only a noun, or what belongs to one, can stand behind this word."""
    return word in _PREPOSITIONS - {"to"} or word in _DETERMINERS


def _is_clausal(word: str) -> bool:
    """Whether a word behind the noun shows that there is a verb after all; plural nouns do not."""
    return word in _SUBJECTS or word == "and" or has_finite_verb((word,), "en") or word.endswith("ed")


def _may_be_verb(word: str) -> bool:
    lower = word.lower().replace("’", "'")
    if "'" in lower and not lower.endswith(("'s", "s'")):
        return True
    if is_verb_form(lower) or (len(lower) > 3 and lower.endswith(("ed", "ing"))):
        return True
    return (
        word.islower() and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
    )  # "imports" may be either
