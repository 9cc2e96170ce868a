"""A rule card: YAML text becomes a `Rule`, or an error that names file, line and what was expected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from textaudit.errors import CardError
from textaudit.model import CATEGORIES, Applicability, Case, FixSpec, Rule, Severity, Strength
from textaudit.nearest import nearest
from textaudit.rulebook.keys import CARD_KEYS, CASE_KEYS, EDITS, FIX_KEYS, Key

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH = 1_000_000  # a text stays on one line
_DEEPEST = 10  # params; deeper ones hold themselves
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
OPEN, CLOSE = "⟦", "⟧"
KeyPath = tuple[str | int, ...]


def parse_card(rule_id: str, text: str, source: str) -> Rule:
    """Parse one card.

    Args:
        rule_id: path of the card below its folder of rules, without ending.
        text: the YAML.
        source: name of the file, for errors.

    Raises:
        CardError: whatever is wrong with the card, with the line it stands on.
    """
    return _Card(rule_id, text, source).rule()


class _Card:
    """One card while it is checked; knows how to name the line of a mistake."""

    def __init__(self, rule_id: str, text: str, source: str) -> None:
        self.rule_id, self.text, self.source = rule_id, text, source

    def fail(self, message: str, path: KeyPath = ()) -> CardError:
        return CardError(f"{self.source}:{line_of(self.text, path)}: {message}")

    def rule(self) -> Rule:
        self._check_id()
        data = self._load()
        self._check_keys(data, CARD_KEYS, ())
        rule = Rule(
            id=self.rule_id,
            summary=self._text(data, "summary"),
            why=self._text(data, "why"),
            severity=self._by_strength(data["severity"], Severity, ("severity",)),
            detector=self._text(data, "detector"),
            message=self._message(data),
            params=self._params(data.get("params") or {}),
            languages=self._languages(data),
            confidence=self._confidence(data.get("confidence") or {}),
            fix=self._fix(data["fix"]) if data.get("fix") is not None else None,
            where=self._where(data.get("where") or {}),
            default=self._boolean(data.get("default", True), ("default",)),
            cases=self._cases(data["cases"]),
            source=self.source,
        )
        kinds = {bool(any(case.spans)) for case in rule.cases}
        if kinds != {True, False}:
            raise self.fail("expected at least one case that 'flags' and one that 'passes'", ("cases",))
        return rule

    def _check_id(self) -> None:
        category = self.rule_id.partition("/")[0]
        if not _ID.fullmatch(self.rule_id):
            raise self.fail(f"rule id '{self.rule_id}' expected as category/name in lower-case-with-hyphens")
        if category not in CATEGORIES:
            raise self.fail(f"no category '{category}'; there are: {', '.join(CATEGORIES)}")

    def _load(self) -> Mapping[str, Any]:
        try:
            data = yaml.load(self.text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CardError(f"{self.source}:{line}: not valid YAML: {error.problem}") from None
        except (yaml.YAMLError, ValueError) as error:
            raise CardError(f"{self.source}:1: not valid YAML: {str(error).splitlines()[0]}") from None
        except RecursionError:
            raise CardError(f"{self.source}:1: not valid YAML: nested too deeply") from None
        return self._table(data, ())

    def _table(self, value: Any, path: KeyPath) -> Mapping[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self.fail(f"expected a table of keys and values{_of(path)}", path)
        return value

    def _check_keys(self, data: Mapping[str, Any], keys: Mapping[str, Key], path: KeyPath) -> None:
        for name in data:
            if name not in keys:
                near = nearest(name, keys)
                hint = f"did you mean '{near}'?" if near else f"expected one of {', '.join(keys)}"
                raise self.fail(f"unknown key '{name}'{_of(path)}; {hint}", (*path, name))
        for name, key in keys.items():
            if key.required and data.get(name) is None:
                raise self.fail(f"key '{name}' is missing{_of(path)}: {key.meaning}", path)

    def _text(self, data: Mapping[str, Any], name: str, path: KeyPath = ()) -> str:
        value = data[name]
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"'{name}' expected as text{_quote_hint(value)}", (*path, name))
        return value

    def _boolean(self, value: Any, path: KeyPath) -> bool:
        if not isinstance(value, bool):
            raise self.fail(f"'{path[-1]}' expected as true or false", path)
        return value

    def _message(self, data: Mapping[str, Any]) -> str:
        message = self._text(data, "message")
        try:
            fields = [field[1:] for field in Formatter().parse(message) if field[1] is not None]
        except ValueError:
            fields = [("", "", None)]
        if not all(str(name).isidentifier() and not rest and kind is None for name, rest, kind in fields):
            raise self.fail("'message' has an odd brace; {name} names a field, {{ is a brace", ("message",))
        return message

    def _params(self, value: Any) -> Mapping[str, Any]:
        self._check_plain(value, ("params",))
        return self._table(value, ("params",))

    def _check_plain(self, value: Any, path: KeyPath) -> None:
        """Fail unless *value* is made of what JSON has too."""
        if isinstance(value, (dict, list)) and len(path) < _DEEPEST:
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(value, dict) and not isinstance(key, str):
                    raise self.fail(f"key expected as text{_of(path)}{_quote_hint(key)}", path)
                self._check_plain(item, (*path, key))
        elif value is not None and not isinstance(value, (str, int, float)):
            raise self.fail(f"expected text, numbers, lists and tables{_of(path)}", path)

    def _by_strength(self, value: Any, kind: Any, path: KeyPath) -> dict[Strength, Any]:
        given = value if isinstance(value, dict) else {strength.value: value for strength in Strength}
        allowed = [member.value for member in kind]
        if not given:
            raise self.fail(f"'{path[-1]}' expected by strength: sure, likely, weak", path)
        result = {}
        for strength, member in given.items():
            if strength not in list(Strength):
                raise self.fail(f"'{path[-1]}' expected by strength: sure, likely, weak", (*path, strength))
            if member not in allowed:
                raise self.fail(f"'{path[-1]}' is {member!r}: expected {', '.join(allowed)}", path)
            result[Strength(strength)] = kind(member)
        return result

    def _languages(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        value = data.get("languages", ())
        if not isinstance(value, (list, tuple)) or not all(
            isinstance(code, str) and re.fullmatch("[a-z]{2,3}", code) for code in value
        ):
            raise self.fail(
                "'languages' expected as a list of codes like [en, de] ('no' needs quotes)", ("languages",)
            )
        return tuple(value)

    def _names(self, value: Any, path: KeyPath) -> tuple[str, ...]:
        if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
            raise self.fail(f"'{path[-1]}' expected as a list of names", path)
        return tuple(value)

    def _where(self, value: Any) -> dict[str, str]:
        table = self._table(value, ("where",))
        return {name: self._text(table, name, ("where",)) for name in table}

    def _confidence(self, value: Any) -> dict[Strength, float]:
        table = self._table(value, ("confidence",))
        for strength, share in table.items():
            number = isinstance(share, (int, float)) and not isinstance(share, bool) and 0 <= share <= 1
            if strength not in list(Strength) or not number:
                raise self.fail(
                    "'confidence' expected as sure, likely, weak with numbers from 0 to 1", ("confidence",)
                )
        return {Strength(strength): float(share) for strength, share in table.items()}

    def _fix(self, value: Any) -> FixSpec:
        table = self._table(value, ("fix",))
        self._check_keys(table, FIX_KEYS, ("fix",))
        if table["edit"] not in EDITS:
            raise self.fail(
                f"'edit' is {table['edit']!r}: expected one of {', '.join(EDITS)}", ("fix", "edit")
            )
        if (table["edit"] == "replace") != isinstance(table.get("with"), str):
            raise self.fail("'with' (a text) goes with edit: replace, and only with it", ("fix",))
        levels = self._by_strength(table["applicability"], Applicability, ("fix", "applicability"))
        return FixSpec(table["edit"], levels, table.get("with", ""), self._confirmed(table.get("confirmed")))

    def _confirmed(self, value: Any) -> Applicability | None:
        if value is not None and value not in list(Applicability):
            expected = ", ".join(Applicability)
            raise self.fail(f"'confirmed' is {value!r}: expected {expected}", ("fix", "confirmed"))
        return None if value is None else Applicability(value)

    def _cases(self, value: Any) -> tuple[Case, ...]:
        if not isinstance(value, list):
            raise self.fail("'cases' expected as a list", ("cases",))
        return tuple(self._case(item, ("cases", index)) for index, item in enumerate(value))

    def _case(self, value: Any, path: KeyPath) -> Case:
        table = self._table(value, path)
        self._check_keys(table, CASE_KEYS, path)
        kinds = [kind for kind in ("flags", "passes") if kind in table]
        if len(kinds) != 1:
            raise self.fail("a case expected with either 'flags' or 'passes'", path)
        marked = table[kinds[0]]
        texts = marked if isinstance(marked, list) else [marked]
        if not texts or not all(isinstance(text, str) and text for text in texts):
            raise self.fail(f"'{kinds[0]}' expected as text, or a list of texts", (*path, kinds[0]))
        for name in ("fixed", "suggests", "language", "encoding", "known_failure"):
            if name in table and not isinstance(table[name], str):
                raise self.fail(f"'{name}' expected as text{_quote_hint(table[name])}", (*path, name))
        if not re.fullmatch("([a-z]{2,3})?", table.get("language", "")):
            raise self.fail("'language' expected as a code like en", (*path, "language"))
        try:
            parsed = [unmark(text) for text in texts]
        except ValueError as error:
            raise self.fail(str(error), (*path, kinds[0])) from None
        if (kinds[0] == "flags") != any(spans for _, spans in parsed):
            raise self.fail(
                f"{OPEN} and {CLOSE} mark what is flagged, in 'flags' and only there", (*path, kinds[0])
            )
        return Case(
            texts=tuple(text for text, _ in parsed),
            spans=tuple(spans for _, spans in parsed) if kinds[0] == "flags" else (),
            fixed=table.get("fixed"),
            suggestion=table.get("suggests"),
            known_failure=table.get("known_failure"),
            language=table.get("language"),
            encoding=table.get("encoding", "utf-8"),
            with_rules=self._names(table.get("with_rules", ()), (*path, "with_rules")),
            names=self._names(table.get("names", ()), (*path, "names")),
            sources=self._sources(table.get("source", ()), len(texts), (*path, "source")),
            glossary=self._glossary(table.get("glossary", ()), (*path, "glossary")),
            index=int(path[-1]),
        )

    def _sources(self, value: Any, texts: int, path: KeyPath) -> tuple[str, ...]:
        """What the texts of a case were translated from: none, or one for each."""
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, (list, tuple)) or not all(isinstance(text, str) and text for text in given):
            raise self.fail(f"'source' expected as text{_quote_hint(value)}, or a list of texts", path)
        if given and len(given) != texts:
            raise self.fail(f"'source' expected once for each of the {texts} texts", path)
        return tuple(given)

    def _glossary(self, value: Any, path: KeyPath) -> tuple[str, ...]:
        terms = self._names(value, path)
        for term in terms:
            source, equals, target = term.partition(" = ")
            if not equals or not source.strip() or not target.strip():
                raise self.fail("'glossary' expected as a list of 'term = translation'", path)
        return terms


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the passages that were marked.

        >>> unmark("I ⟦went went⟧ home.")
        ('I went went home.', ((2, 11),))

    Raises:
        ValueError: a mark without its partner, or nothing between the two.
    """
    text, spans = "", []
    for number, piece in enumerate(re.split(f"([{OPEN}{CLOSE}])", marked)):
        if number % 2 == 0:
            text += piece
        elif piece == OPEN:
            spans.append([len(text)])
        elif not spans or len(spans[-1]) != 1 or spans[-1][0] == len(text):
            raise ValueError(f"{CLOSE} without {OPEN}, or nothing between them")
        else:
            spans[-1].append(len(text))
        if len(spans) > 1 and len(spans[-2]) != 2:
            raise ValueError(f"{OPEN} inside {OPEN}")
    if spans and len(spans[-1]) != 2:
        raise ValueError(f"{OPEN} without {CLOSE}")
    return text, tuple((start, end) for start, end in spans)


def marked(text: str, spans: Sequence[tuple[int, ...]]) -> str:
    """The inverse of `unmark`; overlapping passages are joined.

    >>> marked("I went went home.", [(2, 11)])
    'I ⟦went went⟧ home.'
    """
    out, at = "", 0
    for start, end in spans:
        start = max(start, at)
        out += text[at:start] + OPEN + text[start:end] + CLOSE
        at = max(end, at)
    return out + text[at:]


def card_text(card: Mapping[str, Any]) -> str:
    """A card as YAML, whatever stands in its texts; `parse_card` reads it."""
    return yaml.dump(dict(card), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, on which the value at *path* stands, or its nearest ancestor."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return 1
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return int(line)


def rule_id_of(card: Path, folder: Path) -> str:
    """The id of the rule whose *card* lies below *folder*."""
    return card.relative_to(folder).with_suffix("").as_posix()


class _Loader(_LOADER):  # type: ignore[misc]
    """Takes no key twice, of which YAML would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"key '{key.value}' stands there twice", problem_mark=key.start_mark
                )
            seen.add(str(key.value))
        table: dict[Any, Any] = super().construct_mapping(node, deep)
        return table


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines on one, as our cards do."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\n" in text else None)


_Dumper.add_representer(str, _quoted)


def _of(path: KeyPath) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return f" in '{'.'.join(names)}'" if names else ""


def _quote_hint(value: Any) -> str:
    return "" if isinstance(value, str) else f"; {value!r} needs quotes to be one"
