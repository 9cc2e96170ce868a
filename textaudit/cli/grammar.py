"""`textaudit grammar install`, `status` and `remove`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textaudit.cli import options as opt
from textaudit.cli.output import log
from textaudit.errors import GrammarError
from textaudit.reporters.shared.escape import visible

grammar_app = typer.Typer(
    help="LanguageTool, for --grammar: install its server, see whether it works, take it away.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@grammar_app.command("install")
def install(
    force: Annotated[bool, typer.Option("--force", help="Resolve it anew if it is there.")] = False,
    quiet: opt.Quiet = False,
) -> None:
    """Install LanguageTool's server (97 MB) in your data folder.

    Maven resolves it from a pinned pom.xml; Java 17 or newer runs it. Nothing else on the machine is touched, and
    no text leaves it.

    [bold]Examples[/]

    textaudit grammar install

    textaudit audit articles/ --grammar suspicious

    [bold]Exit codes[/]: 0 it is there; 2 Java or Maven is missing, or Maven failed.
    """
    from textaudit.grammar import allowed_rules, installing

    if installing.is_installed() and not force:
        log(f"LanguageTool {allowed_rules().version} is there already: {installing.folder()}", quiet)
        return
    log(f"resolving LanguageTool {allowed_rules().version} with Maven; this takes a minute …", quiet)
    folder = installing.install()
    log(f"LanguageTool {allowed_rules().version} is in {folder}", quiet)


@grammar_app.command("status")
def status(
    server: Annotated[
        str | None,
        typer.Option(
            "--grammar-server",
            metavar="URL",
            help="Look at this running server instead of the installed one.",
        ),
    ] = None,
) -> None:
    """Say whether LanguageTool is there and answers, and which of its rules are on.

    [bold]Exit codes[/]: 0 it answers; 1 it does not, with the reason.
    """
    from textaudit.grammar import allowed_rules, connect, installing

    allowed = allowed_rules()
    with connect(server) as connection:
        works = connection.url is not None
        place = server or str(installing.folder())
        state = "answers" if works else connection.reason or "is not there"
    lines = [f"LanguageTool {allowed.version}: {state}", f"at: {place}"]
    lines += [f"rules that are on for '{code}': {len(rules)}" for code, rules in allowed.languages.items()]
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    if not works:
        raise typer.Exit(1)


@grammar_app.command("remove")
def remove(quiet: opt.Quiet = False) -> None:
    """Take the installed server away."""
    from textaudit.grammar import installing

    if not installing.remove():
        raise GrammarError(f"LanguageTool is not in {installing.folder()}: nothing to take away")
    log(f"took LanguageTool away from {installing.folder()}", quiet)
