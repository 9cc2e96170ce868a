"""The labelled texts that a model of translations learns from.

usage: python -m textaudit.training.translation_rows BENCH ROWS.jsonl

writes those of the development benchmarks in the one form that `textaudit train translation` reads: JSON lines with

    text        one or more lines
    label       mt, human_translation or original
    group       what was translated: texts of one group are never in training and test at once (default: the line)
    excerpt     texts of one excerpt say the same, in the words of several translators (default: none)
    document    texts of one document are judged together too, as longer ones are (default: the line)
    source      the collection; all collections of originals count equally (default: none)
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from textaudit.errors import InputError
from textaudit.signals.translation.tokens import tokens_of
from textaudit.signals.translation.windows import FEWEST_TOKENS, windows_of

Label = Literal["mt", "human_translation", "original"]
_TELLING_CHARS = 40  # of a line; shorter ones stand in many texts


@dataclass(frozen=True)
class Row:
    """One window of a labelled text.

    Attributes:
        tokens: of the window.
        document: number of the text that it is part of.
    """

    tokens: list[str]
    label: Label
    group: str
    excerpt: str
    source: str
    document: int


def read_rows(paths: Iterable[Path]) -> list[Row]:
    """The windows of all texts in files of labelled JSON lines.

    Raises:
        InputError: a file cannot be read, or a line is not as the module's description says.
    """
    rows: list[Row] = []
    documents: dict[str, int] = {}
    for path in paths:
        for number, record in enumerate(_records(path), start=1):
            where = f"{path}:{number}"
            label, text = record.get("label"), record.get("text")
            if label not in get_args(Label) or not isinstance(text, str):
                raise InputError(f"{where}: expected a text and a label, one of {', '.join(get_args(Label))}")
            group, excerpt, source, name = (
                str(record.get(key) or "") for key in ("group", "excerpt", "source", "document")
            )
            document = documents.setdefault(name or where, len(documents))
            for n, window in enumerate(windows_of(text.split("\n"))):
                tokens = tokens_of(window)
                if len(tokens) < FEWEST_TOKENS:
                    continue
                same = f"{excerpt}#{n}" if excerpt else ""
                rows.append(Row(tokens, cast(Label, label), group or where, same, source, document))
    return rows


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise InputError(f"{path}:{number}: expected an object")
                yield record
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path} is no file of JSON lines: {error}") from error


def bench_records(bench: Path) -> Iterator[dict[str, str]]:
    """The texts of the development benchmarks: translations, their originals, and clean text of other genres."""
    shown: set[str] = set()
    for row in _records(bench / "translation" / "mt_docs.jsonl"):
        system = row["system"] or ""
        shown.update(_telling(row["text"].split("\n")))
        yield {
            "text": row["text"],
            "label": row["label"],
            "group": f"{row['year']}.{row['pair']}.{row['doc']}",
            "excerpt": row["id"].removesuffix(system) if system else "",
            "document": _document(row),
            "source": "translation",
        }
    for row in _records(bench / "clean" / "clean.jsonl"):
        yield from _native(row["id"], row["text"].split("\n"), "clean", shown)
    pages: set[str] = set()
    for row in _records(bench / "boilerplate" / "leftover_dev.jsonl"):
        page = row["id"].rsplit(":", 1)[0]
        if row["lang"] == "en" and page not in pages:
            pages.add(page)
            lines = [line["text"] for line in row["lines"] if line["label"] == "content"]
            yield from _native(page, lines, "web", shown)


def _document(row: Mapping[str, Any]) -> str:
    """What reads on of one translator: all of a test set, where the bounds of texts are unknown."""
    text = "" if row["bounds"] == "lines" else row["doc"]
    return ".".join(str(part) for part in (row["label"], row["year"], row["pair"], row["system"], text))


def _native(name: str, lines: Sequence[str], source: str, shown: set[str]) -> Iterator[dict[str, str]]:
    """A text without the lines that stand in the translations' originals too: test must not be training."""
    kept = [line for line in lines if shown.isdisjoint(_telling([line]))]
    if kept:
        yield {
            "text": "\n".join(kept),
            "label": "original",
            "group": name,
            "document": name,
            "source": source,
        }


def _telling(lines: Iterable[str]) -> Iterator[str]:
    return (re.sub(r"\W+", "", line).lower() for line in lines if len(line) >= _TELLING_CHARS)


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("rows", type=Path)
    arguments = parser.parse_args()
    with arguments.rows.open("w", encoding="utf-8") as out:
        for record in bench_records(arguments.bench):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
