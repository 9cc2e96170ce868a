"""Terms that a translation has to keep to: CSV and TBX files become `Term` values."""

from textaudit.glossary.lists import read_glossary
from textaudit.glossary.term import Term

__all__ = ["Term", "read_glossary"]
