"""Exceptions that end in one clear line for the user. The command line turns them into exit code 2."""

from __future__ import annotations


class TextauditError(Exception):
    """Base of all errors that a user can cause: says what, where, and what to do."""


class InputError(TextauditError):
    """An input that does not exist or cannot be opened."""


class CardError(TextauditError):
    """A rule card with a mistake: file, line and what was expected."""


class SettingsError(TextauditError):
    """A configuration file or option with a mistake."""


class GazetteerError(TextauditError):
    """A list of names, or an index of one, with a mistake: where, what, and what to do."""


class GlossaryError(TextauditError):
    """A list of terms with a mistake: where, what, and what to do."""


class GrammarError(TextauditError):
    """LanguageTool is not there, or does not answer as it should: where, why, and what to do."""


class NotMeasuredError(TextauditError):
    """A detector cannot judge this document: its rules' categories have no score, for the reason given."""


class PluginError(TextauditError):
    """A name that no plug-in answers to, or a plug-in that does not load."""


class PatternError(TextauditError):
    """A pattern that the scanner cannot run in linear time."""


class LedgerError(TextauditError):
    """A ledger that does not fit the text it is applied to."""


class StaleSpanError(TextauditError):
    """An edit that ends beyond its text, so it belongs to another one."""
