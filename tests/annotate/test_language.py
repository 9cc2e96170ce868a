from __future__ import annotations

import pytest

from textaudit.annotate import Annotations, LanguageDetector, language_detector
from textaudit.errors import PluginError

ENGLISH = "The harbour master had counted the crates and he found that one of them was not there."
LONGER = (
    f"{ENGLISH} They have not said what it was or who would want it, but we know more about this than you."
)
GERMAN = "Der Hafenmeister hat die Kisten gezählt und dabei nicht gesehen, dass eine von ihnen fehlte."
SAMPLES = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": "Le maître du port a compté les caisses et il a vu que l'une d'elles n'était pas dans le hangar.",
    "es": "El jefe del puerto contó las cajas y vio que una de ellas no estaba, pero nadie dijo cuándo ni hasta dónde había ido.",
    "it": "Il capo del porto ha contato le casse e ha visto che una non era nel magazzino con le altre della nave.",
    "pt": "O chefe do porto contou as caixas e viu que uma delas não estava no armazém com as outras do navio.",
    "nl": "De havenmeester heeft de kisten geteld en zag dat een van de kisten niet in het pakhuis was.",
    "pl": "Kapitan portu liczył skrzynie i zobaczył, że jednej z nich nie było w magazynie, choć był pewny.",
    "tr": "Liman başkanı sandıkları saydı ve bir tanesinin çok önce kaybolduğunu gördü ama bunu kimseye demedi, bu da iyi değil.",
    "sv": "Hamnkaptenen räknade lådorna och såg att en av dem inte var där som den skulle vara efter stormen.",
    "ru": "Начальник порта считал ящики и увидел, что одного из них не было на складе, где он был вчера.",
    "uk": "Начальник порту рахував скрині, і він побачив, що однієї з них не було на складі.",
    "zh": "港长数了箱子，发现少了一个。",
    "ja": "港長は箱を数えて、一つ足りないことに気づいた。",
    "ko": "항구장은 상자를 세었다.",
    "hi": "बंदरगाह के अधिकारी ने पेटियों को गिना और देखा कि एक पेटी नहीं है।",
    "ar": "قال مدير الميناء إن الصناديق التي كانت في المخزن لم تكن كاملة بعد العاصفة.",
    "el": "Ο λιμενάρχης μέτρησε τα κιβώτια.",
}


class Refuses:
    """Ordinary text in ordinary languages must not reach the detector."""

    def detect(self, sample: str) -> str | None:
        raise AssertionError(sample)


def language(text: str, detector: LanguageDetector | None = None) -> str | None:
    return Annotations(text, detector).language


@pytest.mark.parametrize("code", SAMPLES)
def test_script_and_function_words_suffice(code: str) -> None:
    assert language(SAMPLES[code], Refuses()) == code


@pytest.mark.parametrize("text", ["", "   ", "Oslo", "12:30", "😀😀", "Harbour News"])
def test_abstains_on_short_text(text: str) -> None:
    assert language(text, language_detector("langdetect")) is None


def test_letters_tell_where_function_words_do_not() -> None:
    assert language("Штормы закрыли порты; объезды, рыбы, ящики.", Refuses()) == "ru"


def test_langdetect_settles_doubt_always_alike() -> None:
    text = (
        "Storms closed harbour gates; several ships waited outside, crews growing impatient, cargo spoiling."
    )
    assert language(text) is None
    assert {language(text, language_detector("langdetect")) for _ in range(5)} == {"en"}


def test_a_block_shows_its_own_language() -> None:
    text = "\n".join([LONGER] * 9 + [GERMAN, "Oslo"])
    notes = Annotations(text)
    assert [notes.language_of(block) for block in notes.blocks] == ["en"] * 9 + ["de", "en"]


def test_a_silent_block_has_the_language_of_its_neighbours() -> None:
    text = "\n".join([LONGER] * 9 + [GERMAN, "Hafen Oslo", GERMAN] + [LONGER] * 9)
    notes = Annotations(text)
    assert notes.language == "en"
    assert notes.language_of(notes.blocks[10]) == "de"


def test_an_assumed_language_is_not_questioned() -> None:
    notes = Annotations(GERMAN, Refuses(), assumed_language="en")
    assert (notes.language, notes.language_of(notes.blocks[0])) == ("en", "en")


def test_an_unknown_detector_names_those_that_exist() -> None:
    with pytest.raises(PluginError, match=r"'cld9'.*langdetect, none"):
        language_detector("cld9")
