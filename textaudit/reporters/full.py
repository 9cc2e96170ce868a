"""`full`: for people at a terminal. Owns rich, together with the command line."""

from __future__ import annotations

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from textaudit.model import Finding, Head, Outcome, Result, Tally, Unreadable
from textaudit.reporters.base import Reporter, Screen
from textaudit.reporters.shared.escape import shortened, visible
from textaudit.reporters.shared.summary import counted, fix_text, not_checked, score_text, where

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_MIN_WIDTH = 40


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
            self._console.print(
                Text(f"{where(outcome)}: not read: {visible(outcome.reason)}\n", style="bold red")
            )
            return self._taken()
        if not outcome.findings:
            return ""
        for finding in outcome.findings:
            self._finding(outcome, finding)
        score = Text(f"{where(outcome)}: score {score_text(outcome.score.value)}", style="bold")
        spoiled = ", ".join(
            f"{c} {score_text(s)}" for c, s in outcome.score.by_category.items() if s not in (None, 100)
        )
        self._console.print(score, Text(f"({spoiled})\n" if spoiled else "\n"))
        return self._taken()

    def _finding(self, result: Result, finding: Finding) -> None:
        style = _STYLES[finding.severity]
        sure = "" if finding.confidence is None else f", {finding.confidence:.0%} sure"
        head = Text()
        head.append(f"{where(result)}:{finding.line}:{finding.column} ", style="bold")
        head.append(f"{finding.severity} ", style=style)
        head.append(f"{finding.rule}{sure}", style="dim")
        self._console.print(head)
        self._console.print(Text(f"  {visible(finding.message)}"))
        self._excerpt(finding, style)
        for label, text in self._notes(finding):
            self._console.print(Text(f"  {label}: ", style="green"), Text(text), sep="")
        self._console.print()

    def _excerpt(self, finding: Finding, style: str) -> None:
        """The passage with a little of its line, on one line, and a line of marks below."""
        room = self._console.width - 6
        passage = visible(shortened(finding.text, max(room * 2 // 3, 20)))
        left = max((room - cell_len(passage)) // 2, 4)
        before, after = _fitting_end(visible(finding.before), left), visible(finding.after)
        line = Text("  | ", style="dim")
        line.append(before, style="none")
        line.append(passage, style=style)
        line.append(after, style="none")
        line.truncate(self._console.width - 1, overflow="ellipsis")
        self._console.print(line, no_wrap=True, crop=True)
        marks = " " * cell_len(before) + "^" * max(cell_len(passage), 1)
        self._console.print(
            Text("  | ", style="dim"), Text(marks, style=style), sep="", no_wrap=True, crop=True
        )

    def _notes(self, finding: Finding) -> list[tuple[str, str]]:
        notes = []
        if finding.suggestions:
            notes.append(
                ("suggestion", ", ".join(visible(shortened(s, 80)) for s in finding.suggestions[:3]))
            )
        for evidence in finding.evidence[:3]:
            place = visible(evidence.path or evidence.id) + (f":{evidence.record}" if evidence.record else "")
            notes.append(
                ("evidence", f"{visible(evidence.note)} ({place}: “{visible(shortened(evidence.text, 60))}”)")
            )
        if finding.fix:
            notes.append(("fix", fix_text(finding)))
        return notes

    def finish(self, head: Head, tally: Tally) -> str:
        """Scores of the run, and what was not checked."""
        self._console.print(Text(f"{counted(tally)}", style="bold"))
        table = Table(
            title="Scores, 100 = nothing to do", title_justify="left", show_edge=False, pad_edge=False
        )
        table.add_column("category")
        table.add_column("score", justify="right")
        table.add_row("all", score_text(tally.score), style="bold")
        for category, score in tally.scores.items():
            table.add_row(category, score_text(score))
        self._console.print(table)
        lines = not_checked(head, tally)
        if lines:
            self._console.print(Text("\nNot checked, and why:", style="bold"))
            for line in lines:
                self._console.print(Text(f"  {line}"))
        return self._taken()


def _fitting_end(text: str, cells: int) -> str:
    """The end of *text* that fits."""
    if cell_len(text) <= cells:
        return text
    kept = text[-cells:]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[1:]
    return "…" + kept
