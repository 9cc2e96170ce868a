"""Which language a text is in: by its script, then its function words, and only in doubt by a detector."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol

from textaudit.errors import PluginError

_DATA = Path(__file__).resolve().parent.parent / "data" / "function_words.json"
_SAMPLE_CHARS = 900
_DETECTOR_MIN_CHARS = 60  # shorter texts are guesswork for every detector
_MIN_HITS = 3
_SURE_HITS, _SURE_LEAD = 5, 3
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
_NOT_LATIN = re.compile(f"[{''.join(_SCRIPTS.values())}]+")
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


def language_of(sample: str, detector: LanguageDetector | None) -> str | None:
    """The language of a sample, or ``None`` where nothing tells."""
    known, doubt = quick_language(sample)
    if known or not doubt or detector is None or len(sample) < _DETECTOR_MIN_CHARS:
        return known
    return detector.detect(sample)


def quick_language(sample: str) -> tuple[str | None, bool]:
    """What script and function words say, and whether a detector might say more."""
    script = None if sample.isascii() else main_script(sample)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script], False
    if script == "han":
        return "zh", False
    among = _LANGUAGES_OF.get(script or "")
    winner = _winner(function_word_counts(sample, among))
    return winner or (_by_letters(sample, among) if among else None), True


def function_word_counts(sample: str, among: tuple[str, ...] | None = None) -> Counter[str]:
    """How many different function words of each language occur (*among* some, or all of Latin script)."""
    lexicon = _languages_by_word(among)
    counts: Counter[str] = Counter()
    for word in lexicon.keys() & _words_of(sample):
        for language in lexicon[word]:
            counts[language] += 1
    return counts


def shows(language: str, sample: str, at_least: int) -> bool:
    """Whether *sample* holds so many different function words of a language."""
    known = function_words().get(language)
    return known is not None and len(known & _words_of(sample)) >= at_least


def surely_differs(sample: str, language: str, expected: str) -> bool:
    """Whether *sample* is in *language* beyond doubt, not in the one that was *expected*."""
    known = function_words()
    if language not in known or expected not in known:
        return True  # told by its script
    words = _words_of(sample)
    own, other = len(known[language] & words), len(known[expected] & words)
    return (own >= _SURE_HITS and own >= _SURE_LEAD * other) or (
        own >= _MIN_HITS and other == 0 and own * 4 >= len(words)
    )


def _words_of(sample: str) -> set[str]:
    return set(sample.lower().split())


def _winner(counts: Counter[str]) -> str | None:
    best, most, second = None, 0, 0
    for language, count in counts.items():
        if count > most:
            best, most, second = language, count, most
        elif count > second:
            second = count
    return best if most >= _MIN_HITS and most >= second * _MIN_LEAD else None


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
    for run in _NOT_LATIN.findall(sample):
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


@cache
def _languages_by_word(among: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    scripted = {code for codes in _LANGUAGES_OF.values() for code in codes}
    lexicon: dict[str, tuple[str, ...]] = {}
    for code, words in function_words().items():
        if code in among if among else code not in scripted:
            for word in words:
                lexicon[word] = (*lexicon.get(word, ()), code)
    return lexicon


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Function words by language, as `data/function_words.json` lists them."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))["words"]
    return {code: frozenset(words.split()) for code, words in data.items()}
