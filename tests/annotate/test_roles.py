from __future__ import annotations

import pytest

from textaudit.annotate import Annotations
from textaudit.model import Role


def roles(text: str) -> list[str]:
    return [role.value for role in Annotations(text).roles]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (
            "The harbour master counted the crates twice and found that one was missing from the shed.",
            "prose",
        ),
        ("Sie zählte die Kisten zweimal und schrieb alles in das grüne Buch.", "prose"),
        ("We counted the crates again, and these were the results of it:", "prose"),
        ("Harbour to reopen after storm", "heading"),
        ("## Harbour news", "heading"),
        ("- a crate of lamps", "list-item"),
        ("(a) The owner shall keep the quay clean.", "list-item"),
        ("3. Stir until thick.", "list-item"),
        ("By Jane Doe", "byline"),
        ("Von Erika Muster", "byline"),
        ("3 May 2021, 10:30", "dateline"),
        ("Updated 3 May 2021", "dateline"),
        ("Photo: Jane Doe", "caption"),
        ("(Bild: Erika Muster)", "caption"),
        ("The quay at dawn (AP Photo/Jane Doe)", "caption"),
        ("> He wrote that the quay was closed", "quotation"),
        ("“The quay is closed today”", "quotation"),
        ("Lamps\t12\t3.50", "table-row"),
        ("| crates | lamps | ropes |", "table-row"),
        ("Home | News | Sport | Contact", "menu"),
        ("let count = 3;", "code"),
        ("12 Harbour Street, Whitby", "address"),
    ],
)
def test_role_of_a_line(line: str, role: str) -> None:
    assert roles(line) == [role]


def test_short_lines_together_are_a_menu() -> None:
    assert roles("Home\nNews\nSport\nContact") == ["menu"] * 4
    assert (
        roles(
            "Nothing could be seen of the quay, said the harbour master, who had been out since before dawn and was tired and cold and wanted his breakfast, which nobody had thought of making for him all the same.\nHome\nNews\nSport"
        )
        == ["prose"] + ["menu"] * 3
    )


def test_verse_by_its_short_lines() -> None:
    text = "The ferry late, the harbour grey,\nAnd nobody upon the quay,\nThe crates were counted twice today,\nAnd one is lost at sea."
    assert roles(text) == ["verse"] * 4


def test_verse_of_long_lines_that_break_at_commas() -> None:
    line = "I counted the crates upon the quay and the men who had carried them there in the rain,\n"
    assert roles(line * 4) == ["verse"] * 4


def test_dialogue_is_no_list() -> None:
    text = "“None.”\n“And you don’t know his name?”\n“How should I?”\n“So I heard!”"
    assert not {Role.LIST_ITEM, Role.MENU} & set(roles(text))


def test_code_between_fences() -> None:
    assert roles("Text first.\n```\nOne line here\n```\nText Here") == [
        "prose",
        "code",
        "code",
        "code",
        "heading",
    ]
    assert "code" not in roles("Text first.\nOne line here")


def test_blocks_of_and_block_at() -> None:
    text = "Harbour news\n\nThe harbour master counted the crates twice and found one missing.\n"
    notes = Annotations(text)
    assert [block.index for block in notes.blocks_of(Role.PROSE)] == [1]
    assert notes.role(notes.blocks[0]) is Role.HEADING
    assert notes.block_at(0) == notes.blocks[0]
    assert notes.block_at(12) is None
    assert notes.block_at(20) == notes.blocks[1]
