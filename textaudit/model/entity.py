"""What the names of a corpus name, brought together."""

from __future__ import annotations

from dataclasses import dataclass

from textaudit.model.mention import NameKind


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why a form is taken for a garbled one.

    Attributes:
        rule: that found it.
        confidence: how likely the rule is right, 0 to 1; ``None`` where that was not measured.
        suggestion: the form without the damage; ``None`` where the rule has none.
    """

    rule: str
    confidence: float | None
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Variant:
    """One form in which an entity is named.

    Attributes:
        text: as it is written, with single spaces.
        mentions: how often.
        documents: in how many.
        short: whether it is short for a fuller form that stands before it in its document.
        in_list: whether the lists of names have it; ``None`` without lists.
        suspicion: why it is taken for a garbled one; ``None`` where nothing was found.
    """

    text: str
    mentions: int
    documents: int
    short: bool = False
    in_list: bool | None = None
    suspicion: Suspicion | None = None


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """A document that names an entity."""

    id: str
    path: str
    record: int | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or organisation, with all that the corpus calls it.

    Attributes:
        name: the most frequent of its full forms that nothing was found in.
        kind: of most mentions that have one; ``None`` where none has.
        mentions: of all variants.
        documents: how many name it.
        variants: the name and all others, the most frequent first, suspect ones last.
        places: the first few documents that name it.
        in_list: whether the lists of names have *name*; ``None`` without lists.
    """

    name: str
    kind: NameKind | None
    mentions: int
    documents: int
    variants: tuple[Variant, ...]
    places: tuple[DocumentPlace, ...]
    in_list: bool | None = None
