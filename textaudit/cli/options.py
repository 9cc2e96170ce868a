"""Options that several commands share, and the settings they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from textaudit import plugins
from textaudit.errors import InputError, SettingsError
from textaudit.model import CATEGORIES, Severity
from textaudit.settings import Settings, load_settings

RUN, RULES, READING = "What to do", "Which rules", "How to read"


def complete_rule(begun: str) -> list[str]:
    """Rules and categories for the shell to offer."""
    from textaudit.rulebook import load_rules

    names = [*CATEGORIES, *(rule.id for rule in load_rules())]
    return [name for name in names if name.startswith(begun)]


def complete_severity(begun: str) -> list[str]:
    """Severities for the shell to offer."""
    return [severity.value for severity in Severity if severity.value.startswith(begun)]


def complete_format(begun: str) -> list[str]:
    """Output formats for the shell to offer."""
    return [name for name in plugins.names("reporters") if name.startswith(begun)]


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs, or - for standard input.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes.", rich_help_panel=RUN),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No log and no progress on stderr.", rich_help_panel=RUN)
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="PATH",
        help="Settings file, instead of the nearest textaudit.toml.",
        rich_help_panel=RUN,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULE",
        help="Only these rules or categories, comma-separated. May be repeated.",
        autocompletion=complete_rule,
        rich_help_panel=RULES,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="Not these rules or categories, comma-separated. May be repeated.",
        autocompletion=complete_rule,
        rich_help_panel=RULES,
    ),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="PATH",
        help="File or folder of further rule cards. May be repeated.",
        rich_help_panel=RULES,
    ),
]
NoCorpus = Annotated[
    bool, typer.Option("--no-corpus", help="No rules that compare documents.", rich_help_panel=RULES)
]
Gazetteer = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer", metavar="PATH", help="List of right names; not used yet.", rich_help_panel=RULES
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language of all documents, like en; else it is detected.",
        rich_help_panel=READING,
    ),
]
IdField = Annotated[
    str | None,
    typer.Option(
        "--id-field", metavar="NAME", help="JSONL field of the id; else id.", rich_help_panel=READING
    ),
]
TextField = Annotated[
    str | None,
    typer.Option(
        "--text-field", metavar="NAME", help="JSONL field of the text; else text.", rich_help_panel=READING
    ),
]
StdinFormat = Annotated[
    str | None,
    typer.Option(
        "--stdin-format",
        metavar="FORMAT",
        help="What - is: text (default) or jsonl.",
        rich_help_panel=READING,
    ),
]
MaxBytes = Annotated[
    int | None,
    typer.Option(
        "--max-document-bytes",
        min=1,
        metavar="N",
        help="Larger records are not read.",
        rich_help_panel=READING,
    ),
]
Source = Annotated[
    str | None, typer.Option("--source", help="What it was translated from. Not there yet.", hidden=True)
]
SourceField = Annotated[str | None, typer.Option("--source-field", help="Not there yet.", hidden=True)]
Grammar = Annotated[
    str, typer.Option("--grammar", metavar="MODE", help="Grammar checking: off.", rich_help_panel=RULES)
]
GrammarServer = Annotated[str | None, typer.Option("--grammar-server", help="Not there yet.", hidden=True)]


def settings_from(config: Path | None, **options: Any) -> Settings:
    """The settings of the file, with the options that were given over them.

    Raises:
        SettingsError: an option or the file has a mistake.
    """
    settings = load_settings(Path.cwd(), config)
    limits, fail_on = settings.limits, options.pop("fail_on", None)
    if (size := options.pop("document_bytes", None)) is not None:
        limits = replace(limits, document_bytes=size)
    if options.pop("no_corpus", False):
        options["corpus"] = False
    if options.get("stdin_format") not in (None, "text", "jsonl"):
        raise SettingsError("--stdin-format expected as text or jsonl")
    given = {name: value for name, value in options.items() if value not in (None, [], ())}
    for name in ("select", "ignore", "rules"):
        if name in given:
            given[name] = tuple(part for value in given[name] for part in _split(value, name))
    if fail_on is not None:
        given["fail_on"] = _severity(fail_on)
    return replace(settings, limits=limits, **given)


def _split(value: str, name: str) -> list[str]:
    return [value] if name == "rules" else [part.strip() for part in value.split(",") if part.strip()]


def _severity(name: str) -> Severity:
    if name not in list(Severity):
        raise SettingsError(f"--fail-on is {name!r}: expected note, warning or error")
    return Severity(name)


def refuse_what_is_not_there(
    source: str | None, source_field: str | None, grammar: str, grammar_server: str | None
) -> None:
    """Say so where an option asks for what a later version brings.

    Raises:
        SettingsError: one of them was given.
    """
    asked = {"--source": source, "--source-field": source_field, "--grammar-server": grammar_server}
    for option, value in asked.items():
        if value is not None:
            raise SettingsError(f"{option} is not there yet")
    if grammar not in ("off", "suspicious", "all"):
        raise SettingsError(f"--grammar is {grammar!r}: expected off, suspicious or all")
    if grammar != "off":
        raise SettingsError(f"--grammar {grammar} is not there yet; only off is")


def check_gazetteers(paths: list[Path] | None) -> list[str]:
    """A line for the log per list of names, which nothing uses yet.

    Raises:
        InputError: a path that is no file.
    """
    for path in paths or ():
        if not path.is_file():
            raise InputError(f"--gazetteer {path}: no such file")
    return [f"{path}: lists of names are not used yet" for path in paths or ()]
