"""Which language a text is in: by its script, then its function words, and only in doubt by a detector."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from textaudit.annotate.words import is_western
from textaudit.errors import PluginError

_DATA = Path(__file__).resolve().parent.parent / "data" / "function_words.json"
_SAMPLE_CHARS = 900
_DETECTOR_MIN_CHARS = 60  # shorter texts are guesswork for every detector
_MIN_HITS = 3
_SURE_HITS, _SURE_LEAD = 5, 3
_MIN_FOREIGN = 2  # what `surely_differs` needs at least that the expected language has not
_MIN_LEAD = 1.5  # the best language has so many times the function words of the next

# One class per script that decides, or narrows, the language by itself.
_SCRIPTS = {
    "kana": "぀-ヿ",
    "hangul": "가-힣",
    "han": "㐀-䶿一-鿿",
    "cyrillic": "Ѐ-ԯ",
    "arabic": "؀-ۿ",
    "devanagari": "ऀ-ॿ",
    "greek": "Ͱ-Ͽ",
    "hebrew": "֐-׿",
    "thai": "฀-๿",
    "bengali": "ঀ-৿",
    "tamil": "஀-௿",
    "georgian": "Ⴀ-ჿ",
    "armenian": "԰-֏",
}
_ONE_LANGUAGE = {
    "kana": "ja",
    "hangul": "ko",
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
    "bengali": "bn",
    "tamil": "ta",
    "georgian": "ka",
    "armenian": "hy",
}
_LANGUAGES_OF = {
    "cyrillic": ("ru", "uk", "bg", "sr"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"),
}
# Letters that, among the languages of one script, only one of them writes.
_TELLING_LETTERS = {
    "ru": "ыэё",
    "uk": "іїєґ",
    "sr": "јљњћђџ",
    "fa": "پچژگ",
    "ur": "ٹڈڑےں",
}
_MIN_TELLING = 2
_SCRIPT_OF_CHARACTER = re.compile("|".join(f"(?P<{name}>[{chars}]+)" for name, chars in _SCRIPTS.items()))
_KANA = re.compile(f"[{_SCRIPTS['kana']}]")
NOT_LATIN = re.compile(f"[{''.join(_SCRIPTS.values())}]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class LanguageDetector(Protocol):
    """Settles what script and function words leave open."""

    def detect(self, sample: str) -> str | None:
        """ISO 639-1 code, or ``None`` for "cannot tell"."""


class NoDetector:
    """Leaves it open."""

    def detect(self, sample: str) -> str | None:
        """Never tells."""
        return None


def language_detector(name: str) -> LanguageDetector:
    """The detector of that name: ``langdetect`` or ``none``.

    Raises:
        PluginError: no detector has the name.
    """
    makers: dict[str, Callable[[], LanguageDetector]] = {"langdetect": _langdetect, "none": NoDetector}
    if name not in makers:
        raise PluginError(f"no language detector is called '{name}'; there are: {', '.join(makers)}")
    return makers[name]()


def _langdetect() -> LanguageDetector:
    from textaudit.annotate.langdetect_adapter import LangdetectDetector

    return LangdetectDetector()


def language_of(sample: str, words: AbstractSet[str], detector: LanguageDetector | None) -> str | None:
    """The language of a text, or ``None`` where nothing tells.

    Args:
        sample: what a detector, and the look at its script, may read of it.
        words: the function words of any language in the whole text.
    """
    known, doubt = quick_language(sample, words)
    if known or not doubt or detector is None or len(sample) < _DETECTOR_MIN_CHARS:
        return known
    return detector.detect(sample)


def quick_language(sample: str, words: AbstractSet[str]) -> tuple[str | None, bool]:
    """What script and function words say, and whether a detector might say more."""
    script = None if is_western(sample) else main_script(sample)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script], False
    if script == "han":
        return "zh", False
    among = _LANGUAGES_OF.get(script or "")
    winner = _winner(words, among)
    return winner or (_by_letters(sample, among) if among else None), True


def words_of(passage: str) -> set[str]:
    """What white space parts, in lower case: enough to count function words by."""
    return set(passage.lower().split())


def shows(language: str, words: AbstractSet[str], at_least: int) -> bool:
    """Whether so many function words of a language are among *words*."""
    known = function_words().get(language)
    return known is not None and len(known & words) >= at_least


def surely_differs(words: AbstractSet[str], language: str, expected: str) -> bool:
    """Whether *words* are in *language* beyond doubt, not in the one that was *expected*."""
    known = function_words()
    if language not in known or expected not in known:
        return True  # told by its script
    own, other = len(known[language] & words), len(known[expected] & words)
    return (own >= _SURE_HITS and own >= _SURE_LEAD * other) or (
        own >= _MIN_HITS and other == 0 and own * 4 >= len(words)
    )


def foreign_words(words: AbstractSet[str], language: str) -> AbstractSet[str]:
    """The function words of other languages in a text, if any language has enough for `surely_differs`.

    Args:
        words: the function words of any language in the whole text.
    """
    foreign = words - _own_words(language)
    if len(foreign) < _MIN_FOREIGN:
        return frozenset()
    enough = any(
        len(foreign & listed) >= _MIN_FOREIGN and len(words & listed) >= _MIN_HITS
        for listed in function_words().values()
    )
    return foreign if enough else frozenset()


def _winner(words: AbstractSet[str], among: tuple[str, ...] | None) -> str | None:
    """The language, *among* some or all of Latin script, that has most function words among *words*."""
    lexicon = _lexicon(among)
    # One byte per language, all in one integer: adding words up counts for all languages at once.
    packed = sum(map(lexicon.counters.__getitem__, lexicon.counters.keys() & words))
    counts = packed.to_bytes(len(lexicon.codes), "little")
    second, most = sorted(counts)[-2:]
    clear = most >= _MIN_HITS and most >= second * _MIN_LEAD
    return lexicon.codes[counts.index(most)] if clear else None


def _by_letters(sample: str, among: tuple[str, ...]) -> str | None:
    """The one language whose telling letters occur. Urdu writes Persian's too, so its own come first."""
    telling = {code: sum(map(sample.count, _TELLING_LETTERS.get(code, ""))) for code in among}
    if telling.get("ur"):
        telling["fa"] = 0
    shown = [code for code, count in telling.items() if count >= _MIN_TELLING]
    return shown[0] if len(shown) == 1 else None


def main_script(sample: str) -> str | None:
    """The script, other than Latin, that most letters of *sample* are in; kana makes Han Japanese."""
    counts: Counter[str] = Counter()
    for run in NOT_LATIN.findall(sample):
        match = _SCRIPT_OF_CHARACTER.match(run)
        counts[str(match.lastgroup) if match else "other"] += len(run)
        if match and match.lastgroup == "han":
            counts["kana"] += len(_KANA.findall(run))  # a run goes on from one script to the next
    if not counts:
        return None
    script, most = counts.most_common(1)[0]
    letters = sum(len(word) for word in _LETTERS.findall(sample))
    if most + counts["kana"] < letters / 2:
        return None
    return "kana" if script == "han" and counts["kana"] * 20 > most else script


def sample_of(text: str) -> str:
    """A bounded sample: all of a short text, else pieces of its beginning, middle and end."""
    if len(text) <= _SAMPLE_CHARS:
        return text
    piece, middle = _SAMPLE_CHARS // 3, len(text) // 2
    return " ".join((text[:piece], text[middle : middle + piece], text[-piece:]))


class _Lexicon(NamedTuple):
    """Function words of some languages: for each word an integer with a 1 in the byte of each that has it."""

    codes: tuple[str, ...]
    counters: dict[str, int]


@cache
def _lexicon(among: tuple[str, ...] | None) -> _Lexicon:
    scripted = {code for codes in _LANGUAGES_OF.values() for code in codes}
    codes = among or tuple(code for code in function_words() if code not in scripted)
    counters: dict[str, int] = {}
    for place, code in enumerate(codes):
        for word in function_words().get(code, ()):
            counters[word] = counters.get(word, 0) + (1 << 8 * place)
    return _Lexicon(codes, counters)


@cache
def _own_words(language: str) -> frozenset[str]:
    """What is no trace of another language in a text of this one."""
    also = _data()["also"].get(language, "").split()
    return function_words().get(language, frozenset()).union(also)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Function words by language, as `data/function_words.json` lists them."""
    return {code: frozenset(words.split()) for code, words in _data()["words"].items()}


@cache
def every_function_word() -> frozenset[str]:
    """The function words of all languages."""
    return frozenset().union(*function_words().values())


@cache
def _data() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data
