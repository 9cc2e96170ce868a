"""All commands, and the one place where errors become a line and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Annotated, NoReturn

import typer

from textaudit import __version__
from textaudit.cli.audit import audit, score
from textaudit.cli.clean import clean, undo
from textaudit.cli.gazetteer import gazetteer_app
from textaudit.cli.grammar import grammar_app
from textaudit.cli.names import names
from textaudit.cli.rules import rule_app
from textaudit.cli.train import train_app
from textaudit.errors import TextauditError
from textaudit.reporters.shared.escape import visible

_INTERRUPTED = (128 + signal.SIGINT, 128 + signal.SIGTERM)

app = typer.Typer(
    name="textaudit",
    help="Cleans scraped text and audits its quality.",
    epilog="Start with [bold]textaudit audit FOLDER[/]; [bold]textaudit COMMAND --help[/] has examples.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(audit)
app.command()(score)
app.command()(clean)
app.command()(undo)
app.command()(names)
app.add_typer(rule_app, name="rule")
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(grammar_app, name="grammar")
app.add_typer(train_app, name="train")


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", "-V", help="Show the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"textaudit {__version__}")
        raise typer.Exit


def run() -> None:
    """Run the command line, and end the process with the exit code of the contract."""
    _settle_streams()
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGTERM, _end_on_signal)
    try:
        app()
    except SystemExit as end:
        if end.code in _INTERRUPTED:
            _log_interrupted()
        raise
    except TextauditError as error:
        _end_with(str(error))
    except KeyboardInterrupt:
        _log_interrupted()
        sys.exit(130)
    except BrokenPipeError:  # whoever read our output has gone; that is no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that vanished
        place = f"{error.filename}: " if error.filename else ""
        _end_with(f"{place}{error.strerror or error}")


def _end_on_signal(number: int, _: object) -> NoReturn:
    """So that half-written files go, and worker processes too."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _log_interrupted() -> None:
    print("textaudit: interrupted", file=sys.stderr)


def _settle_streams() -> None:
    """Make output the same bytes everywhere, and never fail over a character that a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def _end_with(message: str) -> NoReturn:
    print(f"textaudit: error: {visible(message)}", file=sys.stderr)
    sys.exit(2)
