"""What LanguageTool says of sentences: each asked once, many at a time, and remembered."""

from __future__ import annotations

import json
import re
import time
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from textaudit.errors import GrammarError, NotMeasuredError
from textaudit.grammar.allowed import Allowed, allowed_rules
from textaudit.grammar.cache import SentenceCache
from textaudit.grammar.connection import Connection
from textaudit.grammar.probe import shown, version_at

if TYPE_CHECKING:
    from textaudit.grammar.library import Client

_REQUEST_CHARS: Final = 3_000
_AT_ONCE: Final = 2  # requests; the server works on each with one core
_SEPARATOR: Final = "\n\n"  # parts paragraphs, so no sentence is judged by its neighbour
_REMEMBERED: Final = 50_000  # sentences
_REPLACEMENTS: Final = 5
_ADVICE_CHARS: Final = 200
_RESTART_S: Final = 60.0
_PROBE_S: Final = 2.0
# One unit in UTF-16 for each character, so that LanguageTool counts as we do: it sees no control characters, white
# space other than the blank, nor anything beyond U+FFFF, for which a sign that is no word stands in.
_ODD = re.compile("[^\x20-\x7e\xa1-\u1fff\u200c-\u2027\u2030-\ud7ff\uf900-\ufefe\uff00-\ufffd]")
_STAND_IN: Final = "☺"


class Slip(NamedTuple):
    """What LanguageTool says of a passage of a sentence.

    Attributes:
        start, end: code points of the sentence; never empty.
        rule: LanguageTool's id.
        replacements: for exactly that passage, best first.
        advice: LanguageTool's sentence about it.
    """

    start: int
    end: int
    rule: str
    replacements: tuple[str, ...]
    advice: str


Slips = tuple[Slip, ...]


class GrammarChecker:
    """Asks one server. Where it fails it is not asked again, and every question raises.

    Args:
        connection: where the server is.
        cache: folder for answers; ``None``: they are remembered in memory only.
    """

    def __init__(self, connection: Connection, cache: Path | None, allowed: Allowed | None = None) -> None:
        self.connection = connection
        self.allowed = allowed or allowed_rules()
        self._folder = cache
        self._clients: dict[str, Client] = {}
        self._stores: dict[str, SentenceCache] = {}
        self._known: dict[tuple[str, str], Slips] = {}
        self._broken: str | None = connection.reason

    @property
    def broken(self) -> str | None:
        """Why it cannot be asked any more, or ``None``."""
        return self._broken

    def knows(self, language: str | None) -> bool:
        """Whether there are measured rules for a language."""
        return language in self.allowed.languages

    def check(self, sentences: Collection[str], language: str) -> Mapping[str, Slips]:
        """The slips in each of the *sentences*, ascending.

        Raises:
            NotMeasuredError: the server cannot be reached, is too slow, or answers nonsense.
        """
        wanted = [s for s in dict.fromkeys(sentences) if (language, s) not in self._known]
        stored = self._store(language).get(wanted) if wanted else {}
        for sentence, answer in stored.items():
            slips = _parsed(answer, len(sentence))
            if slips is not None:
                self._remember(language, sentence, slips)
        missing = [s for s in wanted if (language, s) not in self._known]
        answers = {s: self._known[language, s] for s in sentences if (language, s) in self._known}
        for sentence, slips in self._asked(missing, language):
            self._remember(language, sentence, slips)
            answers[sentence] = slips
        return answers

    def _remember(self, language: str, sentence: str, slips: Slips) -> None:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[language, sentence] = slips

    def _store(self, language: str) -> SentenceCache:
        if language not in self._stores:
            about = f"{language} {self.allowed.fingerprint} {self.allowed.version}"
            self._stores[language] = SentenceCache(self._folder, about)
        return self._stores[language]

    def _asked(self, sentences: Sequence[str], language: str) -> Iterator[tuple[str, Slips]]:
        """What the server says; stored as soon as it is known."""
        if not sentences:
            return
        if self._broken:
            raise NotMeasuredError(self._broken)
        requests = list(requests_of(sentences))
        try:
            if language not in self._clients:
                self._clients[language] = self._client(language)
            answered = _in_threads(lambda request: self._ask(request, language), requests)
        except GrammarError as error:
            self._broken = str(error)
            raise NotMeasuredError(self._broken) from None
        for request, answers in zip(requests, answered, strict=True):
            rows = list(zip(request, answers, strict=True))
            self._store(language).put([(sentence, _written(slips)) for sentence, slips in rows])
            yield from rows

    def _client(self, language: str) -> Client:
        from textaudit.grammar.library import Client

        url = self.connection.url
        assert url is not None
        try:
            return Client(url, language, self.allowed.languages[language], self.connection.ours)
        except Exception as error:  # the library raises whatever the answer makes it stumble over
            if self.connection.ours and self._comes_back(url):
                return Client(url, language, self.allowed.languages[language], self.connection.ours)
            raise self._failure(error) from error

    def _ask(self, sentences: Sequence[str], language: str) -> list[Slips]:
        """One request, and one more if our server died over it."""
        url = self.connection.url
        assert url is not None
        try:
            return slips_in(sentences, self._clients[language])
        except Exception as error:  # as above
            if not self.connection.ours or not self._comes_back(url):
                raise self._failure(error) from error
        try:
            return slips_in(sentences, self._clients[language])
        except Exception as error:
            raise self._failure(error) from error

    def _comes_back(self, url: str) -> bool:
        """Whether our server answers, or does so soon: its keeper starts it again."""
        latest = time.monotonic() + _RESTART_S
        while time.monotonic() < latest:
            try:
                version_at(url, _PROBE_S, here=True)
            except GrammarError:
                time.sleep(0.3)
            else:
                return True
        return False

    def _failure(self, error: Exception) -> GrammarError:
        """What to tell the user: down, slow, or not what it should be."""
        url = self.connection.url or ""
        try:
            version_at(url, _PROBE_S, self.connection.ours)
        except GrammarError as why:
            return why
        if "timed out" in str(error).lower():
            return GrammarError(f"LanguageTool's server at {shown(url)} takes too long to answer")
        return GrammarError(f"LanguageTool's server at {shown(url)} answers what cannot be read")


def slips_in(sentences: Sequence[str], client: Client) -> list[Slips]:
    """What a server says of some sentences, in one request.

    Raises:
        Exception: of any kind: it cannot be reached, or its answer cannot be read.
    """
    return _by_sentence(client.check(_SEPARATOR.join(map(_plain, sentences))), sentences)


def _plain(sentence: str) -> str:
    return _ODD.sub(lambda found: " " if found[0].isspace() or found[0] < "\x20" else _STAND_IN, sentence)


def _in_threads(ask: Callable[[list[str]], list[Slips]], requests: Sequence[list[str]]) -> list[list[Slips]]:
    """The answers in order, some asked at once; threads that do not keep an interrupted program waiting."""
    answers: dict[int, list[Slips]] = {}
    failures: list[Exception] = []
    waiting, lock = iter(enumerate(requests)), Lock()

    def work() -> None:
        while not failures:
            with lock:
                number, request = next(waiting, (-1, []))
            if number < 0:
                return
            try:
                answers[number] = ask(request)
            except Exception as error:
                failures.append(error)

    threads = [Thread(target=work, daemon=True) for _ in requests[:_AT_ONCE]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [answers[number] for number in range(len(requests))]


def requests_of(sentences: Iterable[str]) -> Iterator[list[str]]:
    """The sentences in runs that make a request each."""
    request: list[str] = []
    chars = 0
    for sentence in sentences:
        if request and chars + len(sentence) > _REQUEST_CHARS:
            yield request
            request, chars = [], 0
        request.append(sentence)
        chars += len(sentence)
    if request:
        yield request


def _by_sentence(answer: Sequence[Mapping[str, Any]], sentences: Sequence[str]) -> list[Slips]:
    """The slips of one answer, parted by sentence, in offsets of each.

    Raises:
        ValueError, TypeError, KeyError: it is no answer of LanguageTool's.
    """
    starts = list(accumulate((len(s) + len(_SEPARATOR) for s in sentences), initial=0))
    slips: list[list[Slip]] = [[] for _ in sentences]
    for row in answer:
        number = bisect_right(starts, int(row["start"])) - 1
        if not 0 <= number < len(sentences):
            raise ValueError("an offset outside the text")
        start = int(row["start"]) - starts[number]
        slip = _slip([start, start + int(row["length"]), row["rule"], row["replacements"], row["message"]])
        if slip.end <= len(sentences[number]) and _is_plain(sentences[number][start : slip.end]):
            slips[number].append(slip)
    return [tuple(sorted(found)) for found in slips]


def _is_plain(passage: str) -> bool:
    """Whether LanguageTool saw what stands there: its replacements are for that."""
    return _ODD.search(" ".join(passage.split())) is None


def _slip(row: Sequence[Any]) -> Slip:
    start, end, rule, replacements, advice = row
    texts = [rule, advice, *replacements]
    if not all(isinstance(text, str) for text in texts) or not 0 <= int(start) < int(end):
        raise ValueError("no slip")
    return Slip(int(start), int(end), rule, tuple(replacements[:_REPLACEMENTS]), advice[:_ADVICE_CHARS])


def _written(slips: Slips) -> str:
    return json.dumps(slips, ensure_ascii=False, separators=(",", ":"))


def _parsed(answer: str, length: int) -> Slips | None:
    """Slips as they were stored; ``None`` where that is not what stands there."""
    try:
        slips = tuple(_slip(row) for row in json.loads(answer))
    except (ValueError, TypeError):
        return None
    return slips if all(slip.end <= length for slip in slips) else None
