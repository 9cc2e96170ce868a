"""Writers put cleaned text where it belongs, whole or not at all, and keep account of every edit."""

from textaudit.writers.ledger import LedgerWriter, read_ledger
from textaudit.writers.output import Destination, OutputWriter, check_ledger, plan_outputs
from textaudit.writers.undo import undo

__all__ = [
    "Destination",
    "LedgerWriter",
    "OutputWriter",
    "check_ledger",
    "plan_outputs",
    "read_ledger",
    "undo",
]
