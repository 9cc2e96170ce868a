"""Cards that lie elsewhere: named by `--rules`, with every mistake that one can make in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from textaudit.rulebook import load_rules
from textaudit.rulebook.binding import bind, check_patterns

Call = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]
Changed = Callable[..., str]
AUDIT = ("audit", "text.txt", "--select", "grammar/blorp", "-f", "concise")


@pytest.mark.parametrize("path", ["cards", "cards/grammar", "cards/grammar/blorp.yaml"])
def test_a_folder_a_category_or_a_file(textaudit: Call, write: Write, path: str) -> None:
    write()
    code, out, _ = textaudit(*AUDIT, "--rules", path)
    assert (code, out.split("\n")[0]) == (1, "text.txt:1:9: warning grammar/blorp Blorp: blorp")
    rows = json.loads(textaudit("rule", "list", "-f", "json", "--rules", path)[1])
    assert "grammar/doubled-word" in [row["id"] for row in rows]
    assert "A blorp was left" in textaudit("rule", "show", "grammar/blorp", "--rules", path)[1]
    assert textaudit("rule", "test", path)[:2] == (0, "1 rules, 2 cases held, 0 did not\n")


def test_the_other_ending_and_paths_from_the_root(textaudit: Call, write: Write) -> None:
    card = write(path="cards/grammar/blorp.yml")
    for path in (card, card.parent, card.parent.parent):
        assert textaudit(*AUDIT, "--rules", path)[0] == 1


def test_the_same_card_by_two_paths_is_one(textaudit: Call, write: Write) -> None:
    card = write()
    assert textaudit(*AUDIT, "--rules", "cards", "--rules", "cards/grammar", "--rules", card)[0] == 1


def test_a_card_takes_the_place_of_ours(textaudit: Call, write: Write) -> None:
    write(path="cards/grammar/doubled-word.yaml")
    code, out, _ = textaudit(
        "audit", "text.txt", "--rules", "cards", "--select", "grammar/doubled-word", "-f", "concise"
    )
    assert (code, out.split("\n")[0]) == (1, "text.txt:1:9: warning grammar/doubled-word Blorp: blorp")


def test_two_cards_of_one_id(textaudit: Call, write: Write) -> None:
    write()
    write(path="more/grammar/blorp.yaml")
    code, _, err = textaudit(*AUDIT, "--rules", "cards", "--rules", "more")
    assert (code, err) == (
        2,
        "textaudit: error: more/grammar/blorp.yaml:1: rule 'grammar/blorp' is also in cards/grammar/blorp.yaml\n",
    )
    write(path="cards/grammar/blorp.yml")
    assert "is also in" in textaudit("rule", "list", "--rules", "cards")[2]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("cards/blorps/blorp.yaml", "no category 'blorps'"),
        ("cards/grammar/Blorp.yaml", "lower-case-with-hyphens"),
        ("cards/blorp.yaml", "no rule card there; expected <category>/<name>.yaml"),
        ("cards/a/grammar/blorp.yaml", "no rule card there; expected <category>/<name>.yaml"),
        ("cards/grammar/blorp.txt", "no rule card there; expected <category>/<name>.yaml"),
    ],
)
def test_a_card_in_the_wrong_place(textaudit: Call, write: Write, path: str, expected: str) -> None:
    write(path=path)
    for call in (
        ("rule", "list", "--rules", "cards"),
        ("rule", "test", "cards"),
        (*AUDIT, "--rules", "cards"),
    ):
        code, out, err = textaudit(*call)
        assert (code, out) == (2, "")
        assert err.startswith("textaudit: error: cards")
        assert expected in err
        assert err.count("\n") == 1


MISTAKES_OF_THE_CARD = [
    ({"why": "why: [1"}, 3, "not valid YAML"),
    ({"why": "why: a\nwhy: b"}, 3, "key 'why' stands there twice"),
    ({"why": "wy: because"}, 2, "unknown key 'wy'; did you mean 'why'?"),
    ({"why": "why: 5"}, 2, "'why' expected as text; 5 needs quotes"),
    ({"severity": "severity: bad"}, 3, "expected note, warning, error"),
    ({"severity": "severity: {}"}, 3, "'severity' expected by strength"),
    ({"severity": "severity: {certain: error}"}, 3, "expected by strength: sure, likely, weak"),
    ({"params": "params: {&a regex: {x: &b [*b]}}"}, 5, "expected text, numbers, lists and tables"),
    ({"params": "params: {regex: 2020-01-01}"}, 5, "expected text, numbers, lists and tables"),
    ({"params": "params: {no: x}"}, 5, "key expected as text in 'params'; False needs quotes"),
    ({"params": "params: [regex]"}, 5, "expected a table of keys and values in 'params'"),
    ({"message": 'message: "{excerpt[a]}"'}, 6, "{name} names a field"),
    ({"message": 'message: "{excerpt:{x}}"'}, 6, "{name} names a field"),
    ({"message": 'message: "{excerpt.x}"'}, 6, "{name} names a field"),
    ({"message": 'message: "a { b"'}, 6, "{name} names a field"),
    ({"fix": "fix: {edit: delete, applicability: {}}"}, 7, "'applicability' expected by strength"),
    ({"fix": "fix: {edit: delete}"}, 7, "key 'applicability' is missing in 'fix'"),
    ({"cases": "default: 1\ncases:"}, 8, "'default' expected as true or false"),
    ({"cases": "confidence: {sure: 2}\ncases:"}, 8, "numbers from 0 to 1"),
    ({"cases": "languages: en\ncases:"}, 8, "expected as a list of codes"),
    ({"  - passes": "  - passes: ''"}, 10, "'passes' expected as text"),
    ({"  - passes": "  - passes: x\n    language: English"}, 11, "'language' expected as a code"),
    ({"  - passes": "  - flags: ⟦blorp⟧"}, 8, "at least one case that 'flags' and one that 'passes'"),
]


@pytest.mark.parametrize(("lines", "line", "expected"), MISTAKES_OF_THE_CARD)
def test_a_mistake_in_a_card_ends_every_command(
    textaudit: Call, write: Write, changed: Changed, lines: dict[str, str], line: int, expected: str
) -> None:
    write(changed(**lines))
    calls = (
        (*AUDIT, "--rules", "cards"),
        ("clean", "text.txt", "--diff", "--rules", "cards"),
        ("rule", "list", "--rules", "cards"),
        ("rule", "show", "grammar/blorp", "--rules", "cards"),
        ("rule", "test", "cards"),
        ("rule", "test", "cards/grammar/blorp.yaml"),
    )
    for call in calls:
        code, out, err = textaudit(*call)
        assert (code, out) == (2, "")
        assert err.startswith(f"textaudit: error: cards/grammar/blorp.yaml:{line}: ")
        assert expected in err
        assert err.count("\n") == 1


MISTAKES_OF_THE_RULE = [
    ({"detector": "detector: pattren"}, 4, "no detector is called 'pattren'; did you mean 'pattern'?"),
    ({"detector": "detector: ../xyz"}, 4, "no detector is called '../xyz'. There are: "),
    ({"detector": "detector: base"}, 4, "no detector is called 'base'"),
    ({"params": "params: {regx: x}"}, 5, "unknown key 'regx'; did you mean 'regex'?"),
    ({"params": "params: {}"}, 5, "'regex' is missing: expected text"),
    ({"params": "params: {regex: 5}"}, 5, "'regex' is 5: expected text"),
    ({"params": "params: {regex: x, mark: word}"}, 5, "expected one of hit, sentence, block"),
    ({"params": "params: {regex: x, max_words: many}"}, 5, "expected a whole number"),
    ({"detector": "detector: terms", "params": "params: {any_of: []}"}, 5, "at least one phrase"),
    ({"detector": "detector: terms", "params": "params: {any_of: {en: []}}"}, 5, "at least one phrase"),
    ({"detector": "detector: terms", "params": "params: {any_of: ['']}"}, 5, "none of them empty"),
    ({"params": "params: {regex: '(blorp'}"}, 5, "pattern 'regex': not a pattern in RE2 syntax: missing )"),
    ({"params": "params: {regex: '(?=b)lorp'}"}, 5, "not a pattern in RE2 syntax"),
    ({"params": "params: {regex: '(b)\\1'}"}, 5, "not a pattern in RE2 syntax"),
    ({"params": "params: {regex: '\\bblorp'}"}, 5, "use 'word_edges: true' instead"),
    ({"params": "params: {regex: 'x*'}"}, 5, "matches the empty text"),
    ({"params": "params: {regex: ''}"}, 5, "matches the empty text"),
    ({"params": "params: {regex: '\\x{D800}'}"}, 5, "half of a pair"),
    ({"params": "params: {regex: blorp, unless: '(x'}"}, 5, "pattern 'unless': not a pattern"),
    ({"params": "params: {regex: '(blorp)', word_edges: true}"}, 5, "cannot have word_edges"),
    ({"params": "params: {regex: '(b)(lorp)'}"}, 5, "2 groups, but the hit is one"),
    ({"params": "params: {regex: '(blorp)|flump'}"}, 5, "can match without its group"),
]


@pytest.mark.parametrize(("lines", "line", "expected"), MISTAKES_OF_THE_RULE)
def test_a_rule_that_cannot_run_ends_the_run(
    textaudit: Call, write: Write, changed: Changed, lines: dict[str, str], line: int, expected: str
) -> None:
    write(changed(**lines))
    for call in (
        (*AUDIT, "--rules", "cards"),
        ("clean", "text.txt", "--diff", "--rules", "cards"),
        ("rule", "test", "cards"),
    ):
        code, out, err = textaudit(*call)
        assert (code, out) == (2, "")
        assert err.startswith(f"textaudit: error: cards/grammar/blorp.yaml:{line}: ")
        assert expected in err
        assert err.count("\n") == 1
    assert textaudit("rule", "show", "grammar/blorp", "--rules", "cards")[0] == 0  # to look at what is wrong


@pytest.mark.parametrize(
    "regex", ["(?:(b)|x)lorp", "bl(o)?rp", "bl(o)*rp", "bl(o){0,3}rp", "(?i)blo|(rp)", "|(b)"]
)
def test_a_group_that_may_be_missing_is_refused(
    textaudit: Call, write: Write, changed: Changed, regex: str
) -> None:
    write(changed(params=f"params: {{regex: '{regex}'}}"))
    code, _, err = textaudit("rule", "test", "cards")
    assert code == 2
    assert "can match without its group" in err


@pytest.mark.parametrize(
    "regex",
    [
        "(blo|x)rp|y",
        "(?:^| )(blorp)",
        "[(|]?(blorp)",
        "[]|]?(blorp)",
        r"\|?\(?(blorp)",
        "(?P<x>blorp)",
        "[[:alpha:]|]?(lorp)",
    ],
)
def test_a_group_that_is_always_there_is_taken(
    textaudit: Call, write: Write, changed: Changed, regex: str
) -> None:
    write(changed(params=f"params: {{regex: '{regex}'}}"))
    missing = regex.endswith("|y")
    assert textaudit("rule", "test", "cards")[0] == (2 if missing else 1 if "(lorp" in regex else 0)


def test_our_own_patterns_are_sound() -> None:
    for rule in load_rules():
        check_patterns(rule, bind(rule))


def test_parameters_of_the_user_are_checked_too(textaudit: Call, write: Write) -> None:
    write().parents[2].joinpath("textaudit.toml").write_text(
        '[params."spacing/missing-space"]\nregex = "(a)|b"\n'
    )
    code, _, err = textaudit("audit", "text.txt")
    assert code == 2
    assert "params of spacing/missing-space in the settings: pattern" in err
    assert "can match without its group" in err


@pytest.mark.parametrize(
    ("lines", "line", "expected"),
    [
        ({"  - flags": '  - flags: "It went ⟦flump⟧."'}, 9, "expected 'It went ⟦flump⟧.' but got nothing"),
        ({"  - passes": '  - passes: "No blorp."'}, 10, "expected nothing but got 'No ⟦blorp⟧.'"),
        ({"  - flags": '  - flags: "It ⟦went blorp⟧."'}, 9, "but got 'It went ⟦blorp⟧.'"),
        (
            {"  - passes": '  - flags: "Oh ⟦blorp⟧"\n    fixed: "x"\n  - passes: x'},
            10,
            "expected it fixed to 'x' but got 'Oh'",
        ),
        (
            {"  - passes": '  - flags: "⟦blorp⟧"\n    suggests: "x"\n  - passes: x'},
            10,
            "expected the suggestion 'x'",
        ),
        ({"  - passes": "  - passes: x\n    known_failure: y"}, 10, "holds now: take 'known_failure: y' off"),
    ],
)
def test_a_case_that_does_not_hold(
    textaudit: Call, write: Write, changed: Changed, lines: dict[str, str], line: int, expected: str
) -> None:
    write(changed(**lines))
    code, out, err = textaudit("rule", "test", "cards")
    assert (code, err) == (1, "")
    assert out.startswith(f"cards/grammar/blorp.yaml:{line}: grammar/blorp: ")
    assert expected in out.split("\n")[0]
    assert out.endswith(" 1 did not\n")


def test_a_case_with_a_rule_that_is_not_there(textaudit: Call, write: Write, changed: Changed) -> None:
    write(changed(**{"  - passes": "  - passes: x\n    with_rules: [grammar/none]"}))
    code, out, err = textaudit("rule", "test", "cards")
    assert (code, out) == (2, "")
    assert err.startswith(
        "textaudit: error: cards/grammar/blorp.yaml:10: 'with_rules': no rule or category 'grammar/none'"
    )


def test_a_file_that_is_no_text(textaudit: Call, write: Write) -> None:
    write().write_bytes(b"summary: \xff\n")
    assert textaudit("rule", "test", "cards")[2] == (
        "textaudit: error: cards/grammar/blorp.yaml:1: cannot be read: not UTF-8\n"
    )


def test_a_new_card_lies_where_rules_are_looked_for(textaudit: Call, write: Write) -> None:
    write()
    assert textaudit("rule", "new", "markup/first-try", "--folder", "cards")[0] == 0
    assert textaudit("rule", "test", "cards")[:2] == (0, "2 rules, 4 cases held, 0 did not\n")
    assert "first-try" in textaudit("rule", "show", "markup/first-try", "--rules", "cards")[1]
