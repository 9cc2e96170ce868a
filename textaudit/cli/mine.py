"""`textaudit rule mine`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from textaudit.cli import options as opt
from textaudit.cli.output import log
from textaudit.cli.progress import Progress
from textaudit.errors import CardError, SettingsError
from textaudit.mining import RULE, MinedTemplates, Proposal, proposals
from textaudit.model import Result, Tally
from textaudit.reporters.shared.escape import visible
from textaudit.reporters.shared.summary import where
from textaudit.settings import Settings

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help="Write the cards below this folder, instead of to stdout. A card that is there is never overwritten.",
        rich_help_panel=opt.RUN,
    ),
]
MinDocuments = Annotated[
    int,
    typer.Option(
        "--min-documents",
        min=2,
        metavar="N",
        help="So many documents with different texts must have a line.",
        rich_help_panel=opt.RUN,
    ),
]


def mine(
    inputs: opt.Inputs,
    output: Output = None,
    min_documents: MinDocuments = 3,
    jobs: opt.Jobs = None,
    quiet: opt.Quiet = False,
    config: opt.Config = None,
    language: opt.Language = None,
    id_field: opt.IdField = None,
    text_field: opt.TextField = None,
    stdin_format: opt.StdinFormat = None,
    max_document_bytes: opt.MaxBytes = None,
) -> None:
    """Propose cards for the lines that recur around the texts of a corpus, with their cases, for you to review.

    Nothing is deleted: a card finds the lines only once you name it with --rules.

    [bold]Examples[/]

    textaudit rule mine crawl/ — print the cards

    textaudit rule mine crawl/ --output mined/ — write them; then review, and try:

    textaudit rule test mined/ && textaudit audit crawl/ --rules mined/

    [bold]Exit codes[/]: 0 also where nothing recurs; 1 something could not be read; 2 a mistake in the call.
    """
    settings = opt.settings_from(
        config,
        jobs=jobs,
        language=language,
        id_field=id_field,
        text_field=text_field,
        stdin_format=stdin_format,
        max_document_bytes=max_document_bytes,
    )
    if output is not None and output.exists() and not output.is_dir():
        raise SettingsError(f"--output {output}: is no folder")
    found, tally = _mined(inputs, _for_mining(settings, min_documents), quiet)
    cards = list(proposals(found.templates(), min_documents))
    if output is None:
        _print(cards)
    else:
        _write(cards, output)
    log(f"{len(cards)} cards proposed from {tally.documents} documents", quiet)
    for document in tally.unreadable_examples:
        log(f"{where(document)}: {document.reason}", quiet)
    for failure in tally.failure_examples.values():
        log(f"{failure.rule} failed: {failure.reason}", quiet)
    if tally.unreadable or tally.failures:
        raise typer.Exit(1)


def _for_mining(settings: Settings, min_documents: int) -> Settings:
    """The settings with one rule alone, whatever they choose."""
    params = {**settings.params.get(RULE, {}), "min_documents": min_documents}
    return replace(
        settings,
        select=(RULE,),
        ignore=(),
        per_path=(),
        severities={},
        params={RULE: params},
        corpus=True,
        gazetteers=(),
    )


def _mined(inputs: Sequence[str], settings: Settings, quiet: bool) -> tuple[MinedTemplates, Tally]:
    from textaudit import api

    documents = api.open_paths(inputs, settings)
    found, tally = MinedTemplates(), Tally()
    with Progress(documents, quiet) as progress:
        for outcome in progress.over(api.audit_inputs(documents, settings)):
            tally.add(outcome)
            if isinstance(outcome, Result):
                found.add(outcome)
    return found, tally


def _print(cards: Sequence[Proposal]) -> None:
    """All cards as one stream of YAML."""
    for number, card in enumerate(cards):
        parted = "---\n" if number else ""
        sys.stdout.write(f"{parted}# {card.rule_id}.yaml\n{card.text}")


def _write(cards: Sequence[Proposal], folder: Path) -> None:
    """Each card as a file of its own, whole or not at all; none where one of them is there already.

    Raises:
        CardError: a card is there.
    """
    from textaudit.writers.atomic import new_file

    paths = [folder / f"{card.rule_id}.yaml" for card in cards]
    for path in paths:
        if path.exists():
            raise CardError(f"{path}: is there already; nothing was written")
    for path, card in zip(paths, cards, strict=True):
        with new_file(path) as file:
            file.write(card.text.encode())
        sys.stdout.write(visible(str(path)) + "\n")
