"""The chosen rules, bound to their detectors, with all their patterns in one scanner."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from textaudit import __version__
from textaudit.cache_folder import default_cache_dir
from textaudit.detectors.base import STAGES, CorpusDetector, Detector
from textaudit.errors import PatternError, SettingsError
from textaudit.grammar import NOT_ASKED, Connection, GrammarChecker
from textaudit.model import CATEGORIES, Request, Rule
from textaudit.nearest import nearest
from textaudit.resources import Resources, open_resources
from textaudit.rulebook.binding import (
    bind,
    bind_as_set,
    check_patterns,
    equip,
    is_equipped,
    kind_of,
    patterns_of,
)
from textaudit.rulebook.sources import load_rules, own_rules_dir
from textaudit.rulebook.unchecked import remarks, unmeasured, without_server
from textaudit.scanner import Scanner
from textaudit.settings import Settings


@dataclass(frozen=True)
class Bound:
    """A detector with its parameters, for all the rules that share both.

    Attributes:
        patterns: number in the scanner and the detector's own name, for each of its patterns.
    """

    detector: Detector
    rules: tuple[Rule, ...]
    patterns: tuple[tuple[int, str], ...]

    @cached_property
    def is_corpus_wide(self) -> bool:
        """Whether it compares documents."""
        return isinstance(self.detector, CorpusDetector)


@dataclass(frozen=True)
class Ruleset:
    """Everything that a worker needs to judge a document.

    Attributes:
        bound: the bound detectors, in order of their first rule.
        unmeasured: reason by category, for categories that no chosen rule belongs to.
        fingerprint: changes whenever other findings are possible.
        silent: ids of rules that nobody chose and that run as evidence for others; they are not in `rules`.
        remarks: what is checked less than it could be, and what would change that.
        grammar: asks LanguageTool, where a rule that runs does.
    """

    rules: tuple[Rule, ...]
    bound: tuple[Bound, ...]
    scanner: Scanner
    unmeasured: Mapping[str, str]
    fingerprint: str
    silent: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    grammar: GrammarChecker | None = None
    _languages: dict[tuple[str | None, bool], Mapping[str, str]] = field(default_factory=dict)

    @property
    def corpus_wide(self) -> tuple[Bound, ...]:
        """Those that compare documents."""
        return tuple(bound for bound in self.bound if bound.is_corpus_wide)

    @cached_property
    def _always(self) -> frozenset[int]:
        return frozenset(n for n, bound in enumerate(self.bound) if bound.detector.called == "always")

    @cached_property
    def _without_source(self) -> frozenset[int]:
        return self._always - self._comparing

    @cached_property
    def _turns(self) -> list[int]:
        """When each detector's turn comes."""
        order = sorted(range(len(self.bound)), key=lambda n: (STAGES.index(self.bound[n].detector.stage), n))
        return [order.index(n) for n in range(len(order))]

    @cached_property
    def _by_pattern(self) -> Mapping[int, int]:
        return {number: n for n, bound in enumerate(self.bound) for number, _ in bound.patterns}

    @cached_property
    def _comparing(self) -> frozenset[int]:
        return frozenset(n for n, bound in enumerate(self.bound) if bound.detector.needs_source)

    @cached_property
    def _source_rules(self) -> frozenset[str]:
        return frozenset(rule.id for n in self._comparing for rule in self.bound[n].rules)

    @property
    def compares(self) -> bool:
        """Whether any of its rules looks at what a document was translated from."""
        return bool(self._comparing)

    def called_for(self, hit: Collection[int], has_source: bool = False) -> list[Bound]:
        """The detectors to call where these patterns were hit, by stage: most documents need only a few."""
        by_pattern = self._by_pattern
        always = self._always if has_source else self._without_source
        wanted = always.union(by_pattern[number] for number in hit if number in by_pattern)
        return [self.bound[n] for n in sorted(wanted, key=self._turns.__getitem__)]

    def unmeasured_in(self, language: str | None, has_source: bool = False) -> Mapping[str, str]:
        """Reason by category, for categories that no rule can measure in a document of this language.

        Args:
            has_source: whether it is known what the document was translated from.
        """
        known = self._languages.get((language, has_source))
        if known is None:
            out = frozenset() if has_source else self._source_rules
            able = {
                rule.category
                for rule in self.rules
                if rule.id not in out and (not rule.languages or language in rule.languages)
            }
            what = f"language '{language}'" if language else "a text whose language is unknown"
            reasons = {c: f"no rule for {what}" for c in CATEGORIES if c not in able} | dict(self.unmeasured)
            known = self._languages[language, has_source] = reasons
        return known


def wants_grammar(settings: Settings) -> bool:
    """Whether a rule that *settings* choose asks LanguageTool, and it is switched on.

    Raises:
        CardError, SettingsError, PluginError: as `build_ruleset`.
    """
    if settings.grammar == "off":
        return False
    every = load_rules(settings.rules)
    _check_names(settings, every)
    return any(_is_chosen(rule, settings) and kind_of(rule).needs_grammar for rule in every)


def build_ruleset(
    settings: Settings,
    engine: str = "auto",
    cache: Path | str | None = "default",
    grammar: Connection = NOT_ASKED,
) -> Ruleset:
    """Choose the rules that *settings* ask for and make them ready to run.

    Args:
        grammar: who answers for grammar.

    Raises:
        CardError: a card with a mistake, also in its parameters or patterns.
        SettingsError: a rule or category that does not exist.
        PluginError: a detector that does not load.
        GazetteerError: a list of names that cannot be read, or has a mistake.
    """
    every = load_rules(settings.rules)
    _check_names(settings, every)
    folder = default_cache_dir() if cache == "default" else Path(cache) if cache else None
    asked = settings.grammar != "off"
    checker = GrammarChecker(grammar, folder) if asked and grammar.url else None
    chosen = tuple(_adjusted(rule, settings) for rule in every if _is_chosen(rule, settings))
    drafts: dict[str, tuple[Detector, list[Rule]]] = {}
    for rule in chosen:
        _draft(rule, settings, drafts, checker is not None)
    silent = _evidence(every, chosen, [detector for detector, _ in drafts.values()])
    for rule in silent:
        _draft(rule, settings, drafts, checker is not None)
    looking = [draft for draft in drafts.values() if is_equipped(draft[0])]
    names_looked_up = any(not detector.needs_source for detector, _ in looking)
    opened = open_resources(
        settings.gazetteers, folder, built_in=names_looked_up, glossaries=settings.glossaries
    )
    resources = replace(
        opened,
        grammar=checker,
        grammar_chosen=frozenset(settings.select) if settings.grammar == "suspicious" else None,
    )
    for detector, rules in looking:
        equip(detector, rules[0], resources)
    patterns: list[Request] = []
    bounds = [
        Bound(d, tuple(rules), _number(patterns_of(rules[0], d), patterns)) for d, rules in drafts.values()
    ]
    unheard = frozenset(rule.id for rule in silent)
    bound = tuple(rule for bound in bounds for rule in bound.rules)
    running = tuple(rule for rule in bound if rule.id not in unheard)
    return Ruleset(
        rules=tuple(sorted(running, key=lambda rule: rule.id)),
        bound=tuple(bounds),
        scanner=_compile(patterns, bounds, engine, folder),
        unmeasured=without_server(unmeasured(settings, every, running), chosen, running, settings, grammar),
        fingerprint=_fingerprint(bound, settings, resources),
        silent=unheard,
        remarks=remarks(settings, chosen, running, names_looked_up),
        grammar=checker if any(b.detector.needs_grammar for b in bounds) else None,
    )


def _draft(
    rule: Rule, settings: Settings, drafts: dict[str, tuple[Detector, list[Rule]]], grammar: bool
) -> None:
    """Bind one rule, to a detector that others have bound already where that is the same."""
    if settings.params.get(rule.id):
        detector = bind_as_set(rule)
    else:
        detector = bind(rule)
        if not Path(rule.source).is_relative_to(own_rules_dir()):  # the tests check ours
            check_patterns(rule, detector)
    if isinstance(detector, CorpusDetector) and not settings.corpus:
        return
    if detector.needs_grammar and not grammar:
        return
    key = rule.detector + json.dumps(rule.params, sort_keys=True, default=str)
    drafts.setdefault(key, (detector, []))[1].append(rule)


def _evidence(
    every: Sequence[Rule], chosen: Sequence[Rule], detectors: Sequence[Detector]
) -> tuple[Rule, ...]:
    """The rules that nobody chose, whose matches the chosen ones look at."""
    read = {category for detector in detectors for category in detector.reads}
    taken = {rule.id for rule in chosen}
    return tuple(rule for rule in every if rule.default and rule.category in read and rule.id not in taken)


def _compile(
    patterns: Sequence[Request], bounds: Sequence[Bound], engine: str, cache: Path | None
) -> Scanner:
    try:
        return Scanner(patterns, engine, cache)
    except PatternError:
        for bound in bounds:
            check_patterns(bound.rules[0], bound.detector)
        raise


def _number(declared: Mapping[str, Request], patterns: list[Request]) -> tuple[tuple[int, str], ...]:
    first = len(patterns)
    patterns.extend(declared.values())
    return tuple(enumerate(declared, start=first))


def _is_chosen(rule: Rule, settings: Settings) -> bool:
    names = {rule.id, rule.category}
    if names & set(settings.ignore):
        return rule.id in settings.select and rule.id not in settings.ignore
    if settings.select:
        return rule.id in settings.select or (rule.default and rule.category in settings.select)
    return rule.default


def _adjusted(rule: Rule, settings: Settings) -> Rule:
    """The rule with the user's parameters and severities."""
    severity = settings.severities.get(rule.id) or settings.severities.get(rule.category)
    if severity:
        rule = replace(rule, severity=dict.fromkeys(rule.severity, severity))
    params = settings.params.get(rule.id)
    return replace(rule, params={**rule.params, **params}) if params else rule


def _check_names(settings: Settings, rules: Sequence[Rule]) -> None:
    known = {rule.id for rule in rules} | set(CATEGORIES)
    per_path = [name for p in settings.per_path for name in (*p.ignore, *p.severities)]
    for name in (*settings.select, *settings.ignore, *settings.severities, *settings.params, *per_path):
        if name not in known:
            near = nearest(name, sorted(known))
            hint = f"; did you mean '{near}'?" if near else "; 'textaudit rule list' shows what there is"
            raise SettingsError(f"no rule or category '{name}'{hint}")


def _fingerprint(rules: Sequence[Rule], settings: Settings, resources: Resources) -> str:
    facts = [__version__, settings.language, settings.language_detector, settings.limits.passes]
    asked = resources.grammar.allowed.fingerprint + settings.grammar if resources.grammar else ""
    text = (
        repr(facts)
        + asked
        + "".join(resources.fingerprints)
        + "".join(repr(replace(rule, cases=(), source="")) for rule in rules)
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
