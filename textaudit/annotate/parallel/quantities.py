"""Numbers in a passage, in digits or words, with what they count: a unit, a currency, percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from textaudit.annotate.parallel.words import Lexicon, lexicon
from textaudit.model import Span

_SPACES: Final = "\u00a0\u202f\u2009 "
_GROUPED = rf"\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?!\d)(?:[.,٫]\d+)?"
_PLAIN = r"\d+(?:[.,٫٬]\d+)*"
_CJK: Final = "〇零一二两兩三四五六七八九十百千万萬亿億"
_LETTER: Final = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
_TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.,]){_GROUPED}|{_PLAIN})|(?P<cjk>[{_CJK}]+)|(?P<word>{_LETTER}+(?:['’]{_LETTER}+)?)"
)
_CJK_SCALES: Final = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "千": 1e3, "百": 1e2, "兆": 1e12}
_CJK_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_CJK_UNITS: Final = {"十": 10.0, "百": 100.0, "千": 1000.0}
_SIGNS: Final = {
    "$": "USD CAD AUD NZD HKD SGD MXN",
    "€": "EUR",
    "£": "GBP EGP",
    "¥": "JPY CNY",
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₴": "UAH",
    "₺": "TRY",
    "₪": "ILS",
    "%": "percent",
    "٪": "percent",
}
_SIGN_BEFORE = re.compile(rf"([$€£¥₽₹₩₴₺₪])[{_SPACES}]?$")
_CODE_BEFORE = re.compile(rf"\b(USD|EUR|GBP|JPY|CNY|RUB|CHF|CAD|AUD|INR)[{_SPACES}]?$")
_BEHIND = re.compile(rf"[{_SPACES}]{{0,2}}(?:-|‑)?(?:(?:(?:de|of|di|van)[{_SPACES}]|d['’])(?=[^\W\d_]))?")
_NEXT_WORDS = re.compile(r"[^\W\d_]+(?:[-/⋅ .][^\W\d_]+){0,3}|[°%٪$€£¥₽₹₩₴₺₪][CFcf]?")
_LINKS: Final = frozenset(
    ["a", "an", "of", "and", "und", "et", "y", "e", "i", "и", "en"]
)  # between the parts of one number
_LABEL_CHARS: Final = 40
_MOST_CHARS: Final = 40  # longer ones are no numbers
_MIN_STEM: Final = 4
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_COMPOUNDS: Final = {
    "de": ("jähr", "tägig", "stünd", "stöck", "fach", "köpf", "mal", "wöchig", "monat", "teilig"),
    "ru": ("лет", "днев", "месяч", "час", "этаж", "кратн"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number.

    Attributes:
        span: the number, with words like "million" behind it.
        values: what it may be; several where its signs can be read in two ways.
        labels: what it may count; empty where that is not known.
        label: where that is said, if it is behind the number.
        in_digits: whether it is written in digits.
    """

    span: Span
    values: tuple[float, ...]
    labels: frozenset[str] = frozenset()
    label: Span | None = None
    in_digits: bool = True


def quantities_in(text: str, start: int, end: int, language: str | None) -> list[Quantity]:
    """The numbers between two offsets, ascending.

    >>> [(q.values[0], sorted(q.labels)) for q in quantities_in("38,6 Millionen Euro in zwei Jahren", 0, 34, "de")]
    [(38600000.0, ['EUR']), (2.0, ['duration-year'])]
    """
    words = lexicon(language)
    found: list[Quantity] = []
    run: list[tuple[re.Match[str], float | None, float | None]] = []
    for match in _TOKEN.finditer(text, start, end):
        token = _read(match, words)
        if token is not None and run and not _goes_on(text, run, match, words):
            found += _quantity(text, run, end, language, words)
            run = []
        if token is not None:
            run.append((match, *token))
        elif match["word"] and run and match["word"].lower() not in _LINKS:
            found += _quantity(text, run, end, language, words)
            run = []
        if token is None and match["word"]:
            found += _compound(match, language, words)
    found += _quantity(text, run, end, language, words)
    return sorted(found, key=lambda quantity: quantity.span.start)


def _read(match: re.Match[str], words: Lexicon) -> tuple[float | None, float | None] | None:
    """Value or factor of a token that belongs to a number."""
    if match.end() - match.start() > _MOST_CHARS:
        return None
    if match["digits"]:
        return _value_of(match["digits"], words)[0], None
    if match["cjk"]:
        value = _cjk_value(match["cjk"])
        return (value, None) if value is not None else None
    word = match["word"].lower()
    if word in words.factors:
        return None, words.factors[word]
    if word in words.numbers:
        return words.numbers[word], None
    return None


def _goes_on(
    text: str,
    run: list[tuple[re.Match[str], float | None, float | None]],
    match: re.Match[str],
    words: Lexicon,
) -> bool:
    """Whether a token belongs to the same number as those before it."""
    last, value, factor = run[-1]
    between = text[last.end() : match.start()]
    if between.strip(" \u00a0\u202f-‑") and between.strip().lower() not in _LINKS:
        return False
    if match["digits"] or match["cjk"]:
        return False
    word = match["word"].lower()
    if word in words.factors:
        return True  # 38.6 million, two hundred, half a million
    if last["digits"] or last["cjk"] or value == 0.5:
        return False
    number = words.numbers[word]
    if number < 1 or (value is not None and value < 1):
        return False
    if factor is not None:
        return number < factor
    return value is not None and (
        (number < 10 <= value and value % 10 == 0)
        or (value, number) == (4, 20)
        or (value in (60, 80, 20) and 10 <= number < 20)
    )


def _quantity(
    text: str,
    run: list[tuple[re.Match[str], float | None, float | None]],
    end: int,
    language: str | None,
    words: Lexicon,
) -> Iterator[Quantity]:
    """The number that a run of tokens is."""
    if not run:
        return
    first, last = run[0][0], run[-1][0]
    in_digits = first["digits"] is not None
    after = last.end()
    if in_digits:
        values = _value_of(first["digits"], words)
        scale = 1.0
        for _, _, factor in run[1:]:
            scale *= factor or 1.0
        more = _CJK_SCALES.get(text[after : after + 1], 0.0) if len(run) == 1 else 0.0
        if more:
            scale, after = more, after + 1
            if text[after : after + 1] in _CJK_SCALES:  # 千万
                scale, after = scale * _CJK_SCALES[text[after]], after + 1
        elif len(run) == 1 and words.behind_digits:
            short = re.compile(rf"[{_SPACES}]?(\w+)\b").match(text, after, end)
            if short and short[1].lower() in words.behind_digits and len(short[1]) > 1:
                scale, after = words.behind_digits[short[1].lower()], short.end()
        values = tuple(round(value * scale, 6) for value in values)
    else:
        values = (_composed(run),)
    label_labels, label = _label(text, first.start(), after, end, words)
    yield Quantity(Span(first.start(), after), values, label_labels, label, in_digits)


def _composed(run: list[tuple[re.Match[str], float | None, float | None]]) -> float:
    """The value of a number in words."""
    total = current = 0.0
    for match, value, factor in run:
        if value is not None:
            current = 80.0 if (current, value) == (4, 20) and match["word"] else current + value
        elif factor is not None and factor < 1000:
            current = (current or 1.0) * factor
        elif factor is not None:
            total += (current or 1.0) * factor
            current = 0.0
    return total + current


def _value_of(digits: str, words: Lexicon) -> tuple[float, ...]:
    """What digits may mean, what the language would mean by them first."""
    bare = re.sub(rf"[{_SPACES}'’]", "", digits).replace("٬", ",").replace("٫", ".")
    pieces = re.split(r"[.,]", bare)
    if len(pieces) == 1:
        return (float(int(bare)),)
    signs = [c for c in bare if c in ".,"]
    whole = float(int("".join(pieces)))
    if len(set(signs)) == 2 and signs.count(signs[-1]) == 1 and bare != digits.replace(" ", "x"):
        return (_decimal("".join(pieces[:-1]), pieces[-1]),)
    if len(signs) > 1:
        return (whole,) if all(len(piece) == 3 for piece in pieces[1:]) else (whole, float(int(pieces[0])))
    decimal = _decimal(pieces[0], pieces[1])
    if len(pieces[1]) != 3 or len(pieces[0]) > 3 or pieces[0] == "0":
        return (decimal,)
    if signs[0] == words.group:
        return (whole,)
    return (decimal, whole) if signs[0] == words.decimal else (whole, decimal)


def _decimal(whole: str, part: str) -> float:
    return float(f"{int(whole)}.{''.join(str(int(c)) for c in part)}")


def _cjk_value(run: str) -> float | None:
    """The value of Chinese numerals: 十八, 两万, 三百二十.

    >>> _cjk_value("两万三千")
    23000.0
    """
    total = part = 0.0
    digit: float | None = None
    for sign in run:
        if sign in _CJK_DIGITS:
            digit = float(_CJK_DIGITS[sign]) if digit is None else digit * 10 + _CJK_DIGITS[sign]
        elif sign in _CJK_UNITS:
            part += (1.0 if digit is None else digit) * _CJK_UNITS[sign]
            digit = None
        else:
            part += digit or 0.0
            if not part:
                return None  # a scale alone belongs to what stands before it
            total += part * _CJK_SCALES[sign]
            part, digit = 0.0, None
    return total + part + (digit or 0.0)


def _label(text: str, start: int, after: int, end: int, words: Lexicon) -> tuple[frozenset[str], Span | None]:
    """What the number between two offsets counts."""
    before = text[max(0, start - 5) : start]
    sign = _SIGN_BEFORE.search(before)
    if sign:
        return frozenset(_SIGNS[sign[1]].split()), Span(
            start - len(before) + sign.start(1), start - len(before) + sign.end(1)
        )
    code = _CODE_BEFORE.search(before)
    if code:
        return frozenset((code[1],)), Span(
            start - len(before) + code.start(1), start - len(before) + code.end(1)
        )
    gap = _BEHIND.match(text, after, end)
    at = gap.end() if gap else after
    return _label_at(text, at, end, words)


def _label_at(text: str, at: int, end: int, words: Lexicon) -> tuple[frozenset[str], Span | None]:
    following = text[at : min(end, at + _LABEL_CHARS)]
    if following[:1] in _SIGNS:
        return frozenset(_SIGNS[following[0]].split()), Span(at, at + 1)
    match = _NEXT_WORDS.match(following)
    if match is None:
        return frozenset(), None
    if following[0] >= "\u3040" and not following[0].isascii():  # no spaces: whatever it begins with
        for size in range(4, 0, -1):
            labels = words.labels.get(following[:size])
            if labels:
                return labels, Span(at, at + size)
        return frozenset(), None
    phrase = match.group().lower()
    ends = [m.start() for m in re.finditer(r"[ ./-]", phrase)] + [len(phrase)]
    for size in sorted(ends, reverse=True):
        labels = words.labels.get(phrase[:size])
        if labels:
            return labels, Span(at, at + size)
    first = phrase[: ends[0]]
    for cut in (1, 2):  # an ending that no list has
        labels = words.labels.get(first[:-cut]) if len(first) - cut >= _MIN_STEM else None
        if labels:
            return labels, Span(at, at + len(first))
    return frozenset(), None


def _compound(match: re.Match[str], language: str | None, words: Lexicon) -> Iterator[Quantity]:
    """Numbers at the beginning of a word (fünfstöckig), and Roman ones."""
    word = match["word"]
    roman = _ROMAN.fullmatch(word)
    if roman and (len(word) > 1 or word in "VX"):
        yield Quantity(Span(*match.span()), (float(_roman(word)),), in_digits=False)
        return
    endings = _COMPOUNDS.get(language or "")
    if not endings:
        return
    lower = word.lower()
    for ending in endings:
        at = lower.find(ending)
        if at > 2:
            value = words.numbers.get(lower[:at]) or _genitives(language).get(lower[:at])
            if value:
                yield Quantity(Span(*match.span()), (value,), in_digits=False)
                return


@cache
def _genitives(language: str | None) -> dict[str, float]:
    """Russian numbers as they stand in compounds: семнадцати-летний."""
    numbers = lexicon(language).numbers
    return {word[:-1] + "и": value for word, value in numbers.items() if word.endswith("ь")}


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[c] for c in word]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))
