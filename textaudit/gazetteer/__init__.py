"""Gazetteers: lists of right names, and the index in which they are looked up."""

from textaudit.gazetteer.cache import open_gazetteer
from textaudit.gazetteer.index import Gazetteer
from textaudit.gazetteer.keys import fold, near_keys, words_of

__all__ = ["Gazetteer", "fold", "near_keys", "open_gazetteer", "words_of"]
