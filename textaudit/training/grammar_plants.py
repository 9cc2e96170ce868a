"""Plants one slip of grammar in a sound sentence: LanguageTool's rules are chosen by and measured on such slips."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from textaudit.model import Span


class Planted(NamedTuple):
    """A sentence with one slip.

    Attributes:
        kind: ``agreement``, ``article``, ``doubled-word``, ``wrong-form`` or ``confused-word``.
        recipe: name of the pattern that made it.
        span: the words that are wrong now, or, where one was taken away, its two neighbours.
    """

    kind: str
    recipe: str
    text: str
    span: Span


Swap = str | Callable[[re.Match[str]], str | None]

# Base, third person, past, participle, of frequent irregular verbs whose past and participle differ.
_IRREGULAR: Final = """
    go goes went gone; take takes took taken; see sees saw seen; write writes wrote written; do does did done;
    give gives gave given; know knows knew known; grow grows grew grown; begin begins began begun;
    break breaks broke broken; speak speaks spoke spoken; choose chooses chose chosen; eat eats ate eaten;
    fall falls fell fallen; drive drives drove driven; throw throws threw thrown; show shows showed shown;
    rise rises rose risen; drink drinks drank drunk; draw draws drew drawn; fly flies flew flown;
    become becomes became become; come comes came come; run runs ran run
"""
_VERBS: Final = [row.split() for row in _IRREGULAR.split(";")]
_BY_BASE: Final = {row[0]: row for row in _VERBS}
_BY_PARTICIPLE: Final = {row[3]: row for row in _VERBS if row[3] not in (row[0], row[2])}
_THIRD: Final = """
    say says; go goes; take takes; see sees; know knows; give gives; want wants; need needs; seem seems; make makes;
    get gets; come comes; think thinks; look looks; find finds; become becomes; mean means; keep keeps; show shows;
    believe believes; live lives; work works; use uses; like likes; feel feels; tell tells; leave leaves; hold holds
"""
_PLAIN_TO_THIRD: Final = {row.split()[0]: row.split()[1] for row in _THIRD.split(";")}
_THIRD_TO_PLAIN: Final = {third: plain for plain, third in _PLAIN_TO_THIRD.items()}
_SINGULAR_VERBS: Final = {"are": "is", "were": "was", "have": "has", "do": "does", **_PLAIN_TO_THIRD}
_PLURAL_VERBS: Final = {"is": "are", "was": "were", "has": "have", "does": "do", **_THIRD_TO_PLAIN}
_ALIKE: Final = {
    "its": "it's", "it's": "its", "than": "then", "your": "you're", "you're": "your", "their": "there",
    "they're": "their", "whose": "who's", "who's": "whose", "lose": "loose", "affect": "effect",
    "effects": "affects", "passed": "past", "accept": "except", "advice": "advise", "quiet": "quite",
    "weather": "whether", "whether": "weather", "were": "where", "where": "were", "through": "threw",
    "too": "to", "of": "off", "principal": "principle", "brought": "bought", "led": "lead",
}  # fmt: skip


def _mapped(words: Mapping[str, str], group: int = 2) -> Callable[[re.Match[str]], str | None]:
    """Swaps the word of a *group* for another, and leaves the rest of the match."""

    def swap(found: re.Match[str]) -> str | None:
        new = words.get(found[group])
        if new is None:
            return None
        a, b = found.start(group) - found.start(), found.end(group) - found.start()
        return found[0][:a] + new + found[0][b:]

    return swap


def _form(group: int, column: int, table: Mapping[str, list[str]]) -> Callable[[re.Match[str]], str | None]:
    return _mapped({word: row[column] for word, row in table.items()}, group)


def _doubled(found: re.Match[str]) -> str:
    return f"{found[0]} {found[0]}"


# A word can be doubled in any sentence, the others need their pattern: drawn alike, most would be doublings.
_WEIGHTS: Final = {"agreement": 8, "article": 2, "doubled-word": 1, "wrong-form": 8, "confused-word": 4}
_NOT_NAMES = r"[a-z]+"
_RECIPES: Final[list[tuple[str, str, str, Swap]]] = [
    ("agreement", "he go", rf"\b([Hh]e|[Ss]he|[Ii]t) ({_NOT_NAMES})\b", _mapped(_PLURAL_VERBS)),
    ("agreement", "they goes", rf"\b([Tt]hey|[Ww]e|[Yy]ou) ({_NOT_NAMES})\b", _mapped(_SINGULAR_VERBS)),
    ("agreement", "he don't", r"\b([Hh]e|[Ss]he|[Ii]t) (doesn['’]t)\b", r"\1 don't"),
    ("agreement", "this books", r"\b(these|those) ([a-z]+s)\b", _mapped({"these": "this", "those": "that"}, 1)),
    ("agreement", "these book", r"\b(this|that) (year|book|law|house|man|idea|plan|case|city|story|report)\b",
     _mapped({"this": "these", "that": "those"}, 1)),
    ("agreement", "two year", r"\b(two|three|four|five|six|ten|many|several|few) ([a-z]{3,})s\b", r"\1 \2"),
    ("agreement", "one of the reason", r"\b(one of the (?:[a-z]+ )?[a-z]{3,})s\b", r"\1"),
    ("agreement", "the results shows", r"\b([Tt]he [a-z]{3,}s) (are|were|have)\b", _mapped(_SINGULAR_VERBS)),
    ("agreement", "the car are", r"\b([Tt]he [a-z]{2,}[^s\W]) (is|was|has)\b", _mapped(_PLURAL_VERBS)),
    ("agreement", "there is many", r"\b([Tt]here) (are|were)\b", _mapped(_SINGULAR_VERBS)),
    ("article", "a apple", r"\b(an) ([aeio][a-z]+)\b", _mapped({"an": "a"}, 1)),
    ("article", "an car", r"\b(a) ([bcdfgjklmnpqrstvwz][a-z]+)\b", _mapped({"a": "an"}, 1)),
    ("article", "the missing", r"\b(in|of|to|at|on|from|by) the ([a-z]+)\b", r"\1 \2"),
    ("article", "a missing", r"\b(is|was|as|with|for|into) an? ([a-z]+)\b", r"\1 \2"),
    ("article", "a extra", r"\b(many|some|these|those|several|two|three) ([a-z]+)\b", r"a \1 \2"),
    ("article", "the extra", r"\b(his|her|my|our|their|its|every|each) ([a-z]+)\b", r"the \1 \2"),
    ("doubled-word", "the the", r"\b(?:the|of|and|to|in|a|for|with|is|was|by|from|at|his|they|we|it|be|as)\b(?= )",
     _doubled),
    ("doubled-word", "bridge bridge", r"\b[a-z]{5,}\b(?= )", _doubled),
    ("confused-word", "could of", r"\b([Cc]ould|[Ss]hould|[Ww]ould|[Mm]ight|[Mm]ust) have\b", r"\1 of"),
    ("wrong-form", "have went", r"\b(has|have|had|having) ([a-z]+)\b", _form(2, 2, _BY_PARTICIPLE)),
    ("wrong-form", "have go", r"\b(has|have|had) ([a-z]+)\b", _form(2, 0, _BY_PARTICIPLE)),
    ("wrong-form", "was took", r"\b(is|was|were|been|being|be) ([a-z]+)\b", _form(2, 2, _BY_PARTICIPLE)),
    ("wrong-form", "did went", r"\b(did not|didn['’]t|did you|did he|did they) ([a-z]+)\b", _form(2, 2, _BY_BASE)),
    ("wrong-form", "to went", r"\b(to) ([a-z]+)\b", _form(2, 2, _BY_BASE)),
    ("wrong-form", "will goes", r"\b(will|would|can|could|should|must|may|might) ([a-z]+)\b", _form(2, 1, _BY_BASE)),
    ("wrong-form", "can went", r"\b(will|would|can|could|should|must|may|might) ([a-z]+)\b", _form(2, 2, _BY_BASE)),
    ("wrong-form", "more better", r"\b(better|worse|bigger|smaller|easier|older|larger|higher|lower|faster)\b",
     r"more \1"),
    ("wrong-form", "more big than", r"\b(bigger|smaller|older|larger|higher|lower|faster) than\b",
     _mapped({"bigger": "more big", "smaller": "more small", "older": "more old", "larger": "more large",
              "higher": "more high", "lower": "more low", "faster": "more fast"}, 1)),
    ("wrong-form", "much people", r"\b(many) ([a-z]{3,}s|people)\b", _mapped({"many": "much"}, 1)),
    ("confused-word", "alot", r"\b([Aa]) lot\b", r"\1lot"),
    ("confused-word", "use to", r"\b(used|supposed) to\b", _mapped({"used": "use", "supposed": "suppose"}, 1)),
    ("wrong-form", "is use", r"\b(is|was|are|were|be|been) (used|called|made|based|needed|expected|required)\b",
     _mapped({"used": "use", "called": "call", "made": "make", "based": "base", "needed": "need",
              "expected": "expect", "required": "require"})),
    ("confused-word", "its it's", r"\b([a-z]+(?:['’][a-z]+)?)\b", _mapped(_ALIKE, 1)),
    ("wrong-form", "him and I", r"\b(between|with|for|to) (me|him|her|them)\b",
     _mapped({"me": "I", "him": "he", "her": "she", "them": "they"})),
]  # fmt: skip
RECIPES: Final = [(kind, name, re.compile(pattern), swap) for kind, name, pattern, swap in _RECIPES]


def planted_in(sentence: str, rng: random.Random) -> Planted | None:
    """One slip in *sentence*, of a recipe drawn from those that fit it; ``None`` where none fits."""
    by_kind: dict[str, list[tuple[str, re.Match[str], str]]] = {}
    for kind, recipe, found, new in _fitting(sentence):
        by_kind.setdefault(kind, []).append((recipe, found, new))
    if not by_kind:
        return None
    kinds = sorted(by_kind)
    (kind,) = rng.choices(kinds, [_WEIGHTS[kind] for kind in kinds])
    drawn = rng.choice(sorted({recipe for recipe, _, _ in by_kind[kind]}))
    _, found, new = rng.choice([row for row in by_kind[kind] if row[0] == drawn])
    text = sentence[: found.start()] + new + sentence[found.end() :]
    return Planted(kind, drawn, text, Span(found.start(), found.start() + len(new)))


def _fitting(sentence: str) -> Iterator[tuple[str, str, re.Match[str], str]]:
    for kind, recipe, pattern, swap in RECIPES:
        for found in pattern.finditer(sentence):
            new = found.expand(swap) if isinstance(swap, str) else swap(found)
            if new is not None and new != found[0]:
                yield kind, recipe, found, new
