"""Lines that recur at the same places of many pages: what a site puts around each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textaudit.annotate import Annotations
from textaudit.detectors.base import Context, CorpusDetector
from textaudit.detectors.shared.page_lines import key_of, sketch_page
from textaudit.detectors.shared.template_links import PageLink, link_pages
from textaudit.detectors.shared.template_page import TemplateGroup, TemplatePage
from textaudit.model import Document, Match, Strength

_STOPS = ".!?…。！？।؟۔"
_TOGETHER = 2  # lines that prove it must stand right beside each other somewhere
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
        groups = page.groups()
        is_sites = any(self._is_enough(page, group) for group in groups)
        found = [match for group in groups for match in self._matches(page, group, is_sites)]
        yield from sorted(found, key=lambda match: match.span)

    def _matches(self, page: TemplatePage, group: TemplateGroup, is_sites: bool) -> Iterator[Match]:
        enough = self._is_enough(page, group)
        for run in group.runs:
            frequent = run.segment.documents >= self.params.sure_documents
            strength = None
            if enough:
                sure = frequent and len(page.proof) >= self.params.sure_lines and _has_labels(page.proof)
                strength = Strength.SURE if sure else Strength.LIKELY
            elif is_sites and page.proof_in(run):  # on such a page one line is enough
                strength = Strength.LIKELY
            elif frequent and group.at_edge and page.holds_a_sentence(run):
                strength = Strength.WEAK
            if strength is not None:
                values = {"documents": str(run.segment.documents)}
                yield Match(run.span, strength, evidence=page.evidence_for(run), values=values)

    def _is_enough(self, page: TemplatePage, group: TemplateGroup) -> bool:
        """Whether a group proves by itself that its lines are a site's; versions of one text share sentences."""
        params = self.params
        proofs = [page.proof_in(run) for run in group.runs]
        proof = frozenset[str]().union(*proofs)
        least = params.min_first_lines if group.is_before else params.min_lines
        if max(map(len, proofs)) < _TOGETHER or len(proof) < least:
            return False
        frequent = any(run.segment.documents >= params.sure_documents for run in group.runs)
        return _has_labels(proof) or (frequent and len(proof) >= params.sure_lines)


def _has_labels(proof: frozenset[str]) -> bool:
    """Whether one of the lines is no sentence."""
    return any(line[-1] not in _STOPS for line in proof)
