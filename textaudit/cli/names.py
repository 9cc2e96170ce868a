"""`textaudit names`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from textaudit.cache_folder import default_cache_dir
from textaudit.cli import options as opt
from textaudit.cli.output import log, wanted_pages, write_pages
from textaudit.cli.progress import Progress
from textaudit.entities import Choice, Names, forms_in, marks_of
from textaudit.entities.gather import CATEGORY
from textaudit.entities.pages import FORMATS, Page, Writer
from textaudit.entities.store import Accepts
from textaudit.errors import SettingsError
from textaudit.gazetteer import open_gazetteer, words_of
from textaudit.model import Document, Head, NameKind, Result, RuleFailure, Tally
from textaudit.reporters.base import Screen
from textaudit.settings import Settings

_UNKNOWN = "unknown"
_NOT_FOUND = "names"  # what failed where the names of a document could not be found; no rule is called so
_KINDS = {**{kind.value: kind.value for kind in NameKind}, _UNKNOWN: ""}


def _complete_format(begun: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(begun)]


def _complete_kind(begun: str) -> list[str]:
    return [name for name in _KINDS if name.startswith(begun)]


Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--output-format",
        "-f",
        metavar="FORMAT[:PATH]",
        help="table (default), json or csv; with :PATH it goes to a file. May be repeated.",
        autocompletion=_complete_format,
        rich_help_panel=opt.RUN,
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        "--top", min=1, metavar="N", help="The N most frequent names alone.", rich_help_panel=opt.RUN
    ),
]
MinCount = Annotated[
    int,
    typer.Option(
        "--min-count",
        min=1,
        metavar="N",
        help="Names with so many mentions, all variants together.",
        rich_help_panel=opt.RUN,
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Names of this kind alone: person, place, organisation or unknown. May be repeated.",
        autocompletion=_complete_kind,
        rich_help_panel=opt.RUN,
    ),
]


def names(
    inputs: opt.Inputs,
    output_format: Formats = None,
    top: Top = None,
    min_count: MinCount = 1,
    kind: Kinds = None,
    jobs: opt.Jobs = None,
    quiet: opt.Quiet = False,
    config: opt.Config = None,
    rules: opt.Rules = None,
    no_corpus: opt.NoCorpus = False,
    gazetteer: opt.Gazetteer = None,
    language: opt.Language = None,
    id_field: opt.IdField = None,
    text_field: opt.TextField = None,
    stdin_format: opt.StdinFormat = None,
    max_document_bytes: opt.MaxBytes = None,
) -> None:
    """List the names of a corpus: persons, places, organisations, with all their variants and what looks wrong.

    [bold]Examples[/]

    textaudit names articles/ --top 50 — the most frequent

    textaudit names crawl.jsonl -f json:names.json -f csv:names.csv — for programs and spreadsheets

    textaudit names articles/ --gazetteer staff.csv --kind person — who is in the list, and who is not

    [bold]Exit codes[/]: 0 also where there is no name; 1 something could not be read, or a rule failed; 2 a mistake in
    the call.
    """
    settings = opt.settings_from(
        config,
        jobs=jobs,
        rules=rules,
        gazetteers=tuple(gazetteer or ()),
        language=language,
        id_field=id_field,
        text_field=text_field,
        stdin_format=stdin_format,
        max_document_bytes=max_document_bytes,
    )
    choice = Choice(min_count, _kinds(kind or []), top)
    wanted = wanted_pages(output_format or [], list(FORMATS))
    with ExitStack() as stack:
        accepts = _accepts(settings, stack)
        store = stack.enter_context(Names())
        head, tally = _gathered(inputs, _for_names(settings, no_corpus), store, quiet)
        sums = store.sums(choice)

        def pieces(write: Writer, screen: Screen) -> Iterable[str]:
            return write(Page(head, tally, sums, screen.width), store.entities(choice, accepts))

        write_pages((one, partial(pieces, FORMATS[one.format])) for one in wanted)
    log(f"{sums.listed} names listed, from {tally.documents} documents", quiet)
    if tally.unreadable or tally.failures:
        raise typer.Exit(1)


def _kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    """What the entities are asked for.

    Raises:
        SettingsError: no such kind.
    """
    for kind in kinds:
        if kind not in _KINDS:
            raise SettingsError(f"--kind is {kind!r}: expected {', '.join(_KINDS)}")
    return tuple(dict.fromkeys(_KINDS[kind] for kind in kinds))


def _for_names(settings: Settings, no_corpus: bool) -> Settings:
    """The settings with the rules on names alone: all, or those that are selected; what is ignored stays so."""
    selected = tuple(name for name in settings.select if name.split("/")[0] == CATEGORY)
    corpus = settings.corpus and not no_corpus
    return replace(settings, select=selected or (CATEGORY,), severities={}, corpus=corpus)


def _accepts(settings: Settings, stack: ExitStack) -> Accepts | None:
    """Whether the user's lists have a form; ``None`` where there are no lists."""
    lists = [
        stack.enter_context(open_gazetteer(Path(path), default_cache_dir())) for path in settings.gazetteers
    ]
    if not lists:
        return None

    def accepts(form: str) -> bool:
        words = words_of(form)
        return any(one.accepts(words) for one in lists)

    return accepts


def _gathered(inputs: Sequence[str], settings: Settings, store: Names, quiet: bool) -> tuple[Head, Tally]:
    """Read all documents twice: for what the rules find, then for the names."""
    from textaudit import api

    documents = api.open_paths(inputs, settings)
    run = api.audit_inputs(documents, settings)
    if documents.skipped:
        log(f"{documents.skipped} files with other endings were not read", quiet)
    tally = Tally()
    unread: set[int] = set()
    with Progress(documents, quiet) as progress:
        for ordinal, outcome in zip(count(), progress.over(run), strict=False):
            tally.add(outcome)
            if isinstance(outcome, Result):
                store.mark(ordinal, marks_of(outcome.findings))
            else:
                unread.add(ordinal)
    annotate = api.cached_pipeline(settings).annotate
    with Progress(documents, quiet) as progress:
        for ordinal, document in zip(count(), progress.over(documents), strict=False):
            if isinstance(document, Document) and ordinal not in unread:
                try:
                    mentions = annotate(document).mentions
                except Exception as error:  # as where a rule fails: the run must go on and say so
                    _fail(tally, f"{type(error).__name__}: {error}")
                else:
                    store.add(ordinal, document, forms_in(document.text, mentions, store.marks_of(ordinal)))
    return run.head, tally


def _fail(tally: Tally, reason: str) -> None:
    """Count a document whose names could not be found."""
    tally.failures[_NOT_FOUND] += 1
    tally.failure_examples.setdefault(_NOT_FOUND, RuleFailure(_NOT_FOUND, reason))
