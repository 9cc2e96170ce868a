"""From a card's rule to its detector: found by name, given its parameters, its patterns and its resources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textaudit import plugins
from textaudit.detectors.base import Detector
from textaudit.errors import CardError, GazetteerError, PatternError, PluginError, SettingsError
from textaudit.model import Pattern, Request, Rule
from textaudit.resources import Resources
from textaudit.rulebook.card import line_of
from textaudit.settings.binding import ParamError, bind_params


def kind_of(rule: Rule) -> type[Detector]:
    """The class of a rule's detector.

    Raises:
        CardError: there is none of that name.
    """
    try:
        return plugins.find("detectors", rule.detector, Detector)
    except PluginError as error:
        raise _card_error(rule, str(error), "detector") from None


def bind(rule: Rule) -> Detector:
    """The detector of *rule*, with its parameters.

    Raises:
        CardError: no such detector, or parameters that it does not take.
    """
    kind = kind_of(rule)
    try:
        return kind(bind_params(kind.Params, rule.params))
    except ParamError as error:
        raise _card_error(rule, str(error), "params", error.key) from None
    except Exception as error:  # a broken package must end in one line, whatever it raises
        raise _card_error(rule, _broken(rule, error), "detector") from error


def bind_as_set(rule: Rule) -> Detector:
    """The detector of a rule whose parameters the user's settings changed: a mistake is then theirs."""
    try:
        detector = bind(rule)
        check_patterns(rule, detector)
    except CardError as error:
        _, _, mistake = str(error).partition(": ")
        raise SettingsError(f"params of {rule.id} in the settings: {mistake}") from None
    return detector


def is_equipped(detector: Detector) -> bool:
    """Whether it takes resources."""
    return type(detector).equip is not Detector.equip


def equip(detector: Detector, rule: Rule, resources: Resources) -> None:
    """Hand it the resources; what goes wrong is the card's mistake, or the list's."""
    try:
        detector.equip(resources)
    except GazetteerError:
        raise
    except Exception as error:  # as in `bind`
        raise _card_error(rule, _broken(rule, error), "detector") from error


def check_patterns(rule: Rule, detector: Detector) -> None:
    """Raise a CardError if a pattern of the rule cannot be run."""
    from textaudit.scanner.re2_engine import compile_exact

    for name, request in patterns_of(rule, detector).items():
        try:
            if isinstance(request, Pattern):
                compile_exact(request)
        except PatternError as error:
            raise _card_error(rule, f"pattern '{name}': {error}", "params") from None


def patterns_of(rule: Rule, detector: Detector) -> Mapping[str, Request]:
    """What the detector looks for, by names of its own.

    Raises:
        CardError: it does not say, or says nonsense.
    """
    try:
        patterns = dict(detector.patterns())
        for name, request in patterns.items():
            if not isinstance(request, Request):
                raise TypeError(f"pattern '{name}' is a {type(request).__name__}")
        return patterns
    except Exception as error:  # as in `bind`
        raise _card_error(rule, _broken(rule, error), "detector") from error


def _broken(rule: Rule, error: Exception) -> str:
    return f"detector '{rule.detector}' does not start: {type(error).__name__}: {error}"


def _card_error(rule: Rule, message: str, *path: str) -> CardError:
    try:
        line = line_of(Path(rule.source).read_text(encoding="utf-8"), path)
    except OSError:
        line = 1
    return CardError(f"{rule.source}:{line}: {message}")
