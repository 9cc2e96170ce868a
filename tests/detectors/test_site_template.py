"""Lines of a site's template: what recurs around texts is found, what texts share by themselves is not."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import SITES, Site, every_page
from textaudit import Settings, audit, clean
from textaudit.annotate import Annotations
from textaudit.detectors.shared.page_lines import PageSketch
from textaudit.detectors.site_template import SiteTemplate
from textaudit.model import Applicability, Document, Finding, Result, Severity, Strength

RULE = "boilerplate/site-template"
CORPUS_WIDE = (RULE, "duplicate/repeated-document")
ONLY = Settings(select=(RULE,))
OWN = SITES["en"].texts


def found(documents: Iterable[Document], settings: Settings = ONLY) -> dict[str, list[Finding]]:
    """Findings by path, for documents that have any."""
    results = list(audit(documents, settings))
    assert not any(result.failures for result in results)
    mine = {r.path: [f for f in r.findings if f.rule == RULE] for r in results}
    return {path: findings for path, findings in mine.items() if findings}


def texts(documents: Iterable[Document], settings: Settings = ONLY) -> dict[str, list[str]]:
    return {path: [f.text for f in findings] for path, findings in found(documents, settings).items()}


def pages(*lines: Sequence[str]) -> list[Document]:
    return [Document(str(n), f"p{n}", None, "\n\n".join(page)) for n, page in enumerate(lines)]


@pytest.mark.parametrize("code", SITES)
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\n \n\n"])
def test_what_stands_around_the_texts_of_a_site_is_found(code: str, gap: str) -> None:
    site = SITES[code]
    expected = [gap.join(site.top), gap.join(site.bottom)]
    assert texts(site.pages("s", gap)) == {f"s/{n}.txt": expected for n in range(4)}


def test_sites_of_one_run_are_told_apart() -> None:
    documents = every_page()
    assert len(found(documents)) == len(documents)
    for path, findings in found(documents).items():
        proof = {evidence.path.split("/")[0] for f in findings for evidence in f.evidence}
        assert proof == {path.split("/")[0]}


def test_two_pages_are_no_proof_and_three_are() -> None:
    three = SITES["en"].pages("s")[:3]
    assert not found(three[:2])
    assert {f.strength for fs in found(three).values() for f in fs} == {Strength.LIKELY}
    two = replace(ONLY, params={RULE: {"min_documents": 2}})
    assert len(found(three[:2], two)) == 2


def test_what_proves_it() -> None:
    documents = SITES["en"].pages("s")
    by_path = {document.path: document for document in documents}
    for path, findings in found(documents).items():
        for finding in findings:
            assert len(finding.evidence) == 3
            for evidence in finding.evidence:
                assert evidence.path != path
                line = by_path[evidence.path].text[evidence.span.slice]
                assert line == evidence.text
                assert line in finding.text
            assert "4 documents" in finding.message
            assert finding.fix is not None
            assert finding.fix.applicability is Applicability.DISPLAY


def test_at_most_ten_documents_are_named() -> None:
    site = SITES["en"]
    numbers = [f"{text[:-1]}, said the man from house {'x' * n}." for n, text in enumerate(site.texts * 5)]
    many = replace_texts(site, numbers)
    for findings in found(many.pages("s")).values():
        assert {len(f.evidence) for f in findings} == {10}
        assert {f.strength for f in findings} == {Strength.SURE}


def replace_texts(site: Site, new: Sequence[str]) -> Site:
    return replace(site, titles=tuple(f"Title {'i' * n}" for n in range(len(new))), texts=tuple(new))


def test_numbers_letter_case_and_spaces_may_differ() -> None:
    site = SITES["en"]
    documents = [
        replace(page, text=page.text.replace("12 Pier Road", f"{n} Pier Road").replace("Tides today", "TIDES  today" * (n == 0) or "Tides today"))
        for n, page in enumerate(site.pages("s"))
    ]  # fmt: skip
    assert all(len(found_texts) == 2 for found_texts in texts(documents).values())
    assert [t[1].endswith(f"{n} Pier Road") for n, t in enumerate(texts(documents).values())] == [True] * 4


def test_a_line_that_varies_in_between_is_left_alone() -> None:
    site = SITES["en"]
    bottoms = [(*site.bottom[:2], f"By Anna{'a' * n} Berg", "Tell a friend", "To the top") for n in range(4)]
    documents = pages(*((text, *bottom) for text, bottom in zip(site.texts, bottoms, strict=True)))
    assert set(map(tuple, texts(documents).values())) == {
        ("\n\n".join(site.bottom[:2]), "Tell a friend\n\nTo the top")
    }


def test_a_menu_of_hundreds_of_lines_is_found_as_far_as_it_is_compared() -> None:
    menu = [f"Place {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(300)]
    documents = pages(*((*menu, title, text) for title, text in zip(SITES["en"].titles, OWN, strict=True)))
    edge = SiteTemplate.Params().edge_lines
    expected = ["\n\n".join(menu[:edge]), "\n\n".join(menu[302 - edge :])]
    assert list(texts(documents).values()) == [expected] * 4


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        (["Harbour Post", "News | Tides | Letters | Shop"], []),
        ([], ["Get our letter every Friday.", "© 2024 Harbour Post"]),
        ([], ["About", "Contact", "Copyright © 2024 Harbour Post Ltd. All rights reserved, also those of the gulls."]),
        (["Harbour Post", "Tides today"], ["Tell a friend", "Print this page"]),
    ],
)  # fmt: skip
def test_few_lines_are_enough(top: list[str], bottom: list[str]) -> None:
    documents = pages(*([*top, text, *bottom] for text in OWN))
    expected = ["\n\n".join(lines) for lines in (top, bottom) if lines]
    assert list(texts(documents).values()) == [expected] * 4


# What texts share by themselves.
def test_copies_of_one_page_are_no_site() -> None:
    page = SITES["en"].pages("s")[0]
    copies = [replace(page, path=f"{n}.txt") for n in range(6)]
    assert not found(copies)
    other = replace(SITES["en"].pages("s")[1], path="other.txt")
    assert not found([*copies, other])
    near = [replace(c, text=f"{c.text}\n\nRead on page {'x' * n}") for n, c in enumerate(copies)]
    assert not found(near)


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_versions_of_one_text_are_no_site(changed: int) -> None:
    """Some lines are edited in each, others stay, headings and short lines among them."""
    lines = [
        "Rain closes the pier",
        *OWN,
        "What the mayor says",
        *SITES["de"].texts,
        "Where to ask",
        "At the pier",
    ]
    versions = [
        [f"{line} {'x' * version}" if n % 4 < changed and n % 5 == version else line for n, line in enumerate(lines)]
        for version in range(5)
    ]  # fmt: skip
    assert not found(pages(*versions))


def test_copies_of_a_page_are_marked_like_the_pages_of_the_site_they_come_from() -> None:
    site = SITES["en"].pages("s")
    copies = [replace(site[0], path=f"{n}.txt") for n in range(3)]
    assert len(found([*site, *copies])) == 7


GENRES = {
    "recipe": ("Soup {}", "Ingredients", "- {} peas", "- salt", "Method", "{}", "Enjoy!"),
    "paper": ("On soup {}", "Abstract", "{}", "Keywords", "1. Introduction", "{}", "2. Results", "{}", "References"),
    "german paper": ("Über Suppe {}", "Zusammenfassung", "{}", "Einleitung", "{}", "Ergebnisse", "Fazit", "Literatur"),
    "wiki": ("Soup {}", "{}", "See also", "References", "External links"),
    "russian wiki": ("Суп {}", "{}", "См. также", "Примечания", "Литература", "Ссылки"),
    "letter": ("Dear Anna,", "{}", "Yours sincerely,", "Martin Berg", "Harbour office", "12 Pier Road"),
    "german letter": ("Liebe Anna,", "{}", "Mit freundlichen Grüßen", "Martin Berg", "Hafenamt", "Bergen"),
    "statute": ("Be it enacted by the Council as follows:", "Section 1. Short title.", "{}", "(b) Repealed.", "(c) Reserved."),
    "directive": ("THE COUNCIL OF THE ISLANDS,", "Having regard to the Treaty,", "Having regard to the proposal,", "{}"),
    "licence": ("Soup {}", "{}", "Copyright", "This document has been placed in the public domain.", "License", "CC0"),
    "scene": ("ACT II", "SCENE {}", "FERRYMAN", "Who is there, {}?", "WIDOW", "It is I, {}.", "FERRYMAN", "{}", "WIDOW", "Exeunt"),
    "chapter": ("The Ferry", "by Martin Berg", "Chapter {}", "{}"),
    "minutes": ("Council {}", "Present", "{}", "Apologies", "None.", "{}", "Any other business", "None."),
    "wrapped licence": ("Soup {}", "{}", "Permission to use, copy and change this recipe", "for any purpose is granted", "THE SOUP COMES WITHOUT", "WARRANTY OF ANY KIND", "Use it", "as it is."),
    "wrapped text": ("Soup {}", "{}", "and so they went", "down to the water", "where nobody could", "hear them any more"),
    "manual": ("soup {}", "{}", "Output::", "{{", "    status: done", "}}", "Result:", "nothing"),
    "speech": ("{}", "Thank you all.", "God bless the harbour.", "Thank you."),
    "film": ("Film {}", "Director", "Anna {}", "Writer", "Bert {}", "Music", "Carl {}", "Camera", "Dora {}", "{}"),
    "liturgy": ("{}", "The Lord be with you.", "And also with you."),
    "refrain": ("{}", "Row, row, the river is wide,", "Row, row, the night is long,", "Row to the other side,", "And sing the ferryman's song."),
    "fairy tale": ("Once upon a time", "{}", "And if they have not died, they are living still.", "The End"),
}  # fmt: skip


@pytest.mark.parametrize("genre", GENRES)
def test_what_a_genre_shares_is_no_template(genre: str) -> None:
    """However many texts there are."""
    made = [
        [line.format(f"{text[:-1]} {'again and ' * n}again.") if line == "{}" else line.format("x" * n) for line in GENRES[genre]]
        for n, text in enumerate(OWN * 3)
    ]  # fmt: skip
    loud = {
        p: fs for p, fs in found(pages(*made)).items() if any(f.severity is not Severity.NOTE for f in fs)
    }
    assert {p: [f.text for f in fs] for p, fs in loud.items()} == {}


def test_labels_of_a_form_are_left_alone_on_a_page_of_a_site_too() -> None:
    form = ("Director", "Anna {}", "Writer", "Bert {}", "Music", "Carl {}", "Camera", "Dora {}")
    documents = pages(
        *(
            (*SITES["en"].top, *(line.format("x" * n) for line in form), text, *SITES["en"].bottom)
            for n, text in enumerate(OWN)
        )
    )
    for marked in texts(documents).values():
        assert marked == ["\n\n".join((*SITES["en"].top, "Director")), "\n\n".join(SITES["en"].bottom)]


def test_shared_paragraphs_are_no_template() -> None:
    """News agencies end their reports with the same background."""
    background = SITES["en"].texts[2:]
    other = (
        *OWN[:2],
        "The mayor of the island has left for the mainland, and her deputy will open the fair instead of her.",
    )
    assert not found(pages(*(("Title", text, *background) for text in other)))


def test_lines_within_the_text_are_left_alone() -> None:
    box = ("Get our letter", "Every Friday", "Your name here", "Send it off")
    documents = pages(*((OWN[n], *box, f"{text[:-1]} as well.") for n, text in enumerate(reversed(OWN))))
    assert not found(documents)


def test_a_sentence_alone_is_a_note() -> None:
    texts_of = [f"{text[:-1]}, they say{' again' * n}." for n, text in enumerate(OWN * 2)]
    last = "This story was first told on the evening radio of the islands."
    findings = found(pages(*((text, last) for text in texts_of)))
    assert {f.text for fs in findings.values() for f in fs} <= {last}
    assert {f.severity for fs in findings.values() for f in fs} <= {Severity.NOTE}


# What must not matter.
def test_the_order_of_documents_does_not_matter() -> None:
    documents = SITES["en"].pages("s")
    expected = found(documents)
    for order in permutations(documents):
        assert found(order) == expected


@given(st.randoms(use_true_random=False))
def test_any_shuffle_of_many_gives_the_same(chance: random.Random) -> None:
    documents = every_page()
    expected = found(documents)
    chance.shuffle(documents)
    assert found(documents) == expected


def test_the_number_of_workers_does_not_matter() -> None:
    documents = every_page()
    assert list(audit(documents, jobs=2)) == list(audit(documents))


FOOTERS = ("", "\n\n© 2021 Harbour Media. All rights reserved.", "\n\nthe the end\n\nLeave a Reply\n\nYour email address will not be published.")  # fmt: skip


@pytest.mark.parametrize("footer", FOOTERS)
def test_other_findings_do_not_depend_on_other_documents(footer: str) -> None:
    """Not even those of late rules, which look at what others found, as at the name above a comment form."""
    long = " ".join(OWN)
    documents = [
        replace(page, text=page.text.replace(text, f"{text}\n\n{long}\n\nAnna Berg") + footer)
        for page, text in zip(every_page(), (t for site in SITES.values() for t in site.texts), strict=True)
    ]
    documents += [
        replace(d, path=f"{d.path}x", text=d.text.replace("Anna Berg", "Anna Vik")) for d in documents
    ]
    for document, result in zip(documents, audit(documents), strict=True):
        alone = next(iter(audit([document])))
        assert isinstance(alone, Result)
        assert [f for f in result.findings if f.rule not in CORPUS_WIDE] == list(alone.findings)


@pytest.mark.parametrize("footer", FOOTERS)
def test_cleaning_leaves_the_template_and_a_second_time_changes_nothing(footer: str) -> None:
    documents = [replace(page, text=f"{page.text}{footer}\u00ad") for page in every_page()]
    once = list(clean(documents, unsafe=True))
    assert not any(cleaned.failures for cleaned in once)
    assert not any(edit.rule == RULE for cleaned in once for edit in cleaned.edits)
    assert [c.text for c in once] == [clean(d.text, unsafe=True).text for d in documents]
    again = [replace(d, text=c.text) for d, c in zip(documents, once, strict=True)]
    assert [c.text for c in clean(again, unsafe=True)] == [c.text for c in once]


LINES = st.one_of(st.sampled_from(["Home", "News today", "", "  ", "Share this", "a" * 130, "1 2 3", "⟦x⟧", "\x85", "\r", "Ⅷ"]), st.text(max_size=20))  # fmt: skip


@given(st.lists(st.lists(LINES, max_size=8), max_size=8), st.integers(1, 3))
def test_any_lines_end_without_a_failure_and_exact(drawn: list[list[str]], edge: int) -> None:
    documents = [Document(str(n), f"{n}", None, "\n".join(lines)) for n, lines in enumerate(drawn)]
    settings = Settings(select=(RULE,), params={RULE: {"min_documents": 2, "edge_lines": edge}})
    by_path = {document.path: document.text for document in documents}
    for path, findings in found(documents, settings).items():
        for finding in findings:
            assert by_path[path][finding.span.slice] == finding.text
            for evidence in finding.evidence:
                assert by_path[evidence.path][evidence.span.slice].startswith(evidence.text)


def test_a_sketch_survives_packing_and_stays_small() -> None:
    text = "\n".join(f"Line {n}" * 3 for n in range(10_000)) + "\nHome\nNews"
    data = SiteTemplate().sketch(Document("\udc80", "p", 7, text), Annotations(text))
    assert bytes(PageSketch.of(data)) == data
    assert PageSketch.of(data).facts == ("\\udc80", "p", 7)
    assert len(data) < 3_000


def sketches(number: int) -> Iterator[tuple[int, bytes]]:
    """All of one site, with texts of their own."""
    detector, site = SiteTemplate(), SITES["en"]
    for n in range(number):
        own = " ".join(f"{n * 7919 % 104729:x}{chr(97 + n % 26)}" for _ in range(20))
        text = "\n".join(
            (*site.top, f"{own.translate(str.maketrans('0123456789', 'ghijklmnop'))}.", *site.bottom)
        )
        yield n, detector.sketch(Document(str(n), f"{n:06}", None, text), Annotations(text))


def peak(number: int) -> int:
    tracemalloc.start()
    try:
        assert sum(1 for _ in SiteTemplate().link(sketches(number))) == number
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_corpus() -> None:
    assert peak(8_000) < peak(4_000) * 1.3
