"""From lines that recur in a corpus to cards that a person reviews."""

from textaudit.mining.cards import Proposal, proposals
from textaudit.mining.templates import RULE, MinedTemplates, Template, TemplateLine

__all__ = ["RULE", "MinedTemplates", "Proposal", "Template", "TemplateLine", "proposals"]
