"""A gazetteer: the index of a list of right names, used where it lies on disk and shared by all who map it."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, Self

import orjson

from textaudit.errors import GazetteerError
from textaudit.gazetteer.keys import near_keys, words_of
from textaudit.gazetteer.layout import (
    HEADER_BYTES,
    SECTIONS,
    Digest,
    Header,
    UnusableError,
    hash_of,
    read_header,
)
from textaudit.gazetteer.remembered import Remembered
from textaudit.model import KINDS, Name

_BROKEN = (
    IndexError,
    ValueError,
    TypeError,
    KeyError,
    RecursionError,
)  # what damaged numbers and texts lead to


class Gazetteer:
    """The names of one index. Opening reads the header alone; pickling sends the path.

    Words are folded ones, as `words_of` gives them; numbers of words and names count from 0. A file that
    somebody damaged behind its header is answered with a `GazetteerError`, or with wrong answers; `verify`
    tells. Whoever replaces the file must do so by renaming, as all of ours do.

    Args:
        path: of an index; `open_gazetteer` takes lists too.

    Raises:
        GazetteerError: no such file, or no index, or of another version, damaged or cut off.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._map, self._header = self._opened()
        self._views: list[memoryview] = []
        whole = memoryview(self._map)
        sections = {}
        for name, code in SECTIONS.items():
            offset, length = self._header.places[name]
            part = whole[offset : offset + length]
            sections[name] = part.cast(code)  # type: ignore[call-overload]
            self._views += (part, sections[name])
        self._views.append(whole)
        self._use(sections)
        self._known: Remembered[str, bool] = Remembered(lambda word: self.word_id(word) is not None)

    def _use(self, sections: dict[str, memoryview]) -> None:
        self._spellings = self._header.places["spellings"][0]
        self._records = self._header.places["records"][0]
        self._word_starts = sections["word_starts"]
        self._spelling_starts = sections["spelling_starts"]
        self._near_starts, self._near_words = sections["near_starts"], sections["near_words"]
        self._holder_starts, self._holders = sections["holder_starts"], sections["holders"]
        self._phrase_starts = sections["phrase_starts"]
        self._phrase_hashes, self._phrase_names = sections["phrase_hashes"], sections["phrase_names"]
        self._kinds, self._record_starts = sections["kinds"], sections["record_starts"]
        self._word_buckets = len(self._word_starts) - 1
        self._near_buckets = len(self._near_starts) - 1
        self._phrase_buckets = len(self._phrase_starts) - 1

    def _opened(self) -> tuple[mmap.mmap, Header]:
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, 2)
                file.seek(0)
                header = read_header(file.read(HEADER_BYTES), size)
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), header
        except UnusableError as error:
            raise GazetteerError(f"{self.path}: {error}; build it again from its list") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise GazetteerError(f"{self.path}: cannot be read: {reason}") from None

    def __len__(self) -> int:
        return len(self._kinds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    def close(self) -> None:
        """Give the file back; nothing can be looked up any more."""
        self._known.clear()
        while self._views:
            self._views.pop().release()
        self._map.close()

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same names in the same order, and for no others."""
        return self._header.digest.hex()

    def verify(self) -> None:
        """Read everything.

        Raises:
            GazetteerError: it is not what was written.
        """
        digest = Digest()
        with memoryview(self._map) as whole, whole[HEADER_BYTES:] as body:
            digest.update(body)
        if digest.digest() != self._header.digest:
            self._fail()

    def knows(self, word: str) -> bool:
        """Whether *word* stands in any name or alias."""
        return self._known[word]

    def unknown(self, words: Iterable[str]) -> list[str]:
        """Those of *words* that stand in no name and no alias, each as often as it comes."""
        known = self._known
        return [word for word in words if not known[word]]

    def word_id(self, word: str) -> int | None:
        """The number of *word*, be it of a name or of an alias alone; ``None`` where it stands in neither."""
        spelling = word.encode("utf-8", "replace")  # half a surrogate pair is no letter of any name
        bucket = hash_of(spelling) % self._word_buckets
        try:
            first, last = self._word_starts[bucket], self._word_starts[bucket + 1]
            for number in range(first, min(last, len(self._spelling_starts))):
                start, end = self._spelling_starts[number], self._spelling_starts[number + 1]
                if end - start == len(spelling) and self._bytes(self._spellings, start, end) == spelling:
                    return number
        except _BROKEN:
            self._fail()
        return None

    def word(self, id: int) -> str:
        """The folded word of that number."""
        _check(id)
        try:
            start, end = self._spelling_starts[id], self._spelling_starts[id + 1]
            return self._bytes(self._spellings, start, end).decode()
        except _BROKEN:
            self._fail()

    def words(self) -> list[str]:
        """All words, by number: much cheaper than one by one."""
        try:
            starts = self._spelling_starts.tolist()
            spellings = self._bytes(self._spellings, 0, starts[-1])
            return [spellings[start:end].decode() for start, end in pairwise(starts)]
        except _BROKEN:
            self._fail()

    def near(self, word: str) -> list[int]:
        """Numbers of words of names (not of words of aliases alone) that may be near *word*, ascending.

        They share a near key with it, or its hash alone: some have nothing to do with it. The caller
        measures the distance.
        """
        return sorted(self.with_keys(near_keys(word)))

    def with_keys(self, keys: Iterable[str]) -> set[int]:
        """The same for the near keys of a word, which several gazetteers may be asked for."""
        found: set[int] = set()
        starts, words, buckets = self._near_starts, self._near_words, self._near_buckets
        try:
            for bucket in [hash_of(key.encode()) % buckets for key in keys]:
                first, last = starts[bucket], starts[bucket + 1]
                if last - first == 1:
                    found.add(words[first])
                elif first != last:
                    found.update(words[first:last])
        except UnicodeEncodeError:  # half a surrogate pair
            return set()
        except _BROKEN:
            self._fail()
        return found

    def names_with(self, word_id: int) -> Sequence[int]:
        """Numbers of the names that hold the word of that number; none for a word of aliases alone."""
        _check(word_id)
        try:
            return self._holders[self._holder_starts[word_id] : self._holder_starts[word_id + 1]].tolist()
        except _BROKEN:
            self._fail()

    def accepts(self, words: Sequence[str]) -> bool:
        """Whether exactly these words are a name or an alias."""
        return bool(self.called(words))

    def called(self, words: Sequence[str]) -> list[int]:
        """Numbers of the names that, or an alias of which, exactly these words are."""
        phrase = tuple(words)
        hashed = hash_of(" ".join(phrase).encode("utf-8", "replace"))
        bucket, high = hashed % self._phrase_buckets, hashed >> 32
        try:
            first, last = self._phrase_starts[bucket], self._phrase_starts[bucket + 1]
            alike = [
                n for n in range(first, min(last, len(self._phrase_hashes))) if self._phrase_hashes[n] == high
            ]
            owners = [self._phrase_names[n] for n in alike]
        except _BROKEN:
            self._fail()
        return [number for number in owners if self._is_called(number, phrase)]

    def _is_called(self, number: int, phrase: tuple[str, ...]) -> bool:
        name = self.name(number)
        return any(words_of(text) == phrase for text in (name.text, *name.aliases))

    def name(self, id: int) -> Name:
        """The name of that number."""
        _check(id)
        try:
            start, end = self._record_starts[id], self._record_starts[id + 1]
            text, *more = orjson.loads(self._bytes(self._records, start, end))
            aliases, context = more or ((), ())
            return Name(text, tuple(aliases), KINDS[self._kinds[id]], tuple(context))
        except _BROKEN:
            self._fail()

    def kinds(self) -> dict[str, int]:
        """How many names there are of each kind."""
        counts = bytes(self._kinds)
        return {kind: counts.count(number) for number, kind in enumerate(KINDS)}

    def _bytes(self, section: int, start: int, end: int) -> bytes:
        return self._map[section + start : section + end]

    def _fail(self) -> NoReturn:
        raise GazetteerError(f"{self.path}: is damaged; build it again from its list") from None


def _check(id: int) -> None:
    if id < 0:  # a sequence would take it for a place counted from its end
        raise IndexError(id)
