"""From one document to its findings: run the bound detectors, put matches under their rules' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from textaudit.annotate import Annotations
from textaudit.auditing.fix import delete_block_edit
from textaudit.detectors.base import Context, DetectorHits
from textaudit.errors import NotMeasuredError
from textaudit.model import (
    Applicability,
    Document,
    Edit,
    Finding,
    Fix,
    Hit,
    Match,
    Rule,
    RuleFailure,
    Span,
)
from textaudit.rulebook import Bound, Ruleset
from textaudit.scanner import Hits

_CONTEXT_CHARS = 60
_EXCERPT_CHARS = 80
_NO_HITS: Mapping[str, Sequence[Hit]] = {}
_NOTHING: Mapping[str, Sequence[Match]] = {}


class Detection:
    """One document under the rules: what they found, and which of them failed."""

    def __init__(self, ruleset: Ruleset, document: Document, notes: Annotations, hits: Hits) -> None:
        self.ruleset, self.document, self.notes, self.hits = ruleset, document, notes, hits
        self.findings: list[Finding] = []
        self.failures: list[RuleFailure] = []
        # Reason by category, where a detector cannot judge this document.
        self.unmeasured: dict[str, str] = {}
        self._matches: dict[str, Sequence[Match]] = {}
        self._confirmable: list[tuple[int, Applicability]] = []  # places in findings
        self._confirmed: set[int] = set()  # indexes of blocks

    def run(self, links: Mapping[str, bytes | str]) -> None:
        """Run all detectors: the early ones, the late ones if those found anything, then the last.

        Args:
            links: what the corpus-wide detectors know of this document, by id of their first rule; a str says
                why one failed.
        """
        called = self.ruleset.called_for(self.hits.patterns, self.document.source is not None)
        for bound in called:
            stage = bound.detector.stage
            if stage == "early":
                self._call(bound, links, _NOTHING)
            elif stage == "last" or any(self._matches.values()):
                self._call(bound, links, self._matches)
        if self._confirmed:
            self._raise_confirmed()
        self.findings.sort(key=lambda f: (f.span.start, -f.span.end, f.rule))

    @cached_property
    def context(self) -> Context:
        """What was found so far, for those who look at the document as a whole."""
        return Context(self.notes, _NO_HITS, matches=self._matches)

    @cached_property
    def _first(self) -> Context:
        return Context(self.notes, _NO_HITS)

    def _call(
        self, bound: Bound, links: Mapping[str, bytes | str], matches: Mapping[str, Sequence[Match]]
    ) -> None:
        detector = bound.detector
        link = links.get(bound.rules[0].id)
        if link is None and bound.is_corpus_wide:
            return
        if isinstance(link, str):
            self._fail(bound, link)
            return
        try:
            context = self._context_of(bound, link, matches)
            found = list(detector.detect(self.document, context))
            if found:
                for rule in bound.rules:
                    own = [match for match in found if rule.takes(match)]
                    kept = self._add(rule, self._in_known_language(rule, own))
                    if not bound.is_corpus_wide:  # what a document's own rules say must not depend on others
                        self._matches[rule.id] = kept
                self._confirmed.update(
                    block.index
                    for match in found
                    if match.confirms and (block := self.notes.block_at(match.span.start))
                )
        except NotMeasuredError as error:
            heard = (rule for rule in bound.rules if rule.id not in self.ruleset.silent)
            self.unmeasured.update((rule.category, str(error)) for rule in heard)
        except Exception as error:  # a rule may fail in any way; the run must go on and say so
            self._fail(bound, f"{type(error).__name__}: {error}")

    def _fail(self, bound: Bound, reason: str) -> None:
        self.failures.extend(RuleFailure(rule.id, reason) for rule in bound.rules)

    def _context_of(
        self, bound: Bound, link: bytes | None, matches: Mapping[str, Sequence[Match]]
    ) -> Context:
        if link is not None or bound.patterns:
            hits: DetectorHits = OwnHits(self.hits, bound.patterns) if bound.patterns else _NO_HITS
            return Context(self.notes, hits, link, matches)
        return (
            self._first if matches is _NOTHING else self.context
        )  # the same for all who have nothing of their own

    def _in_known_language(self, rule: Rule, matches: list[Match]) -> list[Match]:
        if not rule.languages:
            return matches
        return [match for match in matches if self._language_at(match.span.start) in rule.languages]

    def _language_at(self, offset: int) -> str | None:
        block = self.notes.block_at(offset)
        return self.notes.language_of(block) if block else self.notes.language

    def _add(self, rule: Rule, matches: list[Match]) -> list[Match]:
        """Make findings of *matches*; return those that the rule reports."""
        kept = [match for match in matches if match.strength in rule.severity]
        if rule.fix and rule.fix.edit == "delete":
            kept = joined_blocks(kept, self.notes)
        if rule.id not in self.ruleset.silent:
            for match in kept:
                if rule.fix and rule.fix.confirmed:
                    self._confirmable.append((len(self.findings), rule.fix.confirmed))
                self.findings.append(self._finding(rule, match))
        return kept

    def _raise_confirmed(self) -> None:
        """Make the fixes safer of those findings of which every block was confirmed."""
        for place, level in self._confirmable:
            finding = self.findings[place]
            fix, first = finding.fix, self.notes.block_at(finding.span.start)
            if fix is None or first is None or fix.applicability.rank >= level.rank:
                continue
            last = self.notes.block_at(finding.span.end - 1) or first
            if self._confirmed.issuperset(range(first.index, last.index + 1)):
                self.findings[place] = replace(finding, fix=Fix(fix.edits, level))

    def _finding(self, rule: Rule, match: Match) -> Finding:
        text, (start, end) = self.document.text, match.span
        if not 0 <= start < end <= len(text):
            raise ValueError(f"match [{start}, {end}) is empty or outside the text")
        line, column = self.notes.locate(start)
        surface = text[start:end]
        around = self.notes.line_span(line - 1)
        return Finding(
            rule=rule.id,
            category=rule.category,
            severity=rule.severity[match.strength],
            strength=match.strength,
            confidence=rule.confidence.get(match.strength),
            span=match.span,
            line=line,
            column=column,
            text=surface,
            message=_message(rule, match, surface),
            suggestions=_suggestions(match),
            evidence=match.evidence[:10],
            fix=self._fix(rule, match),
            before=text[max(around.start, start - _CONTEXT_CHARS) : start],
            after=text[end : min(max(around.end, end), end + _CONTEXT_CHARS)],
        )

    def _fix(self, rule: Rule, match: Match) -> Fix | None:
        spec = rule.fix
        applicability = spec.applicability.get(match.strength) if spec else None
        if spec is None or applicability is None:
            return None
        if spec.edit == "delete":
            edits: tuple[Edit, ...] = (delete_block_edit(self.document.text, match.span),)
        elif spec.edit == "replace":
            edits = (Edit(match.span, spec.text),)
        elif spec.edit == "suggestion":
            edits = () if match.replacement is None else (Edit(match.span, match.replacement),)
        else:
            edits = match.edits
        return Fix(edits, applicability) if edits else None


class OwnHits(Mapping[str, Sequence[Hit]]):
    """The hits of one detector's patterns, by the names it gave them; worked out when they are looked at."""

    __slots__ = ("_found", "_hits", "_numbers")

    def __init__(self, hits: Hits, patterns: Sequence[tuple[int, str]]) -> None:
        self._hits = hits
        self._numbers = {name: number for number, name in patterns if number in hits.patterns}
        self._found: dict[str, Sequence[Hit]] = {}

    def __getitem__(self, name: str) -> Sequence[Hit]:
        found = self._found.get(name)
        if found is None:
            number = self._numbers.get(name)
            found = self._found[name] = () if number is None else self._hits.of(number, name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._numbers if self[name])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def joined_blocks(matches: Iterable[Match], notes: Annotations) -> list[Match]:
    """Matches of one rule with those that cover neighbouring blocks made one: people mark a run, not its lines."""
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        if last is not None and last.strength == match.strength and _covers_blocks_up_to(last, match, notes):
            span = Span(last.span.start, max(last.span.end, match.span.end))
            joined[-1] = Match(
                span, last.strength, evidence=last.evidence + match.evidence, values=last.values
            )
        else:
            joined.append(match)
    return joined


def _covers_blocks_up_to(first: Match, second: Match, notes: Annotations) -> bool:
    if notes.text[first.span.end : second.span.start].strip():
        return False
    ends, starts = notes.block_at(first.span.end - 1), notes.block_at(second.span.start)
    whole = (
        ends is not None
        and starts is not None
        and ends.end <= first.span.end
        and starts.start >= second.span.start
    )
    return whole and first.span.end <= second.span.start


def _message(rule: Rule, match: Match, surface: str) -> str:
    excerpt = " ".join(surface.split())
    if len(excerpt) > _EXCERPT_CHARS:
        excerpt = excerpt[: _EXCERPT_CHARS - 1] + "…"
    return rule.message.format_map(_Values({**match.values, "excerpt": excerpt}))


class _Values(dict[str, str]):
    """A name that the detector did not give stays as it is on the card."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _suggestions(match: Match) -> tuple[str, ...]:
    first = () if match.replacement is None else (match.replacement,)
    return tuple(dict.fromkeys(first + match.suggestions))


def limited(fix: Fix | None, at_most: Applicability) -> Fix | None:
    """The fix, no more applicable than *at_most*."""
    if fix is None or fix.applicability.rank <= at_most.rank:
        return fix
    return Fix(fix.edits, at_most)
