"""Parallel articles of our own, and faults put into their translations at random.

Written before the rules that are measured with it, and not changed for them. Each damaged copy of an article has one
fault, and the place of it is known: in the translation, or for what was left out in the source.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "source_pairs"
KINDS = (
    "number", "date", "name", "omission", "addition", "unit", "currency", "quotation", "untranslated",
    "repeated", "glossary",
)  # fmt: skip
HELD_OUT = frozenset({2, 4, 6, 8, 10, 12})  # of each pair, by the article's number


@dataclass(frozen=True)
class Article:
    """Beads of source and translation, by paragraph.

    Attributes:
        languages: of source and translation.
        names: as the translation writes them.
    """

    id: str
    languages: tuple[str, str]
    paragraphs: tuple[tuple[tuple[str, str], ...], ...]
    names: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether nobody looks at it before the last measurement."""
        return int(self.id[3:5]) in HELD_OUT

    def text(self, side: int) -> str:
        """Source (0) or translation (1)."""
        between = "" if self.languages[side] == "zh" else " "
        return "\n\n".join(between.join(bead[side] for bead in beads) for beads in self.paragraphs)

    def beads(self) -> list[tuple[str, str]]:
        """All beads, in order."""
        return [bead for beads in self.paragraphs for bead in beads]


@dataclass(frozen=True)
class Pair:
    """A source with its maybe damaged translation.

    Attributes:
        place: of the fault, in the translation; in the source for an omission; ``None`` where there is none.
        also: the other place, where two passages changed places.
    """

    article: Article
    kind: str
    source: str
    target: str
    place: tuple[int, int] | None
    also: tuple[int, int] | None = None


def articles() -> list[Article]:
    """All articles, translated into English."""
    names = dict(line.split(": ", 1) for line in _lines("names.txt"))
    found = []
    for path in sorted(FOLDER.glob("*-en.txt")):
        for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, body = part.partition("\n")
            id = title.split()[0]
            paragraphs = tuple(
                tuple(
                    (one, other) for one, _, other in (line.partition(" ||| ") for line in block.splitlines())
                )
                for block in body.strip().split("\n\n")
            )
            own = tuple(name for name in names.get(id, "").split("; ") if name)
            found.append(Article(id, (path.name[:2], "en"), paragraphs, own))
    return found


def turned(article: Article) -> Article:
    """The same the other way round: out of English."""
    paragraphs = tuple(tuple((b, a) for a, b in beads) for beads in article.paragraphs)
    text = "\n".join(b for beads in paragraphs for _, b in beads)
    names = tuple(name for name in article.names if name in text)
    return Article(article.id, (article.languages[1], article.languages[0]), paragraphs, names)


def undamaged(article: Article) -> Pair:
    """An article as it is."""
    return Pair(article, "none", article.text(0), article.text(1), None)


def damaged(article: Article, others: list[Article], seed: int) -> Iterator[Pair]:
    """One copy for each kind of fault that the article can have."""
    for kind in KINDS:
        chance = random.Random(f"{article.id} {article.languages} {kind} {seed}")
        made = _DAMAGE[kind](article, others, chance)
        if made is not None:
            yield replace(made, kind=kind)


# --- numbers, dates, units, currencies, names: a few characters change ---

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,  ]\d{3})*(?:[.,]\d{1,2})?(?![\w.,]?\d)")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
}
_UNITS = {
    "en": "kilometres>miles metres>feet tonnes>kilograms litres>gallons hectares>acres minutes>hours hours>days "
    "years>months kilograms>pounds grams>kilograms weeks>months centimetres>inches days>weeks months>weeks "
    "millimetres>centimetres hectolitres>litres",
    "de": "Kilometer>Meilen Metern>Kilometern Meter>Fuß Tonnen>Kilogramm Hektar>Quadratmetern Minuten>Stunden "
    "Stunden>Tagen Jahre>Monate Tagen>Wochen Monate>Wochen Kilogramm>Gramm Millimeter>Zentimeter Liter>Hektoliter",
    "fr": "kilomètres>mètres mètres>kilomètres tonnes>kilos minutes>heures heures>jours ans>mois mois>semaines "
    "centimètres>millimètres nuits>semaines années>mois",
    "es": "kilómetros>millas metros>kilómetros litros>galones hectáreas>acres minutos>horas horas>días años>meses "
    "centímetros>milímetros semanas>meses",
    "ru": "километров>метров метров>километров метра>километра тонн>килограммов килограммов>граммов часа>дня "
    "сантиметров>метров дней>недель часов>минут",
}
_CURRENCIES = {
    "en": "euros>dollars dollars>pounds roubles>dollars yuan>yen pesetas>francs soles>pesos",
    "de": "Euro>Dollar",
    "fr": "euros>dollars dollars>euros",
    "es": "euros>dólares dólares>euros",
    "ru": "рублей>долларов долларов>рублей",
}
_QUOTED = re.compile(r"[“„«](?:\s*)([^”“»„«]+?)(?:\s*)[”“»]")
_SCALES = {"million": "billion", "billion": "million", "Millionen": "Milliarden", "Milliarden": "Millionen",
           "millions": "milliards", "milliards": "millions"}  # fmt: skip


def _number(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    text = article.text(1)
    months = "|".join(_MONTHS[article.languages[1]].split())
    near = rf"(?:{months})\s+\d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}}\.?\s+(?:de )?(?:{months})(?:(?: de)? \d{{4}})?"
    dates = [m.span() for m in re.finditer(near, text)]
    found = [m for m in _NUMBER.finditer(text) if not any(a <= m.start() < b for a, b in dates)]
    if len(found) < 2:
        return None
    way = chance.choice(("digit", "digit", "zero", "swap", "scale"))
    if way == "scale":
        scaled = list(re.finditer(r"\b(" + "|".join(_SCALES) + r")\b", text))
        if scaled:
            hit = chance.choice(scaled)
            return _changed(article, text, hit.span(), _SCALES[hit.group()])
    one = chance.choice(found)
    if way == "swap":
        other = chance.choice([m for m in found if m.group() != one.group()] or [one])
        first, second = sorted((one, other), key=lambda m: m.start())
        if first.group() != second.group():
            swapped = text[: first.start()] + second.group() + text[first.end() : second.start()]
            swapped += first.group() + text[second.end() :]
            end = second.end()  # the text is as long as it was
            return Pair(
                article,
                "",
                article.text(0),
                swapped,
                (first.start(), first.start() + len(second.group())),
                (end - len(first.group()), end),
            )
    digits = one.group()
    if way == "zero" and digits.isdigit() and len(digits) < 4:
        return _changed(
            article, text, one.span(), digits[:-1] if len(digits) > 1 and digits[-1] == "0" else digits + "0"
        )
    places = [n for n, c in enumerate(digits) if c.isdigit()]
    place = chance.choice(places)
    new = chance.choice([d for d in "123456789" if d != digits[place]])
    return _changed(article, text, one.span(), digits[:place] + new + digits[place + 1 :])


def _date(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    language, text = article.languages[1], article.text(1)
    months, days = _MONTHS[language].split(), _WEEKDAYS[language].split()
    month = "|".join(months)
    ways: list[tuple[re.Match[str], Callable[[str], str]]] = []

    def other(words: list[str]) -> Callable[[str], str]:
        return lambda old: chance.choice([word for word in words if word != old])

    def other_number(least: int, most: int) -> Callable[[str], str]:
        return lambda old: str(chance.choice([n for n in range(least, most) if n != int(old)]))

    for m in re.finditer(rf"\b(?:{month})\b(?=,? \d)|(?<=\d )(?:{month})\b|(?<=\d\. )(?:{month})\b", text):
        ways += [(m, other(months))]
    for m in re.finditer(
        rf"\b\d{{1,2}}(?=\.? (?:de )?(?:{month})\b)|(?<=[a-z] )\b\d{{1,2}}\b(?=[,. ])", text
    ):
        if re.search(rf"(?:{month}) $", text[: m.start()]) or re.match(
            rf"\.? (?:de )?(?:{month})\b", text[m.end() :]
        ):
            ways += [(m, other_number(1, 29))]
    for m in re.finditer(rf"\b(?:{'|'.join(days)})\b", text):
        ways += [(m, other(days))]
    for m in re.finditer(r"(?:(?<=\d, )|(?<=[a-zа-я] ))(?:19|20)\d\d\b", text):
        if re.search(rf"(?:{month})(?: \d{{1,2}},)? $|(?:{month}) de $", text[: m.start()]):
            ways += [(m, other_number(1950, 2030))]
    if not ways:
        return None
    hit, change = chance.choice(ways)
    return _changed(article, text, hit.span(), change(hit.group()))


def _swapped_word(article: Article, chance: random.Random, words: str) -> Pair | None:
    text = article.text(1)
    table = dict(pair.split(">") for pair in words.split())
    found = list(re.finditer(r"(?<=[\d.,%] )(" + "|".join(table) + r")\b", text))
    found += list(re.finditer(r"(?<=llion )(" + "|".join(table) + r")\b", text))
    if not found:
        return None
    hit = chance.choice(found)
    return _changed(article, text, hit.span(), table[hit.group()])


def _unit(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    return _swapped_word(article, chance, _UNITS[article.languages[1]])


def _currency(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    return _swapped_word(article, chance, _CURRENCIES[article.languages[1]])


def _name(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    text = article.text(1)
    found = [m for name in article.names for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    if not found:
        return None
    hit = chance.choice(found)
    name = hit.group()
    if chance.random() < 0.5:
        pool = [n for a in others if a.id != article.id and a.id[:2] == article.id[:2] for n in a.names]
        fit = [n for n in pool if len(n.split()) == len(name.split())] or pool
        if not fit:
            return None
        return _changed(article, text, hit.span(), chance.choice(fit))
    words = list(re.finditer(r"[^\W\d_]{5,}", name))
    if not words:
        return None
    word = chance.choice(words)
    new = _garbled(word.group(), chance)
    start = hit.start() + word.start()
    return _changed(article, text, (start, start + len(word.group())), new)


def _garbled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    way = chance.choice(("swap", "other", "lost", "consonant"))
    if way == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == "lost" and word[at] not in (word[at - 1], word[at + 1]):
        return word[:at] + word[at + 1 :]
    pool = "bdfglmnprst" if way == "consonant" else "aeioubdglmnrst"
    return word[:at] + chance.choice([c for c in pool if c != word[at].lower()]) + word[at + 1 :]


def _changed(article: Article, text: str, span: tuple[int, int], new: str) -> Pair:
    start, end = span
    return Pair(
        article, "", article.text(0), text[:start] + new + text[end:], (start, start + max(len(new), 1))
    )


# --- sentences: lost, added, left as they were, said twice ---


def _with_beads(
    article: Article, change: Callable[[int, str], str | None]
) -> tuple[str, dict[int, tuple[int, int]]]:
    """The translation with changed beads, and where each now stands; ``None`` drops one."""
    between = "" if article.languages[1] == "zh" else " "
    pieces: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    size = number = 0
    for beads in article.paragraphs:
        first = True
        for _, target in beads:
            new = change(number, target)
            if new is not None:
                lead = ("\n\n" if size else "") if first else between
                places[number] = (size + len(lead), size + len(lead) + len(new))
                pieces.append(lead + new)
                size += len(lead) + len(new)
                first = False
            number += 1
    return "".join(pieces), places


def _source_places(article: Article) -> list[tuple[int, int]]:
    places, at, text = [], 0, article.text(0)
    for source, _ in article.beads():
        start = text.index(source, at)
        places.append((start, start + len(source)))
        at = start + len(source)
    return places


def _omission(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    size = chance.choice((1, 1, 2))
    first = chance.randrange(len(article.beads()) - size + 1)
    lost = range(first, first + size)
    target, _ = _with_beads(article, lambda n, text: None if n in lost else text)
    places = _source_places(article)
    return Pair(article, "", article.text(0), target, (places[first][0], places[lost[-1]][1]))


def _addition(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    other = chance.choice(
        [a for a in others if a.id != article.id and a.languages[1] == article.languages[1]]
    )
    size = chance.choice((1, 1, 2))
    at = chance.randrange(len(other.beads()) - size + 1)
    more = " ".join(target for _, target in other.beads()[at : at + size])
    where = chance.randrange(len(article.beads()))
    target, places = _with_beads(article, lambda n, text: f"{text} {more}" if n == where else text)
    return Pair(article, "", article.text(0), target, (places[where][1] - len(more), places[where][1]))


def _untranslated(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    beads = article.beads()
    where = chance.choice(
        [n for n, (source, _) in enumerate(beads) if len(source) > 20 or article.languages[0] == "zh"]
    )
    target, places = _with_beads(article, lambda n, text: beads[n][0] if n == where else text)
    return Pair(article, "", article.text(0), target, places[where])


def _repeated(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    beads = article.beads()
    long = [n for n, (_, target) in enumerate(beads) if len(target) > 30]
    first = chance.choice(long)
    later = list(range(first + 1, min(first + 4, len(beads))))
    if not later:
        return None
    where = chance.choice(later)
    target, places = _with_beads(article, lambda n, text: beads[first][1] if n == where else text)
    return Pair(article, "", article.text(0), target, places[where])


def _quotation(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    text = article.text(1)
    found = [m for m in _QUOTED.finditer(text) if len(m.group(1).split()) >= 3]
    if not found:
        return None
    if chance.random() < 0.3:
        plain = [t for s, t in article.beads() if not re.search('[“”„«»"]', s + t) and len(t.split()) > 8]
        if plain:
            sentence = chance.choice(plain)
            start = text.index(sentence)
            words = sentence.split(" ")
            cut = len(" ".join(words[: len(words) // 3])) + 1
            quoted = f"{sentence[:cut]}“{sentence[cut:-1]}”{sentence[-1]}"
            new = text[:start] + quoted + text[start + len(sentence) :]
            return Pair(article, "", article.text(0), new, (start + cut, start + len(quoted)))
    hit = chance.choice(found)
    return _changed(article, text, hit.span(), hit.group(1))


def terms(language: str) -> list[tuple[str, str, str]]:
    """Glossary of a language into English: term, translation (alternatives by ``|``), and a wrong one."""
    line = next((line for line in _lines("terms.txt") if line.startswith(f"{language}: ")), "")
    rows = [re.split(" = | > ", row) for row in line[4:].split("; ") if row]
    return [(a, b, c) for a, b, c in rows]


def _glossary(article: Article, others: list[Article], chance: random.Random) -> Pair | None:
    if article.languages[1] != "en":
        return None
    text = article.text(1)
    found = []
    for source, target, wrong in terms(article.languages[0]):
        for one in target.split("|"):
            hits = list(re.finditer(rf"\b{one}s?\b", text, re.IGNORECASE))
            heads = [s for s, t in article.beads() if re.search(rf"(?i)\b{one}s?\b", t)]
            if hits and all(re.search("(?i)" + source, s) for s in heads):
                found += [(hit, wrong + "s" * hit.group().endswith("s")) for hit in hits]
    if not found:
        return None
    hit, wrong = chance.choice(found)
    return _changed(article, text, hit.span(), wrong)


def _lines(name: str) -> list[str]:
    return [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]


_DAMAGE: dict[str, Callable[[Article, list[Article], random.Random], Pair | None]] = {
    "number": _number,
    "date": _date,
    "name": _name,
    "omission": _omission,
    "addition": _addition,
    "unit": _unit,
    "currency": _currency,
    "quotation": _quotation,
    "untranslated": _untranslated,
    "repeated": _repeated,
    "glossary": _glossary,
}
