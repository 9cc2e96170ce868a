"""Sentences that a translation lost, has alone, left as they were, or says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from textaudit.annotate import Annotations
from textaudit.annotate.language import function_words, surely_differs, words_of
from textaudit.annotate.parallel.alignment import Bead
from textaudit.annotate.parallel.spelling import folded
from textaudit.detectors.shared.names.letters import likeness
from textaudit.detectors.shared.source.compared import Beside, Difference, beside, whole
from textaudit.model import Span, Strength

_MIN_WORDS: Final = 4
_MIN_CHARS: Final = 12  # of a script without spaces
_SAME: Final = 0.8  # share of its words that an untranslated sentence has from its source
_TWICE: Final = 0.9  # likeness of two sentences that are one
_OTHER: Final = 0.6  # likeness of two sentences that are two
_WORDS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W_]+[^\w\s]*\s*$")
_FIRST_WORD = re.compile(r"\s*[^\w\s]*[^\W_]+")
_LETTERS_WIDE: Final = "\u2e80"


def sentence_differences(notes: Annotations) -> tuple[Difference, ...]:
    """All of them, ascending. Ask for it with ``notes.once``."""
    two = notes.once(beside)
    repeated = list(_repeated(two))
    taken = {one.span for one in repeated}
    untranslated = [one for one in _untranslated(two) if one.span not in taken]
    taken |= {one.span for one in untranslated}
    found = [*repeated, *untranslated, *_omitted(two), *_added(two, taken)]
    return tuple(sorted(found, key=lambda difference: difference.span))


def comparable(notes: Annotations) -> Beside:
    """The document beside its source, without beads whose sentences are no translation at all. For ``notes.once``."""
    two = notes.once(beside)
    out = {one.span for one in notes.once(sentence_differences) if one.kind in ("repeated", "untranslated")}
    beads = [bead for bead in two.beads if out.isdisjoint(bead.targets)] if out else two.beads
    return replace(two, beads=beads)


def _omitted(two: Beside) -> Iterator[Difference]:
    """Runs of sentences without a counterpart, marked at the word before the gap."""
    for first, last in _runs(two.beads, lambda bead: not bead.targets):
        lost = [span for bead in two.beads[first : last + 1] for span in bead.sources]
        source = whole(lost)
        before = next((b.targets[-1] for b in reversed(two.beads[:first]) if b.targets), None)
        after = next((b.targets[0] for b in two.beads[last + 1 :] if b.targets), None)
        seam = _seam(two.target.text, before, after)
        if seam is not None and _is_text(two.source.text[source.slice]):
            yield Difference("omission", seam, _sure_if_long(two.source.text, lost), source)


def _added(two: Beside, taken: set[Span]) -> Iterator[Difference]:
    """Runs of sentences that nothing in the source belongs to."""
    for first, last in _runs(two.beads, lambda bead: not bead.sources):
        more = [span for bead in two.beads[first : last + 1] for span in bead.targets if span not in taken]
        if not more or not _is_text(two.target.text[whole(more).slice]):
            continue
        before = next((b.sources[-1] for b in reversed(two.beads[:first]) if b.sources), None)
        yield Difference("addition", whole(more), _sure_if_long(two.target.text, more), before)


def _sure_if_long(text: str, spans: Sequence[Span]) -> Strength:
    words = sum(len(_WORDS.findall(text[span.slice])) for span in spans)
    return Strength.SURE if words >= _MIN_WORDS else Strength.LIKELY


def _is_text(passage: str) -> bool:
    words = _WORDS.findall(passage)
    return len(words) >= 2 or (bool(words) and words[0] > _LETTERS_WIDE and len(words[0]) > 3)


def _runs(beads: Sequence[Bead], belongs: object) -> Iterator[tuple[int, int]]:
    assert callable(belongs)
    first: int | None = None
    for number, bead in enumerate((*beads, None)):
        if bead is not None and belongs(bead):
            first = number if first is None else first
        elif first is not None:
            yield first, number - 1
            first = None


def _seam(text: str, before: Span | None, after: Span | None) -> Span | None:
    """The word before a gap, or the one behind it where nothing stands before."""
    if before is not None:
        match = _LAST_WORD.search(text, before.start, before.end)
        return Span(match.start(), before.end) if match else before
    if after is not None:
        match = _FIRST_WORD.match(text, after.start, after.end)
        return Span(after.start, match.end()) if match else after
    return None


def _untranslated(two: Beside) -> Iterator[Difference]:
    """Sentences that stand in the translation as the source has them, or are in its language."""
    ours, theirs = two.languages
    if ours == theirs:
        return
    source_text, target_text = two.source.text, two.target.text
    around = {span: bead for bead in two.beads for span in bead.targets}
    everything = {_plain(source_text[s.slice]): s for bead in two.beads for s in bead.sources}
    for span, bead in around.items():
        passage = target_text[span.slice]
        words = _WORDS.findall(passage)
        if not _is_long(passage, words):
            continue
        same = everything.get(_plain(passage))
        if same is None and bead.sources:
            same = whole(bead.sources) if _shares(source_text, bead.sources, passage) else None
        if _is_their_own(passage, ours, theirs):
            continue
        if same is not None and not _is_a_list_of_names(words, ours):
            yield Difference("untranslated", span, Strength.SURE, same)
        elif ours and theirs and _is_in(passage, ours, theirs):
            source = whole(bead.sources) if bead.sources else None
            yield Difference("untranslated", span, Strength.LIKELY, source)


def _is_their_own(passage: str, ours: str | None, theirs: str | None) -> bool:
    """Whether a passage may be in the language of the translation: the source quotes that language."""
    if not ours or not theirs:
        return False
    if _script_of(ours) != _script_of(theirs):
        return _script(passage) == _script_of(theirs)
    return _looks_like(passage, ours) <= _looks_like(passage, theirs)


def _looks_like(passage: str, language: str | None) -> int:
    """How many of its words are small words of a language."""
    return len(words_of(passage) & function_words().get(language or "", frozenset()))


def _is_long(passage: str, words: Sequence[str]) -> bool:
    return len(words) >= _MIN_WORDS or (
        bool(words) and words[0][0] > _LETTERS_WIDE and len(passage) >= _MIN_CHARS // 2
    )


def _plain(passage: str) -> str:
    return "".join(_WORDS.findall(passage)).lower()


def _shares(text: str, sources: Sequence[Span], passage: str) -> bool:
    own = [folded(word) for word in _WORDS.findall(passage)]
    there = {folded(word) for span in sources for word in _WORDS.findall(text[span.slice])}
    return sum(word in there for word in own) >= _SAME * len(own) and len(own) >= _MIN_WORDS


def _is_a_list_of_names(words: Sequence[str], language: str | None) -> bool:
    """Whether nothing in a passage needs translating: names, titles; a sentence has small words."""
    if words[0][0] > _LETTERS_WIDE:
        return False
    small = [word for word in words if word[0].islower()]
    return len(small) * 3 < len(words) and not function_words().get(language or "", frozenset()).intersection(
        word.lower() for word in words
    )


def _is_in(passage: str, language: str, expected: str) -> bool:
    """Whether a passage is in one language beyond doubt, not in the other."""
    if _script(passage) != _script_of(language) and _script_of(language) != _script_of(expected):
        return False
    if _script_of(language) != _script_of(expected):
        return True
    return surely_differs(words_of(passage), language, expected)


def _script(passage: str) -> str:
    counts = {"latin": 0, "wide": 0, "other": 0}
    for word in _WORDS.findall(passage):
        key = "latin" if word[0] < "\u0250" else "wide" if word[0] > _LETTERS_WIDE else "other"
        counts[key] += len(word)
    return max(counts, key=lambda key: counts[key])


_WIDE_LANGUAGES: Final = frozenset(("zh", "ja", "ko"))
_OTHER_SCRIPTS: Final = frozenset(
    ["ru", "uk", "bg", "sr", "el", "ar", "fa", "ur", "he", "hi", "mr", "ne", "bn", "ta", "th", "ka", "hy"]
)


def _script_of(language: str) -> str:
    return "wide" if language in _WIDE_LANGUAGES else "other" if language in _OTHER_SCRIPTS else "latin"


def _repeated(two: Beside) -> Iterator[Difference]:
    """Sentences that say an earlier one again, where the source says something else."""
    seen: dict[str, tuple[Span, Bead]] = {}
    for bead in two.beads:
        for span in bead.targets:
            passage = two.target.text[span.slice]
            plain = _plain(passage)
            wide = plain[:1] > _LETTERS_WIDE
            if len(plain) < (_MIN_CHARS if wide else 2 * _MIN_CHARS) or not _is_long(
                passage, _WORDS.findall(passage)
            ):
                continue
            earlier = seen.get(plain)
            if earlier is None:
                seen[plain] = (span, bead)
                continue
            if _says_other(two, earlier[1], bead):
                source = whole(bead.sources) if bead.sources else None
                yield Difference("repeated", span, Strength.SURE if bead.sources else Strength.LIKELY, source)


def _says_other(two: Beside, one: Bead, other: Bead) -> bool:
    """Whether the sources of two beads are not the same sentence."""
    if one is other or not one.sources or not other.sources:
        return one is not other
    first, second = (_plain(two.source.text[whole(bead.sources).slice]) for bead in (one, other))
    return first != second and likeness(first[:300], second[:300]) < _TWICE
