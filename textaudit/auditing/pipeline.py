"""The only place that loops: one document through lay out, scan, annotate, detect, score; and again to clean it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textaudit.annotate import Annotations, LanguageDetector
from textaudit.auditing.detect import Detection, limited
from textaudit.auditing.fix import Composition, apply_fixes
from textaudit.auditing.guard import check_loss
from textaudit.auditing.measure import measure, probabilities, signals_for
from textaudit.auditing.score import score_document
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.model import Applicability, Cleaned, Document, Finding, Result, RuleFailure
from textaudit.rulebook import Ruleset
from textaudit.settings import Settings

# What corpus-wide rules know of one document, by id of their first rule; a str says why one failed.
Links = Mapping[str, bytes | str]
NO_LINKS: Links = {}
_NOT_COMPARED = "not compared with its source"


def checked_bytes(data: object) -> bytes:
    """*data*, which a detector from outside gave."""
    if not isinstance(data, bytes):
        raise TypeError(f"expected bytes, not {type(data).__name__}")
    return data


class Pipeline:
    """Judges and cleans documents, one at a time, with one set of rules. Keeps nothing between documents.

    Args:
        ruleset: the chosen rules.
        settings: language, limits, budgets and what applies to which path.
        detector: settles the language where script and function words leave it open.
    """

    def __init__(
        self, ruleset: Ruleset, settings: Settings, detector: LanguageDetector | None = None
    ) -> None:
        self.ruleset, self.settings, self._detector = ruleset, settings, detector
        self._signals = signals_for(ruleset, settings)
        self._corpus_rules = {rule.id for bound in ruleset.corpus_wide for rule in bound.rules}

    def annotate(self, document: Document) -> Annotations:
        """Annotations, of which nothing is worked out yet."""
        return Annotations(document.text, self._detector, self.settings.language, document.source)

    def sketch(self, document: Document) -> dict[str, bytes | str]:
        """What the corpus-wide rules must know of a document, by id of their first rule; a str says why one failed."""
        notes = self.annotate(document)
        sketches: dict[str, bytes | str] = {}
        for bound in self.ruleset.corpus_wide:
            assert isinstance(bound.detector, CorpusDetector)
            try:
                drawn: bytes | str = checked_bytes(bound.detector.sketch(document, notes))
            except Exception as error:  # a rule may fail in any way; the run must go on and say so
                drawn = f"{type(error).__name__}: {error}"
            if drawn:
                sketches[bound.rules[0].id] = drawn
        return sketches

    def audit(self, document: Document, links: Links = NO_LINKS) -> Result:
        """Findings and score of one document."""
        detection, notes = self._detect(document, links)
        words = notes.word_count
        findings = tuple(detection.findings)
        reasons = self.ruleset.unmeasured_in(notes.language, document.source is not None)
        if detection.unmeasured:
            reasons = {**detection.unmeasured, **reasons}
        readings, failed = measure(self._signals, document, detection.context)
        return Result(
            id=document.id,
            path=document.path,
            record=document.record,
            language=notes.language,
            words=words,
            findings=findings,
            score=score_document(findings, words, reasons, detection.failures),
            signals=probabilities(readings),
            clues={name: reading.clues for name, reading in readings.items() if reading.clues},
            failures=(*detection.failures, *failed),
            remarks=self._remarks(document, notes),
        )

    def _remarks(self, document: Document, notes: Annotations) -> tuple[str, ...]:
        """What of this document was not checked though somebody may expect it."""
        if document.sourceless is not None and self.ruleset.compares:
            return (f"{_NOT_COMPARED}: {document.sourceless}",)
        doubt = notes.doubt
        return (f"{_NOT_COMPARED}: {doubt}",) if doubt else ()

    def context(self, document: Document) -> Context:
        """All that is known of a document once its rules have run: what signals look at."""
        return self._detect(document, NO_LINKS)[0].context

    def _detect(self, document: Document, links: Links) -> tuple[Detection, Annotations]:
        notes = self.annotate(document)
        hits = self.ruleset.scanner.scan(notes.blocks)
        detection = Detection(self.ruleset, document, notes, hits)
        detection.run(links)
        if self._corpus_rules:
            detection.findings = [self._shown_only(f) for f in detection.findings]
        if self.settings.per_path:
            detection.findings = self._for_path(document.path, detection.findings)
        return detection, notes

    def _shown_only(self, finding: Finding) -> Finding:
        """Fixes of corpus-wide rules are never applied: a second run would see another corpus."""
        if finding.rule not in self._corpus_rules:
            return finding
        return replace(finding, fix=limited(finding.fix, Applicability.DISPLAY))

    def _for_path(self, path: str, findings: list[Finding]) -> list[Finding]:
        here = self.settings.for_path(path)
        kept = [f for f in findings if f.rule not in here.ignore and f.category not in here.ignore]
        severities = here.severities
        return [
            replace(f, severity=severities.get(f.rule, severities.get(f.category, f.severity))) for f in kept
        ]

    def clean(
        self, document: Document, links: Links = NO_LINKS, at_least: Applicability = Applicability.SAFE
    ) -> Cleaned:
        """Apply the fixes that are *at_least* this safe, look again, and so on until nothing changes."""
        composition = Composition(document.text)
        failures: tuple[RuleFailure, ...] = ()
        unmeasured: dict[str, str] = {}
        skipped: tuple[Finding, ...] = ()
        held_back = None
        for _ in range(self.settings.limits.passes):
            now = replace(document, text=composition.text)
            detection, _ = self._detect(now, links)
            failures = failures or tuple(detection.failures)
            unmeasured = unmeasured or detection.unmeasured
            result = apply_fixes(now.text, detection.findings, at_least)
            skipped = tuple(result.skipped)
            if not result.applied:
                break
            composition.add(result.applied)
        else:
            held_back = (
                f"its fixes did not settle within {self.settings.limits.passes} passes (limits.passes)"
            )
        edits = composition.edits
        held_back = held_back or check_loss(document.text, composition.text, edits, self.settings.budgets)
        if held_back:
            edits, text = (), document.text
        else:
            text = composition.text
        return Cleaned(
            id=document.id,
            path=document.path,
            record=document.record,
            source=document.text,
            text=text,
            edits=edits,
            encoding=document.encoding,
            bom=document.bom,
            held_back=held_back,
            skipped=skipped,
            failures=failures,
            unmeasured=unmeasured,
        )
