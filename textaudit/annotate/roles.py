"""What each block is to its reader, told from the line, its neighbours and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textaudit.model import Block, Role

_STOPS = ".!?…。！？।؟۔"
_CLOSING = "\"'”’»)]」』"
_OPENING = "\"“‘'«„"
_FENCE = "```"
_OPEN_TO_CHANGE = (Role.HEADING, Role.PROSE, Role.QUOTATION)  # by the lines around
_CLEAR_PROSE = 90  # a line so long that ends in a stop needs no second look
_SHORT_CHARS = 300  # nothing longer is a heading, a byline, a caption; it also bounds what patterns cost
_CODE_MARKS = 4
_HEADING_WORDS = 16
_ANNOUNCING_WORDS = 8  # a line so long that ends in a colon is a sentence, not a heading
_VERSE_LINES = 4
_VERSE_CHARS = 64
_LONG_VERSE_CHARS = 200  # of lines that mostly break at a comma or dash
_LIST_LINES = 3

_BULLET = re.compile(
    r"(?:[-*•·▪◦‣●○■□➤►✓✔+]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\([ivxlIVX]{1,5}\)|[ivx]{1,4}\.)\s+\S"
)
_CODE = re.compile(
    r"```|(?:\$|>>>|#!|//|/\*|<\?php)|(?:def|class|fn|let|const|var|import|return|if|for|while)\b.*[:;{]$|.*\{$|\}|.*[=(].*;$"
    r"|[\w.]+\(.*\)$|\w+ = \S+$"
)
_BYLINE = re.compile(
    r"(?:(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|Di|Written by|Posted by|Text by|Words by|Text:|Autor(?:in)?:|Автор:?"
    r"|Reporting by|Edited by|Author:)\s+[A-ZÀ-ÖØ-ÞА-ЯЁ\"“]|作者|記者|文[:：])"
)
# What the patterns begin or end with: few lines do, and a look at one character is cheap.
_BYLINE_FIRST = frozenset("BbVvPpDdWTARE作記文А")
_CODE_FIRST = frozenset("`$>#/<}")
_CODE_LAST = frozenset(":;{)}")
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|ago|"
    r"dic|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w*"
)
# Each begins at a digit or a word, so that it is tried there only.
_DATE = re.compile(
    rf"\d{{1,4}}(?:(?:st|nd|rd|th)?\.?\s+(?:de\s+)?{_MONTH}|[./-]\d{{1,2}}[./-]\d{{2,4}}|:\d{{2}}|年\d{{1,2}}月)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\.?\s+\d{{1,2}}", re.IGNORECASE)
_CAPTION = re.compile(
    r"[(\[]?(?:photos?|images?|pictures?|picture credit|photograph|fotos?|bild|figure"
    r"|fig\.|abb\.|source|credit|illustration|фото|图|写真|caption)\s*(?:\w+\s*)?[:：©/]|(?:above|below|left|right|pictured):",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\((?:photo|ap|afp|reuters|getty)\b|/getty images|/ap\)?$|/afp", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(
    r"\b\d+\s+(?:\w+\s+){1,3}(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|blvd\.?)\b|(?<!\S)[^\s@]+@\S+\.\w+$"
    r"|\b(?:tel|phone|fax|telefon)\.?\s*:?\s*\+?\d|(?:straße|str\.)\s+\d+|\b\d{5}\s+[A-ZÄÖÜ]\w+$",
    re.IGNORECASE,
)


def roles_of(text: str, blocks: Sequence[Block]) -> tuple[Role, ...]:
    """One role per block."""
    roles: list[Role] = []
    run: list[Block] = []  # lines, not too long, that follow one another without a blank line
    for block in blocks:
        roles.append(_role_alone(block.text))
        short = block.end - block.start <= _LONG_VERSE_CHARS
        if run and (block.gap or not short):
            _judge_run(run, roles)
            run = []
        if short:
            run.append(block)
    _judge_run(run, roles)
    if _FENCE in text:
        _mark_fenced(blocks, roles)
    return tuple(roles)


def _mark_fenced(blocks: Sequence[Block], roles: list[Role]) -> None:
    """What stands between two fences of Markdown is code; a fence that nothing closes fences nothing."""
    fences = [block.index for block in blocks if block.text.startswith(_FENCE)]
    for first, last in zip(fences[::2], fences[1::2], strict=False):
        roles[first : last + 1] = [Role.CODE] * (last + 1 - first)


def _ends_as_sentence(line: str) -> bool:
    last = line[-1]
    return last in _STOPS or (last in _CLOSING and line.rstrip(_CLOSING)[-1:] in _STOPS)


def _role_alone(line: str) -> Role:
    """The role that a block of this text has by itself."""
    first, last, length = line[0], line[-1], len(line)
    ends = last in _STOPS or (last in _CLOSING and _ends_as_sentence(line))
    if length >= _CLEAR_PROSE and ends and (first.isupper() or first in _OPENING):
        return Role.PROSE
    if first == ">":
        return Role.QUOTATION
    if first == "|" and last == "|":
        return Role.TABLE_ROW
    if "\t" in line or line.count("|") >= 2:
        return _separated(line)
    if _BULLET.match(line):
        return Role.LIST_ITEM
    if first == "#" and line.lstrip("#")[:1] == " ":
        return Role.HEADING
    words = line.count(" ") + 1
    if ends and words > 6:
        return Role.PROSE
    if length > _SHORT_CHARS:
        return Role.CODE if last in ";{}" and line.count(";") + line.count("{") >= _CODE_MARKS else Role.PROSE
    return _short(line, words, ends)


def _separated(line: str) -> Role:
    """A line of cells: of a menu where they are short words, of a table otherwise."""
    cells = [cell.strip() for cell in re.split(r"[|\t]", line) if cell.strip()]
    wordy = all(len(cell) <= 25 and not any(c.isdigit() for c in cell) for cell in cells)
    return Role.MENU if "|" in line and len(cells) >= 3 and wordy else Role.TABLE_ROW


def _short(line: str, words: int, ends: bool) -> Role:
    """A line that does not look like a sentence, or hardly."""
    if words <= 10 and line[0] in _BYLINE_FIRST and _BYLINE.match(line):
        return Role.BYLINE
    numbered = _DIGIT.search(line) is not None
    if words <= 12 and numbered and not ends and (_DATE.search(line) or _MONTH_DAY.search(line)):
        return Role.DATELINE
    if words <= 40 and _is_caption(line):
        return Role.CAPTION
    if words <= 14 and (numbered or "@" in line) and _ADDRESS.search(line):
        return Role.ADDRESS
    if (line[0] in _CODE_FIRST or line[-1] in _CODE_LAST or " = " in line) and _CODE.match(line):
        return Role.CODE
    if line[0] in '"“«„「' and line[-1] in '"”»“」':
        return Role.QUOTATION
    if line[-1] in ":：" and words >= _ANNOUNCING_WORDS:
        return Role.PROSE
    if not ends and words <= _HEADING_WORDS and line[-1] not in ",;" and not line[0].islower():
        return Role.HEADING
    return Role.PROSE


def _is_caption(line: str) -> bool:
    if "(" in line or "/" in line:
        return _CAPTION.match(line) is not None or _CREDIT.search(line) is not None
    return (":" in line or "：" in line or "©" in line) and _CAPTION.match(line) is not None


def _judge_run(run: list[Block], roles: list[Role]) -> None:
    """A run of lines is verse; or, if they are short, a list or a menu; or what its lines are by themselves."""
    if len(run) < _LIST_LINES:
        return
    lines = [block.text for block in run]
    if all(roles[block.index] in _OPEN_TO_CHANGE for block in run) and _is_long_verse(lines):
        for block in run:
            roles[block.index] = Role.VERSE
        return
    short: list[Block] = []
    for block in run:
        if block.end - block.start <= _VERSE_CHARS:
            short.append(block)
            continue
        _judge_short_run(short, roles)
        short = []
    _judge_short_run(short, roles)


def _is_long_verse(lines: list[str]) -> bool:
    """Lines that begin with a capital and mostly break at a comma or dash, as no paragraphs do."""
    soft = sum(line[-1] in ",—–-" for line in lines)
    capital = sum(not line[0].islower() for line in lines)
    return len(lines) >= _VERSE_LINES and soft >= len(lines) * 0.5 and capital >= len(lines) * 0.8


def _judge_short_run(run: list[Block], roles: list[Role]) -> None:
    if len(run) < _LIST_LINES:
        return
    members = [block for block in run if roles[block.index] in _OPEN_TO_CHANGE]
    if len(members) < len(run) * 0.6:
        return
    role = _role_of_run([block.text for block in members])
    if role is not None:
        for block in members:
            roles[block.index] = role


def _role_of_run(lines: list[str]) -> Role | None:
    lengths = [len(line) for line in lines]
    mean = sum(lengths) / len(lines)
    ending = sum(map(_ends_as_sentence, lines))
    if mean >= 18 and len(lines) >= _VERSE_LINES and ending <= len(lines) * 0.6:
        soft = sum(line[-1] in ",;:—-" for line in lines)
        if soft + ending >= len(lines) * 0.3:
            return Role.VERSE
    if ending <= len(lines) * 0.2:
        short = mean <= 14 and max(lengths) <= 24
        return Role.MENU if short and not any(map(_DIGIT.search, lines)) else Role.LIST_ITEM
    return None
