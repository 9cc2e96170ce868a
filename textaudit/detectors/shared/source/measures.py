"""Units that measure the same, and what they are worth of each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

# Dimension and size of each unit, by CLDR's names.
_UNITS: Final = {
    "length-millimeter": ("length", 0.001), "length-centimeter": ("length", 0.01), "length-meter": ("length", 1.0),
    "length-kilometer": ("length", 1000.0), "length-inch": ("length", 0.0254), "length-foot": ("length", 0.3048),
    "length-yard": ("length", 0.9144), "length-mile": ("length", 1609.344), "length-light-year": ("length", 9.4607e15),
    "mass-milligram": ("mass", 1e-6), "mass-gram": ("mass", 0.001), "mass-kilogram": ("mass", 1.0),
    "mass-tonne": ("mass", 1000.0), "mass-ounce": ("mass", 0.02835), "mass-pound": ("mass", 0.4536),
    "mass-jin": ("mass", 0.5),
    "volume-milliliter": ("volume", 0.001), "volume-liter": ("volume", 1.0), "volume-hectoliter": ("volume", 100.0),
    "volume-cubic-meter": ("volume", 1000.0), "volume-cubic-kilometer": ("volume", 1e12),
    "volume-gallon": ("volume", 3.785),
    "area-square-meter": ("area", 1.0), "area-hectare": ("area", 1e4), "area-square-kilometer": ("area", 1e6),
    "area-acre": ("area", 4046.9), "area-square-foot": ("area", 0.0929), "area-square-mile": ("area", 2.59e6),
    "area-mu": ("area", 666.7),
    "speed-kilometer-per-hour": ("speed", 1.0), "speed-mile-per-hour": ("speed", 1.609344),
    "duration-second": ("time", 1.0), "duration-minute": ("time", 60.0), "duration-hour": ("time", 3600.0),
    "duration-day": ("time", 86400.0), "duration-week": ("time", 604800.0), "duration-month": ("time", 2.6298e6),
    "duration-year": ("time", 3.15576e7),
    "power-watt": ("power", 1.0), "power-kilowatt": ("power", 1e3), "power-megawatt": ("power", 1e6),
    "power-gigawatt": ("power", 1e9),
}  # fmt: skip
_DEGREES: Final = frozenset(("temperature-generic", "temperature-celsius", "temperature-fahrenheit"))
_ROUNDING: Final = 0.1  # a converted value is rounded; by so much at most
_EXACT: Final = 0.005
_DEGREES_OFF: Final = 1.5


def is_currency(label: str) -> bool:
    """Whether a label is a currency, by its code."""
    return len(label) == 3 and label.isupper()


def compatible(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether two numbers may count the same; what is not known may be anything."""
    if not ours or not theirs or not set(ours).isdisjoint(theirs):
        return True
    generic = "temperature-generic"
    return (generic in ours and not _DEGREES.isdisjoint(theirs)) or (
        generic in theirs and not _DEGREES.isdisjoint(ours)
    )


def converted(value: float, labels: Collection[str], other: float, others: Collection[str]) -> bool:
    """Whether a value in one unit is the other in another, but for rounding.

    >>> converted(70, ["length-kilometer"], 43, ["length-mile"])
    True
    >>> converted(70, ["length-kilometer"], 70, ["length-mile"])
    False
    """
    if {"temperature-fahrenheit"} & set(labels):
        value, labels, other, others = other, others, value, labels
    if {"temperature-fahrenheit"} & set(others) and not _DEGREES.isdisjoint(labels):
        return abs(value * 1.8 + 32 - other) <= _DEGREES_OFF or abs(value * 1.8 - other) <= _DEGREES_OFF
    for one in labels:
        for two in others:
            if one == two or one not in _UNITS or two not in _UNITS:
                continue
            (dimension, size), (same, more) = _UNITS[one], _UNITS[two]
            if dimension != same or not value or not other:
                continue
            off = _EXACT if dimension == "time" and value * size < 6e5 else _ROUNDING
            if abs(value * size / (other * more) - 1) <= off:
                return True
    return False
