"""Stand-off facts about a text: layout, roles, sentences, words, language."""

from textaudit.annotate.annotations import Annotations
from textaudit.annotate.language import LanguageDetector, language_detector
from textaudit.annotate.layout import Layout, lay_out

__all__ = ["Annotations", "LanguageDetector", "Layout", "language_detector", "lay_out"]
