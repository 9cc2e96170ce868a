"""Finds a plug-in by its name: a built-in by its file, an outside one by its entry point."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from textaudit.errors import PluginError
from textaudit.nearest import nearest

T = TypeVar("T")
_NOT_PLUGINS = {"base"}


def names(kind: str) -> list[str]:
    """All plug-ins of a *kind* (``detectors``, ``reporters`` ...), built in or installed, sorted."""
    package = importlib.import_module(f"textaudit.{kind}")
    modules = pkgutil.iter_modules(package.__path__)
    built_in = {module.name.replace("_", "-") for module in modules if not module.ispkg}
    return sorted((built_in - _NOT_PLUGINS) | set(_installed(kind)))


def find(kind: str, name: str, base: type[T]) -> type[T]:
    """The class that answers to *name*.

    A built-in ``cut-off-sentence`` is the only subclass of *base* that ``cut_off_sentence.py`` of the
    package ``textaudit.<kind>`` defines.

    Raises:
        PluginError: nothing has that name, or it does not load, or it is no *base*.
    """
    if name in _NOT_PLUGINS:
        raise PluginError(unknown(kind, name))
    module_name = f"textaudit.{kind}.{name.replace('-', '_')}"
    if name.replace("-", "").isalnum() and importlib.util.find_spec(module_name):
        module = importlib.import_module(module_name)
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, base) and value.__module__ == module_name:
                return value
        raise PluginError(unknown(kind, name))
    point = _installed(kind).get(name)
    if point is None:
        raise PluginError(unknown(kind, name))
    return _load(point, base)


def unknown(kind: str, name: str) -> str:
    """The sentence that answers an unknown name with the names that exist."""
    known = names(kind)
    near = nearest(name, known)
    hint = f"; did you mean '{near}'?" if near else "."
    return f"no {kind.removesuffix('s')} is called '{name}'{hint} There are: {', '.join(known)}"


@cache
def _installed(kind: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=f"textaudit.{kind}")}


def _load(point: EntryPoint, base: type[T]) -> type[T]:
    try:
        value = point.load()
    except (Exception, SystemExit) as error:  # a broken package must end in one line, whatever it raises
        raise PluginError(f"plug-in {point.name} ({point.value}) does not load: {error}") from error
    if not (isinstance(value, type) and issubclass(value, base)):
        raise PluginError(f"plug-in {point.name} ({point.value}) is no {base.__name__}")
    return value
