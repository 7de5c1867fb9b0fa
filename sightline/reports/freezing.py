"""A report as it is frozen: every word and number that readers will see, as one document that is never
computed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sightline.claims.figuring import RecordedFigures
from sightline.reports.checking import Finding, Findings, Judged, Seen
from sightline.reports.presenting.prose import plain
from sightline.reports.releasing import Frozen, release_figure, release_verdict
from sightline.reports.writing import HEADINGS, EvidenceText, ReportText

FORMAT = "sightline report 1"


@dataclass(frozen=True)
class Correction:
    """What one version put right, and when it was published."""

    version: int
    on: date
    note: str


@dataclass(frozen=True)
class Imprint:
    """What is published, where and when; ``by`` is the person who speaks in it, where it is one person's."""

    slug: str
    partnership: dict[str, Any]
    version: int
    published_at: datetime
    corrections: Sequence[Correction] = ()
    by: str = ""


def frozen(report: ReportText, findings: Findings, imprint: Imprint) -> Frozen:
    """The document that readers will be shown; each figure and check stands once, under what it asks."""
    return {
        "format": FORMAT,
        "partnership": imprint.partnership,
        "slug": imprint.slug,
        "kind": str(report.kind),
        "title": report.title,
        "period": report.period,
        "marking": str(report.marking),
        "by": imprint.by,
        "version": imprint.version,
        "published_at": imprint.published_at.isoformat(timespec="seconds"),
        "corrections": [
            {"version": one.version, "date": one.on.isoformat(), "note": one.note}
            for one in imprint.corrections
        ],
        **parts(findings.blocks),
    }


def parts(found: Iterable[Finding]) -> Frozen:
    """Blocks as they are frozen, with the figures and checks they need, each once under what it asks."""
    held = list(found)
    figures: dict[str, Frozen] = {}
    checks: dict[str, Frozen] = {}
    for one in held:
        for seen in (*one.inline, *((one.shown,) if one.shown else ())):
            if seen.selection:
                figures[seen.asks] = release_figure(seen.selection, seen.answer, seen.points)
        for judged in one.checks:
            if judged.check and judged.verdict:
                checks[judged.asks] = release_verdict(judged.check, judged.verdict, judged.tests)
    return {"blocks": [_block(one, figures) for one in held], "figures": figures, "checks": checks}


def _block(found: Finding, figures: Mapping[str, Frozen]) -> Frozen:
    """A block as it was written, and its words as they are read, with the values of their figures."""
    block = found.block
    frozen_block: Frozen = {"kind": str(block.kind), "text": block.text, "words": plain(block.text, figures)}
    if block.kind in HEADINGS or not (block.asks or found.verdict):
        return frozen_block  # words alone
    frozen_block["asks"] = list(block.asks)
    if found.verdict:
        frozen_block |= {
            "verdict": str(found.verdict),
            "reason": block.reason,
            "judged_by": block.judged_by,
            "evidence": [_evidence(one) for one in block.evidence],
        }
    return frozen_block


def _evidence(evidence: EvidenceText) -> Frozen:
    return {
        "title": evidence.title,
        "note": evidence.note,
        "covers": evidence.covers,
        "obtained": evidence.obtained.isoformat() if evidence.obtained else None,
    }


def ledger(findings: Findings, figures: RecordedFigures) -> dict[str, Frozen]:
    """How many records lie behind each figure and check, and their digest: kept here, never published."""
    kept: dict[str, Frozen] = {}
    for found in findings.blocks:
        asked: list[Judged | Seen] = [*found.checks, *found.inline, *((found.shown,) if found.shown else ())]
        for one in asked:
            selection = one.check if isinstance(one, Judged) else one.selection
            if selection and one.asks not in kept:
                print_of = figures.fingerprint(selection)
                kept[one.asks] = {"rows": print_of.rows, "digest": print_of.digest}
    return kept


def as_text(document: Any) -> str:
    """The document as the JSON text that is kept and hashed: the same text for the same document."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)


def digest(text: str | bytes) -> str:
    """SHA-256 of a text or file, in hexadecimal digits."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()
