"""Names in a text: which passages are names, of what kind, and which short form belongs to which name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate import Annotations
from textaudit.annotate.mentions import mentions_in
from textaudit.annotate.names import name_words
from textaudit.model import Mention, Span


def names(text: str, language: str | None = "en") -> list[str]:
    return [text[mention.span.slice] for mention in mentions_in(text, language)]


def kinds(text: str, language: str | None = "en") -> dict[str, str | None]:
    return {text[m.span.slice]: m.kind.value if m.kind else None for m in mentions_in(text, language)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # within sentences
        ("Then the train left Ostrel for Marnau.", ["Ostrel", "Marnau"]),
        ("It was Ilka Torvald's idea.", ["Ilka Torvald"]),
        ("We met the Torvalds' lawyer, Ilka’s cousin.", ["Torvalds", "Ilka"]),
        ("He flew from Nagorno-Belak to Ust-Kavel.", ["Nagorno-Belak", "Ust-Kavel"]),
        ("They praised Jean-Luc Ferrand and T'suki O'Dorran.", ["Jean-Luc Ferrand", "T'suki O'Dorran"]),
        ("She moved to Côte d'Orvelle in May.", ["Côte d'Orvelle"]),
        ("Critics liked J. K. Marden and Orla W. Tamm.", ["J. K. Marden", "Orla W. Tamm"]),
        ("Critics liked J.K. Marden.", ["J.K. Marden"]),
        ("He works for eBay and for YouTube.", ["eBay", "YouTube"]),
        ("The talks between Russia and China failed.", ["Russia", "China"]),
        ("He left the Ministry of Foreign Affairs.", ["Ministry of Foreign Affairs"]),
        ("They live in the Republic of Artania.", ["Republic of Artania"]),
        ("She ran the Department of Health and Human Services.", ["Department of Health and Human Services"]),
        ("He shops at Dorn & Sons daily.", ["Dorn & Sons"]),
        ("The EU and NATO met.", ["EU", "NATO"]),
        ("The London-based firm hired Russian-led crews.", ["London"]),
        # particles
        ("Then Ursula von der Marten spoke to Aldo de la Vega.", ["Ursula von der Marten", "Aldo de la Vega"]),
        ("Later van der Brandt met al-Hadari.", ["van der Brandt", "al-Hadari"]),
        ("It was Omar bin Tarif who left.", ["Omar bin Tarif"]),
        # titles are no part of the name
        ("Then Mr Torvald met Dr. Ilka Sand.", ["Torvald", "Ilka Sand"]),
        ("Armenian Prime Minister Nikol Vardanov left.", ["Nikol Vardanov"]),
        ("European Council President Karel Mihhels left.", ["European Council", "Karel Mihhels"]),
        ("The president of Estland met Secretary of State Ida Roe.", ["Estland", "Ida Roe"]),
        ("The Prime Minister spoke. The President did not.", []),
        # no names
        ("However, it rained. Police came. In May, nothing grew.", []),
        ("On Monday the Armenian ambassador spoke French to Germans.", []),
        ("I think I'm late. Don't wait. It's raining.", []),
        ("Preheat the oven. Chop the onions. Scaffolding fell.", []),
        ("He wore a T-shirt and had an X-ray.", []),
        # a sentence begins with a name
        ("Armenia said no.", ["Armenia"]),
        ("Torvald said no.", ["Torvald"]),
        ("Ostrel's mayor resigned.", ["Ostrel"]),
        ("Brenn was late. They waited for Brenn.", ["Brenn", "Brenn"]),
        ("In Ostrel it rained.", ["Ostrel"]),
        ("However Ilka Torvald stayed.", ["Ilka Torvald"]),
        # headings
        ("Storm Batters Small Harbour Towns\n\nThe storm came at night.", []),
        ("STORM HITS OSTREL\n\nThe storm reached Ostrel at night.", ["OSTREL", "Ostrel"]),
        ("PRESIDENT BRENN SPEAKS\n\nPresident Brenn spoke.", ["BRENN", "Brenn"]),
        ("President Visits Town\n\nThe president visits towns.", []),
        ("- 2 cups Chopped Kale\n- 1 tbsp Vinegar", []),
        ("DO NOT FEED THE DUCKS\n\nThe ducks are fat.", []),
        ("Ostrel Harbour Reopens\n\nThe port of Ostrel opened.", ["Ostrel", "Ostrel"]),
    ],
)  # fmt: skip
def test_english_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Вчера президент Остап Велин прибыл в Мариноград.", ["Остап Велин", "Мариноград"]),
        ("ru", "Об этом сообщил В. В. Ковалёв, глава Усть-Камского района.", ["В. В. Ковалёв", "Усть-Камского"]),
        ("ru", "Полиция пришла. Однако было поздно. Все ушли.", []),
        ("ru", "Велин заявил, что не уйдёт.", ["Велин"]),
        ("uk", "Учора міністр Ярко Довженюк відвідав Степоград.", ["Ярко Довженюк", "Степоград"]),
        ("uk", "Сьогодні у Степограді дощ. Проте люди прийшли.", ["Степограді"]),
        ("de", "Die Regierung sprach am Montag über die Zukunft der Stadt.", []),
        ("de", "Gestern traf Kanzlerin Ida Brenn den Sprecher.", ["Ida Brenn"]),
        ("de", "Dort wohnte Herr Torvald mit Familie und Hund.", ["Torvald"]),
        ("de", "Die Reise nach Frankreich war lang.", ["Frankreich"]),
        ("es", "Ayer el presidente Aldo Quirante viajó a Marbosa.", ["Aldo Quirante", "Marbosa"]),
        ("es", "Según la policía, nadie salió. Ella tampoco.", []),
        ("fr", "Hier, Maëlle Dorval a quitté l'Ostrelie avec Jean-Luc Ferrand.",
         ["Maëlle Dorval", "Ostrelie", "Jean-Luc Ferrand"]),
        ("fr", "Cependant, il pleut. C'est triste. Le maire est parti.", []),
        (None, "Kaj mi vidis Toivo Kralon en la Domo.", ["Toivo Kralon"]),
        ("ja", "Toivo Kral は帰った。", []),
        ("ar", "Toivo Kral قال", []),
    ],
)  # fmt: skip
def test_names_in_other_languages(language: str | None, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Then Prime Minister Nikol Vardan spoke.", "Nikol Vardan", "person"),
        ("Then striker Milan Brenda scored.", "Milan Brenda", "person"),
        ("We asked Torvald, 34, about it.", "Torvald", "person"),
        ("We asked Aino Brel, the EU's special representative for the south.", "Aino Brel", "person"),
        ("We asked Torvald and his wife.", "Torvald", "person"),
        ("It rains in Ostrel.", "Ostrel", "place"),
        ("We saw the city of Ostrel.", "Ostrel", "place"),
        ("We saw Ostrel, a town in the north.", "Ostrel", "place"),
        ("We crossed the Ostrel River.", "Ostrel River", "place"),
        ("It reached Ostrel province.", "Ostrel", "place"),
        ("They bought Ostrel Holdings.", "Ostrel Holdings", "organisation"),
        ("He sold Vintra shares.", "Vintra", "organisation"),
        ("They sued the carmaker Vintra.", "Vintra", "organisation"),
        ("She joined the University of Ostrel.", "University of Ostrel", "organisation"),
        ("They spoke of Vintra at length.", "Vintra", None),
    ],
)
def test_context_tells_the_kind(text: str, name: str, kind: str | None) -> None:
    assert kinds(text)[name] == kind


def test_a_title_is_kept_beside_the_name() -> None:
    text = "Armenian Prime Minister Nikol Vardan met Mr. Brel and spokesman Aldo Roe."
    assert [mention.title for mention in mentions_in(text, "en")] == ["Prime Minister", "Mr.", "spokesman"]


def wholes(text: str, language: str = "en") -> list[tuple[str, int | None]]:
    return [(text[m.span.slice], m.whole) for m in mentions_in(text, language)]


def test_short_forms_belong_to_the_name_before_them() -> None:
    text = "We met Toivo Kral. Kral spoke. Then Mr Kral left, and Toivo smiled."
    assert wholes(text) == [("Toivo Kral", None), ("Kral", 0), ("Kral", 0), ("Toivo", 0)]


def test_a_surname_of_two_belongs_to_neither() -> None:
    text = "We met Toivo Kral and Aino Kral. Then Kral spoke."
    assert wholes(text)[-1] == ("Kral", None)


def test_a_short_form_before_the_name_is_open() -> None:
    assert wholes("We met Kral. Then Toivo Kral left.") == [("Kral", None), ("Toivo Kral", None)]


def test_middle_names_may_be_left_out() -> None:
    assert wholes("We met Toivo J. Kral. Then Toivo Kral left.")[1] == ("Toivo Kral", 0)


def test_particles_may_stay_with_the_surname() -> None:
    text = "We met Ilka van der Brandt. Then van der Brandt left."
    assert wholes(text) == [("Ilka van der Brandt", None), ("van der Brandt", 0)]


def test_cases_of_russian_are_the_same_name() -> None:
    text = "Выступил министр Остап Велин. Потом министра Велина спросили."
    assert wholes(text, "ru") == [("Остап Велин", None), ("Велина", 0)]


def test_words_leave_particles_out() -> None:
    text = "We met Ilka van der Brandt."
    (mention,) = mentions_in(text, "en")
    assert [text[word.slice] for word in mention.words] == ["Ilka", "Brandt"]


def test_is_name_says_whether_a_passage_touches_a_mention() -> None:
    notes = Annotations("They sailed to Pago Pago at last.", assumed_language="en")
    assert notes.is_name(Span(15, 24))
    assert notes.is_name(Span(20, 21))
    assert not notes.is_name(Span(0, 15))
    assert not notes.is_name(Span(24, 33))
    assert not Annotations("it rains", assumed_language="en").is_name(Span(0, 2))


def test_name_counts_are_of_words_with_capitals() -> None:
    counts = Annotations("The Brel's and the Brel; Жук и Жук-Ли.").name_counts
    assert dict(counts) == {"The": 1, "Brel": 2, "Жук": 1, "Жук-Ли": 1}
    assert counts["Other"] == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Brien’s Jean-Luc d'Ivoire", ["O'Brien", "Jean-Luc", "Ivoire"]),
        ("eBay McDonald's N95", ["McDonald", "N95"]),
        ("Cafe\u0301 E\u0301mile", ["Cafe\u0301", "E\u0301mile"]),
        ("", []),
    ],
)
def test_name_words(text: str, expected: list[str]) -> None:
    assert name_words(text) == expected


PIECES = st.sampled_from(
    ["Toivo", "Kral", "Mr ", "Mr. ", "The ", "In ", " ", " ", " ", ". ", ".", ", ", "'", "’s", "-", "\n", "\n\n", "said",
     "van ", "de la ", "al-", "of ", "and ", "A. ", "O'", "U.S.", "EU", "😀", "𐐀", "é", "e\u0301", "Президент ", "Велин",
     "в ", "“", "”", "(", ")", "1", "eBay", "May", "Monday", "Armenian ", "Prime Minister ", "_", "US"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))
LANGUAGES = st.sampled_from(["en", "de", "fr", "ru", "uk", None, "pl", "zh"])


@given(TEXTS, LANGUAGES)
def test_mentions_are_ordered_and_hold_their_words(text: str, language: str | None) -> None:
    at = 0
    for index, mention in enumerate(mentions_in(text, language)):
        assert at <= mention.span.start < mention.span.end <= len(text)
        at = mention.span.end
        assert mention.words
        word_end = mention.span.start
        for word in mention.words:
            assert word_end <= word.start < word.end <= mention.span.end
            word_end = word.end
        assert mention.whole is None or 0 <= mention.whole < index


@given(TEXTS, LANGUAGES)
def test_mentions_are_the_same_every_time(text: str, language: str | None) -> None:
    assert mentions_in(text, language) == mentions_in(text, language)


def moved(mention: Mention, by: int) -> tuple[Span, tuple[Span, ...]]:
    span = Span(mention.span.start + by, mention.span.end + by)
    return span, tuple(Span(word.start + by, word.end + by) for word in mention.words)


@given(TEXTS)
def test_offsets_are_code_points(text: str) -> None:
    before = "😀 𝒳 e\u0301.\n\n"
    plain, after = mentions_in(f"\n\n{text}", "en"), mentions_in(f"{before}{text}", "en")
    assert [moved(m, len(before) - 2) for m in plain] == [(m.span, m.words) for m in after]


@pytest.mark.parametrize(
    "piece",
    ["A", "A. ", "O'", "Aa ", "Aa-", "Aa of ", "aB", "Aa\n", "Mr ", "Ж", "The ", "Aa, ", "A.", "van ", "al-", "“", "Aa's ", "(A) "],
)  # fmt: skip
def test_odd_texts_end_soon(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    mentions_in(text, "en")
    name_words(text)
