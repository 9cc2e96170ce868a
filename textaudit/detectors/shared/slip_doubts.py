"""Where what LanguageTool says of grammar is mostly wrong: beside names, code and letters that stand for themselves."""

from __future__ import annotations

import re
from typing import Final

from textaudit.model import Span

_DIGIT = re.compile(r"\d")  # a score, an address, a date: "6-3 6-3" is no doubled word
# Signs of code, and words of which nobody can tell from their letters how they are read: nginx.conf, AWS, u8.
_CODE_LIKE = re.compile(r"[@\\/<>{}=_|#$£€%^~]|\(\)|\w[.:]\w|[A-Z]{2}|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]")
_PRONOUN = re.compile(r"I(?:['’]\w+)?")
_EDGES: Final = "\"'“”‘’()[],;:.!?…—–-"
_NEVER_AFTER_ARTICLES: Final = {
    "in", "of", "on", "at", "by", "is", "if", "and", "or", "as", "are", "to", "for", "from", "it", "its", "was", "were",
    "will", "with", "the", "then", "has", "but", "into", "be", "can",
}  # fmt: skip

_EMPHATIC: Final = {
    "very", "much", "many", "really", "so", "far", "long", "way", "too", "never", "ever", "again", "no", "yes", "bye",
    "now", "there", "please", "big", "ha",
}  # fmt: skip


def is_doubtful(text: str, sentence: Span, span: Span) -> bool:
    """Whether a passage of a *sentence* is one where slips are seen that are none."""
    if _DIGIT.search(text, *span):
        return True
    before = text[sentence.start : span.start].rsplit(maxsplit=1)[-1:]
    after = text[span.end : sentence.end].split(maxsplit=1)[:1]
    own = text[span.slice].split()
    if _CODE_LIKE.search(" ".join([*before, *own, *after])):
        return True
    first = not text[sentence.start : span.start].split(maxsplit=1)
    second = len(text[sentence.start : span.start].split(maxsplit=2)) == 1
    opening = own[:1] if first else before if second else []
    if any(_is_name_like(word) for word in [*before, *own, *after] if word not in opening):
        return True
    return _is_no_article(own, after) or _is_repeated_for_effect(before, own)


def _is_name_like(word: str) -> bool:
    bare = word.strip(_EDGES)
    return bare[:1].isupper() and not _PRONOUN.fullmatch(bare)


def _is_no_article(own: list[str], after: list[str]) -> bool:
    """Whether "a" is a letter or a variable ("add a to b"), or "an" stands before a mute h."""
    if [word.lower() for word in own] not in (["a"], ["an"]):
        return False
    following = after[0].strip(_EDGES).lower() if after else ""
    return (
        not following
        or following in _NEVER_AFTER_ARTICLES
        or (own[0].lower() == "an" and following[0] == "h")
    )


def _is_repeated_for_effect(before: list[str], own: list[str]) -> bool:
    """Whether a word stands three times ("rain, rain rain"), or twice to say it louder ("much much more")."""
    words = [word.lower() for word in own]
    if len(words) > 1 and len(set(words)) == 1 and words[0] in _EMPHATIC:
        return True
    return bool(before) and before[0].strip(_EDGES).lower() in words
