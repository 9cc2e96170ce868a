"""Chooses which of LanguageTool's rules are on, and measures them: writes ``data/languagetool/rules.json``.

usage: python -m textaudit.training.grammar_rules CORPUS BENCH

CORPUS is our labelled corpus, of which the clean English documents are taken, BENCH a folder of benchmarks with
``clean/clean.jsonl`` and ``translation/mqm_segments.jsonl``. The clean documents are parted in two by a hash of
their id. In the one half all of LanguageTool's rules but those on spelling, style, typography and the like are asked
about sentences in which `grammar_plants` put a slip; a rule that found at least three becomes a candidate, but for
those that we saw to be wrong of scraped pages. The
candidates then run as our detector runs them, over the documents of that half as they are and with slips in them.
What they say of clean text counts as wrong unless it is in ``grammar_faults.json``: clean text has faults too, and
we have read what was found. As slips are rarer in the world than here, where every other sentence has one, what is
wrong in clean text counts three times. A rule stays if its precision, (right + 1) / (right + wrong + 2), is .85 or
more and it is wrong at most once in 100,000 clean words; it is sure from .95 on. The figures are those of the other
half, with the list as it ships. It must run where LanguageTool is installed, and takes a quarter of an hour.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from textaudit.annotate import Annotations
from textaudit.auditing.pipeline import Pipeline
from textaudit.auditing.worker import build_pipeline
from textaudit.grammar import Allowed, AllowedRule, Connection, connect
from textaudit.grammar.allowed import LIST
from textaudit.grammar.checker import requests_of, slips_in
from textaudit.grammar.library import Client
from textaudit.model import Document, Finding, Role, Span, Strength
from textaudit.readers import open_inputs
from textaudit.settings import Settings
from textaudit.training.grammar_plants import Planted, planted_in

FAULTS: Final = Path(__file__).resolve().with_name("grammar_faults.json")
VERSION: Final = "6.8"
LANGUAGE: Final = "en"
OFF: Final = (
    "STYLE", "REDUNDANCY", "PLAIN_ENGLISH", "REPETITIONS_STYLE", "WIKIPEDIA", "TYPOGRAPHY", "CASING", "PUNCTUATION",
    "CREATIVE_WRITING", "GENDER_NEUTRALITY", "PROPER_NOUNS", "MULTITOKEN_SPELLING", "COLLOQUIALISMS", "COMPOUNDING",
)  # fmt: skip
# Precise on planted slips, but not of the scraped pages that we read: they take sound uses of "you're", of "those"
# before "our", and of a verb behind a relative clause for slips.
WRONG_OF_PAGES: Final = {"YOUR_NN", "IN_YOU_RE_NN", "A_MY", "PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT"}
# Right of slips, but a guess where an object follows a modal verb: at most a note.
GUESSES: Final = {"MD_BASEFORM"}
MIN_HITS: Final = 3
MIN_PRECISION: Final = 0.85
SURE_PRECISION: Final = 0.95
ALARM_WEIGHT: Final = 3
WORDS_PER_ALARM: Final = 100_000
PLANTED_SHARE: Final = 0.5  # of the sentences
OURS: Final = "grammar/languagetool-"
_PLANTED_ROLES: Final = (Role.PROSE, Role.LIST_ITEM)
Kinds = Mapping[str, tuple[str, Strength]]


class Slipped(NamedTuple):
    """A slip, and where its sentence begins in the text it was put in."""

    start: int
    slip: Planted

    @property
    def span(self) -> Span:
        """Where it is in that text, with its neighbours' edges: what was taken away stands between them."""
        return Span(self.start + self.slip.span.start - 1, self.start + self.slip.span.end + 1)


@dataclass(frozen=True)
class Text:
    """A clean document, and the same with slips in it."""

    id: str
    clean: str
    spoilt: str
    slips: tuple[Slipped, ...]


@dataclass
class Count:
    """What findings of one rule of LanguageTool came to.

    Attributes:
        right, wrong: in text with slips: where one was put, and elsewhere though not in the clean text.
        fixed, restored: of those that were right, how many have a fix, and how many fixes give the clean sentence
            back.
        clean: in clean text.
        faults: of those in clean text, how many are faults of the text, by our reading.
    """

    right: int = 0
    fixed: int = 0
    restored: int = 0
    wrong: int = 0
    clean: int = 0
    faults: int = 0

    @property
    def alarms(self) -> int:
        """What was wrong in clean text."""
        return self.clean - self.faults

    @property
    def precision(self) -> float:
        """Laplace's, with false alarms in clean text at their weight."""
        return (self.right + 1) / (self.right + self.wrong + ALARM_WEIGHT * self.alarms + 2)


@dataclass
class Measured:
    """All that was counted in some texts."""

    rules: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    planted: Counter[str] = field(default_factory=Counter)  # by kind
    found: Counter[str] = field(default_factory=Counter)
    ours_found: Counter[str] = field(default_factory=Counter)  # by any rule of grammar, LanguageTool's or not
    words: int = 0


def main(corpus: Path, bench: Path) -> None:
    """Choose, measure and write."""
    first, second = halves([*_own(corpus), *_clean(bench / "clean" / "clean.jsonl")])
    with connect(None) as connection:
        if connection.url is None:
            sys.exit(connection.reason)
        kinds = candidates(first, connection.url)
        _say(f"{len(kinds)} candidates")
        counts = measure(first, connection, {rule: (kind, Strength.LIKELY) for rule, kind in kinds.items()})
        chosen = chosen_rules(counts, kinds)
        _say(f"{len(chosen)} chosen")
        measured = measure(second, connection, chosen)
        translated = touched_errors(bench / "translation" / "mqm_segments.jsonl", connection, chosen)
    rows = [_row(rule, *chosen[rule], measured.rules[rule]) for rule in sorted(chosen)]
    write(rows, {**figures_of(measured, chosen), "machine-translated segments": translated})


def halves(texts: Iterable[tuple[str, str]]) -> tuple[list[Text], list[Text]]:
    """The documents in two parts, by their ids, with slips put in both."""
    parts: tuple[list[Text], list[Text]] = ([], [])
    for key, text in texts:
        spoilt, slips = with_slips(text, random.Random(key))
        parts[hashlib.sha256(key.encode()).digest()[0] % 2].append(Text(key, text, spoilt, slips))
    return parts


def with_slips(text: str, rng: random.Random) -> tuple[str, tuple[Slipped, ...]]:
    """A text with a slip in half of its sentences of prose, and where they are."""
    notes = Annotations(text, None, LANGUAGE)
    pieces: list[str] = []
    slips: list[Slipped] = []
    at = length = 0
    for sentence in (s for block in notes.blocks_of(*_PLANTED_ROLES) for s in notes.sentences_in(block)):
        slip = planted_in(text[sentence.slice], rng) if rng.random() < PLANTED_SHARE else None
        if slip is not None:
            pieces += [text[at : sentence.start], slip.text]
            slips.append(Slipped(length + sentence.start - at, slip))
            length, at = slips[-1].start + len(slip.text), sentence.end
    return "".join([*pieces, text[at:]]), tuple(slips)


def candidates(texts: Sequence[Text], url: str) -> dict[str, str]:
    """The rules of LanguageTool that found slips, each with the kind that it found most."""
    client = Client(url, LANGUAGE, (), here=True, all_but=OFF)
    by_text = {slipped.slip.text: slipped.slip for text in texts for slipped in text.slips}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for request in requests_of(by_text):
        for sentence, slips in zip(request, slips_in(request, client), strict=True):
            planted = by_text[sentence]
            for slip in slips:
                if slip.start <= planted.span.end and planted.span.start <= slip.end:
                    found[slip.rule][planted.kind] += 1
    return {
        rule: kinds.most_common(1)[0][0]
        for rule, kinds in sorted(found.items())
        if kinds.total() >= MIN_HITS and rule not in WRONG_OF_PAGES
    }


def measure(texts: Iterable[Text], connection: Connection, kinds: Kinds) -> Measured:
    """What our detector says of the texts, with these rules on."""
    pipeline = _pipeline(connection, kinds)
    faults = json.loads(FAULTS.read_text(encoding="utf-8"))["real"]
    measured = Measured()
    for text in texts:
        clean = _findings(pipeline, text.id, text.clean)
        for finding, rule in clean:
            if rule:
                measured.rules[rule].clean += 1
                measured.rules[rule].faults += [rule, finding.span.start] in faults.get(text.id, [])
        known = {(text.clean[finding.span.slice], rule) for finding, rule in clean}
        measured.words += len(text.clean.split())
        spoilt = _findings(pipeline, text.id, text.spoilt)
        for finding, rule in spoilt:
            hit = next((slipped for slipped in text.slips if finding.span.overlaps(slipped.span)), None)
            if rule and hit:
                measured.rules[rule].right += 1
                measured.rules[rule].fixed += finding.fix is not None
                measured.rules[rule].restored += _mended(text.spoilt, finding, hit) in text.clean
            elif rule and (text.spoilt[finding.span.slice], rule) not in known:
                measured.rules[rule].wrong += 1
        for slipped in text.slips:
            kind = slipped.slip.kind
            rules = [rule for finding, rule in spoilt if finding.span.overlaps(slipped.span)]
            measured.planted[kind] += 1
            measured.found[kind] += any(rules)
            measured.ours_found[kind] += bool(rules)
    return measured


def _mended(spoilt: str, finding: Finding, slipped: Slipped) -> str:
    """The sentence with the fix in it; what no text holds where there is none."""
    start, end = slipped.start, slipped.start + len(slipped.slip.text)
    if finding.fix is None or finding.span.start < start or finding.span.end > end:
        return "\0"
    (edit,) = finding.fix.edits
    return spoilt[start : finding.span.start] + edit.replacement + spoilt[finding.span.end : end]


def _pipeline(connection: Connection, kinds: Kinds) -> Pipeline:
    settings = Settings(language=LANGUAGE, corpus=False, grammar="all")
    pipeline = build_pipeline(settings, connection)
    assert pipeline.ruleset.grammar is not None
    rules = {rule: AllowedRule(rule, kind, strength) for rule, (kind, strength) in kinds.items()}
    names = hashlib.sha256(repr(sorted(rules)).encode()).hexdigest()
    pipeline.ruleset.grammar.allowed = Allowed(VERSION, {LANGUAGE: rules}, names)
    return pipeline


def _findings(pipeline: Pipeline, key: str, text: str) -> list[tuple[Finding, str]]:
    """Findings of the category grammar, each with the rule of LanguageTool that it comes from; else with nothing."""
    result = pipeline.audit(Document(key, key, None, text))
    if "grammar" in result.score.unmeasured:
        sys.exit(result.score.unmeasured["grammar"])
    return [(f, _rule_of(f)) for f in result.findings if f.category == "grammar"]


def _rule_of(finding: Finding) -> str:
    """LanguageTool's rule, which the message ends with."""
    return finding.message.rpartition("[")[2].rstrip("]") if finding.rule.startswith(OURS) else ""


def chosen_rules(measured: Measured, kinds: Mapping[str, str]) -> dict[str, tuple[str, Strength]]:
    """The rules that are precise enough, each with its kind and strength."""
    chosen = {}
    for rule, count in measured.rules.items():
        quiet = count.alarms * WORDS_PER_ALARM <= measured.words
        if count.right >= MIN_HITS and count.precision >= MIN_PRECISION and quiet:
            sure = count.precision >= SURE_PRECISION and rule not in GUESSES
            chosen[rule] = (kinds[rule], Strength.SURE if sure else Strength.LIKELY)
    return chosen


def touched_errors(path: Path, connection: Connection, kinds: Kinds) -> dict[str, Any]:
    """How many findings in machine-translated segments touch an error that a professional marked."""
    pipeline = _pipeline(connection, kinds)
    marked: dict[str, list[Span]] = defaultdict(list)
    for row in _rows(path):
        marked[row["text"]] += [Span(s["start"], s["end"]) for s in row["spans"] if s["start"] < s["end"]]
    findings = touching = 0
    for text, spans in marked.items():
        for finding, rule in _findings(pipeline, "segment", text):
            findings += bool(rule)
            touching += bool(rule) and any(finding.span.overlaps(span) for span in spans)
    return {"segments": len(marked), "findings": findings, "touching a marked error": touching}


def figures_of(measured: Measured, kinds: Kinds) -> dict[str, Any]:
    """The sums over one half."""
    counts = measured.rules.values()
    right, wrong, clean, faults = (
        sum(getattr(count, name) for count in counts) for name in ("right", "wrong", "clean", "faults")
    )
    recall = {
        kind: {
            "planted": measured.planted[kind],
            "found": measured.found[kind],
            "found by any rule of ours": measured.ours_found[kind],
        }
        for kind in sorted(measured.planted)
    }
    by_kind: dict[str, dict[str, Any]] = {}
    for kind in sorted({kind for kind, _ in kinds.values()}):
        by_kind[kind] = {}
        for strength in (Strength.SURE, Strength.LIKELY):
            own = [measured.rules[rule] for rule, what in kinds.items() if what == (kind, strength)]
            by_kind[kind][strength.value] = _precision(own)
    return {
        "clean words": measured.words,
        "findings in clean text": clean,
        "of these faults of the text, by our reading": faults,
        "findings per 10,000 clean words": round(clean / measured.words * 10_000, 2),
        "planted slips": right + wrong
        and {
            "findings": right + wrong,
            "right": right,
            "precision": round(right / max(right + wrong, 1), 3),
        },
        "recall by kind of slip": recall,
        "precision by kind and strength": by_kind,
    }


def _precision(counts: Iterable[Count]) -> dict[str, float]:
    every = list(counts)
    right = sum(count.right for count in every)
    findings = right + sum(count.wrong + ALARM_WEIGHT * count.alarms for count in every)
    fixed, restored = (sum(getattr(count, name) for count in every) for name in ("fixed", "restored"))
    precision = round((right + 1) / (findings + 2), 3)
    return {"precision": precision, "findings": findings, "fixed": fixed, "restored": restored}


def _row(rule: str, kind: str, strength: Strength, count: Count) -> dict[str, Any]:
    figures = {
        "right": count.right,
        "restored": count.restored,
        "wrong": count.wrong,
        "in clean text": count.clean,
    }
    return {"id": rule, "kind": kind, "strength": strength.value, **figures}


def write(rows: Sequence[Mapping[str, Any]], figures: Mapping[str, Any]) -> None:
    """Write the list, a rule on a line."""
    head = {
        "provenance": "textaudit.training.grammar_rules over the clean texts of corpus/ and the development benchmarks",
        "method": "chosen on one half of the documents; all figures are those of the other half; precision is "
        "(right + 1) / (right + wrong + 3 times the false alarms in clean text + 2)",
        "version": VERSION,
        "figures": figures,
    }
    lines = ",\n".join(f"   {json.dumps(row)}" for row in rows)
    text = json.dumps(head, indent=1, ensure_ascii=False).removesuffix("\n}")
    LIST.write_text(
        f'{text},\n "languages": {{\n  "{LANGUAGE}": [\n{lines}\n  ]\n }}\n}}\n', encoding="utf-8"
    )


def _own(folder: Path) -> Iterator[tuple[str, str]]:
    """The clean English documents of our corpus."""
    rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    clean = {(row["path"], row["record"]) for row in rows if row["clean"] and row["language"] == LANGUAGE}
    for document in open_inputs([str(folder)]):
        if isinstance(document, Document):
            name = Path(document.path).relative_to(folder).as_posix()
            if (name, document.record) in clean:
                yield f"corpus/{name}/{document.record}", document.text


def _clean(path: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(path):
        yield row["id"], row["text"]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
