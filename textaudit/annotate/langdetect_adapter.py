"""langdetect, made deterministic. Loading its profiles takes a third of a second, so only doubt loads it."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

_SEED = 0
_SAMPLE_CHARS = 1_000
_MIN_PROBABILITY = 0.9
_RENAMED = {"zh-cn": "zh", "zh-tw": "zh"}


class LangdetectDetector:
    """Detects by character n-grams; abstains below a probability of 0.9."""

    def detect(self, sample: str) -> str | None:
        """ISO 639-1 code of the language of *sample*, of which at most 1,000 characters count."""
        make, failure = _factory()
        detector = make()
        detector.append(sample[:_SAMPLE_CHARS])
        try:
            best = detector.get_probabilities()
        except failure:
            return None
        if not best or best[0].prob < _MIN_PROBABILITY:
            return None
        return _RENAMED.get(best[0].lang, str(best[0].lang))


@cache
def _factory() -> tuple[Any, type[Exception]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from langdetect import DetectorFactory, detector_factory
        from langdetect.lang_detect_exception import LangDetectException
    DetectorFactory.seed = _SEED
    detector_factory.init_factory()
    return detector_factory._factory.create, LangDetectException
