"""Opens a gazetteer, be it an index or a list, whose index is built once and kept in a cache folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from textaudit.cache_folder import replacing
from textaudit.errors import GazetteerError
from textaudit.gazetteer.build import write_index
from textaudit.gazetteer.index import Gazetteer
from textaudit.gazetteer.layout import MAGIC, VERSION
from textaudit.gazetteer.lists import read_list
from textaudit.model import Name

_LISTS: Final = 1  # changes whenever the same list gives other names, or a name other keys


def open_gazetteer(path: Path | str, cache_dir: Path | None) -> Gazetteer:
    """The gazetteer at *path*: an index as it is; a list by its index, which is built where it is not there yet.

    Several processes may do so at once: each builds for itself, and the last one's index stays. Without a
    folder that can be written to, the index is a temporary file, which goes with the gazetteer.

    Args:
        cache_dir: where indexes of lists are kept, by the contents of the lists.

    Raises:
        GazetteerError: it cannot be read, or has a mistake; says path, line, what, and what to do.
    """
    path = Path(path)
    if is_index(path):
        return Gazetteer(path)
    fingerprint = _fingerprint(path)
    if cache_dir is not None:
        kept = cache_dir / f"gazetteer-{fingerprint}.index"
        with suppress(GazetteerError):  # not there, or broken
            return Gazetteer(kept)
    names = read_list(path)
    if _fingerprint(path) != fingerprint:
        raise GazetteerError(f"{path}: was written to while it was read; try again")
    if cache_dir is not None:
        with suppress(OSError, GazetteerError):  # a folder that cannot be written to, or is full
            _build(names, kept)
            return Gazetteer(kept)
    return fleeting_gazetteer(names)


def is_index(path: Path) -> bool:
    """Whether *path* begins as an index does.

    Raises:
        GazetteerError: it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            return False  # reading a pipe would take from it; `read_list` says what it is
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError) as error:
        raise _unread(path, error) from None


def _fingerprint(path: Path) -> str:
    """The contents of a list, and all that may make another index of them."""
    if path.exists() and not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise _unread(path, error) from None
    digest.update(f"{VERSION} {_LISTS} {path.suffix == '.gz'}".encode())
    return digest.hexdigest()[:32]


def _unread(path: Path, error: Exception) -> GazetteerError:
    return GazetteerError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}")


def _build(names: Iterable[Name], target: Path) -> None:
    """Write an index to *target*, whole or not at all."""
    with replacing(target) as file:
        write_index(names, file)


def fleeting_gazetteer(names: Iterable[Name]) -> Gazetteer:
    """A gazetteer in a temporary file, which goes when this process has no more use for it.

    Raises:
        GazetteerError: there is no room for it.
    """
    folder = tempfile.mkdtemp(prefix="textaudit-")
    path = Path(folder) / "gazetteer.index"
    try:
        _build(names, path)
        gazetteer = Gazetteer(path)
    except OSError as error:
        _remove(path, os.getpid())
        raise GazetteerError(f"{folder}: no room for the index of the names: {error.strerror}") from None
    except BaseException:
        _remove(path, os.getpid())
        raise
    weakref.finalize(gazetteer, _remove, path, os.getpid())
    return gazetteer


def _remove(path: Path, owner: int) -> None:
    if os.getpid() == owner:  # a forked worker shares what is not its own
        with suppress(OSError):
            path.unlink()
        with suppress(OSError):
            path.parent.rmdir()
