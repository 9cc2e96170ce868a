"""The values that flow through textaudit: immutable, and ignorant of how they are made or shown.

Import them from here: ``from textaudit.model import Document, Span``.
"""

from textaudit.model.category import CATEGORIES
from textaudit.model.document import Document, SourceText, Unreadable, writable
from textaudit.model.entity import DocumentPlace, Entity, Suspicion, Variant
from textaudit.model.finding import Evidence, Finding, Match, Severity, Strength
from textaudit.model.fix import Applicability, AppliedEdit, Edit, Fix
from textaudit.model.mention import Mention, NameKind
from textaudit.model.name import KINDS, Kind, Name
from textaudit.model.pattern import BlockPhrases, Hit, Pattern, Request
from textaudit.model.report import Cleaned, Head, Outcome, Result, RuleFailure, Score, Tally
from textaudit.model.rule import Case, FixSpec, Rule
from textaudit.model.segment import Block, Role
from textaudit.model.signal import ABSTAINED, Clue, Reading
from textaudit.model.span import Span

__all__ = [
    "ABSTAINED",
    "CATEGORIES",
    "KINDS",
    "Applicability",
    "AppliedEdit",
    "Block",
    "BlockPhrases",
    "Case",
    "Cleaned",
    "Clue",
    "Document",
    "DocumentPlace",
    "Edit",
    "Entity",
    "Evidence",
    "Finding",
    "Fix",
    "FixSpec",
    "Head",
    "Hit",
    "Kind",
    "Match",
    "Mention",
    "Name",
    "NameKind",
    "Outcome",
    "Pattern",
    "Reading",
    "Request",
    "Result",
    "Role",
    "Rule",
    "RuleFailure",
    "Score",
    "Severity",
    "SourceText",
    "Span",
    "Strength",
    "Suspicion",
    "Tally",
    "Unreadable",
    "Variant",
    "writable",
]
