"""Measures how often findings of each rule and strength are right, and writes ``data/confidence.json``.

usage: python -m textaudit.training.confidence CORPUS [BENCH]

CORPUS is our labelled corpus, BENCH a folder of benchmarks; both hold labelled text, read as follows. A finding is
right where it touches a passage of its category in the corpus; a line of boilerplate in ``boilerplate/``; a damaged
paragraph in ``truncation/``; an error that any rater marked in a segment of ``translation/`` (they leave many
unmarked, so that figure is on the low side). It is wrong anywhere else there, and in ``clean/`` unless
``clean_faults.json`` has it: clean text has faults too, and we have read what is found in it. Lines labelled unknown
count for nothing. Precision is (right + 1) / (all + 2), Laplace's rule, so that few findings prove little; rules with
fewer than eight findings stay unmeasured. The rules of the line model and of garbled names have seen these texts, so
theirs are the figures that training took out of fold (for the line model all kinds together). Those that ask
LanguageTool do not run here; their figures are those of ``grammar_rules``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from textaudit.auditing.worker import build_pipeline
from textaudit.detectors.shared.line_model import MODEL
from textaudit.detectors.shared.names.model import MODELS as NAME_MODELS
from textaudit.grammar.allowed import LIST as GRAMMAR
from textaudit.model import Document, Finding, Span
from textaudit.readers import open_inputs
from textaudit.settings import Settings

_FAULTS = Path(__file__).resolve().with_name("clean_faults.json")
OUT = Path(__file__).resolve().parent.parent / "data" / "confidence.json"
MIN_FINDINGS = 8
_LEARNED = "boilerplate/learned-"
_TRANSLATED = ("mistranslation", "fragment", "grammar", "broken-join", "garbled-name")
_CUTS = ("truncation", "fragment", "broken-join")
Verdict = bool | None
Judge = Callable[[Finding], Verdict]


def labelled(corpus: Path, bench: Path | None) -> Iterator[tuple[str, Judge]]:
    """Texts, each with a judge of the findings in it."""
    yield from _corpus(corpus)
    if bench is not None:
        yield from _clean(bench / "clean")
        yield from _lines(bench / "boilerplate" / "leftover_dev.jsonl", "lines", "\n", _judge_boilerplate)
        yield from _lines(bench / "truncation" / "truncation.jsonl", "paragraphs", "\n\n", _judge_cut)
        yield from _segments(bench / "translation" / "mqm_segments.jsonl")


def _corpus(folder: Path) -> Iterator[tuple[str, Judge]]:
    rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    gold = {(row["path"], row["record"]): row["gold"] for row in rows}
    for document in open_inputs([str(folder)]):
        if isinstance(document, Document):
            name = Path(document.path).relative_to(folder).as_posix()
            yield document.text, _judge_by(gold[name, document.record])


def _judge_by(gold: list[dict[str, Any]]) -> Judge:
    def judge(finding: Finding) -> Verdict:
        mine = [g for g in gold if g["category"] == finding.category]
        return any(finding.span.overlaps(Span(g["start"], g["end"])) for g in mine)

    return judge


def _clean(folder: Path) -> Iterator[tuple[str, Judge]]:
    real = json.loads(_FAULTS.read_text(encoding="utf-8"))["real"]
    for path in sorted(folder.glob("*.jsonl")):
        for row in _rows(path):
            yield row["text"], _judge_by_reading({(rule, start) for rule, start in real.get(row["id"], ())})


def _judge_by_reading(real: Container[tuple[str, int]]) -> Judge:
    return lambda finding: (finding.rule, finding.span.start) in real


def _segments(path: Path) -> Iterator[tuple[str, Judge]]:
    """Each translated segment once, with what anybody marked in it."""
    marked: dict[str, list[Span]] = {}
    for row in _rows(path):
        spans = marked.setdefault(row["text"], [])
        spans += [Span(span["start"], span["end"]) for span in row["spans"] if span["start"] < span["end"]]
    for text, spans in marked.items():
        yield text, _judge_by_marks(spans)


def _judge_by_marks(spans: list[Span]) -> Judge:
    def judge(finding: Finding) -> Verdict:
        if finding.category not in _TRANSLATED:
            return None
        return any(finding.span.overlaps(span) for span in spans)

    return judge


def _lines(
    path: Path, key: str, glue: str, verdict: Callable[[Finding, list[str]], Verdict]
) -> Iterator[tuple[str, Judge]]:
    for row in _rows(path):
        pieces, spans, at = row[key], [], 0
        for piece in pieces:
            spans.append((Span(at, at + len(piece["text"])), piece["label"]))
            at += len(piece["text"]) + len(glue)

        def judge(finding: Finding, spans: list[tuple[Span, str]] = spans) -> Verdict:
            return verdict(finding, [label for span, label in spans if span.overlaps(finding.span)])

        yield glue.join(piece["text"] for piece in pieces), judge


def _judge_boilerplate(finding: Finding, labels: list[str]) -> Verdict:
    known = [label for label in labels if label != "unknown"]
    if finding.category not in ("boilerplate", "duplicate") or not known:
        return None
    return known.count("boilerplate") * 2 > len(known)


def _judge_cut(finding: Finding, labels: list[str]) -> Verdict:
    if finding.category not in _CUTS:
        return None
    return any(label in ("truncated_end", "truncated_start", "fragment", "broken_join") for label in labels)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def measure(texts: Iterable[tuple[str, Judge]]) -> dict[str, dict[str, dict[str, float]]]:
    """Precision by rule and strength."""
    pipeline = build_pipeline(Settings(corpus=False))
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for text, judge in texts:
        for finding in pipeline.audit(Document("x", "x", None, text)).findings:
            verdict = judge(finding)
            if verdict is not None and not finding.rule.startswith(_LEARNED):
                every[finding.rule, finding.strength.value] += 1
                right[finding.rule, finding.strength.value] += verdict
    measured: dict[str, dict[str, dict[str, float]]] = {}
    for (rule, strength), number in sorted(every.items()):
        if number >= MIN_FINDINGS:
            precision = round((right[rule, strength] + 1) / (number + 2), 3)
            measured.setdefault(rule, {})[strength] = {"precision": precision, "findings": number}
    return measured


def _learned() -> dict[str, dict[str, dict[str, float]]]:
    """What training measured of the line model, for each of its rules."""
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    return {f"{_LEARNED}{kind}": data["figures"]["by strength"] for kind in data["kinds"]}


def _names() -> dict[str, dict[str, dict[str, float]]]:
    """What training measured of the rules on garbled names."""
    models = json.loads(NAME_MODELS.read_text(encoding="utf-8"))["models"]
    return {
        f"garbled-name/{rule}": strengths
        for model in models.values()
        for rule, strengths in model["figures"]["by rule and strength"].items()
    }


def _grammar() -> dict[str, dict[str, dict[str, float]]]:
    """What training measured of the rules that ask LanguageTool; strengths without a rule have nothing."""
    figures = json.loads(GRAMMAR.read_text(encoding="utf-8"))["figures"]["precision by kind and strength"]
    return {
        f"grammar/languagetool-{kind}": {
            name: {"precision": row["precision"], "findings": row["findings"]}
            for name, row in strengths.items()
            if row["findings"] >= MIN_FINDINGS
        }
        for kind, strengths in figures.items()
    }


def main() -> None:
    """Measure and write."""
    corpus, bench = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    provenance = "textaudit.training.confidence over corpus/" + (
        " and the development benchmarks" if bench else ""
    )
    data = {
        "provenance": provenance,
        "method": "(right + 1) / (all + 2)",
        "rules": dict(
            sorted({**measure(labelled(corpus, bench)), **_learned(), **_names(), **_grammar()}.items())
        ),
    }
    OUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
