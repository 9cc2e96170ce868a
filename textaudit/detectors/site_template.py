"""Lines that recur at the same places of many pages: what a site puts around each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.detectors.shared.page_lines import sketch_page
from textaudit.detectors.shared.template_links import Chain, link_pages, pack_chains, unpack_chains
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
        sure_documents: from so many on, with *sure_lines* lines that count as proof, it is sure.
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
        edge_lines: int = 48

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
        for ordinal, chains in link_pages(sketches, self.params.min_documents):
            yield ordinal, pack_chains(chains)

    def detect(self, document: Document, context: Context) -> Iterator[Match]:
        """One match for each run of lines, with the other documents as evidence."""
        if context.link is None:
            return
        page = TemplatePage(context.notes, unpack_chains(context.link))
        found = [match for chain in page.chains for match in self._matches(page, chain)]
        yield from sorted(found, key=lambda match: match.span)

    def _matches(self, page: TemplatePage, chain: Chain) -> Iterator[Match]:
        runs = page.runs_of(chain)
        proof = frozenset[str]().union(*map(page.proof_in, runs))
        for run in runs:
            strength = self._strength(page, chain, run, proof)
            if strength is not None:
                values = {"documents": str(run.segment.documents)}
                yield Match(run.span, strength, evidence=page.evidence_for(run), values=values)

    def _strength(
        self, page: TemplatePage, chain: Chain, run: TemplateRun, proof: frozenset[str]
    ) -> Strength | None:
        params = self.params
        enough = params.min_first_lines if run.is_before else params.min_lines
        many = run.segment.documents >= params.sure_documents
        labels = any(line[-1] not in _STOPS for line in proof)  # versions of one text might share sentences
        if len(proof) >= max(enough, params.sure_lines) and labels and many:
            return Strength.SURE
        if len(proof) >= enough and (labels or many):
            return Strength.LIKELY
        alone = many and (chain.at_start or chain.at_end)
        return Strength.WEAK if alone and page.holds_a_sentence(run) else None
