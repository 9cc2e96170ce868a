"""Quotation marks and brackets: which of them a passage opens and does not close."""

from __future__ import annotations

# What may close each opening mark. A straight quotation mark is told by its neighbours.
_CLOSERS = {
    "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "《": "》", "（": "）)", "(": ")）", "[": "]",
}  # fmt: skip
_QUOTATION_MARKS = "“„«「『"
_ASCII = {mark: closers for mark, closers in _CLOSERS.items() if mark.isascii()}
BRACKETS = "([（"
_SMILEY_EYES = ":;=-8"


def unclosed(passage: str) -> int | None:
    """Where the last mark stands that opens something in *passage* and is not closed in it.

    >>> unclosed("He said “no” and then “perhaps"), unclosed("He said «no».")
    (22, None)
    """
    kinds = _ASCII if passage.isascii() else _CLOSERS
    found = [_last_open(passage, mark, kinds[mark]) for mark in kinds if mark in passage]
    if '"' in passage:
        found.append(_straight(passage))
    last = max(found, default=-1)
    return last if last >= 0 else None


def unbalanced(text: str) -> list[str]:
    """The quotation marks of which a whole *text* opens more than it closes: a look that costs little.

    >>> unbalanced("He said “no” and “perhaps"), unbalanced("He said «no».")
    (['“'], [])
    """
    found = ['"'] if text.count('"') % 2 else []
    if text.isascii():
        return found
    there = filter(text.__contains__, _QUOTATION_MARKS)
    found += [mark for mark in there if text.count(mark) > sum(map(text.count, _CLOSERS[mark]))]
    if "“" in found and "„" in text and text.count("„") <= text.count("”"):
        found.remove("“")  # it closes there what a low mark opened
    return found


def closes_first(passage: str, mark: str) -> bool:
    """Whether *passage* closes what *mark* opened before it opens anything of the kind itself."""
    if mark == '"':
        return passage.count('"') % 2 == 1
    closers = _CLOSERS[mark]
    closed = min((at for c in closers if (at := passage.find(c)) >= 0), default=-1)
    opened = passage.find(mark)
    return closed >= 0 and (opened < 0 or closed < opened)


def _last_open(passage: str, mark: str, closers: str) -> int:
    at = passage.rfind(mark)
    if at < 0 or any(closer in passage[at + 1 :] for closer in closers):
        return -1
    if mark == "“" and "„" in passage[:at]:
        return -1  # it closes what a low mark opened
    if mark == "«" and "»" in passage[:at] and passage.find("»") < passage.find("«"):
        return -1  # »turned around«
    if mark == "(" and at and passage[at - 1] in _SMILEY_EYES:
        return -1
    return at


def _straight(passage: str) -> int:
    """The last straight quotation mark of an odd number, or -1; behind a letter or digit it is an inch or a slip."""
    if passage.count('"') % 2 == 0:
        return -1
    at = passage.rfind('"')
    return at if at == 0 or passage[at - 1] in " (\u00a0—–-" else -1
