"""Reading reports: every read starts from a partnership."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Model, OuterRef, Prefetch, Q, QuerySet, Subquery

from sightline.audit.models import Event
from sightline.audit.queries import done_since, done_to
from sightline.audit.sealing import legible
from sightline.audit.services import kind_of
from sightline.foundation.matching import matching
from sightline.partnership.models import Partnership
from sightline.reports.models import Block, Evidence, Publication, PublishedFile, Report, Verification
from sightline.reports.writing import BlockKind, BlockText, EvidenceText, Marking, ReportKind, ReportText


def reports(partnership: Partnership) -> QuerySet[Any]:
    """The reports of a partnership, the latest year first, with ``version``, ``gone_at`` and ``claims``."""
    latest = Publication.objects.of(partnership).filter(report=OuterRef("pk")).order_by("-version")
    written = Q(blocks__kind=BlockKind.CLAIM, blocks__withdrawn_at=None)
    return (
        Report.objects.of(partnership)
        .annotate(
            claims=Count("blocks", filter=written),
            version=Subquery(latest.values("version")[:1]),
            gone_at=Subquery(latest.values("withdrawn_at")[:1]),
        )
        .select_related("partnership")
        .order_by("-period", "title")
    )


def report(partnership: Partnership, slug: str) -> Report | None:
    """The report at an address."""
    return Report.objects.of(partnership).filter(key=slug).select_related("partnership").first()


def titled(partnership: Partnership, words: str) -> QuerySet[Report]:
    """The reports whose title has these words, at most ten."""
    return matching(Report.objects.of(partnership), words, "title")[:10]


def saying(partnership: Partnership, words: str) -> QuerySet[Block]:
    """The blocks whose text has these words, at most ten."""
    held = Block.objects.of(partnership).filter(report__withdrawn_at=None)
    return matching(held, words, "text").select_related("report")[:10]


def blocks(report: Report) -> list[Block]:
    """The blocks of a report in their order, with what each cites. Two queries."""
    cited = Prefetch(
        "evidence", Evidence.objects.of(report.partnership).order_by("position", "id"), to_attr="cited"
    )
    return list(
        Block.objects.of(report.partnership)
        .filter(report=report)
        .prefetch_related(cited)
        .order_by("position", "id")
    )


def block(report: Report, pk: int) -> Block | None:
    """One block in use, with what it cites."""
    return next((one for one in blocks(report) if one.pk == pk), None)


def removed_blocks(report: Report) -> list[Block]:
    """The blocks that were taken out, the latest twenty first."""
    gone = Block.objects.ever_of(report.partnership).filter(report=report).exclude(withdrawn_at=None)
    return list(gone.order_by("-withdrawn_at")[:20])


def removed_block(report: Report, pk: int) -> Block | None:
    """One block that was taken out."""
    gone = Block.objects.ever_of(report.partnership).filter(report=report, pk=pk).exclude(withdrawn_at=None)
    return gone.first()


@dataclass(frozen=True)
class Deed:
    """One thing that was done to a report: to a block of it, to what that cites, or to the whole (``block`` None)."""

    event: Event
    block: Block | None

    @property
    def published(self) -> bool:
        return self.event.kind == kind_of(Publication) and self.event.verb == "published"

    @property
    def wrote(self) -> bool:
        """Whether it changed what the report says."""
        return self.event.kind != kind_of(Publication)

    @property
    def of_evidence(self) -> bool:
        return self.event.kind == kind_of(Evidence)


def deeds(report: Report) -> list[Deed]:
    """Everything that was done to a report and its blocks, those taken out too, oldest first."""
    held = {one.pk: one for one in Block.objects.ever_of(report.partnership).filter(report=report)}
    cited = dict(
        Evidence.objects.ever_of(report.partnership).filter(block__report=report).values_list("pk", "block")
    )
    versions = Publication.objects.of(report.partnership).filter(report=report).values_list("pk", flat=True)
    parts: dict[type[Model], list[int]] = {
        Report: [report.pk],
        Block: list(held),
        Evidence: list(cited),
        Publication: list(versions),
    }
    owners = {kind_of(Block): {pk: pk for pk in held}, kind_of(Evidence): cited}
    return [
        Deed(event, held.get(owners.get(event.kind, {}).get(event.record_id or 0, 0)))
        for event in done_to(parts)
    ]


def evidence(block: Block, pk: int) -> Evidence | None:
    """One thing that a block cites."""
    return Evidence.objects.of(block.partnership).filter(block=block, pk=pk).first()


def block_text(block: Block) -> BlockText:
    """A block, with what it cites, as it is written."""
    return BlockText(
        kind=BlockKind(block.kind),
        text=block.text,
        asks=tuple(block.asks.split("\n")) if block.asks else (),
        reason=block.reason,
        judged_by=block.judged_by,
        evidence=tuple(evidence_text(one) for one in block.cited),  # type: ignore[attr-defined]
    )


def evidence_text(evidence: Evidence) -> EvidenceText:
    """A piece of evidence as it is written."""
    return EvidenceText(evidence.title, evidence.note, evidence.covers, evidence.obtained_on)


def report_text(report: Report, held: Iterable[Block] | None = None) -> ReportText:
    """The whole report as it is written."""
    held = blocks(report) if held is None else held
    return ReportText(
        kind=ReportKind(report.kind),
        title=report.title,
        period=report.period,
        marking=Marking(report.marking),
        blocks=tuple(block_text(one) for one in held),
    )


def publications(report: Report) -> list[Publication]:
    """The versions of a report, the latest first, with their files and the latest look back at each.

    Each has its ``publisher`` and ``withdrawer``, each look its ``looker``: the names of who signed.
    """
    looks = Prefetch("verifications", Verification.objects.of(report.partnership), to_attr="looks")
    held: list[Any] = list(
        Publication.objects.of(report.partnership)
        .filter(report=report)
        .prefetch_related("files", looks)
        .order_by("-version")
    )
    signatures = {
        text
        for one in held
        for text in (one.published_by, one.withdrawn_by, *(look.by for look in one.looks))
    }
    names = dict(zip(signatures, legible(signatures), strict=True))
    for one in held:
        one.publisher, one.withdrawer = names[one.published_by], names[one.withdrawn_by]
        for look in one.looks:
            look.looker = names[look.by]
    return held


def published(slug: str, report: str) -> list[Publication]:
    """The versions at a public address, the latest first, with their files."""
    return list(
        Publication.objects.filter(partnership__slug=slug, report__key=report)
        .select_related("partnership", "report")
        .prefetch_related("files")
        .order_by("-version")
    )


def ever_published(partnership: Partnership) -> bool:
    """Whether a partnership has published any report, withdrawn or not."""
    return Publication.objects.of(partnership).exists()


def standing(partnership: Partnership | None = None) -> QuerySet[Publication]:
    """The latest version of every report, unless withdrawn, of one partnership or of all."""
    held = Publication.objects.all() if partnership is None else Publication.objects.of(partnership)
    latest = Publication.objects.filter(report=OuterRef("report")).order_by("-version").values("pk")[:1]
    return (
        held.filter(pk=Subquery(latest), withdrawn_at=None)
        .select_related("report", "partnership")
        .order_by("partnership__slug", "report__key")
    )


def latest_published(
    partnership: Partnership, kinds: Iterable[ReportKind]
) -> list[tuple[Publication, Verification | None]]:
    """The standing report of the latest year of each kind, with the latest look back at it."""
    wanted = set(kinds)
    if not wanted:
        return []
    looks = Prefetch("verifications", Verification.objects.of(partnership), to_attr="looks")
    found: dict[str, Publication] = {}
    for one in standing(partnership).filter(report__kind__in=wanted).prefetch_related(looks):
        held = found.get(one.report.kind)
        if held is None or one.report.period > held.report.period:
            found[one.report.kind] = one
    return [(one, next(iter(one.looks), None)) for one in found.values()]  # type: ignore[attr-defined]


def imported_since(partnership: Partnership, moment: datetime) -> bool:
    """Whether an import was committed, or undone, since."""
    return done_since(partnership.pk, moment, {"imported", "undone"})


def kept_at(sha256: str) -> Path:
    """Where a published file lies, by its digest."""
    return Path(settings.FILES) / "published" / sha256[:2] / sha256


def contents(file: PublishedFile) -> bytes | None:
    """What is kept as a published file, as it was published or not; None when it is no longer there."""
    path = kept_at(file.sha256)
    return path.read_bytes() if path.exists() else None


def as_published(file: PublishedFile) -> bytes | None:
    """The bytes of a published file; None when they are no longer there, or no longer what was published."""
    content = contents(file)
    return content if content is not None and hashlib.sha256(content).hexdigest() == file.sha256 else None
