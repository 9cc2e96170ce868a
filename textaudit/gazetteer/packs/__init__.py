"""Names that outside packages hold: a module each, which owns its package and is imported on first use."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol

from textaudit.errors import GazetteerError
from textaudit.model import Name
from textaudit.nearest import nearest


class Pack(Protocol):
    """A module of this package."""

    def names(self) -> list[Name]:
        """All names of the pack; raises `ImportError` where the outside package is not installed."""
        ...


def pack_names() -> list[str]:
    """What the packs are called, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def names_of(pack: str) -> list[Name]:
    """The names of a pack.

    Raises:
        GazetteerError: no pack is called so, or the package that holds its names is not installed.
    """
    known = pack_names()
    if pack not in known:
        near = nearest(pack, known)
        hint = f"; did you mean '{near}'?" if near else "."
        raise GazetteerError(f"no pack of names is called '{pack}'{hint} There are: {', '.join(known)}")
    module: Pack = importlib.import_module(f"{__name__}.{pack}")
    try:
        return module.names()
    except ImportError as error:
        missing = error.name or str(error)
        raise GazetteerError(
            f"the pack '{pack}' needs {missing}: run pip install 'textaudit[{pack}]'"
        ) from None
