from __future__ import annotations

import pytest

from textaudit.annotate import Annotations
from textaudit.model import Span


def words(text: str) -> list[str]:
    notes = Annotations(text)
    return [text[word.slice] for word in notes.words_in(Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's a well-known café.", ["It's", "a", "well-known", "café"]),
        ("l’eau, 3.5 km_h", ["l’eau", "3", "5", "km", "h"]),
        ("- dash — and 'quotes'", ["dash", "and", "quotes"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("हिन्दी में किताबें।", ["हिन्दी", "में", "किताबें"]),
        ("نَصٌّ عربي", ["نَصٌّ", "عربي"]),
        ("می\u200cرود", ["می\u200cرود"]),
        ("東京・大阪 abc", ["東", "京", "大", "阪", "abc"]),
        ("か\u3099く", ["か\u3099", "く"]),
        ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
        ("👍 🏽 …", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_of_a_passage_stay_inside_it() -> None:
    notes = Annotations("one two three")
    assert notes.words_in(Span(4, 9)) == (Span(4, 7), Span(8, 9))


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two, three", 3), ("naïve café", 2), ("漢" * 17, 10), ("漢字 " * 17, 20)],
)
def test_word_count(text: str, count: int) -> None:
    assert Annotations(text).word_count == count
