"""`textaudit audit` and `textaudit score`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textaudit.cli import options as opt
from textaudit.cli.output import (
    Wanted,
    log,
    log_grammar_begins,
    log_grammar_ends,
    open_reports,
    wanted_reports,
)
from textaudit.cli.progress import Progress
from textaudit.model import Outcome, Result, Tally
from textaudit.reporters.shared.summary import score_text, where
from textaudit.settings import Settings

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--output-format",
        "-f",
        metavar="FORMAT[:PATH]",
        help="full (default on a terminal), concise (default elsewhere), json, json-lines or markdown; "
        "with :PATH it goes to a file. May be repeated.",
        autocompletion=opt.complete_format,
        rich_help_panel=opt.RUN,
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="Exit 1 from this severity on: note, warning (default) or error.",
        rich_help_panel=opt.RUN,
        autocompletion=opt.complete_severity,
    ),
]
FailUnder = Annotated[
    float | None,
    typer.Option(
        "--fail-under",
        metavar="SCORE",
        help="Exit 1 if the score of all documents is lower.",
        rich_help_panel=opt.RUN,
    ),
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.", rich_help_panel=opt.RUN)
]
Statistics = Annotated[
    bool,
    typer.Option("--statistics", help="Counts by rule and the scores, on stdout.", rich_help_panel=opt.RUN),
]


@opt.takes_settings
def audit(
    settings: Settings,
    inputs: opt.Inputs,
    output_format: Formats = None,
    statistics: Statistics = False,
    fail_on: FailOn = None,
    fail_under: FailUnder = None,
    exit_zero: ExitZero = False,
    quiet: opt.Quiet = False,
) -> None:
    """Audit texts: say what is wrong, where, and how bad, and score each from 0 to 100.

    [bold]Examples[/]

    textaudit audit articles/ — every finding with its excerpt

    textaudit audit articles/ --statistics — how often each rule fired

    textaudit audit crawl.jsonl.zst -j 4 -f json-lines:out.jsonl — a report for machines

    textaudit audit 'in/**/*.txt' --select boilerplate,mojibake --fail-on error

    [bold]Exit codes[/]: 0 nothing from the fail level on; 1 something; 2 a mistake in the call, the settings or a card.
    """
    settings = opt.with_bars(settings, fail_on, fail_under)
    wanted = wanted_reports(output_format or [], statistics)
    tally = _audited(inputs, settings, wanted, statistics, quiet)
    if not exit_zero and failed(tally, settings):
        raise typer.Exit(1)


def _audited(
    inputs: list[str], settings: Settings, wanted: list[Wanted], statistics: bool, quiet: bool
) -> Tally:
    from textaudit import api
    from textaudit.reporters.shared.statistics import statistics_text

    documents = api.open_paths(inputs, settings)
    run = api.audit_inputs(documents, settings)
    if documents.skipped:
        log(f"{documents.skipped} files with other endings were not read", quiet)
    log_grammar_begins(run, documents, settings, quiet)
    tally = Tally()
    with Progress(documents, quiet) as progress, open_reports(wanted, progress) as reports:
        reports.begin(run.head)
        for outcome in progress.over(run):
            tally.add(outcome)
            reports.document(outcome)
        reports.finish(run.head, tally)
    if not run.no_grammar:
        log_grammar_ends(tally.unmeasured, settings, quiet)
    if statistics:
        sys.stdout.write(statistics_text(run.head, tally))
    return tally


def failed(tally: Tally, settings: Settings) -> bool:
    """Whether the run counts as failed: findings, unreadable records, failed rules, or too low a score."""
    return bool(tally.at_least(settings.fail_on)) or _incomplete(tally, settings)


def _incomplete(tally: Tally, settings: Settings) -> bool:
    """Unreadable records, failed rules, or a score below the bar; where nothing was measured none is above."""
    below = settings.fail_under is not None and (tally.score is None or tally.score < settings.fail_under)
    return bool(tally.unreadable or tally.failures or below)


@opt.takes_settings
def score(
    settings: Settings,
    inputs: opt.Inputs,
    fail_under: FailUnder = None,
    exit_zero: ExitZero = False,
    quiet: opt.Quiet = False,
) -> None:
    """Print the scores alone: one line per document, and that of all together.

    [bold]Example[/]

    textaudit score articles/ --fail-under 80
    """
    from textaudit import api

    settings = opt.with_bars(settings, None, fail_under)
    documents = api.open_paths(inputs, settings)
    run = api.audit_inputs(documents, settings)
    log_grammar_begins(run, documents, settings, quiet)
    tally = Tally()
    with Progress(documents, quiet) as progress:
        for outcome in progress.over(run):
            tally.add(outcome)
            with progress.hidden():
                sys.stdout.write(_score_line(outcome))
    sys.stdout.write(f"{score_text(tally.score):>6}  all\n")
    if not run.no_grammar:
        log_grammar_ends(tally.unmeasured, settings, quiet)
    if not exit_zero and _incomplete(tally, settings):
        raise typer.Exit(1)


def _score_line(outcome: Outcome) -> str:
    value = score_text(outcome.score.value) if isinstance(outcome, Result) else "error"
    return f"{value:>6}  {where(outcome)}\n"
