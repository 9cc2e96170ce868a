"""`textaudit clean` and `textaudit undo`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Annotated

import typer

from textaudit.cli import options as opt
from textaudit.cli.diff import diff_text
from textaudit.cli.output import log, log_grammar_begins, log_grammar_ends, screen_of
from textaudit.cli.progress import Progress
from textaudit.errors import InputError
from textaudit.model import Cleaned, Unreadable
from textaudit.reporters.shared.escape import visible
from textaudit.reporters.shared.summary import where
from textaudit.settings import Settings

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="File, or folder for several inputs, to write to.",
        rich_help_panel=opt.RUN,
    ),
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Write over the inputs.", rich_help_panel=opt.RUN)]
Unsafe = Annotated[
    bool,
    typer.Option(
        "--unsafe-fixes", help="Apply also fixes that are only likely right.", rich_help_panel=opt.RUN
    ),
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Show what would change; write nothing.", rich_help_panel=opt.RUN)
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; exit 1 if anything would change.", rich_help_panel=opt.RUN),
]
Ledger = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="PATH",
        help="Where to keep account of the edits; else OUTPUT.ledger.jsonl.",
        rich_help_panel=opt.RUN,
    ),
]


@dataclass
class Account:
    """What a run of `clean` came to."""

    documents: int = 0
    changed: int = 0
    unreadable: int = 0
    held_back: int = 0
    failures: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    unmeasured: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, outcome: Cleaned | Unreadable) -> None:
        """Count one outcome."""
        if isinstance(outcome, Unreadable):
            self.unreadable += 1
            return
        self.documents += 1
        self.changed += bool(outcome.edits)
        self.held_back += outcome.held_back is not None
        self.failures += len(outcome.failures)
        self.unmeasured.update(outcome.unmeasured.items())
        self.edits.update(edit.rule for edit in outcome.edits)


@opt.takes_settings
def clean(
    settings: Settings,
    inputs: opt.Inputs,
    output: Output = None,
    in_place: InPlace = False,
    unsafe_fixes: Unsafe = False,
    diff: Diff = False,
    check: Check = False,
    ledger: Ledger = None,
    quiet: opt.Quiet = False,
) -> None:
    """Clean texts: apply the fixes that are safe, and keep account of every edit.

    [bold]Examples[/]

    textaudit clean articles/ --diff — see what would change

    textaudit clean articles/ -o cleaned/ — write copies, and cleaned.ledger.jsonl beside them

    textaudit clean page.txt --in-place — write over the file; page.txt.ledger.jsonl can undo it

    textaudit clean articles/ --check — for CI: exit 1 if anything would change

    [bold]Exit codes[/]: 0 all well; 1 a record could not be read, a rule failed, the guard kept a document as it was,
    or with --check and --diff something would change; 2 a mistake in the call, the settings or a card.
    """
    dry = diff or check
    if not dry and (output is None) == (not in_place):
        raise InputError("name one of --output PATH, --in-place, --diff or --check")
    account = (
        _shown(inputs, settings, unsafe_fixes, diff, quiet)
        if dry
        else _written(inputs, settings, unsafe_fixes, output, in_place, ledger, quiet)
    )
    _log_account(account, quiet, dry)
    log_grammar_ends(account.unmeasured, settings, quiet)
    trouble = account.unreadable or account.held_back or account.failures
    if trouble or (dry and account.changed):
        raise typer.Exit(1)


def _shown(inputs: list[str], settings: Settings, unsafe: bool, diff: bool, quiet: bool) -> Account:
    from textaudit import api

    documents = api.open_paths(inputs, settings)
    run = api.clean_inputs(documents, settings, unsafe)
    log_grammar_begins(run, documents, settings, quiet)
    account, screen = Account(), screen_of(sys.stdout)
    with Progress(documents, quiet) as progress:
        for outcome in progress.over(run):
            account.add(outcome)
            _log_trouble(outcome, progress, quiet)
            if isinstance(outcome, Cleaned) and outcome.edits:
                with progress.hidden():
                    sys.stdout.write(_shown_change(outcome, diff, screen.colour))
    return account


def _shown_change(cleaned: Cleaned, diff: bool, colour: bool) -> str:
    return diff_text(cleaned, colour) if diff else f"would change {where_cleaned(cleaned)}\n"


def _written(
    inputs: list[str],
    settings: Settings,
    unsafe: bool,
    output: Path | None,
    in_place: bool,
    ledger: Path | None,
    quiet: bool,
) -> Account:
    from textaudit import __version__, api
    from textaudit.writers import LedgerWriter, OutputWriter, check_ledger, plan_outputs
    from textaudit.writers.atomic import growing_file, new_file

    documents = api.open_paths(inputs, settings)
    destinations = plan_outputs(documents, output, in_place)
    only = destinations[0].file if len(destinations) == 1 else None
    ledger = ledger or _ledger_beside(output or only, keep=in_place)
    check_ledger(ledger, destinations)
    if in_place and ledger.exists():
        raise InputError(
            f"{ledger}: only this ledger can undo an earlier cleaning; name another with --ledger"
        )
    run = api.clean_inputs(documents, settings, unsafe)
    log_grammar_begins(run, documents, settings, quiet)
    account = Account()
    with ExitStack() as stack:
        # In place the ledger must be there before the first file is written over, even if the run is killed.
        stream = stack.enter_context(growing_file(ledger) if in_place else new_file(ledger))
        book = LedgerWriter(stream, __version__, run.head.fingerprint)
        out = stack.enter_context(OutputWriter(documents, destinations, settings.text_field, book))
        progress = stack.enter_context(Progress(documents, quiet))
        for outcome in progress.over(run):
            account.add(outcome)
            _log_trouble(outcome, progress, quiet)
            out.write(outcome)
    account.changed -= out.not_changed
    account.edits -= out.not_made
    log(f"ledger: {ledger}", quiet)
    return account


def _ledger_beside(output: Path | None, keep: bool) -> Path:
    """The ledger's place if none is named: beside the output, under a new name where an old one must be kept."""
    if output is None:
        raise InputError("--in-place with several inputs needs --ledger PATH")
    first = output.with_name(output.name + ".ledger.jsonl")
    numbered = (output.with_name(f"{output.name}.ledger-{number}.jsonl") for number in count(2))
    return next(path for path in chain([first], numbered) if not keep or not path.exists())


def where_cleaned(cleaned: Cleaned) -> str:
    """The place of a cleaned document."""
    place = visible(cleaned.path or cleaned.id)
    return place if cleaned.record is None else f"{place}:{cleaned.record}"


def _log_trouble(outcome: Cleaned | Unreadable, progress: Progress, quiet: bool) -> None:
    for line in _trouble(outcome):
        with progress.hidden():
            log(line, quiet)


def _trouble(outcome: Cleaned | Unreadable) -> Iterator[str]:
    """Why a document is not, or not wholly, cleaned."""
    if isinstance(outcome, Unreadable):
        yield f"{where(outcome)}: not read, left as it is: {outcome.reason}"
        return
    if outcome.held_back:
        yield f"{where_cleaned(outcome)}: left as it is: {outcome.held_back}"
    for failure in outcome.failures:
        yield f"{where_cleaned(outcome)}: rule {failure.rule} failed: {failure.reason}"


def _log_account(account: Account, quiet: bool, dry: bool) -> None:
    verb = "would change" if dry else "changed"
    log(f"{verb} {account.changed} of {account.documents} documents, {account.edits.total()} edits", quiet)
    for rule, number in account.edits.most_common():
        log(f"{number:>7}  {rule}", quiet)


def undo(
    cleaned: Annotated[Path, typer.Argument(metavar="CLEANED", help="The cleaned file or folder.")],
    ledger: Annotated[Path, typer.Option("--ledger", metavar="PATH", help="The ledger that clean wrote.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="File or folder to restore into.")
    ],
    text_field: Annotated[
        str, typer.Option("--text-field", metavar="NAME", help="JSONL field of the text.")
    ] = "text",
    quiet: opt.Quiet = False,
) -> None:
    """Restore the originals from cleaned text and its ledger.

    [bold]Example[/]

    textaudit undo cleaned/ --ledger cleaned.ledger.jsonl -o restored/
    """
    from textaudit.writers import undo as take_back

    restored = take_back(ledger, cleaned, output, text_field)
    log(f"took the edits of {restored} documents back", quiet)
