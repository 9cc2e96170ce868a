"""The command line: a thin layer over `textaudit.api`."""

from textaudit.cli.app import run

__all__ = ["run"]
