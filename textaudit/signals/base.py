"""What a signal is: code that looks at a whole document and says how likely something is of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from textaudit.detectors.base import Context
from textaudit.model import Document, Reading
from textaudit.settings import Settings


class Signal(ABC):
    """Base of all signals. One instance serves many documents and keeps no state between them.

    A subclass in ``signals/machine_translated.py`` is the signal ``machine_translated``; the class is the only
    subclass of `Signal` that its file defines. Outside packages offer theirs in the group ``textaudit.signals``.

    Attributes:
        reads: categories whose matches it looks at; where none of their rules runs, it abstains.
    """

    reads: ClassVar[tuple[str, ...]] = ()

    def configure(self, settings: Settings) -> None:  # noqa: B027 - most need nothing
        """Take what it needs of the *settings*; called once, before any text."""

    @abstractmethod
    def measure(self, document: Document, context: Context) -> Reading:
        """What is likely, and the passages that say so; `ABSTAINED` where nothing can be said.

        ``context.matches`` holds what all rules found; there are no hits.
        """


__all__ = ["Signal"]
