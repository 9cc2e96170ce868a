"""`textaudit rule list`, `show`, `test`, `new` and `mine`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from textaudit.cli import options as opt
from textaudit.cli.mine import mine
from textaudit.errors import CardError, SettingsError
from textaudit.model import FixSpec, Rule, Strength
from textaudit.nearest import nearest
from textaudit.reporters.shared.escape import shortened, visible

rule_app = typer.Typer(
    help="The catalogue of rules: list, show, test, start a new one, mine a corpus for some.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
rule_app.command("mine")(mine)
_WIDEST = 40
_SHOWN_EXAMPLE = 400
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
    output_format: Annotated[
        str, typer.Option("--output-format", "-f", metavar="FORMAT", help="table or json.")
    ] = "table",
) -> None:
    """List all rules, ours and those of --rules and installed packages.

    [bold]Example[/]

    textaudit rule list --rules my-rules/
    """
    from textaudit import api

    if output_format not in ("table", "json"):
        raise SettingsError(f"--output-format is {output_format!r}: expected table or json")
    every = api.rules(opt.settings_from(config, rules=rules))
    sys.stdout.write(_as_json(every) if output_format == "json" else _table(every))


def _table(rules: Sequence[Rule]) -> str:
    """A line per rule, with columns as wide as they have to be."""
    rows = [
        (
            rule.id,
            max(rule.severity.values(), key=lambda s: s.rank).value,
            " ".join(rule.languages) or "any",
            rule.summary + ("" if rule.default else " (off by default)"),
        )
        for rule in rules
    ]
    widths = [max((min(len(row[n]), _WIDEST) for row in rows), default=0) for n in range(3)]
    return "".join(
        visible("  ".join((*(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=False)), row[3]))) + "\n"
        for row in rows
    )


def _as_json(rules: Sequence[Rule]) -> str:
    rows = [
        {
            "id": rule.id,
            "category": rule.category,
            "summary": rule.summary,
            "why": rule.why,
            "severity": {str(strength): str(level) for strength, level in rule.severity.items()},
            "confidence": {str(strength): value for strength, value in rule.confidence.items()},
            "languages": list(rule.languages),
            "detector": rule.detector,
            "default": rule.default,
            "source": rule.source,
        }
        for rule in rules
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


@rule_app.command("show")
def show(
    rule_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="Like boilerplate/comment-form.", autocompletion=opt.complete_rule),
    ],
    rules: opt.Rules = None,
    config: opt.Config = None,
) -> None:
    """Show one rule's page: what it finds, why, how sure it is, what its fix does, and examples."""
    from textaudit import api

    every = api.rules(opt.settings_from(config, rules=rules))
    rule = next((rule for rule in every if rule.id == rule_id), None)
    if rule is None:
        near = nearest(rule_id, [rule.id for rule in every])
        hint = f"; did you mean '{near}'?" if near else "; 'textaudit rule list' shows what there is"
        raise SettingsError(f"no rule '{rule_id}'{hint}")
    sys.stdout.write(page_of(rule))


def page_of(rule: Rule) -> str:
    """The page of one rule."""
    lines = [rule.id, "=" * len(rule.id), "", rule.summary, "", f"Why: {' '.join(rule.why.split())}", ""]
    lines += [*_facts(rule), "", *_examples(rule)]
    return "\n".join(visible(line) for line in lines) + "\n"


def _facts(rule: Rule) -> Iterator[str]:
    yield from _verdicts(rule)
    yield _fact("message", rule.message)
    yield _fact("languages", ", ".join(rule.languages) or "any")
    yield _fact("detector", rule.detector)
    for name, value in rule.params.items():
        yield _fact("", f"{name}: {shortened(json.dumps(value, ensure_ascii=False, default=str), 200)}")
    if rule.fix:
        yield _fact("fix", _fix(rule, rule.fix))
    if not rule.default:
        yield _fact("default", f"off; --select {rule.id} runs it")
    yield _fact("card", rule.source)


def _fix(rule: Rule, fix: FixSpec) -> str:
    levels = {s: a for s, a in fix.applicability.items() if s in rule.severity}
    same = len(set(levels.values())) == 1
    how = next(iter(levels.values())) if same else ", ".join(f"{s}: {a}" for s, a in levels.items())
    return f"{fix.edit}{f' by {fix.text!r}' if fix.edit == 'replace' else ''} ({how})"


def _verdicts(rule: Rule) -> Iterator[str]:
    """What a match is worth: one line where that is the same for every strength."""
    lines = {
        strength: f"{rule.severity[strength]}, {_measured(rule.confidence.get(strength))}"
        for strength in Strength
        if strength in rule.severity
    }
    if len(lines) == len(Strength) and len(set(lines.values())) == 1:
        yield _fact("severity", lines[Strength.SURE])
    else:
        yield from (_fact(strength, line) for strength, line in lines.items())


def _measured(confidence: float | None) -> str:
    return "not measured" if confidence is None else f"right {confidence:.0%} of the time"


def _fact(name: str, value: str) -> str:
    return f"{name + ':' if name else '':<11}{value}"


def _examples(rule: Rule) -> Iterator[str]:
    """The cases of the card, with the passages marked that must be found."""
    from textaudit.rulebook.card import marked

    for case in rule.cases:
        label = "flags:" if case.spans else "passes:"
        spans = case.spans or ((),) * len(case.texts)
        for text, marks in zip(case.texts, spans, strict=True):
            yield f"{label:<8}{shortened(repr(marked(text, marks)), _SHOWN_EXAMPLE)}"
            label = ""
        if case.fixed is not None:
            yield f"  fixed: {shortened(repr(case.fixed), _SHOWN_EXAMPLE)}"
        if case.known_failure:
            yield f"  does not hold yet: {case.known_failure}"


@rule_app.command("test")
def test(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", help="A card, or a folder of cards; without it all of ours."),
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
    held = failed = known = 0
    not_run: dict[str, list[str]] = {}
    for rule in chosen:
        for case in run_cases(rule, settings):
            if case.not_run:
                not_run.setdefault(case.not_run, []).append(rule.id)
                continue
            held += case.ok
            failed += not case.ok
            known += case.ok and case.known_failure
            if not case.ok:
                sys.stdout.write(visible(f"{case.source}:{case.line}: {case.rule}: {case.detail}") + "\n")
    for reason, ids in not_run.items():
        sys.stdout.write(visible(f"not run: {', '.join(ids)}: {reason}") + "\n")
    later = f" ({known} of them are known to fail)" if known else ""
    sys.stdout.write(f"{len(chosen)} rules, {held} cases held{later}, {failed} did not\n")
    if failed:
        raise typer.Exit(1)


@rule_app.command("new")
def new(
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="category/name, like boilerplate/cookie-banner.")
    ],
    folder: Annotated[
        Path, typer.Option("--folder", metavar="PATH", help="Folder of rules to put it in.")
    ] = Path("rules"),
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
