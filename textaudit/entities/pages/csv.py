"""`csv`: a row a variant, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from textaudit.entities.pages.page import Page
from textaudit.model import Entity, Variant
from textaudit.reporters.shared.escape import visible

COLUMNS: Final = (
    "name", "kind", "mentions", "documents", "in_list",
    "variant", "variant_mentions", "variant_documents", "variant_in_list", "short",
    "rule", "confidence", "suggestion", "path", "record",
)  # fmt: skip
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_GUARD: Final = "'"
_Cell = str | int | float | bool | None


def csv_page(page: Page, entities: Iterable[Entity]) -> Iterator[str]:
    """A header, then the variants of one entity after the other."""
    yield _line(COLUMNS)
    for entity in entities:
        yield "".join(_line(_cells(entity, variant)) for variant in entity.variants)


def _cells(entity: Entity, variant: Variant) -> Sequence[_Cell]:
    suspicion, first = variant.suspicion, entity.places[0]
    return (
        entity.name,
        entity.kind.value if entity.kind else None,
        entity.mentions,
        entity.documents,
        entity.in_list,
        variant.text,
        variant.mentions,
        variant.documents,
        variant.in_list,
        variant.short,
        suspicion.rule if suspicion else None,
        suspicion.confidence if suspicion else None,
        suspicion.suggestion if suspicion else None,
        first.path,
        first.record,
    )


def _line(cells: Iterable[_Cell]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow([_written(cell) for cell in cells])
    return line.getvalue()


def _written(cell: _Cell) -> str:
    """A cell that no spreadsheet takes for a formula, with invisible characters written out."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return str(cell)
    return _GUARD * cell.startswith(_ACTS) + visible(cell)
