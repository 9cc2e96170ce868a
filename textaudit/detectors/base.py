"""What a detector is: code that looks at a text and yields matches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from textaudit.annotate import Annotations
from textaudit.model import Document, Hit, Match, Request
from textaudit.resources import Resources

Stage = Literal["early", "late", "last"]
STAGES: tuple[Stage, ...] = ("early", "late", "last")


class DetectorHits(Protocol):
    """Where a detector's own patterns matched, by the names it gave them; a name without a hit has none."""

    def __getitem__(self, name: str, /) -> Sequence[Hit]: ...

    def get(self, name: str, default: Sequence[Hit], /) -> Sequence[Hit]: ...

    def items(self) -> Iterable[tuple[str, Sequence[Hit]]]:
        """Names that have hits, with them."""
        ...

    def values(self) -> Iterable[Sequence[Hit]]:
        """All hits, by name."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """All that a detector may look at besides the text.

    Attributes:
        notes: annotations of the document, computed on first use and shared.
        hits: where the detector's own patterns matched, ascending by start.
        link: what this corpus-wide detector's `link` said of this document, or ``None``.
        matches: for the stages ``late`` and ``last``, what rules found so far, by rule id.
    """

    notes: Annotations
    hits: DetectorHits
    link: bytes | None = None
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)

    def ends_of(self, categories: Collection[str]) -> frozenset[int]:
        """Where the matches of these *categories* end."""
        return frozenset(
            match.span.end
            for rule, matches in self.matches.items()
            if rule.partition("/")[0] in categories
            for match in matches
        )


class Detector(ABC):
    """Base of all detectors. One instance is bound to one set of parameters and serves many documents.

    A subclass in ``detectors/cut_off_sentence.py`` is the detector ``cut-off-sentence``; the class is
    the only subclass of `Detector` that its file defines. It keeps no state between documents.

    Attributes:
        called: ``"on-hit"`` is called only where one of its patterns matched; ``"always"`` costs a call
            per document, so it had better be cheap on clean text.
        stage: ``"late"`` detectors see the matches of the early ones, and are called where there are any;
            ``"last"`` ones see all that was found and are called even where that is nothing.
        needs_source: whether it compares a document with what that was translated from; it is not called where
            that is not known.
        reads: categories whose matches it looks at. Their rules run even where nobody chose them; what they
            find is evidence then, and not reported.
        needs_grammar: it asks LanguageTool, so it runs only where that is switched on and there.
    """

    called: ClassVar[Literal["on-hit", "always"]] = "on-hit"
    reads: ClassVar[tuple[str, ...]] = ()
    stage: ClassVar[Stage] = "early"
    needs_source: ClassVar[bool] = False
    needs_grammar: ClassVar[bool] = False

    @dataclass(frozen=True)
    class Params:
        """Parameters that a card may set; each has a plain type and, mostly, a default."""

    def __init__(self, params: Any = None) -> None:
        self.params = params if params is not None else self.Params()

    def equip(self, resources: Resources) -> None:  # noqa: B027 - most need nothing
        """Take what it needs of the *resources*; called once after binding, before any text.

        Resources are opened only where a detector that runs has a method of its own for it.
        """

    def patterns(self) -> Mapping[str, Request]:
        """The patterns it wants from the one scan, by names of its own choice."""
        return {}

    @abstractmethod
    def detect(self, document: Document, context: Context) -> Iterable[Match]:
        """Matches in ascending order; spans in code points of ``document.text``.

        Raises:
            NotMeasuredError: it cannot judge this document, which is no failure of the rule.
        """


class CorpusDetector(Detector):
    """A detector that compares the documents of a run, in three steps: sketch, link, detect."""

    called = "always"

    @abstractmethod
    def sketch(self, document: Document, notes: Annotations) -> bytes:
        """What must be known of one document to compare it, small; empty leaves it out."""

    @abstractmethod
    def link(self, sketches: Iterable[tuple[int, bytes]]) -> Iterable[tuple[int, bytes]]:
        """For (ordinal, sketch) pairs, what each document that has a link needs to know of it.

        The answer for an ordinal reaches `detect` of that document as ``context.link``. Whatever is
        kept in between goes to disk where it grows with the corpus.
        """


class SourceDetector(Detector):
    """A detector that compares a document with what it was translated from; without that it is not called."""

    called = "always"
    needs_source = True


__all__ = ["STAGES", "Context", "CorpusDetector", "Detector", "SourceDetector", "Stage"]
