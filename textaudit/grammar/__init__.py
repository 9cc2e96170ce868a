"""Grammar by LanguageTool: its server (installed, started, stopped), and what it says of sentences."""

from textaudit.grammar.allowed import Allowed, AllowedRule, allowed_rules
from textaudit.grammar.checker import GrammarChecker, Slip
from textaudit.grammar.connection import NOT_ASKED, Connection, Lease, connect

__all__ = [
    "NOT_ASKED",
    "Allowed",
    "AllowedRule",
    "Connection",
    "GrammarChecker",
    "Lease",
    "Slip",
    "allowed_rules",
    "connect",
]
