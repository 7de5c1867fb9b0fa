"""Writing a draft, block by block. Two people may write at once; neither's words are lost."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import slug
from sightline.foundation.years import ReportingYear
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
from sightline.reports import queries
from sightline.reports.models import Block, Evidence, Report
from sightline.reports.permissions import TO_WRITE
from sightline.reports.writing import BlockText, EvidenceText, Marking, ReportKind, tidy_line

WRITE = "reports.write"
RESERVED = frozenset({"new", "import"})
"""Addresses below the list of reports that are not a report's."""


class EditedMeanwhile(Refused):
    """Somebody else changed the block after it was opened; ``block`` is what it says now."""

    def __init__(self, block: Block) -> None:
        super().__init__("Somebody else changed this while you were writing. Compare both, then save again.")
        self.block = block


@transaction.atomic
def create(
    *,
    by: Actor,
    partnership: Partnership,
    kind: ReportKind,
    title: str,
    period: str,
    marking: Marking = Marking.OFFICIAL,
) -> Report:
    """Begin a report, which may be for somebody else to write. Raises Refused for a title or year that cannot be."""
    require(by, WRITE, partnership)
    wait_for_turn(partnership)
    title, period = _titled(title), _dated(period)
    report = Report(
        partnership=partnership,
        key=free_slug(partnership, title),
        kind=kind,
        title=title,
        period=period,
        marking=marking,
    )
    audit.added(by=by, record=report)
    return report


def free_slug(partnership: Partnership, title: str) -> str:
    """An address for a report of this title that no other report of the partnership has had."""
    wanted = slug(title) or "report"
    taken = RESERVED | set(
        Report.objects.ever_of(partnership).filter(key__startswith=wanted).values_list("key", flat=True)
    )
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


@transaction.atomic
def amend(*, by: Actor, report: Report, title: str, period: str, marking: Marking) -> None:
    """Change what stands at the head of a report; its address stays, and once it was published so does its year."""
    _may_write(by, report)
    values = {"title": _titled(title), "period": _dated(period), "marking": str(marking)}
    held = locked(report)
    if values["period"] != held.period and held.publications.exists():
        raise Refused(
            f"This report was published as that of {held.period}. Begin another for {values['period']}.",
            field="period",
        )
    audit.corrected(by=by, record=held, values=values)


@transaction.atomic
def discard(*, by: Actor, report: Report, reason: str) -> None:
    """Take a report that was never published out of the list."""
    _may_write(by, report)
    held = locked(report)
    if held.publications.exists():
        raise Refused("This report was published. Withdraw the publication instead.")
    audit.withdrawn(by=by, record=held, reason=reason)


@transaction.atomic
def add_blocks(*, by: Actor, report: Report, blocks: Sequence[BlockText], after: Block | None) -> list[Block]:
    """Put blocks behind another, or at the beginning."""
    _may_write(by, report)
    locked(report)
    return _insert(by, report, blocks, _position(after))


@transaction.atomic
def edit_block(*, by: Actor, block: Block, revision: int, blocks: Sequence[BlockText]) -> Block:
    """Give a block new words, as somebody who saw it at ``revision``; further blocks are put behind it.

    What the block cites stays. Raises EditedMeanwhile when it was changed since, and then changes nothing.
    """
    _may_write(by, block.report)
    locked(block.report)
    held = _held(block)
    first, *more = blocks
    new = _columns(first)
    if all(getattr(held, name) == value for name, value in new.items()) and not more:
        return held
    if held.revision != revision:
        raise EditedMeanwhile(held)
    audit.corrected(by=by, record=held, values={**new, "revision": held.revision + 1})
    _insert(by, held.report, more, held.position)
    return held


@transaction.atomic
def move_block(*, by: Actor, block: Block, up: bool) -> None:
    """Let a block and its neighbour change places; at either end nothing happens."""
    _may_write(by, block.report)
    locked(block.report)
    order = queries.blocks(block.report)
    place = next((number for number, one in enumerate(order) if one.pk == block.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    moved = order[other]
    before = moved.position
    for position, one in enumerate(order, start=1):
        one.position = position
    Block.objects.bulk_update(order, ["position"])
    audit.note(
        by=by,
        partnership=moved.partnership,
        verb="moved",
        subject=moved,
        detail={"from": before, "to": moved.position},
    )


@transaction.atomic
def remove_block(*, by: Actor, block: Block, reason: str = "taken out of the draft") -> None:
    """Take a block out of the draft; it can be put back."""
    _may_write(by, block.report)
    locked(block.report)
    audit.withdrawn(by=by, record=_held(block), reason=reason)


@transaction.atomic
def put_back(*, by: Actor, block: Block) -> None:
    """Put a block that was taken out back where it stood; one that is back already stays."""
    _may_write(by, block.report)
    locked(block.report)
    gone = queries.removed_block(block.report, block.pk)
    if gone:
        audit.restored(by=by, record=gone)


@transaction.atomic
def cite(*, by: Actor, block: Block, evidence: EvidenceText) -> Evidence:
    """Attach evidence to a claim; it is recorded today."""
    _may_write(by, block.report)
    locked(block.report)
    held = _held(block)
    return _cite(by, held, evidence, held.evidence.count() + 1)


@transaction.atomic
def uncite(*, by: Actor, evidence: Evidence, reason: str = "no longer cited") -> None:
    """Take evidence away from a claim; what was taken away already stays so."""
    _may_write(by, evidence.block.report)
    locked(evidence.block.report)
    held = queries.evidence(evidence.block, evidence.pk)
    if held:
        audit.withdrawn(by=by, record=held, reason=reason)


def locked(report: Report) -> Report:
    """The report, which nobody else can write to until this transaction ends; its partnership stays free."""
    held = Report.objects.select_for_update(of=("self",), no_key=True).select_related("partnership")
    return held.get(pk=report.pk)


def _may_write(by: Actor, report: Report) -> None:
    require(by, TO_WRITE[ReportKind(report.kind)], report.partnership)


def _held(block: Block) -> Block:
    """The block as it stands now. Raises Refused when it was taken out."""
    held = (
        Block.objects.of(block.partnership)
        .filter(pk=block.pk)
        .select_related("report", "partnership")
        .first()
    )
    if held is None:
        raise Refused("Somebody took this block out of the report meanwhile.")
    return held


def _position(after: Block | None) -> int:
    return Block.objects.ever_of(after.partnership).get(pk=after.pk).position if after else 0


def _insert(by: Actor, report: Report, blocks: Sequence[BlockText], after: int) -> list[Block]:
    """New blocks behind the position ``after``; the others make room."""
    if not blocks:
        return []
    behind = Block.objects.ever_of(report.partnership).filter(report=report, position__gt=after)
    behind.update(position=F("position") + len(blocks))
    return [new_block(by, report, block, position) for position, block in enumerate(blocks, start=after + 1)]


def new_block(by: Actor, report: Report, block: BlockText, position: int) -> Block:
    """Write a block with what it cites."""
    made = Block(
        partnership=report.partnership,
        report=report,
        key=uuid.uuid4().hex,
        position=position,
        **_columns(block),
    )
    audit.added(by=by, record=made)
    for number, evidence in enumerate(block.evidence, start=1):
        _cite(by, made, evidence, number)
    return made


def _cite(by: Actor, block: Block, evidence: EvidenceText, position: int) -> Evidence:
    made = Evidence(
        partnership=block.partnership,
        block=block,
        key=uuid.uuid4().hex,
        position=position,
        title=evidence.title,
        note=evidence.note,
        covers=evidence.covers,
        obtained_on=evidence.obtained,
        recorded_on=timezone.localdate(),
    )
    audit.added(by=by, record=made)
    return made


def _columns(block: BlockText) -> dict[str, str]:
    return {
        "kind": block.kind.value,
        "text": block.text,
        "asks": "\n".join(block.asks),
        "reason": block.reason,
        "judged_by": block.judged_by,
    }


def _titled(title: str) -> str:
    title = tidy_line(title)
    if not title:
        raise Refused("Give the report a title.", field="title")
    if len(title) > 200:
        raise Refused("The title is longer than 200 characters.", field="title")
    return title


def _dated(period: str) -> str:
    try:
        return str(ReportingYear.parse(period))
    except ValueError as problem:
        raise Refused(str(problem), field="period") from None
