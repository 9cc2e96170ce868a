"""A right name, as a list of names has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["", "person", "place", "organisation"]
KINDS: Final[tuple[Kind, ...]] = ("", "person", "place", "organisation")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is spelt right.

    Attributes:
        text: the whole name in its usual spelling.
        aliases: other right spellings and short forms.
        kind: what bears it; empty where that is not known.
        context: words that often stand near it: a role, a country.
    """

    text: str
    aliases: tuple[str, ...] = ()
    kind: Kind = ""
    context: tuple[str, ...] = ()
