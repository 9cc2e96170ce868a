"""`full`: for people at a terminal. Owns rich, together with the command line."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from textaudit.model import Finding, Head, Outcome, Result, Tally, Unreadable
from textaudit.reporters.base import Reporter, Screen
from textaudit.reporters.shared.escape import shortened, visible
from textaudit.reporters.shared.summary import (
    counted,
    fix_text,
    not_checked,
    quarantine,
    score_text,
    suggestions_of,
    where,
)

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_MIN_WIDTH = 40
_SHOWN_MESSAGE = 400
# Of wording nobody can tell who wrote it, so that is not said.
_SAID = {"machine_translated": "worded like a machine translation", "incomplete": "ends too early"}
_SHOWN_CLUE = 80
_TELLING = 0.5  # signals below it are in the JSON only
_MARGIN = "  | "


class FullReporter(Reporter):
    """Every finding with its excerpt, the passage underlined, the reason, and what the fix would do."""

    def __init__(self, screen: Screen | None = None) -> None:
        super().__init__(screen)
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=max(self.screen.width, _MIN_WIDTH),
            force_terminal=self.screen.colour,
            no_color=not self.screen.colour,
            color_system="standard" if self.screen.colour else None,
            highlight=False,
            emoji=False,
            markup=False,
            legacy_windows=False,
        )

    def _taken(self) -> str:
        text = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return text

    def document(self, outcome: Outcome) -> str:
        """One document: its findings, then its score."""
        if isinstance(outcome, Unreadable):
            self._line(Text(f"{where(outcome)}: not read: {visible(outcome.reason)}", style="bold red"))
            self._console.print()
            return self._taken()
        if not outcome.findings:
            return ""
        for finding in outcome.findings:
            self._finding(outcome, finding)
        spoiled = ", ".join(
            f"{c} {score_text(s)}" for c, s in outcome.score.by_category.items() if s not in (None, 100)
        )
        line = Text(f"{where(outcome)}: score {score_text(outcome.score.value)}", style="bold")
        line.append(f" ({spoiled})" if spoiled else "", style="not bold")
        self._line(line)
        self._signals(outcome)
        self._console.print()
        return self._taken()

    def _signals(self, result: Result) -> None:
        """What is likely of the whole document, with the passages that say so."""
        for name, probability in result.signals.items():
            if probability is not None and probability >= _TELLING:
                self._line(Text(f"{_SAID.get(name) or name.replace('_', ' ')}: {probability:.0%} likely"))
                for clue in result.clues.get(name, ()):
                    passage = shortened(clue.text, _SHOWN_CLUE)
                    self._line(Text(f"{visible(clue.note)}: {visible(passage)}", style="dim"), indent=2)

    def _line(self, text: Text, indent: int = 0) -> None:
        """One line, wrapped where it is longer than the screen, with *indent* before each part."""
        for part in text.wrap(self._console, self._console.width - indent):
            part.rstrip()
            self._console.print(Text(" " * indent), part, sep="", no_wrap=True, overflow="ignore", crop=False)

    def _finding(self, result: Result, finding: Finding) -> None:
        style = _STYLES[finding.severity]
        sure = "" if finding.confidence is None else f", {finding.confidence:.0%} sure"
        head = Text(f"{where(result)}:{finding.line}:{finding.column} ", style="bold")
        head.append(finding.severity, style=style)
        head.append(f" {visible(finding.rule)}{sure}", style="not bold dim")
        self._line(head)
        self._line(Text(visible(shortened(finding.message, _SHOWN_MESSAGE))), indent=2)
        self._excerpt(finding, style)
        for label, text in _notes(finding):
            self._line(Text.assemble((f"{label}: ", "green"), text), indent=2)
        self._console.print()

    def _excerpt(self, finding: Finding, style: str) -> None:
        """The passage with a little of its line, on one line, and a line of marks below."""
        room = self._console.width - len(_MARGIN)
        passage = _fitting(visible(shortened(finding.text, room)), max(room * 2 // 3, 20))
        cells = max(cell_len(passage), 1)
        after = visible(finding.after)
        side = (room - cells) // 2
        before = _fitting_end(visible(finding.before), room - cells - min(cell_len(after), side))
        after = _fitting_start(after, room - cells - cell_len(before))
        line = Text.assemble((_MARGIN, "dim"), before, (passage, style), after)
        marks = Text.assemble((_MARGIN, "dim"), " " * cell_len(before), ("^" * cells, style))
        self._console.print(line, marks, sep="\n", no_wrap=True, overflow="ignore", crop=False)

    def finish(self, head: Head, tally: Tally) -> str:
        """Scores of the run, and what was not checked."""
        self._line(Text(counted(tally), style="bold"))
        self._console.print("\nScores, 100 = nothing to do")
        table = Table(show_edge=False, pad_edge=False)
        table.add_column("category")
        table.add_column("score", justify="right")
        table.add_row("all", score_text(tally.score), style="bold")
        for category, score in tally.scores.items():
            table.add_row(category, score_text(score))
        self._console.print(table)
        lines = not_checked(head, tally) + quarantine(tally)
        if lines:
            self._console.print(Text("\nNot checked, and why:", style="bold"))
            for line in lines:
                self._line(Text(line), indent=2)
        return self._taken()


def _notes(finding: Finding) -> Iterator[tuple[str, str]]:
    """What stands below the excerpt, with a label each."""
    suggestions = suggestions_of(finding)[:3]
    if suggestions:
        yield "suggestion", ", ".join(f"“{visible(shortened(text, 80))}”" for text in suggestions)
    for evidence in finding.evidence[:3]:
        place = visible(evidence.path or evidence.id) + (f":{evidence.record}" if evidence.record else "")
        passage = visible(shortened(evidence.text, 60))
        yield "evidence", f"{visible(evidence.note)} ({place}: “{passage}”)"
    if finding.fix:
        yield "fix", fix_text(finding)


def _fitting(text: str, cells: int) -> str:
    """*text*, with its middle left out where it is too long."""
    if cell_len(text) <= cells:
        return text
    head = _fitting_start(text, cells * 2 // 3)
    return head + _fitting_end(text, cells - cell_len(head)).removeprefix("…")


def _fitting_start(text: str, cells: int) -> str:
    """The beginning of *text* that fits, and an ellipsis where there is more."""
    if cell_len(text) <= cells:
        return text
    kept = text[: max(cells - 1, 0)]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + "…" if cells > 0 else ""


def _fitting_end(text: str, cells: int) -> str:
    """The end of *text* that fits, and an ellipsis where there is more."""
    if cell_len(text) <= cells:
        return text
    kept = text[len(text) - max(cells - 1, 0) :]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[1:]
    return "…" + kept if cells > 0 else ""
