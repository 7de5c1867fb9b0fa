"""Printing a report in its one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sightline.reports.text.syntax import BAR, FENCE, LOOKS_LIKE_FIELD, LOOKS_LIKE_STRUCTURE, MARKS
from sightline.reports.writing import HEADINGS, BlockKind, BlockText, EvidenceText, Marking, ReportText


def write(report: ReportText) -> str:
    """The report in its one canonical form."""
    head = ["---", f"kind: {report.kind}", f"title: {report.title}", f"period: {report.period}"]
    if report.marking is not Marking.OFFICIAL:
        head.append(f"marking: {report.marking}")
    lines = [*head, "---"]
    before: BlockText | None = None
    for block in report.blocks:
        follows_its_heading = before is not None and before.kind in HEADINGS and block.kind is BlockKind.TEXT
        if before is not None and not follows_its_heading:
            lines.append("")
        lines += _lines_of(block)
        before = block
    return "\n".join(lines) + "\n"


def _lines_of(block: BlockText) -> Iterator[str]:
    prose = [_guarded(line, LOOKS_LIKE_STRUCTURE) for line in block.text.split("\n") if line]
    if block.kind in HEADINGS:
        yield f"{MARKS[block.kind]} {block.text}"
    elif block.kind is BlockKind.TEXT:
        yield from prose
    else:
        claim = block.kind is BlockKind.CLAIM
        yield " ".join([FENCE, block.kind, *(() if claim else block.asks)])
        yield from (_guarded(line, LOOKS_LIKE_FIELD) for line in prose)
        if claim:
            yield from (f"check: {check}" for check in block.asks)
        if block.reason:
            yield f"reason: {block.reason}"
        if block.judged_by:
            yield f"judged by: {block.judged_by}"
        yield from (f"evidence: {_evidence_line(evidence)}" for evidence in block.evidence)
        yield FENCE


def _evidence_line(evidence: EvidenceText) -> str:
    parts = [evidence.title, evidence.note]
    if evidence.covers:
        parts.append(f"covers {evidence.covers}")
    if evidence.obtained:
        parts.append(f"obtained {evidence.obtained.isoformat()}")
    return BAR.join(part for part in parts if part)


def _guarded(line: str, looks_like: re.Pattern[str]) -> str:
    """A line of prose that would be read as structure, with one more backslash before it."""
    return looks_like.sub(r"\1\\\2", line, count=1) if looks_like.match(line) else line
