"""`textaudit gazetteer build` and `show`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from textaudit.cache_folder import default_cache_dir
from textaudit.cli import options as opt
from textaudit.cli.output import log
from textaudit.errors import GazetteerError, SettingsError
from textaudit.gazetteer import Gazetteer, open_gazetteer, words_of
from textaudit.model import Name, Unreadable
from textaudit.reporters.shared.escape import shortened, visible
from textaudit.reporters.shared.summary import where

gazetteer_app = typer.Typer(
    help="Lists of right names: build an index of some, show what one holds.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
_SHOWN_NAMES: Final = 20
_SHOWN_TEXT: Final = 200
_KINDS: Final = {"person": "persons", "place": "places", "organisation": "organisations", "": "of no kind"}
_LIST: Final = ".csv"

Packs = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="NAME",
        help="Names of an installed package too: places (GeoNames, CC BY 4.0) or territories (CLDR). "
        "May be repeated.",
    ),
]
Texts = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        metavar="INPUT",
        help="Names that recur in these texts too (a file, a folder, a glob): your published articles, say. "
        "May be repeated.",
    ),
]
Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Ending in .csv, a list to edit; else an index, which opens at once.",
    ),
]


@gazetteer_app.command("build")
def build(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[INPUT]...", help="Lists of names (CSV, JSON lines, a name a line), or indexes."
        ),
    ] = None,
    output: Output = ...,  # type: ignore[assignment]
    pack: Packs = None,
    texts: Texts = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is neither an index nor a list of ours.")
    ] = False,
    quiet: opt.Quiet = False,
) -> None:
    """Bring lists of right names together, as an index for --gazetteer or as one list to edit.

    A list is a CSV with the header name,aliases,kind (context too, if you like; aliases joined by |), JSON lines
    with the same keys, or one whole name a line. A name that comes twice is kept once, with all its aliases.

    [bold]Examples[/]

    textaudit gazetteer build names.csv --output names.index

    textaudit gazetteer build staff.txt names.csv --pack places -o all.csv — a list to look over

    textaudit gazetteer build --from published/ -o names.csv — the names that you write again and again

    textaudit audit articles/ --gazetteer names.index

    [bold]Exit codes[/]: 0 written; 2 a list with a mistake (nothing is written then), or a mistake in the call.
    """
    from textaudit.gazetteer.lists import merged

    if not inputs and not pack and not texts:
        raise SettingsError("nothing to build from: name a list, or --pack places, or --from your-texts/")
    _refuse_to_lose(output, force)
    names = merged([*_names(inputs or (), pack or (), quiet), *_recurring(texts or (), quiet)])
    if not names:
        raise SettingsError(f"no name recurs in {', '.join(texts or ())}: nothing was written")
    _write(names, output, quiet)
    log(f"{len(names):,} name{'s' * (len(names) != 1)} written to {output}", quiet)


def _refuse_to_lose(output: Path, force: bool) -> None:
    from textaudit.gazetteer.sources import may_be_replaced

    if output.is_dir():
        raise SettingsError(f"--output {output}: is a folder")
    if not force and not may_be_replaced(output):
        raise SettingsError(
            f"--output {output}: is there, and is neither an index nor a list of names; --force writes over it"
        )


def _names(inputs: Sequence[Path], packs: Sequence[str], quiet: bool) -> Iterator[Name]:
    from textaudit.gazetteer.packs import names_of
    from textaudit.gazetteer.sources import names_at

    for path in inputs:
        with _Doing(f"reading {path}", quiet):
            names = names_at(path)
        yield from names
    for name in packs:
        with _Doing(f"reading the pack {name}", quiet):
            names = names_of(name)
        yield from names


def _recurring(texts: Sequence[str], quiet: bool) -> Sequence[Name]:
    """The names that recur in texts; what cannot be read is said and left out."""
    from textaudit.api import names_in
    from textaudit.gazetteer.from_texts import recurring

    if not texts:
        return ()

    def readable() -> Iterator[list[tuple[str, str]]]:
        for names in names_in(texts, opt.settings_from(None)):
            if isinstance(names, Unreadable):
                log(f"left out: {where(names)}: {names.reason}", quiet)
            else:
                yield names

    with _Doing(f"reading {', '.join(texts)}", quiet):
        return recurring(readable())


def _write(names: Sequence[Name], output: Path, quiet: bool) -> None:
    from textaudit.gazetteer.build import write_index
    from textaudit.gazetteer.lists import write_list
    from textaudit.writers.atomic import new_file

    write = write_list if output.suffix == _LIST else write_index
    with _Doing(f"writing {len(names):,} names", quiet), new_file(output, pack=False) as stream:
        write(names, stream)


class _Doing:
    """A line on stderr that says what takes its time, if that is a terminal; it goes when that is done."""

    def __init__(self, what: str, quiet: bool) -> None:
        self._what = visible(what) if not quiet and sys.stderr.isatty() else ""

    def __enter__(self) -> None:
        self._put(self._what and f"{self._what} …")

    def __exit__(self, *_: object) -> None:
        self._put(self._what and "\r\x1b[K")

    def _put(self, text: str) -> None:
        if text:
            sys.stderr.write(text)
            sys.stderr.flush()


@gazetteer_app.command("show")
def show(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An index, or a list of names.")],
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A name to look up; else the counts are shown.")
    ] = None,
) -> None:
    """Show what a gazetteer holds: how many names of each kind, or whether it has a name.

    [bold]Examples[/]

    textaudit gazetteer show names.index

    textaudit gazetteer show names.csv "Volodymyr Zelenskyy"

    [bold]Exit codes[/]: 0 shown; 1 the name is not there; 2 the gazetteer is broken.
    """
    with open_gazetteer(path, default_cache_dir()) as gazetteer:
        gazetteer.verify()
        if name is None:
            sys.stdout.write(_counts(gazetteer))
            return
        found = _found(gazetteer, name)
    sys.stdout.write("".join(found[1]))
    if not found[0]:
        raise typer.Exit(1)


def _counts(gazetteer: Gazetteer) -> str:
    counts = gazetteer.kinds()
    lines = [f"{len(gazetteer):>9,}  names"]
    lines += [f"{counts[kind]:>9,}  {label}" for kind, label in _KINDS.items() if counts[kind]]
    return "\n".join(lines) + "\n"


def _found(gazetteer: Gazetteer, text: str) -> tuple[bool, list[str]]:
    """Whether *text* is a name or an alias, and the lines that say so or show what shares a word with it."""
    words = words_of(text)
    if not words:
        raise GazetteerError(f"{text!r} has no letters, so it is no name; write one")
    exact = gazetteer.called(words)
    if exact:
        return True, [_line(gazetteer.name(number)) for number in exact]
    ids = [number for word in words if (number := gazetteer.word_id(word)) is not None]
    sharing = dict.fromkeys(name for number in ids for name in gazetteer.names_with(number))
    lines = [f"{visible(text)} is not there" + ("; names that share a word:\n" if sharing else "\n")]
    lines += [_line(gazetteer.name(number)) for number in list(sharing)[:_SHOWN_NAMES]]
    more = len(sharing) - _SHOWN_NAMES
    return False, [*lines, f"and {more:,} more\n"] if more > 0 else lines


def _line(name: Name) -> str:
    parts = [name.text]
    parts += [f"also {', '.join(name.aliases)}"] if name.aliases else []
    parts += [name.kind] if name.kind else []
    parts += [", ".join(name.context)] if name.context else []
    return visible(shortened("; ".join(parts), _SHOWN_TEXT)) + "\n"
