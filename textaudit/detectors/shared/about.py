"""Passages that speak of code, markup or encodings: what is damage elsewhere is an example there."""

from __future__ import annotations

import re

_ENCODINGS = re.compile(
    r"mojibake|utf-?8|unicode|latin-?1|iso.?8859|(?:windows|cp).?125\d|encoding|encodage|codificaci|kodierung"
    r"|кодировк|文字化け|乱码|文字コード|replacement character",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"\b(?:html5?|xml|xhtml|jsx|markdown|markup|tags?|elements?|elemento?s?|attributes?|entit(?:y|ies)|placeholders?"
    r"|templates?|templating|syntax|browsers?|parsers?|balises?|etiquetas?|angle brackets?|auszeichnung|html-"
    r"|vorlagen?)\b|тег[аиов]?\b|шаблон|标签|模板|タグ",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:code|string|strings|escaped?|escapes|escaping|backslash(?:es)?|json|regex|regular expressions?|variables?"
    r"|literals?|functions?|arguments?|parameters?|javascript|jquery|css|python|rust|php|java|latex|bash|shell"
    r"|commands?|stylesheets?|compiler|api|method|module|class name|config(?:uration)?|newlines?|line ?breaks?"
    r"|carriage returns?|crlf|character)\b|`|код[ае]?\b|代码|コード",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{1,600}>")
# A text of which more than one word in so many belongs to programming is about it.
_MIN_CODE_WORDS, _WORDS_PER_CODE_WORD = 2, 80
_LOOK_AROUND = 200  # code points before and after a block in which the subject is looked for


def speaks_of_encodings(passage: str) -> bool:
    """Whether a passage is about character encodings.

    >>> speaks_of_encodings("Read as Latin-1, é turns into two letters.")
    True
    """
    return bool(_ENCODINGS.search(passage))


def speaks_of_markup(text: str, start: int, end: int) -> bool:
    """Whether the words from *start* to *end*, or shortly around, are about markup; tags themselves do not count.

    >>> speaks_of_markup("The <b> tag makes text bold.", 0, 28), speaks_of_markup("<b>Rain</b>", 0, 11)
    (True, False)
    """
    return bool(_MARKUP.search(_TAG.sub(" ", _around(text, start, end))))


def speaks_of_code(text: str, start: int, end: int) -> bool:
    """Whether the words from *start* to *end*, or shortly around, are about programs.

    >>> speaks_of_code("Escape a quote with a backslash.", 0, 5), speaks_of_code("It is late.", 0, 11)
    (True, False)
    """
    return bool(_CODE.search(_around(text, start, end)))


def is_about_code(text: str) -> bool:
    """Whether so many words of a text belong to programming and markup that it must be about them."""
    found = len(_CODE.findall(text)) + len(_MARKUP.findall(_TAG.sub(" ", text)))
    return found >= _MIN_CODE_WORDS and found * _WORDS_PER_CODE_WORD > text.count(" ")


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _LOOK_AROUND) : min(len(text), end + _LOOK_AROUND)]
