"""The one scan: all patterns of all chosen cards over a document, once."""

from textaudit.scanner.scanner import Hits, Scanner

__all__ = ["Hits", "Scanner"]
