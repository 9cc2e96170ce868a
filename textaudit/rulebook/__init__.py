"""Cards become rules: parsed and checked, found where they lie, chosen, bound and compiled."""

from textaudit.rulebook.ruleset import Bound, Ruleset, build_ruleset, wants_grammar
from textaudit.rulebook.sources import load_rules

__all__ = ["Bound", "Ruleset", "build_ruleset", "load_rules", "wants_grammar"]
