"""What of LanguageTool's answers becomes a finding, by the library and the command, with the real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Call
from textaudit import audit, clean
from textaudit.grammar import Connection
from textaudit.model import Result
from textaudit.settings import load_settings

SLIP = "The farmer sold sold his last cow in the spring of that year."
FILLER = "The ferry leaves at noon and comes back before dark, as it has done for forty years."
GERMAN = "Der Rat hat am Montag die neue Brücke nach kurzer Aussprache mit großer Mehrheit beschlossen."

pytestmark = pytest.mark.usefixtures("server")


def slips(result: Result) -> list[str]:
    return [f.text for f in result.findings if f.rule.startswith("grammar/languagetool-")]


def test_off_is_the_default() -> None:
    assert slips(audit(f"{FILLER} {SLIP}")) == []
    assert audit(f"{FILLER} {SLIP}").score.by_category["grammar"] == 100.0


def test_a_finding_says_what_is_wrong_and_offers_a_fix() -> None:
    result = audit(f"🎈 {FILLER}\n\n{FILLER} 😀 {SLIP}", grammar="all")
    (finding,) = [f for f in result.findings if f.rule == "grammar/languagetool-doubled-word"]
    assert (finding.text, finding.suggestions[0], finding.line) == ("sold sold", "sold", 3)
    assert finding.message.endswith("[ENGLISH_WORD_REPEAT_RULE]")
    assert finding.fix is not None
    assert result.score.by_category["grammar"] < 100  # type: ignore[operator]
    assert "sold sold" in clean(f"{FILLER} {SLIP}", grammar="all").text
    mended = clean(f"{FILLER} {SLIP}", grammar="all", unsafe=True)
    assert mended.text == f"{FILLER} {SLIP.replace('sold sold', 'sold')}"
    assert clean(mended.text, grammar="all", unsafe=True).edits == ()


@pytest.mark.parametrize(
    "text",
    [
        f"She Bought A Umbrella\n\n{FILLER}",
        f"{FILLER} “{SLIP}” said the sign.",
        f'{FILLER} "{SLIP}" said the sign.',
        f"{FILLER} Everybody read «{SLIP}» on the wall.",
        f"{FILLER} “And then, as we all know,\n\n“{SLIP}\n\n{FILLER}",
        f"{FILLER} Type `echo a umbrella` and look at what it says.",
        f"{FILLER} It is called a umbrella_stand in the program.",
        f"{FILLER}\n\n    bought = a umbrella\n    print(a umbrella)\n\n{FILLER}",
        f"{FILLER} She bought a um\u00adbrella at the market.",
    ],
    ids=[
        "heading",
        "quotation",
        "straight",
        "guillemets",
        "open",
        "backticks",
        "identifier",
        "code",
        "damaged",
    ],
)
def test_what_is_not_the_authors_prose_is_left_alone(text: str) -> None:
    assert slips(audit(text, grammar="all", select=("grammar",))) == []


def test_names_are_left_alone(tmp_path: Path) -> None:
    text = f"{FILLER} They ate at Bread and could of butter by the old mill on Friday."
    names = tmp_path / "names.txt"
    names.write_text("Bread and could of butter\n")
    assert slips(audit(text, grammar="all")) == ["of"]
    assert slips(audit(text, grammar="all", gazetteers=(str(names),))) == []


def test_the_same_thing_is_said_once() -> None:
    result = audit(f"{FILLER} It rained on the the town and the farmer sold sold his cow.", grammar="all")
    assert [(f.rule, f.text) for f in result.findings] == [
        ("grammar/doubled-word", "the the"),
        ("grammar/languagetool-doubled-word", "sold sold"),
    ]


def test_only_suspicious_sentences_are_sent(requests: list[str]) -> None:
    suspicious = f"{FILLER} It rained on the the hills where she sold sold her cow. {SLIP}"
    result = audit(suspicious, grammar="suspicious")
    assert requests == ["It rained on the the hills where she sold sold her cow."]
    assert slips(result) == ["sold sold"]
    audit(f"{FILLER} {SLIP}", grammar="suspicious")
    assert len(requests) == 1


def test_sentences_of_rules_that_the_user_chose_are_sent_too(requests: list[str]) -> None:
    text = f"{FILLER} The rain  fell on the quiet town all day. The river rose by noon and fell again."
    audit(text, grammar="suspicious", select=("grammar", "spacing/doubled-space"))
    assert requests == ["The rain  fell on the quiet town all day."]


def test_other_languages_are_not_measured() -> None:
    result = audit(f"{GERMAN} {GERMAN}", grammar="all")
    assert result.score.by_category["grammar"] is None
    assert result.score.unmeasured["grammar"] == "LanguageTool: no measured rules for language 'de'"
    assert audit(f"{GERMAN} {GERMAN}").score.by_category["grammar"] == 100.0


def test_workers_give_the_same_bytes(textaudit: Call, tmp_path: Path) -> None:
    rows = [
        {"id": n, "text": f"{FILLER} {SLIP} It was day {n}." if n % 3 else f"{GERMAN} {n}"} for n in range(40)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    one, two = (
        textaudit("audit", tmp_path / "a.jsonl", "--grammar", "all", "-f", "json", "-j", jobs)
        for jobs in "12"
    )
    assert one == two
    found = [row["findings"] for row in json.loads(one.out)["documents"]]
    assert sum(any(f["rule"] == "grammar/languagetool-doubled-word" for f in row) for row in found) == 26


def test_the_report_says_what_suspicious_leaves_out(textaudit: Call, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{FILLER} {SLIP}")
    out = textaudit("audit", tmp_path / "a.txt", "--grammar", "suspicious", "-f", "concise").out
    assert (
        "not checked: grammar of sentences in which nothing else was found: --grammar all checks every one"
        in out
    )
    out = textaudit(
        "audit", tmp_path / "a.txt", "--select", "grammar/languagetool-article", "-f", "concise"
    ).out
    assert "grammar checking is off (--grammar suspicious or all)" in out
    assert "not checked: grammar: grammar checking is off" in out


def test_a_named_server_is_asked(server: Connection) -> None:
    result = audit(f"{FILLER} {SLIP}", grammar="all", grammar_server=f"{server.url}/v2/")
    assert slips(result) == ["sold sold"]


def test_a_settings_file_can_say_so(tmp_path: Path) -> None:
    (tmp_path / "textaudit.toml").write_text('grammar = "all"\ngrammar-server = "http://localhost:8081"\n')
    settings = load_settings(tmp_path)
    assert (settings.grammar, settings.grammar_server) == ("all", "http://localhost:8081")


def test_status_says_that_it_works(textaudit: Call) -> None:
    code, out, _ = textaudit("grammar", "status")
    assert code == 0
    assert out.startswith("LanguageTool 6.8: answers\n")
