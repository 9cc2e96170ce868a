"""How well damage to translations is found beside their sources: precision, recall and F1 for each kind of fault.

usage: python -m benchmarks.source [--held-out] [--seeds N] [--turned] [--show KIND]

Articles of our own with their English translations, undamaged and with one fault each (`source_damage.py`). A fault is
found where a rule of its kind marks it; every other finding of that kind's rules in these texts is wrong, and so is
every one in an undamaged text. Half of the articles are held out (`--held-out`): they are for a last measurement.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.source_damage import KINDS, Article, Pair, articles, damaged, terms, turned, undamaged
from textaudit.auditing.worker import build_pipeline
from textaudit.model import Document, Finding, SourceText
from textaudit.settings import Settings

RULES = {
    "number": ("mistranslation/source-number",),
    "date": ("mistranslation/source-date",),
    "name": ("garbled-name/source-name",),
    "omission": ("mistranslation/source-omission",),
    "addition": ("mistranslation/source-addition",),
    "unit": ("mistranslation/source-unit",),
    "currency": ("mistranslation/source-currency",),
    "quotation": ("mistranslation/source-quotation", "mistranslation/source-new-quotation"),
    "untranslated": ("wrong-language/source-untranslated",),
    "repeated": ("duplicate/source-repetition",),
    "glossary": ("mistranslation/source-glossary",),
}


class Judge:
    """Audits pairs with the rules that need a source."""

    def __init__(self, languages: Iterable[str]) -> None:
        base = Settings(select=tuple(rule for rules in RULES.values() for rule in rules), corpus=False)
        self._plain = build_pipeline(base)
        self._with_terms = {}
        for language in languages:
            rows = [f"{a},{b}" for a, b, _ in terms(language)]
            if rows:
                with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, encoding="utf-8") as file:
                    file.write("\n".join(["source,target", *rows]) + "\n")
                self._with_terms[language] = build_pipeline(replace(base, glossaries=(file.name,)))
                Path(file.name).unlink()

    def findings(self, pair: Pair) -> Sequence[Finding]:
        """What is found in a pair; the glossary only where that is the question."""
        pipeline = self._plain
        if pair.kind == "glossary":
            pipeline = self._with_terms[pair.article.languages[0]]
        source = SourceText(pair.source, pair.article.id, "source")
        result = pipeline.audit(Document(pair.article.id, "target", None, pair.target, source=source))
        assert not result.failures, result.failures
        return result.findings


def hits(pair: Pair, finding: Finding) -> bool:
    """Whether a finding marks the fault of a pair: what was left out is in its evidence."""
    if pair.place is None or finding.rule not in RULES.get(pair.kind, ()):
        return False
    start, end = pair.place
    if pair.kind == "omission":
        return any(e.span.start < end and start < e.span.end for e in finding.evidence)
    places = [place for place in (pair.place, pair.also) if place]
    return any(finding.span.start < end and start < finding.span.end for start, end in places)


def measure(chosen: Sequence[Article], seeds: int, show: str) -> None:
    """Print one row for each kind, and what is wrong in undamaged texts."""
    judge = Judge({article.languages[0] for article in chosen})
    clean = [(pair, judge.findings(pair)) for pair in map(undamaged, chosen)]
    alarms = Counter(finding.rule for _, findings in clean for finding in findings)
    wrong_in_clean = {kind: sum(alarms[rule] for rule in RULES[kind]) for kind in KINDS}
    pairs: dict[str, list[Pair]] = {kind: [] for kind in KINDS}
    for seed in range(1, seeds + 1):
        for article in chosen:
            for pair in damaged(article, list(chosen), seed):
                pairs[pair.kind].append(pair)
    print("| kind | faults | found | wrong | precision | recall | F1 |\n|---|---|---|---|---|---|---|")
    beside: Counter[str] = Counter()
    for kind in KINDS:
        found = wrong = 0
        for pair in pairs[kind]:
            findings = judge.findings(pair)
            own = [finding for finding in findings if finding.rule in RULES[kind]]
            good = [finding for finding in own if hits(pair, finding)]
            bad = [finding for finding in own if finding not in good and not _known(pair, finding, judge)]
            found += bool(good)
            wrong += len(bad)
            beside.update(f.rule for f in findings if f.rule not in RULES[kind])
            if show in (kind, "all") and (bad or not good):
                _show(pair, findings)
        wrong += wrong_in_clean[kind]
        total = len(pairs[kind])
        precision, recall = found / max(found + wrong, 1), found / max(total, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"| {kind} | {total} | {found} | {wrong} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    words = sum(len(article.text(1).split()) for article in chosen)
    per_words = 10_000 / words
    print(
        f"\nundamaged: {words} words, {sum(alarms.values()) * per_words:.1f} findings per 10,000",
        dict(alarms),
    )
    print("findings of other kinds beside a fault:", dict(beside))
    if show in ("clean", "all"):
        for pair, findings in clean:
            if findings:
                _show(pair, findings)


_GLOSSARY_IN_CLEAN: dict[tuple[str, tuple[str, str]], set[str]] = {}


def _known(pair: Pair, finding: Finding, judge: Judge) -> bool:
    """Whether the undamaged text does not keep to the glossary there either: our translators had never seen it."""
    if pair.kind != "glossary":
        return False
    key = (pair.article.id, pair.article.languages)
    if key not in _GLOSSARY_IN_CLEAN:
        plain = replace(undamaged(pair.article), kind="glossary")
        _GLOSSARY_IN_CLEAN[key] = {f.message + f.text for f in judge.findings(plain)}
    return finding.message + finding.text in _GLOSSARY_IN_CLEAN[key]


def _show(pair: Pair, findings: Sequence[Finding]) -> None:
    text = pair.source if pair.kind == "omission" else pair.target
    start, end = pair.place or (0, 0)
    print(f"--- {pair.article.id} {pair.article.languages} {pair.kind}: {text[max(0, start - 60) : start]}"
          f"[[{text[start:end]}]]{text[end : end + 30]}".replace("\n", " "))  # fmt: skip
    for finding in findings:
        evidence = finding.evidence[0].text[:120] if finding.evidence else ""
        print(
            "   ",
            finding.rule,
            finding.strength.value,
            repr(finding.text[:80]),
            "|",
            finding.message,
            "|",
            evidence,
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--turned", action="store_true", help="out of English, as well as into it")
    parser.add_argument("--only-turned", action="store_true")
    parser.add_argument("--pair", help="only this source language")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--show", default="")
    given = parser.parse_args()
    chosen = [article for article in articles() if article.held_out == given.held_out]
    if given.pair:
        chosen = [article for article in chosen if article.languages[0] == given.pair]
    back = [turned(article) for article in chosen if article.languages[0] != "zh"]
    if given.only_turned:
        chosen = back
    elif given.turned:
        chosen += back
    measure(chosen, given.seeds, given.show)


if __name__ == "__main__":
    main()
