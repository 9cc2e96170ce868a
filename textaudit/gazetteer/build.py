"""From names to an index: all in arrays, so that a million names need some hundred megabytes."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from typing import IO, Final, TypeAlias

from textaudit.errors import GazetteerError
from textaudit.gazetteer.keys import near_keys, words_of
from textaudit.gazetteer.layout import (
    HEADER_BYTES,
    SECTIONS,
    Digest,
    Header,
    hash_of,
    packed_header,
    places_of,
)
from textaudit.model import KINDS, Name

_WORD_BUCKETS_PER_WORD: Final = 2
_NEAR_BUCKETS_PER_WORD: Final = 20  # words have up to 30 keys; a bucket holds one or two entries then
_HIGH: Final = 32
_MOST_BYTES: Final = 1 << 32  # offsets into the spellings have 32 bits

Buffer: TypeAlias = "bytes | bytearray | array[int]"


def write_index(names: Iterable[Name], stream: IO[bytes]) -> None:
    """Write the index of *names* to *stream*; the same names give the same bytes.

    Args:
        names: read once; their numbers are their places in it. Equal ones are not merged.

    Raises:
        GazetteerError: more names than an index can hold.
    """
    sections = _sections(names)
    places, size = places_of({name: len(memoryview(sections[name]).cast("B")) for name in SECTIONS})
    digest = Digest()
    for piece in _body(sections, places):
        digest.update(piece)
    stream.write(packed_header(Header(size, digest.digest(), places)))
    for piece in _body(sections, places):
        stream.write(piece)


def _body(sections: Mapping[str, Buffer], places: Mapping[str, tuple[int, int]]) -> Iterator[memoryview]:
    """Everything behind the header, with the gaps between the sections filled."""
    end = HEADER_BYTES
    for name in SECTIONS:
        offset, length = places[name]
        yield memoryview(bytes(offset - end))
        yield memoryview(sections[name]).cast("B")
        end = offset + length


@dataclass(slots=True)
class _Gathered:
    """What one pass over the names brings together.

    Attributes:
        words: number of each folded word, in order of appearance.
        spoken: the numbers of the words of all names, one name behind the other.
        lengths: how many words each name has.
        hashes, named: for each name and alias the hash of all its words, and the number of the name.
    """

    words: dict[str, int] = field(default_factory=dict)
    spoken: array[int] = field(default_factory=lambda: array("I"))
    lengths: array[int] = field(default_factory=lambda: array("I"))
    hashes: array[int] = field(default_factory=lambda: array("Q"))
    named: array[int] = field(default_factory=lambda: array("I"))
    kinds: bytearray = field(default_factory=bytearray)
    records: bytearray = field(default_factory=bytearray)
    record_starts: array[int] = field(default_factory=lambda: array("Q", (0,)))

    def add(self, name: Name) -> None:
        """Take in one name."""
        number = len(self.kinds)
        words = words_of(name.text)
        own = {self._number(word) for word in words}
        self.spoken.extend(sorted(own))
        self.lengths.append(len(own))
        phrases = dict.fromkeys([words, *map(words_of, name.aliases)])
        phrases.pop((), None)
        for word in chain.from_iterable(phrases):
            self._number(word)
        hashes = dict.fromkeys(hash_of(" ".join(phrase).encode()) for phrase in phrases)
        self.hashes.extend(hashes)
        self.named.extend(repeat(number, len(hashes)))
        self.kinds.append(KINDS.index(name.kind))
        self.records += record_of(name)
        self.record_starts.append(len(self.records))

    def _number(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))


def _sections(names: Iterable[Name]) -> dict[str, Buffer]:
    """All sections of the index, by name."""
    gathered = _Gathered()
    for name in names:
        gathered.add(name)
    sections: dict[str, Buffer] = {
        "kinds": gathered.kinds,
        "records": gathered.records,
        "record_starts": gathered.record_starts,
    }
    sections |= _phrases(gathered)
    spellings, ids = _word_sections(gathered.words, sections)
    gathered.words = {}
    spoken = array("I", map(ids.__getitem__, gathered.spoken))
    holding = chain.from_iterable(map(repeat, range(len(gathered.lengths)), gathered.lengths))
    sections["holder_starts"], sections["holders"] = _grouped(len(ids), spoken, holding)
    sections |= _near_sections(spellings, sections["holder_starts"])
    return sections


def record_of(name: Name) -> bytes:
    """*name* without its kind, as it lies in the file."""
    more = (name.aliases, name.context) if name.aliases or name.context else ()
    return json.dumps((name.text, *more), ensure_ascii=False, separators=(",", ":")).encode()


def _phrases(gathered: _Gathered) -> dict[str, Buffer]:
    buckets = max(len(gathered.hashes), 1)
    keys = array("I", (value % buckets for value in gathered.hashes))
    high = array("I", (value >> _HIGH for value in gathered.hashes))
    starts, hashes = _grouped(buckets, keys, high)
    _, owners = _grouped(buckets, keys, gathered.named)
    return {"phrase_starts": starts, "phrase_hashes": hashes, "phrase_names": owners}


def _word_sections(words: Mapping[str, int], sections: dict[str, Buffer]) -> tuple[list[str], array[int]]:
    """Put the table of words among the *sections*.

    Returns:
        The words by id, and the id for each number that they had.
    """
    buckets = max(_WORD_BUCKETS_PER_WORD * len(words), 1)
    spellings = sorted(words)
    spellings.sort(key=lambda word: hash_of(word.encode()) % buckets)
    counts = array("I", bytes(4 * (buckets + 1)))
    ids = array("I", bytes(4 * len(words)))
    lengths = array("I")
    for number, word in enumerate(spellings):
        counts[hash_of(word.encode()) % buckets + 1] += 1
        ids[words[word]] = number
        lengths.append(len(word.encode()))
    if sum(lengths) >= _MOST_BYTES:
        raise GazetteerError("the names have too many different words for one index; split the list")
    sections["word_starts"] = array("I", accumulate(counts))
    sections["spellings"] = "".join(spellings).encode()
    sections["spelling_starts"] = array("I", accumulate(lengths, initial=0))
    return spellings, ids


def _near_sections(spellings: list[str], holder_starts: Buffer) -> dict[str, Buffer]:
    """The table of near keys, of those words alone that stand in names and not only in aliases."""
    buckets = max(_NEAR_BUCKETS_PER_WORD * len(spellings), 1)
    keys, counts = array("I"), bytearray()
    for number, word in enumerate(spellings):
        held = holder_starts[number] < holder_starts[number + 1]
        own = {hash_of(key.encode()) % buckets for key in near_keys(word)} if held else ()
        keys.extend(own)
        counts.append(len(own))
    ids = chain.from_iterable(map(repeat, range(len(counts)), counts))
    starts, words = _grouped(buckets, keys, ids)
    return {"near_starts": starts, "near_words": words}


def _grouped(buckets: int, keys: array[int], values: Iterable[int]) -> tuple[array[int], array[int]]:
    """The *values* grouped by their *keys*, in order of appearance, and where each bucket starts."""
    # Counted two places ahead, so that filling a bucket moves the start of the next one to where it belongs.
    starts = array("I", bytes(4 * (buckets + 2)))
    for key in keys:
        starts[key + 2] += 1
    starts = array("I", accumulate(starts))
    grouped = array("I", bytes(4 * len(keys)))
    for key, value in zip(keys, values, strict=True):
        place = starts[key + 1]
        grouped[place] = value
        starts[key + 1] = place + 1
    starts.pop()
    return starts, grouped
