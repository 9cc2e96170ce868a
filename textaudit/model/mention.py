"""A name as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textaudit.model.span import Span


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Mention:
    """One passage that names a person, a place or an organisation.

    Attributes:
        span: the name alone: no title before it, no possessive ending or punctuation after it.
        kind: ``None`` where the context does not say.
        words: its words with capitals; particles ("van der", "of the") are left out.
        title: the title or role directly before it, as written, or nothing.
        whole: index among the document's mentions of the earlier, fuller mention that this short form
            belongs to; ``None`` if it is itself full, or nobody knows.
    """

    span: Span
    kind: NameKind | None
    words: tuple[Span, ...]
    title: str = ""
    whole: int | None = None
