"""``textaudit train``: makes models from labelled text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textaudit.cli.output import log
from textaudit.errors import SettingsError

train_app = typer.Typer(help="Make models from labelled text.", no_args_is_help=True, rich_markup_mode="rich")


@train_app.callback()
def _group() -> None:
    """Keeps the name of the command, though it is the only one."""


@train_app.command("translation")
def translation(
    labelled: Annotated[
        list[Path],
        typer.Argument(
            metavar="ROWS...",
            help="JSON lines with text and label (mt, human_translation or original); see docs/translation.md.",
        ),
    ],
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="Language of the texts, ISO 639-1, like cs.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="Where the model goes, like cs.json.")
    ],
    provenance: Annotated[
        str,
        typer.Option(
            "--provenance", metavar="TEXT", help="Sources and licence of the texts, kept in the file."
        ),
    ] = "",
) -> None:
    """Train the signal machine_translated for a language.

    The model is used with --translation-model PATH, or translation-models in textaudit.toml. Figures are printed
    out of fold: each text is judged by a model that saw no other translation of it.
    """
    try:
        from textaudit.training.translation import train as train_model
    except ImportError as error:
        needs = "training needs numpy, scipy and scikit-learn: pip install 'textaudit[training]'"
        raise SettingsError(f"{needs} ({error})") from error
    from textaudit.training.translation_rows import read_rows

    if not (language.isascii() and language.isalpha() and language.islower()):
        raise SettingsError(f"--language is {language!r}: expected an ISO 639-1 code, like cs")
    figures = train_model(read_rows(labelled), language, output, provenance)
    for name, value in figures.items():
        typer.echo(f"{value:6.3f}  {name}")
    log(f"wrote {output}")
