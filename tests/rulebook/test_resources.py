"""Detectors that look names up are equipped with gazetteers; runs without such detectors pay nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from textaudit import api
from textaudit.detectors.pattern import PatternDetector
from textaudit.errors import CardError, GazetteerError
from textaudit.plugins import find, names
from textaudit.reporters.base import Reporter
from textaudit.resources import Resources
from textaudit.rulebook import build_ruleset
from textaudit.settings import Settings

Write = Callable[..., Path]


@pytest.fixture
def settings(write: Write, tmp_path: Path) -> Settings:
    """One rule alone, and a list of names."""
    write()
    (tmp_path / "names.csv").write_text("name,aliases,kind\nKyiv,Kiev,place\n")
    return Settings(rules=(str(tmp_path / "cards"),), select=("grammar/blorp",))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Resources]:
    """What the detector of the rule was equipped with."""
    taken: list[Resources] = []
    monkeypatch.setattr(PatternDetector, "equip", lambda self, resources: taken.append(resources))
    return taken


def with_names(settings: Settings, *paths: str) -> Settings:
    return Settings(rules=settings.rules, select=settings.select, gazetteers=paths)


def test_it_gets_the_built_in_places_and_then_the_lists(settings: Settings, given: list[Resources]) -> None:
    plain = build_ruleset(settings)
    listed = build_ruleset(with_names(settings, "names.csv", "names.csv"))
    assert [len(resources.gazetteers) for resources in given] == [1, 3]
    places, own, again = given[1].gazetteers
    assert len(places) > 1000
    assert own.accepts(("kiev",))
    assert own.fingerprint == again.fingerprint
    assert plain.fingerprint != listed.fingerprint
    assert listed.remarks == ()


def test_rules_on_names_say_what_they_had(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Kyiv\n")
    lists = (str(tmp_path / "names.txt"),)
    (remark,) = build_ruleset(Settings(select=("garbled-name",))).remarks
    assert "--gazetteer" in remark
    assert "built-in places" in remark
    assert build_ruleset(Settings(select=("garbled-name",), gazetteers=lists)).remarks == ()
    (remark,) = build_ruleset(Settings(select=("spacing",), gazetteers=lists)).remarks
    assert "no rule that runs looks names up" in remark


def test_other_names_give_another_fingerprint(
    settings: Settings, given: list[Resources], tmp_path: Path
) -> None:
    first = build_ruleset(with_names(settings, "names.csv")).fingerprint
    assert build_ruleset(with_names(settings, "names.csv")).fingerprint == first
    (tmp_path / "names.csv").write_text("name,aliases,kind\nKyiv,,place\n")
    assert build_ruleset(with_names(settings, "names.csv")).fingerprint != first


def test_who_looks_no_names_up_gets_none(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("textaudit.resources.open_gazetteer", lambda path, cache: opened.append(path))
    assert build_ruleset(settings).remarks == ()
    assert opened == []


@pytest.mark.parametrize("equipped", [True, False])
def test_a_broken_list_is_one_error(
    settings: Settings, tmp_path: Path, equipped: bool, request: pytest.FixtureRequest
) -> None:
    if equipped:
        request.getfixturevalue("given")
    (tmp_path / "names.csv").write_text("name,aliases,kind\nKyiv,Kiev,city\n")
    with pytest.raises(GazetteerError, match=r"names\.csv:2: unknown kind 'city'"):
        build_ruleset(with_names(settings, "names.csv"))


def test_a_detector_that_breaks_is_a_broken_card(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatternDetector, "equip", lambda self, resources: 1 / 0)
    with pytest.raises(CardError, match="does not start: ZeroDivisionError"):
        build_ruleset(settings)


@pytest.mark.parametrize("name", names("reporters"))
def test_every_report_says_what_names_were_checked_against(name: str) -> None:
    from textaudit.model import Tally

    run = api.Run(
        [api.Document("a.txt", "a.txt", None, "It went blorp.")], Settings(select=("garbled-name",))
    )
    reporter = find("reporters", name, Reporter)()
    tally = Tally()
    pieces = [reporter.begin(run.head)]
    for outcome in run:
        tally.add(outcome)
        pieces.append(reporter.document(outcome))
    text = "".join([*pieces, reporter.finish(run.head, tally)])
    assert "built-in places only" in " ".join(text.split())


def test_the_report_names_the_lists(settings: Settings, given: list[Resources], tmp_path: Path) -> None:
    chosen = with_names(settings, str(tmp_path / "names.csv"))
    run = api.Run([], chosen)
    assert json.loads(json.dumps(run.head.settings))["gazetteers"] == ["names.csv"]


def test_workers_equip_theirs(settings: Settings, given: list[Resources]) -> None:
    found = list(api.audit(["It went blorp."] * 3, with_names(settings, "names.csv"), jobs=2, corpus=False))
    assert [len(result.findings) for result in found] == [1, 1, 1]


def test_cases_of_cards_hold_whatever_the_users_lists_say(settings: Settings, given: list[Resources]) -> None:
    from textaudit.rulebook import load_rules
    from textaudit.testing import run_cases

    (rule,) = [rule for rule in load_rules(settings.rules) if rule.id == "grammar/blorp"]
    assert all(case.ok for case in run_cases(rule, with_names(settings, "none.csv")))
    assert {len(resources.gazetteers) for resources in given} == {1}
