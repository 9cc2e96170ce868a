"""The labelled pages that the line model learns from, as texts with a label for each line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
_ARCHIVED = re.compile(r"/web/\d+[a-z_]*/(?:https?://)?(?P<host>[^/]+)")


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        site: what must not be in training and test at once.
        source: ``leftover``, ``naive``, ``clean`` or ``own``.
        furniture: per line whether it is the site's, ``None`` where nobody knows.
        kinds: per line what kind of furniture, ``title`` for the text's own title, or nothing.
        judged: per line whether the benchmark judges it.
    """

    id: str
    site: str
    source: str
    language: str
    lines: tuple[str, ...]
    furniture: tuple[bool | None, ...]
    kinds: tuple[str, ...]
    judged: tuple[bool, ...]

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(self.lines)


def pages(bench: Path) -> Iterator[Page]:
    """All pages: those of the benchmark folder *bench*, those with labels of ours, and our own."""
    ours = {row["id"]: row for path in sorted((HERE / "labels").glob("*.jsonl")) for row in _rows(path)}
    for source in ("leftover", "naive"):
        for row in _rows(bench / "boilerplate" / f"{source}_dev.jsonl"):
            label = ours.get(row["id"]) if source == "leftover" else None
            yield _benchmark_page(row, source, label)
    for name in ("clean", "clean_multilingual"):
        for row in _rows(bench / "clean" / f"{name}.jsonl"):
            lines = tuple(line.strip() for line in row["text"].split("\n") if line.strip())
            size = len(lines)
            language = row.get("lang", "en")
            yield Page(
                row["id"],
                f"{name}:{row['id']}",
                "clean",
                language,
                lines,
                (False,) * size,
                ("",) * size,
                (True,) * size,
            )
    for path in sorted((HERE / "pages").glob("*.jsonl")):
        for row in _rows(path):
            own = [line for line in row["lines"] if line["text"].strip()]
            yield Page(
                row["id"],
                f"own:{row['id']}",
                "own",
                row["lang"],
                tuple(line["text"].strip() for line in own),
                tuple(line["label"] == "boilerplate" for line in own),
                tuple("title" if line["label"] == "title" else line.get("kind", "") for line in own),
                (False,) * len(own),
            )


def _benchmark_page(row: Mapping[str, Any], source: str, ours: Mapping[str, Any] | None) -> Page:
    labels = _our_labels(ours, len(row["lines"])) if ours else {}
    furniture: list[bool | None] = []
    kinds: list[str] = []
    for number, line in enumerate(row["lines"]):
        label, kind = line["label"], line.get("kind") or ""
        known = {"boilerplate": True, "content": False}.get(label)
        if known is None and ours and kind != "title":
            known, kind = labels.get(number, (False, ""))
        elif known is None and kind in ("title", "user_comment"):
            known, kind = kind == "user_comment", kind.removeprefix("user_")
        furniture.append(known)
        kinds.append(kind if known or kind == "title" else "")
    return Page(
        row["id"],
        _site(row),
        source,
        row["lang"],
        tuple(line["text"] for line in row["lines"]),
        tuple(furniture),
        tuple(kinds),
        tuple(line["label"] != "unknown" for line in row["lines"]),
    )


def _our_labels(row: Mapping[str, Any], size: int) -> dict[int, tuple[bool | None, str]]:
    labels: dict[int, tuple[bool | None, str]] = {}
    for first, last, kind in row["bp"]:
        labels |= dict.fromkeys(range(first, min(last, size - 1) + 1), (True, kind))
    for first, last in row.get("unsure", ()):
        labels |= dict.fromkeys(range(first, min(last, size - 1) + 1), (None, ""))
    return labels


def _site(row: Mapping[str, Any]) -> str:
    """The site's name, so that pages of one site stay together; without one, the page's."""
    address = row["url_or_null"] or ""
    archived = _ARCHIVED.search(address)
    host = (archived["host"] if archived else urlsplit(address).netloc).lower().removeprefix("www.")
    parts: Sequence[str] = host.split(".")
    return ".".join(parts[-2:]) if len(parts) > 1 and len(parts[-2]) > 3 else host or row["id"].split(":")[1]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
