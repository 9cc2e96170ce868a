"""Options that several commands share, and the settings they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from textaudit import plugins
from textaudit.errors import SettingsError
from textaudit.model import CATEGORIES, Severity
from textaudit.settings import Settings, load_settings

RUN, RULES, READING = "What to do", "Which rules", "How to read"
GRAMMAR = ("off", "suspicious", "all")


def complete_rule(begun: str) -> list[str]:
    """Rules and categories for the shell to offer."""
    from textaudit.rulebook import load_rules

    names = [*CATEGORIES, *(rule.id for rule in load_rules())]
    return [name for name in names if name.startswith(begun)]


def complete_severity(begun: str) -> list[str]:
    """Severities for the shell to offer."""
    return [severity.value for severity in Severity if severity.value.startswith(begun)]


def complete_grammar(begun: str) -> list[str]:
    """Modes of --grammar for the shell to offer."""
    return [mode for mode in GRAMMAR if mode.startswith(begun)]


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
    list[str] | None,
    typer.Option(
        "--gazetteer",
        metavar="PATH",
        help="List of right names, or its index (textaudit gazetteer build). May be repeated.",
        rich_help_panel=RULES,
    ),
]
TranslationModels = Annotated[
    list[str] | None,
    typer.Option(
        "--translation-model",
        metavar="PATH",
        help="Model of a language's translations (textaudit train translation). May be repeated.",
        rich_help_panel=RULES,
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
    str | None,
    typer.Option(
        "--source",
        metavar="PATH",
        help="File or folder with the texts that the inputs were translated from, to compare them.",
        rich_help_panel=READING,
    ),
]
SourceField = Annotated[
    str | None,
    typer.Option(
        "--source-field",
        metavar="NAME",
        help="JSONL field of what a text was translated from, instead of --source.",
        rich_help_panel=READING,
    ),
]
Glossary = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        metavar="PATH",
        help="Terms that a translation has to keep to, CSV or TBX; needs a source. May be repeated.",
        rich_help_panel=RULES,
    ),
]
Grammar = Annotated[
    str | None,
    typer.Option(
        "--grammar",
        metavar="MODE",
        help="Ask LanguageTool about no sentence (off), suspicious ones (suspicious) or all of them (all). "
        "See textaudit grammar.",
        autocompletion=complete_grammar,
        rich_help_panel=RULES,
    ),
]
GrammarServer = Annotated[
    str | None,
    typer.Option(
        "--grammar-server",
        metavar="URL",
        help="A running LanguageTool server; else the installed one is started.",
        rich_help_panel=RULES,
    ),
]


def settings_from(config: Path | None, max_document_bytes: int | None = None, **options: Any) -> Settings:
    """The settings of the file, with the options that were given over them; ``None`` and nothing are not given.

    Raises:
        SettingsError: an option or the file has a mistake.
    """
    stdin_format = options.get("stdin_format")
    if stdin_format not in (None, "text", "jsonl"):
        raise SettingsError(f"--stdin-format is {stdin_format!r}: expected text or jsonl")
    settings = load_settings(Path.cwd(), config)
    if max_document_bytes is not None:
        settings = replace(settings, limits=replace(settings.limits, document_bytes=max_document_bytes))
    given = {name: value for name, value in options.items() if value not in (None, [], ())}
    if "source" in given or "source_field" in given:
        given = {"source": None, "source_field": None} | given
    for name in ("select", "ignore", "rules"):
        if name in given:
            given[name] = tuple(part for value in given[name] for part in _split(value, name))
    return replace(settings, **given)


def _shared(
    jobs: Jobs = None,
    config: Config = None,
    select: Select = None,
    ignore: Ignore = None,
    rules: Rules = None,
    no_corpus: NoCorpus = False,
    gazetteer: Gazetteer = None,
    translation_model: TranslationModels = None,
    grammar: Grammar = None,
    language: Language = None,
    id_field: IdField = None,
    text_field: TextField = None,
    stdin_format: StdinFormat = None,
    max_document_bytes: MaxBytes = None,
    grammar_server: GrammarServer = None,
    source: Source = None,
    source_field: SourceField = None,
    glossary: Glossary = None,
) -> Settings:
    """The settings that the options of all commands that read documents make."""
    if source is not None and source_field is not None:
        raise SettingsError("--source and --source-field: name one of the two")
    if grammar not in (None, *GRAMMAR):
        raise SettingsError(f"--grammar is {grammar!r}: expected off, suspicious or all")
    settings = settings_from(
        config,
        jobs=jobs,
        select=select,
        ignore=ignore,
        rules=rules,
        gazetteers=tuple(gazetteer or ()),
        grammar=grammar,
        grammar_server=grammar_server,
        translation_models=tuple(translation_model or ()),
        language=language,
        id_field=id_field,
        text_field=text_field,
        stdin_format=stdin_format,
        max_document_bytes=max_document_bytes,
        glossaries=tuple(glossary or ()),
        **_one_source(source, source_field),
    )
    return replace(settings, corpus=False) if no_corpus else settings


def _one_source(source: str | None, source_field: str | None) -> dict[str, str | None]:
    """What was given of the two wins over both in the settings file."""
    if source is None and source_field is None:
        return {}
    return {"source": source, "source_field": source_field}


def takes_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Add the shared options to a command, which gets what they make as its parameter *settings*.

    typer reads a command's options from its signature, so that is what the two are joined in.
    """
    own = {n: p for n, p in signature(command, eval_str=True).parameters.items() if n != "settings"}
    shared = signature(_shared, eval_str=True).parameters

    @wraps(command)
    def run(**given: Any) -> None:
        settings = _shared(**{name: given[name] for name in shared})
        command(settings=settings, **{name: given[name] for name in own})

    every = [*own.values(), *(p for name, p in shared.items() if name not in own)]
    every = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in every]
    vars(run).update(__signature__=Signature(every))
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in every}
    return run


def _split(value: str, name: str) -> list[str]:
    return [value] if name == "rules" else [part.strip() for part in value.split(",") if part.strip()]


def with_bars(settings: Settings, fail_on: str | None, fail_under: float | None) -> Settings:
    """The settings, with the bars that were given for failing.

    Raises:
        SettingsError: no such severity.
    """
    if fail_on is not None:
        if fail_on not in list(Severity):
            raise SettingsError(f"--fail-on is {fail_on!r}: expected note, warning or error")
        settings = replace(settings, fail_on=Severity(fail_on))
    return settings if fail_under is None else replace(settings, fail_under=fail_under)
