"""The page of entities in its formats. Each is written piece by piece, and treats names as hostile text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from textaudit.entities.pages.csv import csv_page
from textaudit.entities.pages.json import json_page
from textaudit.entities.pages.page import Page
from textaudit.entities.pages.table import table_page
from textaudit.model import Entity

Writer = Callable[[Page, Iterable[Entity]], Iterator[str]]
FORMATS: Final[Mapping[str, Writer]] = {"table": table_page, "json": json_page, "csv": csv_page}

__all__ = ["FORMATS", "Page", "Writer"]
