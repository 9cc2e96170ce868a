"""Makes `data/cldr_words.json`: how languages write months, weekdays, numbers, units, currencies and places.

usage: python -m textaudit.training.cldr_words

All of it is Unicode's Common Locale Data Repository, as Babel carries it; the file names both versions. Babel is
needed here only, not to compare texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import babel
from babel.core import get_cldr_version, get_global

DATA: Final = Path(__file__).resolve().parent.parent / "data" / "cldr_words.json"
_LANGUAGES = (
    "ar bg ca cs da de el en es et fa fi fr he hi hr hu id it "
    "ja ko lt lv nb nl pl pt ro ru sk sl sr sv tr uk vi zh"
)
LANGUAGES: Final = tuple(_LANGUAGES.split())
_UNITS = (
    "length-kilometer length-meter length-centimeter length-millimeter length-mile length-yard length-foot "
    "length-inch length-light-year mass-tonne mass-kilogram mass-gram mass-milligram mass-pound mass-ounce "
    "volume-liter volume-hectoliter volume-milliliter volume-gallon volume-cubic-meter volume-cubic-kilometer "
    "area-square-kilometer area-square-meter area-square-mile area-square-foot area-hectare area-acre "
    "temperature-celsius temperature-fahrenheit temperature-generic speed-kilometer-per-hour speed-mile-per-hour "
    "duration-second duration-minute duration-hour duration-day duration-week duration-month duration-year "
    "power-watt power-kilowatt power-megawatt power-gigawatt energy-kilowatt-hour concentr-percent"
)
UNITS: Final = tuple(_UNITS.split())
_CURRENCIES = (
    "USD EUR GBP JPY CNY RUB CHF CAD AUD INR BRL MXN KRW TRY PLN CZK HUF SEK NOK DKK UAH ILS ZAR ARS CLP COP PEN "
    "THB IDR EGP SAR AED IRR IQD KZT BYN RON BGN HKD SGD NZD VND PHP MYR PKR NGN KES DEM FRF ITL ESP"
)
CURRENCIES: Final = tuple(_CURRENCIES.split())


def words() -> dict[str, Any]:
    """The whole file."""
    locales = {code: babel.Locale.parse(code) for code in LANGUAGES}
    return {
        "about": {
            "what": "how languages write months, weekdays, numbers, units, currencies and places",
            "source": f"Unicode CLDR {get_cldr_version()}, by Babel {babel.__version__}",
            "licence": "Unicode-3.0",
            "made_by": "textaudit/training/cldr_words.py",
        },
        "months": {code: _calendar(locale.months) for code, locale in locales.items()},
        "weekdays": {code: _calendar(locale.days) for code, locale in locales.items()},
        "signs": {code: _signs(locale) for code, locale in locales.items()},
        "units": {code: _units(locale) for code, locale in locales.items()},
        "currencies": {code: _currencies(locale) for code, locale in locales.items()},
        "places": _places(locales),
    }


def _calendar(widths: Any) -> list[str]:
    """The names of each month or day, joined by ``|``: in full and short, alone and in dates."""
    forms: dict[int, dict[str, None]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in widths[context][width].items():
                forms.setdefault(number, {})[str(name).strip(".").lower()] = None
    return ["|".join(forms[number]) for number in sorted(forms)]


def _signs(locale: Any) -> str:
    """Decimal and group sign."""
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    return str(symbols["decimal"]) + str(symbols["group"])


def _units(locale: Any) -> dict[str, str]:
    patterns: Mapping[str, Any] = locale._data["unit_patterns"]
    found = {}
    for unit in UNITS:
        forms: dict[str, None] = {}
        for width in ("long", "short"):
            for plural, pattern in (patterns.get(unit, {}).get(width) or {}).items():
                if isinstance(pattern, str) and plural in ("zero", "one", "two", "few", "many", "other"):
                    forms[_bare(pattern)] = None
        named = "|".join(form for form in forms if form)
        if named:
            found[unit] = named
    return found


def _bare(pattern: str) -> str:
    """A pattern without its place for the number."""
    return (
        re.sub(r"[\u200e\u200f\u061c]", "", pattern.replace("{0}", ""))
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
        .strip(" .")
        .lower()
    )


def _currencies(locale: Any) -> dict[str, str]:
    plurals = locale._data["currency_names_plural"]
    found = {}
    for code in CURRENCIES:
        names: Iterable[str] = (
            *(str(name) for name in plurals.get(code, {}).values()),
            str(locale.currencies.get(code, "")),
        )
        forms = dict.fromkeys(re.sub(r"\s*\(.*\)", "", name).strip().lower() for name in names if name)
        if forms:
            found[code] = "|".join(forms)
    return found


def _places(locales: Mapping[str, Any]) -> list[str]:
    """Countries and cities, each as its names in all languages, joined by ``|``."""
    zones = get_global("zone_territories")
    rows = [
        _forms(str(locale.territories.get(territory, "")) for locale in locales.values())
        for territory in sorted(locales["en"].territories)
        if len(territory) == 2
    ]
    for zone in sorted(zones):
        default = zone.rpartition("/")[2].replace("_", " ")
        names = [str(locale.time_zones.get(zone, {}).get("city", "")) for locale in locales.values()]
        if any(names):
            rows.append(_forms([default, *names]))
    return [row for row in rows if "|" in row]


def _forms(names: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(name.strip().lower() for name in names if name.strip() and "|" not in name))


def main() -> None:
    """Write the file."""
    text = json.dumps(words(), ensure_ascii=False, indent=0, sort_keys=True)
    DATA.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
