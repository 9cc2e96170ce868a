"""Readers: files, folders and streams become documents, one at a time."""

from textaudit.readers.inputs import Inputs, Source, open_inputs

__all__ = ["Inputs", "Source", "open_inputs"]
