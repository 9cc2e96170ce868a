"""Lines that recur at the same places of many pages: what a site puts around each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.detectors.shared.page_lines import key_of, sketch_page
from textaudit.detectors.shared.template_links import Chain, PageLink, link_pages
from textaudit.detectors.shared.template_page import TemplatePage, TemplateRun
from textaudit.model import Document, Match, Strength

_STOPS = ".!?…。！？।؟۔"
_FEWEST_LINES = 3  # of a document: one of its own, and two that recur


class SiteTemplate(CorpusDetector):
    """Lines before or behind the running text that recur in other documents, with like neighbours.

    The beginning and the end of a document count as neighbours too. What a genre's texts share by themselves
    (headings, greetings, licences, verse, names of speakers) proves nothing, nor do copies of one text.

    Params:
        min_documents: so many different texts must have two lines as neighbours.
        sure_documents: from so many on, with *sure_lines* lines on the page that count as proof, it is sure.
        min_lines, min_first_lines: so many must stand together behind the text, and before it, where titles stand.
        edge_lines: so many lines from either end of a document are compared.
    """

    @dataclass(frozen=True)
    class Params:  # noqa: D106 - the class above says what they are
        min_documents: int = 3
        sure_documents: int = 5
        sure_lines: int = 3
        min_lines: int = 2
        min_first_lines: int = 3
        edge_lines: int = 96

        def __post_init__(self) -> None:
            if self.min_documents < 2 or self.edge_lines < 1:
                raise ValueError("'min_documents' expected from 2 on, 'edge_lines' from 1 on")

    params: Params

    def sketch(self, document: Document, notes: Annotations) -> bytes:
        """The lines near both ends, by hashes."""
        page = sketch_page(document, self.params.edge_lines)
        return bytes(page) if page.total >= _FEWEST_LINES else b""

    def link(self, sketches: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """For each document, its lines that recur, and where else they stand."""
        for ordinal, link in link_pages(sketches, self.params.min_documents):
            yield ordinal, bytes(link)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match for each run of lines, with the other documents as evidence; none once the text was changed."""
        link = PageLink.of(context.link) if context.link is not None else None
        if link is None or link.text != key_of(document.text):
            return
        page = TemplatePage(context.notes, link.chains)
        runs = [
            (run, page.proof_for(run, chain), chain) for chain in page.chains for run in page.runs_of(chain)
        ]
        is_sites = any(self._is_enough(run, proof) for run, proof, _ in runs)
        found = []
        for run, proof, chain in runs:
            strength = self._strength(page, run, proof, is_sites)
            if strength is None and self._recurs_alone(page, run, chain):
                strength = Strength.WEAK
            if strength is not None:
                values = {"documents": str(run.segment.documents)}
                found.append(Match(run.span, strength, evidence=page.evidence_for(run), values=values))
        yield from sorted(found, key=lambda match: match.span)

    def _strength(
        self, page: TemplatePage, run: TemplateRun, proof: frozenset[str], is_sites: bool
    ) -> Strength | None:
        """How sure it is; on a page that is a site's beyond this run, one line that counts is enough."""
        if not self._is_enough(run, proof):
            return Strength.LIKELY if is_sites and proof else None
        sure = (
            len(page.proof) >= self.params.sure_lines and _has_labels(page.proof) and self._is_frequent(run)
        )
        return Strength.SURE if sure else Strength.LIKELY

    def _is_enough(self, run: TemplateRun, proof: frozenset[str]) -> bool:
        """Whether the lines that stand with a run show that it is a site's; versions of one text share sentences."""
        enough = self.params.min_first_lines if run.is_before else self.params.min_lines
        return len(proof) >= enough and (_has_labels(proof) or self._is_frequent(run))

    def _is_frequent(self, run: TemplateRun) -> bool:
        return run.segment.documents >= self.params.sure_documents

    def _recurs_alone(self, page: TemplatePage, run: TemplateRun, chain: Chain) -> bool:
        at_edge = chain.at_start or chain.at_end
        return at_edge and self._is_frequent(run) and page.holds_a_sentence(run)


def _has_labels(proof: frozenset[str]) -> bool:
    """Whether one of the lines is no sentence."""
    return any(line[-1] not in _STOPS for line in proof)
