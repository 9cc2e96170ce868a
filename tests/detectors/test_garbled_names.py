"""Garbled names, as a user sees them: what is marked, what is proposed, what proves it, and how it is silenced."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textaudit import Settings, audit
from textaudit.gazetteer.build import write_index
from textaudit.gazetteer.lists import read_list
from textaudit.model import Document, Finding, Result, Severity

Call = Callable[..., tuple[int, str, str]]
Lists = Callable[..., Settings]
CATEGORY = "garbled-name"
LISTED, PLACE, RARE, TWICE = (
    f"{CATEGORY}/{name}" for name in ("near-listed-name", "near-place-name", "rare-spelling", "inconsistent-spelling")
)  # fmt: skip
NAMES = ["Mirela Kostovac", "Danil Perevoz", "Anneke Haldervyk-Storm", "Velishkovo", "Korvatek Industries"]
WRONG = "The bridge was opened by Mirela Kostovar, the mayor, and by Danil Perevozh of Korvatek Industries."
RUN = {
    "a": "The council elected Ilka Brennvald on Monday. Mayor Brennvald promised a new bridge.",
    "b": "The bridge will be dear, Mayor Ilka Brennvald told the press.",
    "c": "The opposition asked Ilka Brennvald where the money would come from.",
    "d": "Mayor Ilka Brennwald opened the bridge two years late.",
}
BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "names"


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    """Settings for the rules on names with a list of these."""

    def settings(*names: str, **options: object) -> Settings:
        path = tmp_path_factory.mktemp("lists") / "names.txt"
        path.write_text("\n".join(names or NAMES) + "\n", encoding="utf-8")
        return Settings(select=(CATEGORY,), language="en", gazetteers=(str(path),), **options)  # type: ignore[arg-type]

    return settings


@pytest.fixture(scope="module")
def listed(lists: Lists) -> Settings:
    return lists()


def found(text: str, settings: Settings) -> list[Finding]:
    result = audit(text, settings)
    assert not result.failures
    return list(result.findings)


def words(text: str, settings: Settings) -> list[str]:
    return [finding.text for finding in found(text, settings)]


def together(texts: Mapping[str, str], **options: object) -> dict[str, Result]:
    """The results of one run, by id."""
    documents = [Document(name, name, None, text) for name, text in texts.items()]
    settings = Settings(select=(CATEGORY,), language="en", **options)  # type: ignore[arg-type]
    return {result.id: result for result in audit(documents, settings)}


# One document and a list


def test_what_is_marked_and_what_is_proposed(listed: Settings) -> None:
    first, second = found(WRONG, listed)
    assert (first.rule, first.text, first.suggestions[0]) == (LISTED, "Kostovar", "Kostovac")
    assert (second.rule, second.text, second.suggestions[0]) == (LISTED, "Perevozh", "Perevoz")
    assert "Mirela Kostovac" in first.message
    assert first.fix is not None
    assert first.fix.edits[0].replacement == "Kostovac"


@pytest.mark.parametrize(
    "before", ["", "🎻 ", "𝔄𝔅𝔆 ", "👩‍🚀🏳️‍🌈 ", "\ufeff", "e\u0301a\u0308 ", "漢字。", "\r\n\r\n", "\u202e "]
)
@pytest.mark.parametrize("between", ["", " 🎻", " (a\u0308o\u0308)", "’s friend"])
def test_spans_are_code_points_of_the_text(listed: Settings, before: str, between: str) -> None:
    text = f"{before}Our mayor, Mirela Kostovar{between}, spoke to Danil Perevozh for an hour on Friday."
    marked = [(finding.span.start, finding.text) for finding in found(text, listed)]
    assert marked == [(text.index(name), name) for name in ("Kostovar", "Perevozh")]


def test_accents_that_stand_behind_their_letters_are_marked_too(lists: Lists) -> None:
    settings = lists("Zdeněk Kostořina")
    text = "Yesterday Zdene\u030ck Kostor\u030cyna opened the bridge, and everybody clapped."
    assert words(text, settings) == ["Kostor\u030cyna"]
    assert words("Yesterday Zdene\u030ck Kostor\u030cina opened the bridge.", settings) == []


@pytest.mark.parametrize(("written", "proposed"), [("Kostovar", "Kostovac"), ("KOSTOVAR", "KOSTOVAC")])
def test_the_proposal_is_in_capitals_where_the_text_is(listed: Settings, written: str, proposed: str) -> None:
    first = "MIRELA" if written.isupper() else "Mirela"
    (finding,) = found(f"{first} {written} opened the bridge on Friday, and the choir sang.", listed)
    assert finding.suggestions[0] == proposed


def test_proposals_are_ranked_and_differ(lists: Lists) -> None:
    (finding,) = found(
        "The coach praised Danil Perevozh after the match.", lists("Danil Perevoz", "Danil Perevalov")
    )
    assert finding.suggestions[0] == "Perevoz"
    assert len(set(finding.suggestions)) == len(finding.suggestions) <= 3


def test_the_right_name_elsewhere_in_the_document_is_evidence(listed: Settings) -> None:
    text = (
        "Mirela Kostovac is the mayor. Nobody works harder.\n\nOn Friday Mirela Kostovar opened the bridge."
    )
    (finding,) = found(text, listed)
    (evidence,) = finding.evidence
    assert (evidence.text, text[evidence.span.slice]) == ("Kostovac", "Kostovac")


def test_a_short_form_goes_with_the_whole_name(listed: Settings) -> None:
    text = "Danil Perevozh opened the museum in May. A year later Perevozh closed it. Perevozh's speech was short."
    assert words(text, listed) == ["Perevozh"] * 3


def test_several_wrong_words_are_one_finding(listed: Settings) -> None:
    (finding,) = found("The prize goes to Mirala Kostovar, who has taught here for thirty years.", listed)
    assert (finding.text, finding.suggestions) == ("Mirala Kostovar", ("Mirela Kostovac",))


@pytest.mark.parametrize("kind", ["txt", "csv", "jsonl", "index"])
def test_a_list_may_come_in_any_form(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"names.{kind}"
    if kind == "txt":
        path.write_text("Mirela Kostovac\nDanil Perevoz\n")
    elif kind == "jsonl":
        rows = [{"name": "Mirela Kostovac", "kind": "person"}, {"name": "Danil Perevoz", "kind": "person"}]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        csv = tmp_path / "list.csv"
        csv.write_text("name,aliases,kind\nMirela Kostovac,,person\nDanil Perevoz,,person\n")
        if kind == "csv":
            csv.rename(path)
        else:
            with path.open("wb") as stream:
                write_index(read_list(csv), stream)
    assert words(WRONG, Settings(select=(CATEGORY,), gazetteers=(str(path),))) == ["Kostovar", "Perevozh"]


def test_an_alias_is_right_and_a_list_can_be_split_over_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,aliases,kind\nMirela Kostovac,Mirela Kostovar,person\n")
    (tmp_path / "b.txt").write_text("Danil Perevoz\n")
    both = Settings(select=(CATEGORY,), gazetteers=(str(tmp_path / "a.csv"), str(tmp_path / "b.txt")))
    assert words(WRONG, both) == ["Perevozh"]


@pytest.mark.parametrize("name", ["Kostovar", "Perevozh"])
def test_adding_a_name_to_the_list_silences_it(lists: Lists, name: str) -> None:
    whole = {"Kostovar": "Mirela Kostovar", "Perevozh": "Danil Perevozh"}[name]
    assert words(WRONG, lists(*NAMES, whole)) == sorted({"Kostovar", "Perevozh"} - {name})


def test_ignoring_the_category_hides_all(lists: Lists) -> None:
    both = replace(lists(), select=(CATEGORY, "spacing"))
    assert words(WRONG + "\u200b", both) == ["Kostovar", "Perevozh", "\u200b"]
    assert words(WRONG + "\u200b", replace(both, ignore=(CATEGORY,))) == ["\u200b"]


def test_no_word_is_found_by_two_rules(lists: Lists) -> None:
    texts = {**RUN, "e": "Brennvald spoke. " * 3 + "Then Ilka Brennwald spoke, and Brennvald left."}
    for result in together(texts, gazetteers=lists("Ilka Brennvald").gazetteers).values():
        spans = [finding.span for finding in result.findings if finding.severity is not Severity.NOTE]
        assert len(spans) == len(set(spans))
        assert not any(a.start < b.end and b.start < a.end for a in spans for b in spans if a != b)


def test_the_text_itself_shows_who_is_meant(listed: Settings) -> None:
    assert not words("Write to Mirela Kostovar <mirela.kostovar@example.org> before Friday.", listed)
    assert not words("Mirela Kostovar's page is https://kostovar.example.org/ and nothing else.", listed)
    assert not words("Mirela Kostovac came with her sister Mirena Kostovac.", listed)
    assert words("Mirela Kostovac came. In the evening Mirala Kostovac left.", listed) == ["Mirala"]


def test_two_spellings_need_no_list(lists: Lists) -> None:
    text = "The club paid millions for Joren Mastrovic. Joren Mastrovic is 22. The coach says Joren Mastrovik will play."
    bare = Settings(select=(CATEGORY,), language="en")
    (finding,) = found(text, bare)
    assert (finding.rule, finding.text, finding.suggestions) == (TWICE, "Mastrovik", ("Mastrovic",))
    assert [text[evidence.span.slice] for evidence in finding.evidence] == ["Mastrovic"]
    assert not words(text, lists("Joren Mastrovic", "Joren Mastrovik"))


def test_places_need_no_list() -> None:
    bare = Settings(select=(CATEGORY,), language="en")
    (finding,) = found("The delegation flew from Tokyo to Venezuella on Monday.", bare)
    assert (finding.rule, finding.text, finding.suggestions[0]) == (PLACE, "Venezuella", "Venezuela")
    assert not words("The delegation flew with Mr Venezuella on Monday.", bare)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "MAYOR OPENS BRIDGE\n\nNO TRAINS TODAY\n\nTHE COUNCIL IS SILENT",
        "בוקר טוב, ראש העירייה פתח את הגשר ביום שישי. מירלה קוסטובץ נאמה.",
        "افتتح رئيس البلدية الجسر يوم الجمعة، وتحدثت ميريلا كوستوفاتس.",
        "Мирела Костовар открыла мост в пятницу. Мирела Костовац говорила час.",
        "A B C D. É Ö. X-Y-Z",
        "Ⅷ ǅ İ ẞ ﬁ Ǳ",
    ],
)
def test_odd_texts_have_no_findings(listed: Settings, text: str) -> None:
    assert not words(text, listed)


def test_many_random_capitals_are_no_trouble(listed: Settings) -> None:
    rng = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = " ".join("".join(rng.choices(letters, k=rng.randint(3, 9))).capitalize() for _ in range(30_000))
    assert len(text) > 200_000
    assert len(found(text, listed)) < 300


@pytest.mark.parametrize(
    "text", ["K" + "o" * 200_000, "Ko'" * 60_000, "Ko-" * 60_000, "Ko\u0301" * 60_000, "KO" * 90_000]
)
def test_long_words_take_no_time(listed: Settings, text: str) -> None:
    began = time.perf_counter()
    found(f"{text} spoke to Mirela Kostovac.", listed)
    assert time.perf_counter() - began < 3


PIECES = st.sampled_from(
    [
        "Mirela Kostovac ", "Mirela Kostovar ", "MIRALA ", "Kostovar's ", "Kostovacs ", "Danil ", "Perevozh, ", "said ",
        "Velishtovo", "-", "’", ". ", "\n", "\r\n", "🎻", "e\u0301", "\u0301", "of ", "Mr ", "Korvatech Industries ", "I",
        "the ", "@kostovar ", "in Germeny ", "New Zeland ", "İ", "ǅ", "\u00ad", "漢字", "Ко", "von der ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=20).map("".join))


@given(text=TEXTS)
@example(text="Mirela Kostovar\u0301 Kostovar")
def test_any_text_is_marked_exactly(text: str, listed: Settings) -> None:
    for finding in found(text, listed):
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert finding.text == text[finding.span.slice]
        assert finding.suggestions
        assert all(finding.suggestions)
        assert finding.text not in finding.suggestions


@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
def test_only_rare_spellings_depend_on_other_documents(texts: list[str], listed: Settings) -> None:
    def own(result: Result) -> list[tuple[str, int, int]]:
        return [(f.rule, f.span.start, f.span.end) for f in result.findings if f.rule != RARE]

    alone = [own(audit(text, listed)) for text in texts]
    assert [own(result) for result in audit(texts, listed)] == alone


# Several documents


def test_a_rare_spelling_names_the_documents_that_prove_it() -> None:
    results = together(RUN)
    assert [name for name, result in results.items() if result.findings] == ["d"]
    (finding,) = results["d"].findings
    assert (finding.rule, finding.text, finding.suggestions) == (RARE, "Brennwald", ("Brennvald",))
    assert [(e.id, e.text) for e in finding.evidence] == [(name, "Brennvald") for name in "abc"]
    assert all(RUN[e.id][e.span.slice] == e.text for e in finding.evidence)
    assert finding.message.startswith("3 documents")
    assert finding.fix is not None
    assert finding.fix.applicability == "display"


def test_at_most_ten_documents_are_named() -> None:
    many = {f"{n:02}": f"On day {n} Mayor Ilka Brennvald told the press that it rained." for n in range(14)}
    (finding,) = together({**many, "z": RUN["d"]})["z"].findings
    assert [evidence.id for evidence in finding.evidence] == sorted(many)[:10]
    assert finding.message.startswith("14 documents")


def test_two_documents_prove_nothing() -> None:
    assert not any(result.findings for result in together({n: RUN[n] for n in "abd"}).values())


def test_no_corpus_compares_nothing() -> None:
    assert not any(result.findings for result in together(RUN, corpus=False).values())


def test_a_listed_name_is_no_rare_spelling(lists: Lists) -> None:
    settings = lists("Ilka Brennwald")
    assert not together(RUN, gazetteers=settings.gazetteers)["d"].findings


def test_a_rare_spelling_in_capitals() -> None:
    (finding,) = together({**RUN, "d": RUN["d"].replace("Ilka Brennwald", "ILKA BRENNWALD")})["d"].findings
    assert (finding.text, finding.suggestions) == ("BRENNWALD", ("BRENNVALD",))


def test_spans_of_rare_spellings_are_code_points() -> None:
    text = f"🎻𝔄e\u0301 {RUN['d']}"
    (finding,) = together({**RUN, "d": text})["d"].findings
    assert (finding.text, finding.span.start) == ("Brennwald", text.index("Brennwald"))


def test_the_number_of_workers_changes_nothing(tmp_path: Path, textaudit: Call, lists: Lists) -> None:
    file, names = tmp_path / "run.jsonl", lists().gazetteers[0]
    texts = [*RUN.values(), WRONG, "Two players from Uzbekhistan won.", *[RUN["b"]] * 30]
    english = " Nobody had expected that the river would rise so high in the night before the feast."
    file.write_text("".join(json.dumps({"text": text + english}) + "\n" for text in texts))
    options = ("--select", CATEGORY, "--gazetteer", names, "-f", "json-lines")
    once, again, twice = (textaudit("audit", file, *options, "-j", jobs) for jobs in ("1", "1", "2"))
    assert once == again == twice
    assert "Brennwald" in once[1]
    assert "Kostovar" in once[1]


# The benchmark, where it is at hand


@pytest.mark.skipif(not BENCH.exists(), reason="the shared benchmarks are not here")
def test_names_that_are_alike_are_not_taken_for_each_other() -> None:
    rows = [json.loads(line) for line in (BENCH / "hard_negatives.jsonl").open(encoding="utf-8")]
    settings = Settings(
        select=(CATEGORY,), language="en", corpus=False, gazetteers=(str(BENCH / "gazetteer_dev.csv"),)
    )
    flagged = [result.id for result in audit(rows, settings) if result.findings]
    assert len(flagged) <= 0.02 * len(rows), flagged


@pytest.mark.skipif(not BENCH.exists(), reason="the shared benchmarks are not here")
def test_most_damaged_names_are_found() -> None:
    lines = (BENCH / "names_docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines[::5]) if row["gold"]]
    settings = Settings(
        select=(CATEGORY,), language="en", corpus=False, gazetteers=(str(BENCH / "gazetteer_dev.csv"),)
    )
    hits = total = 0
    for row, result in zip(rows, audit(rows, settings), strict=True):
        spans = [finding.span for finding in result.findings]
        total += len(row["gold"])
        hits += sum(any(s.start < g["end"] and g["start"] < s.end for s in spans) for g in row["gold"])
    assert hits >= 0.6 * total, f"{hits} of {total}"
