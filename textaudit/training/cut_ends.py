"""Trains the model of cut ends and writes ``data/cut_ends.json`` and ``data/english_words.json``.

usage: python -m textaudit.training.cut_ends BENCH

BENCH is the folder of the development benchmarks. The model learns from labelled paragraphs (``truncation/``), from
clean documents as they are and cut at random (``clean/``), and from scraped pages (``boilerplate/``), whose titles,
menus and captions end without a stop and are not cut. Its figures are out of fold: each document was judged by a
model that had not seen it. The words are those that occur three times in the clean texts of public domain.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from textaudit.annotate import Annotations
from textaudit.detectors.shared.cut_model import may_be_cut
from textaudit.detectors.shared.end_features import features_of
from textaudit.detectors.shared.open_ends import FEWEST_WORDS, open_ends
from textaudit.detectors.shared.seams import Seam, end_of, seams_of
from textaudit.model import Role
from textaudit.training.cut_texts import (
    ENDED,
    STRANDED,
    CutText,
    clean,
    cut_at_random,
    ended_at_strays,
    labelled,
    rows,
    scraped,
)
from textaudit.training.linear import Example, figures, fit, out_of_fold, rounded

DATA = Path(__file__).resolve().parent.parent / "data"
_WEIGHTS = {"truncation": 6.0, "scraped": 1.0}
_FADING = re.compile(r"[^\W_]\s?(?:…|\.\.\.)$")
_PUBLIC_DOMAIN = {"legal", "government", "fiction", "speech", "drama"}
_PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")
_SEED = 7


def texts(bench: Path) -> Iterator[CutText]:
    """All texts to learn from."""
    rng = random.Random(_SEED)
    for document in chain(labelled(bench), clean(bench), scraped(bench)):
        yield document
        if document.source.startswith("clean"):
            yield cut_at_random(document, rng)
            yield ended_at_strays(document)
            if document.source == "clean_multilingual":  # less text; cut it twice
                yield cut_at_random(document, rng)


def examples(documents: Iterable[CutText]) -> Iterator[Example]:
    """The ends of paragraphs that the model is asked about."""
    for document in documents:
        notes = Annotations(document.text)
        seams = notes.once(seams_of)
        for kind, seam in _ends(notes):
            if not _is_labelled(document.source, kind):
                continue
            yield Example(
                document.group,
                document.source + kind,
                tuple(features_of(notes, seams, seam)),
                seam.block.end in document.cuts,
                _WEIGHTS.get(document.source, 1.0),
            )


def _is_labelled(source: str, kind: str) -> bool:
    """Scraped pages say nothing of ends with a stop; texts ended at strays are the same as before but for those."""
    return not kind if source == "scraped" else kind == ", stopped" or not source.endswith(ENDED)


def _ends(notes: Annotations) -> Iterator[tuple[str, Seam]]:
    """Ends without a stop, in an ellipsis, and in a small word with a stop."""
    for seam in notes.once(open_ends):
        if may_be_cut(notes, seam):
            yield "", seam
    for block in notes.blocks:
        if block.text[-1] not in ".:…" or notes.role(block) is not Role.PROSE:
            continue
        seam = end_of(block)
        if len(seam.words) < FEWEST_WORDS:
            continue
        if _FADING.search(block.text[-6:]):
            yield ", fading", seam
        elif STRANDED.search(block.text[-14:]) and notes.language_of(block) == "en":
            yield ", stopped", seam


def frequent_words(bench: Path) -> list[str]:
    """Words in lower case that occur three times in clean English texts of public domain, sorted."""
    counts: Counter[str] = Counter()
    for row in rows(bench / "clean" / "clean.jsonl"):
        if row["genre"] in _PUBLIC_DOMAIN:
            counts.update(_PLAIN_WORD.findall(row["text"]))
    return sorted(word for word, number in counts.items() if number >= 3)


def main() -> None:
    """Train, measure and write."""
    bench = Path(sys.argv[1])
    words = {
        "provenance": "Words in lower case that occur three times or more in the clean development texts of the genres "
        + ", ".join(sorted(_PUBLIC_DOMAIN)),
        "licence": "public domain and CC0 (Standard Ebooks, D.C. Code, digital.gov, State of the Union)",
        "words": " ".join(frequent_words(bench)),
    }
    (DATA / "english_words.json").write_text(json.dumps(words, indent=1) + "\n", encoding="utf-8")
    found = list(examples(texts(bench)))
    table = figures(list(out_of_fold(found)), (0.5, 0.7, 0.8, 0.9, 0.95))
    data = {
        "provenance": "textaudit.training.cut_ends over the development benchmarks truncation, clean and boilerplate",
        "licence": "Weights of general features, no text. Sources, as their READMEs state: BBC and WMT news, Inspec "
        "and scraped pages (publishers' copyright, research use), XQuAD (CC BY-SA 4.0), digital.gov, State of the "
        "Union (US public domain), D.C. Code, Standard Ebooks (CC0), The Rust Programming Language (MIT/Apache-2.0), "
        "GOV.UK developer docs (MIT/OGL), based.cooking, tacofancy (Unlicense), Pro Git (CC BY-NC-SA), FLORES "
        "(CC BY-SA 4.0).",
        "measured": {
            "how": "out of fold, by document; by source and threshold: cuts found, all cuts, false alarms, other ends",
            "figures": table,
        },
        "weights": rounded(fit(found)),
    }
    (DATA / "cut_ends.json").write_text(
        json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
