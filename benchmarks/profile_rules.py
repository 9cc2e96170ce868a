"""Where the time of an audit goes: CPU of each rule, signal and annotation, without what it calls of the others.

usage: python -m benchmarks.profile_rules [--megabytes N] [--texts TEXTS.jsonl] [--top N]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import textaudit.annotate.annotations as annotations_module
from benchmarks.mixed_text import write_mixed_text
from textaudit import plugins
from textaudit.api import cached_pipeline
from textaudit.auditing import pipeline as pipeline_module
from textaudit.auditing.detect import Detection
from textaudit.model import Document
from textaudit.scanner import Hits, Scanner
from textaudit.settings import Settings
from textaudit.signals.base import Signal


class Stopwatch:
    """Exclusive CPU time by name: a name stops while another, called from within it, runs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = ["(rest)"]
        self._since = time.process_time()

    def _switch(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, call: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        """*call*, timed under the *name* of its arguments."""

        @wraps(call)
        def wrapped(*arguments: Any, **named: Any) -> Any:
            self._switch()
            self._running.append(name(*arguments))
            try:
                return call(*arguments, **named)
            finally:
                self._switch()
                self._running.pop()

        return wrapped

    def watch(self, owner: Any, attribute: str, name: str = "") -> None:
        """Time a function or method wherever it is called from."""
        call = getattr(owner, attribute)
        setattr(owner, attribute, self.timed(call, lambda *_: name or attribute))


def watched() -> Stopwatch:
    """A stopwatch on the engine's parts; the process is of no other use afterwards."""
    watch = Stopwatch()
    for name in ("roles_of", "sentences_in", "words_in", "count_words", "language_of"):
        watch.watch(annotations_module, name)
    watch.watch(annotations_module.Annotations, "_shown_language", "language of a block")
    watch.watch(annotations_module, "lay_out")
    watch.watch(pipeline_module, "score_document")
    watch.watch(Scanner, "scan", "scan: which pattern in which block")
    watch.watch(Hits, "of", "scan: exact hits")
    watch.watch(Detection, "_finding", "findings")
    called = watch.timed(Detection._call, lambda _self, bound, *_: str(bound.rules[0].id))
    for name in plugins.names("signals"):
        kind = plugins.find("signals", name, Signal)
        setattr(kind, "measure", watch.timed(kind.measure, _signal_name(name)))  # noqa: B010
    asked = watch.timed(annotations_module.Annotations.once, lambda _self, question: question.__name__)
    setattr(Detection, "_call", called)  # noqa: B010 - a type checker minds the plain form
    setattr(annotations_module.Annotations, "once", asked)  # noqa: B010
    return watch


def _signal_name(name: str) -> Callable[..., str]:
    return lambda *_: f"signal {name}"


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--megabytes", type=float, default=6)
    arguments.add_argument("--texts", type=Path, help="JSON lines with a field text, instead of mixed text")
    arguments.add_argument("--top", type=int, default=10)
    chosen = arguments.parse_args()
    pipeline = cached_pipeline(Settings())
    with tempfile.TemporaryDirectory() as folder:
        source = chosen.texts or Path(folder) / "mixed.jsonl"
        if not chosen.texts:
            write_mixed_text(source, chosen.megabytes)
        texts = [json.loads(line)["text"] for line in source.open(encoding="utf-8")]
    for text in texts:  # compiles what is compiled on first use
        pipeline.audit(Document("warm", "", None, text))
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    watch = watched()
    begin = time.process_time()
    for number, text in enumerate(texts):
        pipeline.audit(Document(str(number), "", None, text))
    total = time.process_time() - begin
    print(
        f"{megabytes:.1f} MB, {len(texts)} documents, {1000 * total / megabytes:.0f} ms/MB with the stopwatch"
    )
    for name, seconds in sorted(watch.seconds.items(), key=lambda pair: -pair[1])[: chosen.top]:
        print(f"{1000 * seconds / megabytes:8.1f} ms/MB  {name}")


if __name__ == "__main__":
    main()
