"""Is the first line of a list a header, and of which columns?"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textaudit.gazetteer.entries import COLUMNS, ListMistakeError, made_name
from textaudit.model import Name

_KNOWN: Final = tuple(COLUMNS.split(","))
_MISTAKEN: Final = {"alias": "aliases", "names": "name", "kinds": "kind", "contexts": "context"}
_OTHER_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}
_COLUMN = re.compile(r"[^\W\d_][\w .-]{0,30}")
_KIND = re.compile(r"(?i)(?:^|,)\"?(?:person|place|organi[sz]ation|org)\"?(?:,|$)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a CSV are.

    Attributes:
        width: how many fields a row has.
        places: the field of each column that we know.
    """

    width: int
    places: dict[str, int]

    def name_of(self, row: str) -> Name | None:
        """The name of one row; ``None`` for one of empty fields.

        Raises:
            ListMistakeError: it has other fields than the header says, or they are wrong.
        """
        fields = _fields(row)
        if not any(field.strip() for field in fields):
            return None
        if len(fields) != self.width:
            count = f"{len(fields)} field{'s' * (len(fields) != 1)} where the header has {self.width}"
            raise ListMistakeError(f"{count}; put a field that holds a comma in quotation marks")
        text, *more = (fields[self.places[c]] if c in self.places else "" for c in _KNOWN)
        return made_name(text, *more)


def columns_of(line: str) -> Columns | None:
    """The columns, if *line* is a header of ours.

    Raises:
        ListMistakeError: a header that is meant for ours and is not.
    """
    heads = [head.strip().lower() for head in line.replace('"', "").split(",")]
    if "name" not in heads:
        for sign, separator in _OTHER_SEPARATORS.items():
            parted = [head.strip().lower() for head in line.split(sign)]
            if "name" in parted and len(parted) > 1:
                raise ListMistakeError(
                    f"the columns are parted by {separator}; part them by commas: {COLUMNS}"
                )
        return None
    for head in heads:
        if heads.count(head) > 1 and head in _KNOWN:
            raise ListMistakeError(f"the column '{head}' is there twice; the header has to be {COLUMNS}")
        meant = _MISTAKEN.get(head)
        if meant and meant not in heads:
            raise ListMistakeError(f"the column '{head}' has to be called '{meant}': {COLUMNS}")
    return Columns(len(heads), {head: place for place, head in enumerate(heads) if head in _KNOWN})


def looks_like_csv(lines: Sequence[str]) -> bool:
    """Whether the first of *lines* is a header of other columns than ours, and no name like ``Smith, John``.

    A header is of words with commas and no space behind them, each another one; the rows have as many fields,
    and either they show what no name has (an empty field, ``|``, a kind), or the header alone is in lower case.
    """
    heads = lines[0].strip().split(",")
    rows = [line.strip() for line in lines[1:]]
    if len(heads) < 2 or len(set(heads)) < len(heads) or not all(map(_COLUMN.fullmatch, heads)):
        return False
    alike = [
        row for row in rows if len(_loose_fields(row)) == len(heads) and ", " not in row.replace('", "', "")
    ]
    if not rows or 2 * len(alike) < len(rows):
        return False
    telling = any("|" in row or ",," in row or row.endswith(",") or _KIND.search(row) for row in alike)
    return telling or (lines[0].islower() and not any(row.islower() for row in alike))


def _fields(row: str) -> list[str]:
    try:
        (fields,) = csv.reader([row], strict=True)
    except (csv.Error, ValueError) as error:
        hint = "close the quotation mark on this line, and write one within quotation marks twice"
        raise ListMistakeError(f"broken CSV: {error}; {hint}") from None
    return fields


def _loose_fields(row: str) -> list[str]:
    try:
        return next(csv.reader([row]), [])
    except csv.Error:
        return []
