"""`textaudit rule list`, `show`, `test` and `new`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from textaudit.cli import options as opt
from textaudit.errors import CardError, SettingsError
from textaudit.model import Rule, Strength

rule_app = typer.Typer(
    help="The catalogue of rules: list, show, test, start a new one.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
_CARD = """\
# yaml-language-server: $schema=card.schema.json
summary: What is wrong, in one sentence.
why: Why that matters to whoever reads or uses the text.
severity: warning
languages: [en]
detector: terms
params:
  any_of: ["put a phrase here"]
message: "What a reader of the report sees: {excerpt}"
fix: {edit: delete, applicability: unsafe}
cases:
  - flags: "Rain fell. ⟦Put a phrase here⟧ and more."
  - passes: "Rain fell on Oslo."
"""


@rule_app.command("list")
def list_rules(
    rules: opt.Rules = None,
    config: opt.Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List all rules, ours and those of --rules and installed packages."""
    from textaudit import api

    for rule in api.rules(opt.settings_from(config, rules=rules)):
        sys.stdout.write(_json_line(rule) if as_json else _list_line(rule))


def _list_line(rule: Rule) -> str:
    severity = max(rule.severity.values(), key=lambda s: s.rank)
    languages = " ".join(rule.languages) or "any"
    off = "" if rule.default else " (off by default)"
    return f"{rule.id:<36} {severity:<8} {languages:<12} {rule.summary}{off}\n"


def _json_line(rule: Rule) -> str:
    row = {
        "id": rule.id,
        "category": rule.category,
        "summary": rule.summary,
        "why": rule.why,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "languages": list(rule.languages),
        "detector": rule.detector,
        "default": rule.default,
        "source": rule.source,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


@rule_app.command("show")
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="Like boilerplate/comment-form.")],
    rules: opt.Rules = None,
    config: opt.Config = None,
) -> None:
    """Show one rule's page: what it finds, why, how sure it is, what its fix does, and examples."""
    from textaudit import api

    every = api.rules(opt.settings_from(config, rules=rules))
    rule = next((rule for rule in every if rule.id == rule_id), None)
    if rule is None:
        import difflib

        near = difflib.get_close_matches(rule_id, [rule.id for rule in every], 1)
        hint = f"; did you mean '{near[0]}'?" if near else "; 'textaudit rule list' shows what there is"
        raise SettingsError(f"no rule '{rule_id}'{hint}")
    sys.stdout.write(page_of(rule))


def page_of(rule: Rule) -> str:
    """The page of one rule."""
    from textaudit.rulebook.card import marked

    lines = [rule.id, "=" * len(rule.id), "", rule.summary, "", f"Why: {' '.join(rule.why.split())}", ""]
    for strength in Strength:
        if strength in rule.severity:
            sure = rule.confidence.get(strength)
            measured = "not measured" if sure is None else f"right {sure:.0%} of the time"
            lines.append(f"{strength + ':':<10} {rule.severity[strength]}, {measured}")
    lines += [f"languages: {', '.join(rule.languages) or 'any'}", f"detector:  {rule.detector}"]
    if rule.fix:
        levels = ", ".join(f"{s}: {a}" for s, a in rule.fix.applicability.items() if s in rule.severity)
        lines.append(f"fix:       {rule.fix.edit} ({levels})")
    if not rule.default:
        lines.append("off by default: --select " + rule.id)
    lines += ["", f"card:      {rule.source}", ""]
    for case in rule.cases:
        verb = "flags" if case.spans else "passes"
        spans = case.spans or ((),) * len(case.texts)
        for text, marks in zip(case.texts, spans, strict=True):
            lines.append(f"{verb + ':':<8} {marked(text, marks)!r}")
            verb = ""
        if case.fixed is not None:
            lines.append(f"  fixed: {case.fixed!r}")
    return "\n".join(lines) + "\n"


@rule_app.command("test")
def test(
    path: Annotated[
        Path | None, typer.Argument(help="A card, or a folder of cards; without it all of ours.")
    ] = None,
    config: opt.Config = None,
) -> None:
    """Run the cases that every card carries. Exit 1 if one does not hold."""
    from textaudit import api
    from textaudit.rulebook.sources import load_path
    from textaudit.testing import run_cases

    extra = (str(path),) if path else ()
    settings = opt.settings_from(config, rules=extra)
    chosen = tuple(load_path(path)) if path else api.rules(settings)
    held = failed = 0
    for rule in chosen:
        for case in run_cases(rule, settings):
            held += case.ok
            failed += not case.ok
            if not case.ok:
                sys.stdout.write(f"{case.source}:{case.line}: {case.rule}: {case.detail}\n")
    sys.stdout.write(f"{len(chosen)} rules, {held} cases held, {failed} did not\n")
    if failed:
        raise typer.Exit(1)


@rule_app.command("new")
def new(
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="category/name, like boilerplate/cookie-banner.")
    ],
    folder: Annotated[Path, typer.Option("--folder", help="Folder of rules to put it in.")] = Path("rules"),
) -> None:
    """Start a card: a file to fill in, that passes its own cases already."""
    from textaudit.rulebook.card import parse_card

    path = folder / f"{rule_id}.yaml"
    parse_card(rule_id, _CARD, str(path))
    if path.exists():
        raise CardError(f"{path}: is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_CARD.split("\n", 1)[1], encoding="utf-8")
    sys.stdout.write(f"{path}\n")
