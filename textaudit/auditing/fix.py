"""Fixes go into a text, and passes of them compose into edits of the source. Pure: nothing is read or written."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textaudit.errors import StaleSpanError
from textaudit.model import Applicability, AppliedEdit, Edit, Finding, Span

_SEPARATOR_BEFORE = re.compile(r"(?:(?:\r\n|\r|\n)[^\S\r\n]*)+\Z")
_SEPARATOR_AFTER = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))+")
_BLANKS = " \t\u00a0\u3000"
_REACH = 400  # code points in which a separator is looked for; longer ones are cut there


@dataclass(frozen=True, slots=True)
class FixResult:
    """What became of a text.

    Attributes:
        applied: findings whose fix went in, ascending.
        skipped: findings whose fix overlaps one that went in; the next pass finds them anew.
    """

    text: str
    applied: tuple[Finding, ...]
    skipped: tuple[Finding, ...]


def apply_fixes(text: str, findings: Iterable[Finding], at_least: Applicability) -> FixResult:
    """Apply the fixes that are *at_least* this safe, from left to right.

    A fix goes in whole or not at all. Where two overlap, the one that starts first wins, then the longer
    one, then the first rule by id; the other comes back in `skipped`. Of equal fixes one goes in.

    Raises:
        StaleSpanError: an edit ends beyond *text*, so it belongs to another text.
    """
    wanted = [
        f for f in findings if f.fix and f.fix.applicability.rank >= at_least.rank and _changes(text, f)
    ]
    wanted.sort(key=lambda f: (_edits(f)[0].span.start, -_edits(f)[-1].span.end, f.rule))
    applied: list[Finding] = []
    skipped: list[Finding] = []
    pieces: list[str] = []
    taken: list[Edit] = []
    for finding in wanted:
        edits = _edits(finding)
        if any(not _fits_after(taken, edit) for edit in edits):
            if list(edits) != taken[-len(edits) :]:
                skipped.append(finding)
            continue
        taken.extend(edits)
        applied.append(finding)
    at = 0
    for edit in taken:
        if edit.span.end > len(text):
            raise StaleSpanError(f"an edit ends at {edit.span.end}, but the text has {len(text)} code points")
        pieces += (text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return FixResult("".join((*pieces, text[at:])), tuple(applied), tuple(skipped))


def _edits(finding: Finding) -> Sequence[Edit]:
    return finding.fix.edits if finding.fix else ()


def _changes(text: str, finding: Finding) -> bool:
    return any(text[edit.span.slice] != edit.replacement for edit in _edits(finding))


def _fits_after(taken: Sequence[Edit], edit: Edit) -> bool:
    """Whether an edit begins behind the last one; two at one place would depend on their order."""
    return (
        not taken
        or edit.span.start > taken[-1].span.end
        or (edit.span.start == taken[-1].span.end and edit.span.length > 0 and taken[-1].span.length > 0)
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the current text: kept from the source, or put in the place of *span* by *edit*."""

    span: Span  # in the source
    text: str
    edit: AppliedEdit | None = None


class Composition:
    """Passes of fixes over one text, kept as edits of the source.

    At any time ``source`` with `edits` applied equals `text`.
    """

    def __init__(self, source: str) -> None:
        self.source = self.text = source
        self._pieces = [_Piece(Span(0, len(source)), source)]

    @property
    def edits(self) -> tuple[AppliedEdit, ...]:
        """In offsets of the source, ascending, without overlap; what changed nothing in the end is left out."""
        edits = (piece.edit for piece in self._pieces if piece.edit)
        return tuple(edit for edit in edits if edit.before != edit.after)

    def add(self, applied: Sequence[Finding]) -> None:
        """One more pass: the fixes of *applied*, in offsets of the current text."""
        steps = sorted(((e, f) for f in applied for e in _edits(f)), key=lambda step: step[0].span)
        old = deque(self._pieces)
        new: list[_Piece] = []
        at = 0
        for edit, finding in steps:
            at = self._keep_until(edit.span.start, at, old, new)
            at = self._replace(edit, finding, at, old, new)
        new.extend(old)
        self._pieces = new
        self.text = "".join(piece.text for piece in new)

    def _keep_until(self, offset: int, at: int, old: deque[_Piece], new: list[_Piece]) -> int:
        """Move what lies before *offset* of the current text over; returns where *old* begins now."""
        while old and at + len(old[0].text) <= offset and (at < offset or not old[0].text):
            piece = old.popleft()
            new.append(piece)
            at += len(piece.text)
        if at < offset and old[0].edit is None:
            piece, cut = old.popleft(), offset - at
            middle = piece.span.start + cut
            new.append(_Piece(Span(piece.span.start, middle), piece.text[:cut]))
            old.appendleft(_Piece(Span(middle, piece.span.end), piece.text[cut:]))
            at = offset
        return at

    def _replace(self, edit: Edit, finding: Finding, at: int, old: deque[_Piece], new: list[_Piece]) -> int:
        """Put *edit* in; earlier replacements that it touches become part of it."""
        start = old[0].span.start if old else len(self.source)
        end, lead = start, ""
        if at < edit.span.start:  # inside an earlier replacement
            lead = old[0].text[: edit.span.start - at]
        members: list[AppliedEdit] = []
        while old and (at < edit.span.end or (lead and not members)):
            piece = old.popleft()
            size, over = len(piece.text), at + len(piece.text) - edit.span.end
            at += size
            end = piece.span.end
            if piece.edit is not None:
                members.append(piece.edit)
                if over > 0:  # what is left of the earlier replacement is an insertion behind this one
                    rest = replace(
                        piece.edit, span=Span(end, end), before="", after=piece.text[size - over :]
                    )
                    old.appendleft(_Piece(Span(end, end), rest.after, rest))
                    at -= over
            elif over > 0:
                end = piece.span.end - over
                old.appendleft(_Piece(Span(end, piece.span.end), piece.text[size - over :]))
                at -= over
        span = Span(start, end)
        after = lead + edit.replacement
        new.append(_Piece(span, after, _merged(finding, members, span, self.source[span.slice], after)))
        return at


def _merged(
    finding: Finding, members: Sequence[AppliedEdit], span: Span, before: str, after: str
) -> AppliedEdit:
    """One edit for several that touch: the earliest rule, the least safe level, the lowest confidence."""
    rule = members[0].rule if members else finding.rule
    level = min((_level(finding), *(m.applicability for m in members)), key=lambda a: a.rank)
    known = [finding.confidence, *(m.confidence for m in members)]
    confidence = None if None in known else min(c for c in known if c is not None)
    return AppliedEdit(rule, span, before, after, level, confidence)


def _level(finding: Finding) -> Applicability:
    return finding.fix.applicability if finding.fix else Applicability.DISPLAY


def compose(source: str, edits: Iterable[AppliedEdit]) -> str:
    """The *source* with *edits* in it: what the ledger promises.

    Raises:
        StaleSpanError: an edit whose `before` is not what stands there.
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if source[edit.span.slice] != edit.before:
            raise StaleSpanError(f"at {edit.span.start} the text is not what the edit replaces")
        pieces += (source[at : edit.span.start], edit.after)
        at = edit.span.end
    return "".join((*pieces, source[at:]))


def invert(edits: Iterable[AppliedEdit]) -> list[AppliedEdit]:
    """Edits that lead from the cleaned text back to the source."""
    shift, back = 0, []
    for edit in edits:
        start = edit.span.start + shift
        span = Span(start, start + len(edit.after))
        back.append(replace(edit, span=span, before=edit.after, after=edit.before))
        shift += len(edit.after) - edit.span.length
    return back


def delete_block_edit(text: str, span: Span) -> Edit:
    """The edit that deletes *span*, with what would be left over.

    Whole lines take one neighbouring separator with them: the smaller of the two, so that paragraphs stay
    apart; at the end of the text the one before, so that the last line ending stays. Inside a line one of
    the two spaces around goes too.
    """
    start, end = span
    before = _SEPARATOR_BEFORE.search(text, max(0, start - _REACH), start)
    after = _SEPARATOR_AFTER.match(text, end, min(len(text), end + _REACH))
    first, last = not text[:start].strip(), not text[end:].strip()
    if not ((before or first) and (after or last)):
        return Edit(_without_doubled_space(text, start, end), "")
    if last:
        return Edit(Span(0 if first else before.start() if before else start, end), "")
    assert after is not None
    if before and not first and _line_ends(before.group()) < _line_ends(after.group()):
        return Edit(Span(before.start(), end), "")
    indent = len(before.group()) - len(before.group().rstrip(_BLANKS)) if before else start
    return Edit(Span(start - indent, after.end()), "")


def _line_ends(separator: str) -> int:
    return separator.count("\n") + separator.count("\r") - separator.count("\r\n")


def _without_doubled_space(text: str, start: int, end: int) -> Span:
    if start > 0 and text[start - 1] == " " and (end == len(text) or text[end] in " \r\n.,;:!?"):
        return Span(start - 1, end)
    if (start == 0 or text[start - 1] in "\r\n") and text[end : end + 1] == " ":
        return Span(start, end + 1)
    return Span(start, end)
