"""What a run does not check, and why: by category, and as remarks on what was checked less."""

from __future__ import annotations

from collections.abc import Sequence

from textaudit.grammar import NOT_ASKED, Connection
from textaudit.model import CATEGORIES, Rule
from textaudit.rulebook.binding import kind_of
from textaudit.settings import Settings


def unmeasured(settings: Settings, every: Sequence[Rule], running: Sequence[Rule]) -> dict[str, str]:
    """Why a category has no score in any document: the reason by category."""
    measured = {rule.category for rule in running}
    existing = {rule.category for rule in every if rule.default}
    reasons = {}
    for category in CATEGORIES:
        if category in measured:
            continue
        if category not in existing:
            reasons[category] = "grammar checking is off" if category == "grammar" else "no rule for it yet"
        else:
            reasons[category] = "not selected" if settings.corpus else "not selected, or corpus-wide"
    return reasons


def without_server(
    unmeasured: dict[str, str],
    chosen: Sequence[Rule],
    running: Sequence[Rule],
    settings: Settings,
    grammar: Connection,
) -> dict[str, str]:
    """The reasons, with that for the categories of rules which would ask LanguageTool and cannot.

    Where it is off they are not missed if others of their category run.
    """
    if grammar.url:
        return unmeasured
    unable = {rule.category for rule in chosen if kind_of(rule).needs_grammar}
    if settings.grammar == "off":
        unable -= {rule.category for rule in running}
        grammar = NOT_ASKED
    return unmeasured | dict.fromkeys(sorted(unable), grammar.reason or "LanguageTool is not there")


def remarks(
    settings: Settings, chosen: Sequence[Rule], running: Sequence[Rule], looking: bool
) -> tuple[str, ...]:
    """What was checked less than somebody may expect: names, grammar, the source.

    Args:
        chosen: rules that the user chose, whether they can run or not.
        running: rules that run.
        looking: whether any of them looks names up.
    """
    return (
        *_remarks_on_names(settings, running, looking),
        *_remarks_on_grammar(settings, chosen, running),
        *_remarks_on_sources(settings, running),
    )


def _remarks_on_grammar(
    settings: Settings, chosen: Sequence[Rule], running: Sequence[Rule]
) -> tuple[str, ...]:
    if settings.grammar == "suspicious" and any(kind_of(rule).needs_grammar for rule in running):
        return ("grammar of sentences in which nothing else was found: --grammar all checks every one",)
    if settings.grammar != "off":
        return ()
    for rule in chosen:
        if rule.id in settings.select and kind_of(rule).needs_grammar:
            return (f"{rule.id}: grammar checking is off (--grammar suspicious or all)",)
    if settings.grammar_server is not None:
        return ("grammar by the server given: grammar checking is off (--grammar suspicious or all)",)
    return ()


def _remarks_on_names(settings: Settings, running: Sequence[Rule], looking: bool) -> tuple[str, ...]:
    if settings.gazetteers and not looking:
        return ("names against the lists given (--gazetteer): no rule that runs looks names up",)
    if not settings.gazetteers and any(rule.category == "garbled-name" for rule in running):
        return ("names against a list of names: none was given (--gazetteer), so the built-in places only",)
    return ()


def _remarks_on_sources(settings: Settings, running: Sequence[Rule]) -> tuple[str, ...]:
    """Where somebody may expect that texts are compared with what they were translated from."""
    comparing = [rule.id for rule in running if kind_of(rule).needs_source]
    if settings.has_source:
        return () if comparing else ("texts against their source: no rule that runs compares them",)
    asked = [id for id in comparing if id in settings.select]
    remarks = [f"{', '.join(asked)}: the source is not known (--source, --source-field)"] if asked else []
    if settings.glossaries:
        remarks.append("the glossary: the source is not known (--source, --source-field)")
    return tuple(remarks)
