"""Runs the cases that every rule card carries. One harness for our rules and for anybody else's."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from textaudit.annotate import Annotations, language_detector
from textaudit.auditing.corpus import CorpusLinks
from textaudit.auditing.pipeline import Pipeline
from textaudit.errors import CardError, SettingsError
from textaudit.grammar import NOT_ASKED, Connection, connect
from textaudit.model import Applicability, Case, Document, Result, Rule, SourceText
from textaudit.rulebook import Ruleset, build_ruleset
from textaudit.rulebook.binding import bind
from textaudit.rulebook.card import line_of, marked
from textaudit.settings import Budgets, Settings

NO_BUDGET = Budgets(words=1.0, numbers=1.0, names=1.0)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case of one card went.

    Attributes:
        line: where the case stands on the card, from 1.
        ok: it held; a known failure is ok as long as it fails.
        detail: what was expected and what came, where they differ.
        not_run: why the card's cases could not be run; nothing else is said then.
    """

    rule: str
    source: str
    line: int
    ok: bool
    known_failure: bool
    detail: str
    not_run: str = ""


def run_cases(rule: Rule, settings: Settings | None = None) -> Iterator[CaseResult]:
    """Run all cases of one card, against the built-in places and a case's own names, not the user's lists.

    A card that needs LanguageTool is run where that is there; else the one result says why not.

    Raises:
        CardError: the card cannot be bound or compiled.
    """
    settings = replace(
        settings or Settings(), ignore=(), budgets=NO_BUDGET, per_path=(), gazetteers=(), glossaries=()
    )
    if not bind(rule).needs_grammar:
        yield from _run(rule, settings, NOT_ASKED)
        return
    with connect(settings.grammar_server) as connection:
        if connection.url is None:
            yield CaseResult(rule.id, rule.source, 0, True, False, "", connection.reason or "no LanguageTool")
        else:
            yield from _run(rule, replace(settings, grammar="all"), connection)


def _run(rule: Rule, settings: Settings, grammar: Connection) -> Iterator[CaseResult]:
    pipelines: dict[object, Pipeline] = {}
    with TemporaryDirectory() as folder:
        for case in rule.cases:
            language = _language(rule, case, settings)
            key = (language, case.with_rules, case.names, case.glossary)
            if key not in pipelines:
                chosen = replace(
                    settings,
                    language=language,
                    select=(rule.id, *case.with_rules),
                    gazetteers=_lists(Path(folder), case),
                    glossaries=_glossary(Path(folder), case),
                )
                pipelines[key] = Pipeline(_ruleset(rule, case, chosen, grammar), chosen)
            yield _judge(rule, case, pipelines[key])


def _lists(folder: Path, case: Case) -> tuple[str, ...]:
    """The names of a case as a list that the rules can open."""
    if not case.names:
        return ()
    path = folder / f"{case.index}.txt"
    path.write_text("\n".join(case.names) + "\n", encoding="utf-8")
    return (str(path),)


def _glossary(folder: Path, case: Case) -> tuple[str, ...]:
    """The terms of a case as a list that the rules can open."""
    if not case.glossary:
        return ()
    path = folder / f"{case.index}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("source", "target"))
        writer.writerows(term.split(" = ", 1) for term in case.glossary)
    return (str(path),)


def _ruleset(rule: Rule, case: Case, settings: Settings, grammar: Connection) -> Ruleset:
    # Where other rules' patterns take part, they are many, and the same for each case and card.
    cache = "default" if bind(rule).reads else None
    try:
        return build_ruleset(settings, cache=cache, grammar=grammar)
    except SettingsError as error:
        if not case.with_rules:
            raise
        raise CardError(f"{rule.source}:{_line(rule, case)}: 'with_rules': {error}") from None


def _line(rule: Rule, case: Case) -> int:
    return line_of(Path(rule.source).read_text(encoding="utf-8"), ("cases", case.index))


def _judge(rule: Rule, case: Case, pipeline: Pipeline) -> CaseResult:
    problem = _problem(rule, case, pipeline)
    failed = bool(problem)
    if case.known_failure:
        problem = "" if failed else f"holds now: take 'known_failure: {case.known_failure}' off the case"
    line = _line(rule, case) if problem else 0
    return CaseResult(rule.id, rule.source, line, not problem, bool(case.known_failure), problem)


def _language(rule: Rule, case: Case, settings: Settings) -> str | None:
    if case.language or not rule.languages:
        return case.language or settings.language
    detector = language_detector(settings.language_detector)
    found = Annotations(case.texts[0], detector).language
    return found or rule.languages[0]


def _problem(rule: Rule, case: Case, pipeline: Pipeline) -> str:
    """What is wrong, or nothing."""
    documents = [
        Document(str(n), "case", n, text, case.encoding, source=_source(case, n))
        for n, text in enumerate(case.texts, start=1)
    ]
    results = audit_together(pipeline, documents)
    for n, result in enumerate(results):
        if result.failures:
            return f"the detector failed: {result.failures[0].reason}"
        expected = case.spans[n] if case.spans else ()
        found = tuple((f.span.start, f.span.end) for f in result.findings if f.rule == rule.id)
        if found != expected:
            text = case.texts[n]
            return f"expected {_shown(text, expected)} but got {_shown(text, found)}"
    return _fix_problem(case, pipeline, documents, results)


def _source(case: Case, number: int) -> SourceText | None:
    return SourceText(case.sources[number - 1], str(number), "source", number) if case.sources else None


def _fix_problem(case: Case, pipeline: Pipeline, documents: list[Document], results: Sequence[Result]) -> str:
    if case.suggestion is not None:
        suggested = next((f.suggestions[0] for r in results for f in r.findings if f.suggestions), None)
        if suggested != case.suggestion:
            return f"expected the suggestion {case.suggestion!r} but got {suggested!r}"
    if case.fixed is None:
        return ""
    cleaned = pipeline.clean(documents[0], at_least=Applicability.DISPLAY)
    if cleaned.held_back or cleaned.text != case.fixed:
        return (
            f"expected it fixed to {case.fixed!r} but got {cleaned.text!r} {cleaned.held_back or ''}".strip()
        )
    return ""


def audit_together(pipeline: Pipeline, documents: Sequence[Document]) -> list[Result]:
    """Audit a few documents as one run, corpus-wide rules included."""
    if not pipeline.ruleset.corpus_wide:
        return [pipeline.audit(document) for document in documents]
    with closing(CorpusLinks(pipeline.ruleset)) as links:
        for ordinal, document in enumerate(documents):
            links.add(ordinal, pipeline.sketch(document))
        links.link()
        return [
            pipeline.audit(document, own) for document, own in zip(documents, links.in_order(), strict=False)
        ]


def _shown(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return repr(marked(text, spans)) if spans else "nothing"
