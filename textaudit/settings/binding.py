"""Plain values, as YAML and TOML give them, become a dataclass; and the dataclass a JSON Schema."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, get_args, get_origin

from textaudit.nearest import nearest

_SCALARS: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


class ParamError(ValueError):
    """A parameter that does not fit; *key* is its name on the card."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def bind_params(params: type, values: Mapping[str, Any]) -> Any:
    """An instance of the dataclass *params*.

    Raises:
        ParamError: a key that it lacks, one it needs, or a value of another type.
    """
    hints = typing.get_type_hints(params)
    fields = {field.name: field for field in dataclasses.fields(params)}
    for key in values:
        if key not in fields:
            near = nearest(key, fields)
            hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(fields) or 'none'}"
            raise ParamError(key, f"unknown key '{key}'; {hint}")
    for name, field in fields.items():
        if name not in values and _required(field):
            raise ParamError(name, f"'{name}' is missing: expected {describe(hints[name])}")
    bound = {key: _bound(key, value, hints[key]) for key, value in values.items()}
    try:
        return params(**bound)
    except ValueError as error:
        raise ParamError(next(iter(values), ""), str(error)) from error


def params_schema(params: type) -> dict[str, Any]:
    """JSON Schema of the dataclass *params*."""
    hints = typing.get_type_hints(params)
    fields = dataclasses.fields(params)
    properties = {field.name: _schema(hints[field.name]) for field in fields}
    required = [field.name for field in fields if _required(field)]
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def describe(hint: Any) -> str:
    """A type in words."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {str: "text", bool: "true or false", int: "a whole number", float: "a number"}[hint]
    if origin is typing.Literal:
        return "one of " + ", ".join(str(a) for a in args)
    if _is_enum(hint):
        return "one of " + ", ".join(member.value for member in hint)
    if origin in (tuple, Sequence):
        return f"a list of {describe(args[0])}"
    if origin is Mapping:
        return f"a table of {describe(args[1])} by {describe(args[0])}"
    if dataclasses.is_dataclass(hint):
        return "a table"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(describe(a) for a in args if a is not type(None))
    return str(hint)


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _bound(key: str, value: Any, hint: Any) -> Any:
    try:
        return _convert(key, value, hint)
    except ParamError as error:  # what is wrong may lie further down
        raise ParamError(key, str(error)) from None


def _convert(key: str, value: Any, hint: Any) -> Any:
    """*value* as what *hint* asks for; *key* is what messages call it."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, typing.Union):
        for option in args:
            try:
                return _convert(key, value, option)
            except ParamError:
                continue
    elif origin is typing.Literal and value in args:
        return value
    elif _is_enum(hint) and value in [member.value for member in hint]:
        return hint(value)
    elif isinstance(hint, type) and dataclasses.is_dataclass(hint) and isinstance(value, hint):
        return value
    elif dataclasses.is_dataclass(hint) and isinstance(value, Mapping):
        return bind_params(typing.cast(type, hint), value)
    elif origin in (tuple, Sequence) and isinstance(value, (list, tuple)):
        return tuple(_convert(key, item, args[0]) for item in value)
    elif origin is Mapping and isinstance(value, Mapping):
        return {_convert(key, k, args[0]): _convert(f"{key}.{k}", v, args[1]) for k, v in value.items()}
    elif hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    elif hint in _SCALARS and type(value) is hint:
        return value
    elif hint is type(None) and value is None:
        return None
    elif hint is Any:
        return value
    quotes = " (yes, no, on and off need quotes)" if isinstance(value, bool) and hint is str else ""
    raise ParamError(key, f"'{key}' is {_shown(value)}: expected {describe(hint)}{quotes}")


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."


def _schema(hint: Any) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if origin is typing.Literal:
        return {"enum": list(args)}
    if _is_enum(hint):
        return {"enum": [member.value for member in hint]}
    if dataclasses.is_dataclass(hint):
        return params_schema(typing.cast(type, hint))
    if origin in (tuple, Sequence):
        return {"type": "array", "items": _schema(args[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(args[1])}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(a) for a in args]}
    if hint is type(None):
        return {"type": "null"}
    if hint is Any:
        return {}
    raise TypeError(f"a parameter cannot be of type {hint}")
