"""Clean, then undo: the same bytes, for any text, encoding and way of writing records, with rules of our own."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from textaudit import Settings, api
from textaudit.readers import open_inputs
from textaudit.writers import LedgerWriter, OutputWriter, plan_outputs, undo
from textaudit.writers.atomic import new_file

PIECES = st.sampled_from(
    [
        "The council closed the bridge on Monday because of the storm. ", "cafÃ© ", "the the ", "  ", "\u00ad", "\u200b",
        "\x07", "&amp; ", "<p>x</p>", "\n", "\n\n", "\r\n", "\r", "Leave a Reply\n", "Share this:\n", "workers.Wearing hats ",
        "Züge – „für“ Köln ", "hаrbour ", "😀", "e\u0301", "\ufeff", "漢字。", "\\u2019", "/", '"', "\u2028", "Ð¿Ñ€Ð¸",
    ]
)  # fmt: skip
SETTINGS = Settings(select=("spacing", "mojibake", "grammar", "broken-join"))  # all take long to compile
TEXTS = st.lists(PIECES, max_size=12).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251"])


@st.composite
def records(draw: st.DrawFn) -> bytes:
    """Lines of JSON, written in one of the many ways that there are."""
    lines = []
    for text in draw(st.lists(TEXTS, max_size=4)):
        line = json.dumps({"n": 1.5, "text": text, "x": ["text"]}, ensure_ascii=draw(st.booleans()))
        line = line.replace("/", draw(st.sampled_from(["/", "\\/"]))).replace(
            "e", draw(st.sampled_from(["e", "\\u0065"]))
        )
        lines.append(line.replace("t\\u0065xt", "text") + draw(st.sampled_from(["\n", "\r\n", "\n\n"])))
    data = "".join(lines)
    return data.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])), "ignore")


@given(TEXTS, ENCODINGS, records(), st.booleans())
@example("Rain\u00ad fell.", "cp1252", '{"text": "Rain\u00ad fell."}'.encode(), True)
def test_clean_then_undo_gives_the_same_bytes(text: str, encoding: str, lines: bytes, in_place: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {"a.txt": text.encode(encoding, "ignore"), "b.jsonl": lines}
        for file, data in files.items():
            (folder / "in" / file).parent.mkdir(exist_ok=True)
            (folder / "in" / file).write_bytes(data)
        out = folder / ("in" if in_place else "out")
        inputs = open_inputs([str(folder / "in")])
        with ExitStack() as stack:
            book = LedgerWriter(stack.enter_context(new_file(folder / "ledger")), "", "")
            plan = plan_outputs(inputs, None if in_place else out, in_place)
            writer = stack.enter_context(OutputWriter(inputs, plan, "text", book))
            for outcome in api.clean_inputs(inputs, SETTINGS, unsafe=True):
                writer.write(outcome)
        undo(folder / "ledger", out, folder / "back")
        assert {file: (folder / "back" / file).read_bytes() for file in files} == files
