"""How an index lies in its file: a header, then arrays that are used where they lie. Owns xxhash.

    header    magic, version, byte order, size, digest of the rest, place of every section, checksum of the header
    sections  each from a multiple of eight bytes on

Three look-ups are grouped tables: the entries of bucket *b* of a table are those from ``starts[b]`` to
``starts[b + 1]``. Nothing tells entries of one bucket from each other but the one who looks.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple

import xxhash

MAGIC: Final = b"\x89tagaz\r\n"  # what a transfer as text would change is in it
VERSION: Final = 1
hash_of = xxhash.xxh3_64_intdigest
Digest = xxhash.xxh3_128
_ORDER: Final = 0x01020304
_EIGHT: Final = 8

# Each section with the code of its items, as `array` and `memoryview` know them.
SECTIONS: Final[Mapping[str, str]] = {
    "word_starts": "I",  # words, grouped by hash: the ids of bucket b are the numbers from starts[b] on
    "spellings": "B",  # the folded words by id, one behind the other, in UTF-8
    "spelling_starts": "I",
    "near_starts": "I",  # near keys -> ids of words of names
    "near_words": "I",
    "holder_starts": "I",  # word -> ids of the names that hold it
    "holders": "I",
    "phrase_starts": "I",  # all words of a name or an alias -> second hash, id of the name
    "phrase_hashes": "I",
    "phrase_names": "I",
    "kinds": "B",  # by name
    "records": "B",  # the names by id, one behind the other, as JSON
    "record_starts": "Q",
}
_PREFIX = struct.Struct("=8sIIQ16s")
_PLACE = struct.Struct("=QQ")
_CHECKSUM = struct.Struct("=Q")
_UNCHECKED: Final = _PREFIX.size + _PLACE.size * len(SECTIONS)
HEADER_BYTES: Final = _UNCHECKED + _CHECKSUM.size


class Header(NamedTuple):
    """What the file says of itself.

    Attributes:
        size: of the whole file, in bytes.
        digest: of everything behind the header; tells indexes apart.
        places: offset and length in bytes, by section.
    """

    size: int
    digest: bytes
    places: Mapping[str, tuple[int, int]]


class UnusableError(Exception):
    """Why some bytes are no index that can be used."""


def places_of(lengths: Mapping[str, int]) -> tuple[dict[str, tuple[int, int]], int]:
    """Offset and length of every section, and the size of the file, from lengths in bytes."""
    places, offset = {}, HEADER_BYTES
    for name, length in lengths.items():
        offset += -offset % _EIGHT
        places[name] = (offset, length)
        offset += length
    return places, offset


def packed_header(header: Header) -> bytes:
    """The bytes of *header*."""
    head = _PREFIX.pack(MAGIC, VERSION, _ORDER, header.size, header.digest)
    head += b"".join(_PLACE.pack(*header.places[name]) for name in SECTIONS)
    return head + _CHECKSUM.pack(hash_of(head))


def read_header(data: bytes, size: int) -> Header:
    """The header that *data* begins with, of a file of *size* bytes.

    Raises:
        UnusableError: another file, another version, or one that is damaged or cut off.
    """
    if data[: len(MAGIC)] != MAGIC:
        raise UnusableError("is no index of names")
    if len(data) < HEADER_BYTES:
        raise UnusableError("is cut off")
    _, version, order, whole, digest = _PREFIX.unpack_from(data)
    if order != _ORDER:
        raise UnusableError(
            f"was built on a machine of another byte order than this one ({sys.byteorder}-endian)"
        )
    if version != VERSION:
        raise UnusableError(f"is an index of version {version}, and this textaudit reads {VERSION}")
    if hash_of(data[:_UNCHECKED]) != _CHECKSUM.unpack_from(data, _UNCHECKED)[0]:
        raise UnusableError("is damaged: its header is not what was written")
    if whole != size:
        raise UnusableError(f"is {'cut off' if size < whole else 'damaged'}: {size:,} bytes of {whole:,}")
    places = (_PLACE.unpack_from(data, _PREFIX.size + n * _PLACE.size) for n in range(len(SECTIONS)))
    return Header(whole, digest, dict(zip(SECTIONS, places, strict=True)))


__all__ = ["HEADER_BYTES", "MAGIC", "SECTIONS", "VERSION", "Digest", "Header", "UnusableError", "hash_of"]
