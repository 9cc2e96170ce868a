"""Where sentences end, language by language. A bar marks a sentence end."""

from __future__ import annotations

import pytest

from textaudit.annotate import Annotations

TABLE = {
    "en": [
        "Mr. Smith met Dr. Jones at 3.5 p.m. yesterday.|It rained.",
        "J. R. R. Tolkien wrote it.|He was born in 1892.",
        "She paid $3.50.|He paid nothing.",
        '"Stop!" he cried.|Nobody did.',
        "“It is late.”|“Go home.”",
        "He said it (see fig. 3) twice.|Then he left.",
        "Wait... what?|Nothing.",
        "What?!|Really?",
        "See www.example.com/a.b for more.|Thanks.",
        "The U.S. Senate voted.|It passed.",
        "He moved to the U.S.|The move went well.",
        "(He was wrong.)|She was right.",
        "[He laughs.]|She does not.",
        "Was it I?|It was I.|He knew.",
        "It was No. 10.|We went in.",
        "He said no.|Mary agreed.",
        "It was long ago.|Mary left.",
        "He loved art.|Jane did too.",
        "He came on Jan. 5.|She left.",
        "Most like vitamin C.|It is sour.",
        "It costs 1. 5 million.|Too much.",
        "Use Node.js here.|It works.",
        "He thought… and left.|Later…|It rained.",
    ],
    "de": [
        "Am 3. Mai kam er.|Es war kalt.",
        "Der 2. Weltkrieg begann.|Am 1. Advent kam er in der 89. Minute.",
        "Das ist z. B. so, d. h. gut.|Ja!|Nein?",
        "Dr. Müller und Prof. Dr. Weber kamen um 3.30 Uhr.|Sie blieben.",
        "Er sagte: „Ich gehe.“|Dann ging er.",
        "»Ich gehe.«|Dann ging er.",
        "Kaiser Wilhelm II. floh.|Er lebte weiter.",
        "Er kaufte Äpfel, Birnen usw.|Dann zahlte er.",
        "Es war 1990.|Die Mauer war weg.",
    ],
    "fr": [
        "M. Dupont et Mme. Martin sont venus.|Ils sont partis.",
        "Il a dit : « Je pars. »|Puis il est parti.",
        "Vraiment ?|Oui !",
        "Cf. p. 12 et art. 5.|C'est clair.",
        "Voir l'art. 5.|Tout y est.",
    ],
    "es": [
        "El Sr. García y la Dra. López llegaron.|Se fueron.",
        "¿Qué pasa?|¡Nada!",
        "EE. UU. ganó.|Fue ayer.",
        "Véase la pág. 5, p. ej. el art. 3.|Gracias.",
    ],
    "ru": [
        "В 1990 г. он уехал.|Потом вернулся.",
        "А. С. Пушкин родился в Москве.|Он писал.",
        "Это стоит 5 тыс. руб. за штуку.|Дорого.",
        "Он сказал: «Я иду».|И ушёл.",
        "Книги, газеты и т. д.|Всё есть.",
        "Ул. Ленина, д. 5.|Там живут.",
        "Что?!|Ничего...",
    ],
    "zh": ["他来了。|我走了。", "他说：“我走了。”|然后他走了。", "真的吗？|是的！", "「你好！」|他说。"],
    "ja": [
        "彼は来た。|私は行った。",
        "「行くよ。」と彼は言った。|終わり。",
        "本当？|はい！",
        "（笑い。）|そう。",
    ],
    "ar": ["هل جاء؟|نعم.|ذهب.", "قال د. أحمد ذلك.|ثم خرج."],
    "hi": ["वह आया।|मैं गया।", "क्या हुआ?|कुछ नहीं।", "डॉ. शर्मा आए।|वे बैठे।"],
    "ur": ["وہ آیا۔|وہ گیا۔"],
    "pt": ["O Sr. Silva chegou.|Foi embora.", "A Dra. Ana saiu às 5.|Voltou."],
    "it": ["Il sig. Rossi e il dott. Verdi arrivano.|Partono.", "È l'art. 5.|Va bene."],
    "nl": ["Dhr. Jansen kwam om 3.5 uur.|Hij ging.", "Dat is o.a. zo.|Ja."],
    "pl": ["Prof. Kowalski i dr Nowak przyszli.|Wyszli.", "W 1990 r. wyjechał.|Wrócił."],
    "tr": ["Dr. Yılmaz geldi.|Gitti."],
}
CASES = [(language, row) for language, rows in TABLE.items() for row in rows]


def split(text: str, language: str | None) -> list[str]:
    notes = Annotations(text, assumed_language=language)
    return [text[span.slice] for block in notes.blocks for span in notes.sentences_in(block)]


@pytest.mark.parametrize(("language", "row"), CASES)
def test_sentences_in_their_language(language: str, row: str) -> None:
    sentences = row.split("|")
    assert split(("" if language in ("zh", "ja") else " ").join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "row"), CASES)
def test_sentences_in_an_unknown_language(language: str, row: str) -> None:
    sentences = row.split("|")
    assert split(("" if language in ("zh", "ja") else " ").join(sentences), None) == sentences


def test_an_abbreviation_of_another_language_is_a_word() -> None:
    assert split("Es war kalt, sagte sie. Sie ging.", "de") == ["Es war kalt, sagte sie.", "Sie ging."]
    assert split("Cabía un mar. Nadie lo vio.", "es") == ["Cabía un mar.", "Nadie lo vio."]


def test_each_block_is_split_on_its_own() -> None:
    assert split("No stop here\nAnother line.", "en") == ["No stop here", "Another line."]
