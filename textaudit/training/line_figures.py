"""How well the line model does, by probabilities from models that saw no page of the site they judge."""

from __future__ import annotations

import numpy as np

from textaudit.detectors.learned_line import LearnedLine
from textaudit.detectors.shared.line_features import feature_names
from textaudit.training.line_rows import Numbers, Rows


def figures(rows: Rows, found: Numbers, at: float) -> dict[str, dict[str, float]]:
    """Precision, recall and share of content lost (by characters) from probability *at*, by source."""
    figures: dict[str, dict[str, float]] = {}
    sources = np.array([page.source for page in rows.pages])[rows.page]
    judged = np.array(
        [
            rows.pages[p].judged[line] or sources[n] == "own"
            for n, (p, line) in enumerate(zip(rows.page, rows.line, strict=True))
        ]
    )
    chars = np.expm1(rows.values[:, 0])
    for source in sorted(set(sources)):
        mine = judged & (sources == source) & (rows.furniture >= 0)
        flagged, real = found[mine] >= at, rows.furniture[mine] == 1
        lost = chars[mine][flagged & ~real].sum() / max(1, chars[mine][~real].sum())
        figures[source] = {
            "precision": round(float(real[flagged].mean()) if flagged.any() else 0.0, 4),
            "recall": round(float(flagged[real].mean()) if real.any() else 0.0, 4),
            "content lost": round(float(lost), 5),
        }
    return figures


def by_strength(rows: Rows, found: Numbers) -> dict[str, dict[str, float]]:
    """How often each strength of `LearnedLine` is right on pages as extractors leave them, where nothing else hit."""
    names, params = list(feature_names()), LearnedLine.Params()
    length, words = (np.expm1(rows.values[:, names.index(name)]) for name in ("length", "words"))
    hits = rows.values[:, names.index("all hits_log")]
    source = np.array([page.source for page in rows.pages])[rows.page]
    judged = np.array([rows.pages[p].judged[line] for p, line in zip(rows.page, rows.line, strict=True)])
    least = np.where(hits > 0, params.likely, params.likely_alone)
    least = np.where(length >= params.long_chars, np.maximum(least, params.likely_long), least)
    sure = found >= np.where(words >= params.sentence_words, params.sure_long, params.sure)
    flagged = (found >= least) & judged & (source == "leftover") & (rows.values[:, names.index("hit")] < 1)
    flagged &= rows.furniture >= 0
    figures = {}
    for strength, chosen in (("sure", flagged & sure), ("likely", flagged & ~sure)):
        right, every = int((rows.furniture[chosen] == 1).sum()), int(chosen.sum())
        figures[strength] = {"precision": round((right + 1) / (every + 2), 3), "findings": every}
    return figures
