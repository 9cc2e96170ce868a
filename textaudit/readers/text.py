"""Text files: one document each."""

from __future__ import annotations

from typing import IO

from textaudit.model import Document, Unreadable
from textaudit.readers.charset import decode


def read_text(stream: IO[bytes], id: str, path: str, limit: int) -> Document | Unreadable:
    """The document that a text file is.

    Args:
        limit: most bytes that it may have.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        return Unreadable(id, path, None, over_limit(limit))
    decoded = decode(data)
    if isinstance(decoded, str):
        return Unreadable(id, path, None, decoded)
    return Document(id, path, None, decoded.text, decoded.encoding, decoded.bom)


def over_limit(limit: int) -> str:
    """Why a record was not read, and which setting changes that."""
    return f"over the size limit of {limit:,} bytes (limits.document-bytes, --max-document-bytes)"
