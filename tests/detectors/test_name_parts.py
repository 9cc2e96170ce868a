"""What the rules on garbled names are made of: letters that changed, forms in a text, listed names, and how they fit."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textaudit.annotate import Annotations
from textaudit.detectors.shared.names.fit import FIT, Fits
from textaudit.detectors.shared.names.forms import Names, doubtful, is_plain, names_of
from textaudit.detectors.shared.names.frequency import zipf
from textaudit.detectors.shared.names.letters import LETTERS, edits_between, letters
from textaudit.detectors.shared.names.listed import Listed, ListedNames, cased, most_edits, written
from textaudit.gazetteer import fleeting_gazetteer
from textaudit.model import Name, Span
from textaudit.resources import open_resources

FOLDED = st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", min_size=3, max_size=12)


def names_in(text: str) -> Names:
    return Annotations(text, assumed_language="en").once(names_of)


# Letters


def changes(form: str, name: str) -> dict[str, float]:
    """The kinds of change that occur, and how often."""
    return {kind: times for kind, times in zip(LETTERS[:12], letters(form, name), strict=False) if times}


@pytest.mark.parametrize(
    ("form", "name", "kinds"),
    [
        ("camilly", "camilla", {"vowel for vowel": 1}),
        ("perevozz", "perevoz", {"doubled": 1}),
        ("kostovvacc", "kostovac", {"doubled": 2}),
        ("mirella", "mirela", {"doubled": 1}),
        ("mirela", "mirella", {"undoubled": 1}),
        ("perevoza", "perevoz", {"vowel more": 1}),
        ("perevozh", "perevoz", {"h more": 1}),
        ("kostvac", "kostovac", {"vowel less": 1}),
        ("kosovac", "kostovac", {"consonant less": 1}),
        ("kostrovac", "kostovac", {"consonant more": 1}),
        ("kostovac", "kostovac", {}),
    ],
)
def test_kinds_of_change(form: str, name: str, kinds: dict[str, float]) -> None:
    assert changes(form, name) == kinds


@given(FOLDED, FOLDED)
def test_there_is_a_number_for_each_feature(form: str, name: str) -> None:
    numbers = letters(form, name)
    assert len(numbers) == len(LETTERS)
    assert all(isinstance(number, float) for number in numbers)
    assert dict(zip(LETTERS, numbers, strict=True))["edits"] == edits_between(form, name)


def test_neighbours_that_changed_places_are_one_edit() -> None:
    assert edits_between("wierzbloski", "wierzbolski") == 1
    assert edits_between("oslo", "oslo") == 0


# Forms


def test_how_common_a_word_is() -> None:
    assert zipf("the", "en") > zipf("london", "en") > zipf("kostovac", "en") == 0
    assert zipf("the", "xx") == zipf("the", "en")


@pytest.mark.parametrize(
    "spelling",
    ["Al", "YouTube", "iPhone", "x1b", "London", "Kostovac2", "-", "L'opposition", "J’irais", "Ko" * 21],
)
def test_what_is_no_name_in_doubt(spelling: str) -> None:
    assert doubtful(spelling, 3.2, "en") is None


@pytest.mark.parametrize(
    "spelling",
    ["Kostovar", "KOSTOVAR", "McKostovar", "O'Kostovar", "D'Kostovar", "Kosta'var", "Kostor\u030cyna"],
)
def test_what_is_in_doubt(spelling: str) -> None:
    word = doubtful(spelling, 3.2, "en")
    assert word is not None
    assert (word.spelling, word.rarity) == (spelling, 0)
    assert word.folded.isascii()


def test_plain_spellings() -> None:
    assert is_plain("Kostořina")
    assert is_plain("Kostor\u030cina")
    assert not is_plain("O'Neill")
    assert not is_plain("\u030c")


@pytest.mark.parametrize(
    ("text", "words", "index"),
    [
        ("The mayor, Mirela Kostovac, spoke.", ("mirela", "kostovac"), 1),
        ("Kostovac spoke.", ("kostovac",), 0),
        ("Anna Kostovac-Storm of Velishkovo", ("anna", "kostovac", "storm", "velishkovo"), 1),
        ("Ludwig van Kostovac and Peter", ("ludwig", "kostovac"), 1),
        ("Mirela\nKostovac", ("kostovac",), 0),
        ("🎻 Éva  Kostovac", ("kostovac",), 0),
        ("Mirela Kostovac's Friends", ("mirela", "kostovac"), 1),
    ],
)
def test_the_company_of_a_word(text: str, words: tuple[str, ...], index: int) -> None:
    start = text.index("Kostovac")
    place = names_in(text).place(start, "Kostovac")
    assert (place.words, place.index) == (words, index)
    assert place.span == Span(start, start + len("Kostovac"))
    assert place.others == words[:index] + words[index + 1 :]
    assert place.run.start <= start < place.run.end <= len(text)


def test_long_runs_are_cut() -> None:
    text = "One Two Three Four Five Six Kostovac Eight Nine Ten Eleven Twelve"
    place = names_in(text).place(text.index("Kostovac"), "Kostovac")
    assert place.words == ("three", "four", "five", "six", "kostovac", "eight", "nine", "ten", "eleven")


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Kostovac spoke.", True),
        ("It rained. Kostovac spoke.", True),
        ("It rained.\nKostovac spoke.", True),
        ("- Kostovac spoke.", True),
        ("He and Kostovac spoke.", False),
        ("He, Kostovac, spoke.", False),
        ("The mayor\u00a0Kostovac spoke.", False),
        ("He said: Kostovac spoke.", True),
    ],
)
def test_what_may_open_a_sentence(text: str, opens: bool) -> None:
    assert names_in(text).opens_sentence(text.index("Kostovac")) is opens


def test_words_around() -> None:
    text = "In Kostovac, Said the mayor (of Velishkovo).  Oslo"
    names = names_in(text)
    start = text.index("Kostovac")
    assert names.word_before(start) == "in"
    assert names.word_after(start + len("Kostovac")) == "said"
    assert names.word_before(text.index("Velishkovo")) == "of"
    assert names.word_after(text.index(").")) == ""
    assert names.word_before(0) == names.word_before(text.index("Oslo")) == ""


def test_ordinary_words_are_those_in_lower_case_or_in_code() -> None:
    names = names_in(
        "Markings are red. The markings fade. Kostovac spoke.\n\n    client = Perevoz()\n    run(client)"
    )
    assert names.is_ordinary("Markings", 0)
    assert not names.is_ordinary("Kostovac", names.text.index("Kostovac"))
    assert names.is_ordinary("Perevoz", names.text.index("Perevoz"))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Kostovac <mirela.kostovac@example.org>", True),
        ("Kostovac: https://example.org/Kostovac/a", True),
        ("Kostovac (@kostovac)", True),
        ("Kümmel <kummel@example.org>, Kostovac", False),
        ("Kostovac and Perevoz", False),
    ],
)
def test_names_in_addresses(text: str, there: bool) -> None:
    assert names_in(text).in_address("Kostovac") is there


def test_accents_are_no_part_of_addresses() -> None:
    assert names_in("Kümmel <kummel@example.org>").in_address("Kümmel")


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Mirena Kostovac and Mirela Kostovac spoke.", True),
        ("Mirela Kostovac came with her sister, Mirena Kostovac.", True),
        ("Mirela Kostovac came. Then Mirena Kostovac left.", False),
        ("Mirela Kostovac came\nThen Mirena Kostovac left.", False),
        ("Mirela and Mirena spoke.", False),
        ("Mirela Perevoz and Mirena Kostovac spoke.", False),
        ("Mirena Kostovac spoke.", False),
        ("Mirela Mirena Kostovac spoke.", False),
    ],
)
def test_two_whole_names_in_a_sentence_are_two_people(text: str, two: bool) -> None:
    assert names_in(text).are_two("Mirena", "mirela") is two


# Listed names


@pytest.fixture
def listed() -> ListedNames:
    ours = [
        Name("Mirela Kostovac", ("M. Kostovac",), "person"),
        Name("Kostovac Bridge"),
        Name("KORVATEK Inc"),
    ]
    return ListedNames((*open_resources((), None).gazetteers, fleeting_gazetteer(ours)))


def holders(listed: ListedNames, word: str) -> list[Listed]:
    return [listed.name(key) for key, _ in listed.holders(word)]


def test_names_of_several_lists(listed: ListedNames) -> None:
    assert listed.knows("kostovac")
    assert listed.knows("germany")
    assert not listed.knows("kostovar")
    assert listed.is_name(("mirela", "kostovac"))
    assert listed.is_name(("germany",))
    assert not listed.is_name(("kostovac",))
    assert listed.near("kostovar") == (("kostovac", 1),)
    assert "germany" not in dict(listed.near("germany")), "a word is not near itself"
    assert [name.text for name in holders(listed, "kostovac")] == ["Mirela Kostovac", "Kostovac Bridge"]
    assert [name.built_in for name in holders(listed, "germany")][:1] == [True]
    assert listed.holder_count("kostovac") == 2


def test_how_a_name_is_written(listed: ListedNames) -> None:
    kostovac, korvatek = holders(listed, "kostovac")[0], holders(listed, "korvatek")[0]
    assert written(kostovac, "kostovac", "Kostovar") == "Kostovac"
    assert written(kostovac, "kostovac", "KOSTOVAR") == "KOSTOVAC"
    assert written(korvatek, "korvatek", "Korvatech") == "Korvatek"
    assert cased("McKay", "Mckey") == "McKay"
    assert cased("Ö", "A") == "Ö"


def test_longer_words_may_be_farther_away() -> None:
    assert [most_edits(length) for length in (1, 3, 4, 6, 7, 20)] == [1, 1, 2, 2, 3, 3]


# Fit


@pytest.mark.parametrize(
    ("name", "others", "numbers"),
    [
        ("Mirela Kostovac", (), (0, 0, 1, 0)),
        ("Mirela Kostovac", ("mirela",), (1, 0, 0, 0)),
        ("Mirela Kostovac", ("mirala",), (0, 1, 0, 0)),
        ("Mirela Kostovac", ("mayor", "mirela"), (1, 0, 0, 1)),
        ("Ana Mirela Kostovac", ("mirela",), (1, 0, 1, 0)),
        ("Mirela Kostovac", ("oslo",), (0, 0, 1, 1)),
        ("Kostovac Kostovac", ("kostovac",), (1, 0, 0, 0)),
    ],
)
def test_how_a_name_fits_the_words_around(
    name: str, others: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    with closing(fleeting_gazetteer([Name(name)])) as gazetteer:
        fit = Fits(ListedNames((gazetteer,))).best("kostovac", others)
    assert (fit.exact, fit.near, fit.left_of_name, fit.left) == numbers
    assert fit.whole is (not fit.left_of_name and not fit.left)
    assert fit.several is (fit.whole and bool(others))
    assert len(fit.features) == len(FIT)


def test_the_best_fit_is_the_name_with_the_words_around(listed: ListedNames) -> None:
    assert Fits(listed).best("kostovac", ("mirela",)).name.text == "Mirela Kostovac"
    assert Fits(listed).best("kostovac", ("bridge",)).name.text == "Kostovac Bridge"
