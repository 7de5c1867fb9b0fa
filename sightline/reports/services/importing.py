"""Taking in a report's text form: a new draft, or the report of that title and year brought to what it says."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import fold, slug
from sightline.partnership.models import Partnership
from sightline.reports import queries
from sightline.reports.models import Block, Report
from sightline.reports.permissions import TO_WRITE
from sightline.reports.services.drafting import WRITE, create, edit_block, locked, new_block, remove_block
from sightline.reports.text import read, unprinted, write
from sightline.reports.writing import BlockKind, BlockText, ReportText

IMPORTED = "the imported text does not have it"


@dataclass(frozen=True)
class TakenIn:
    """What became of a text: its report, and how many claims that had before; None for a new one.

    ``unprinted`` are the lines that hold Markdown which will be printed as it stands, each with what to do instead.
    """

    report: Report
    before: int | None
    now: int
    unprinted: tuple[tuple[int, str], ...] = ()

    @property
    def said(self) -> str:
        """What was done, in a sentence."""
        if self.before is None:
            return f"A new draft with {_claims(self.now)}."
        return f"Brought up to date: it had {_claims(self.before)}, and has {_claims(self.now)} now."


def _claims(count: int) -> str:
    return f"{count} {'claim' if count == 1 else 'claims'}"


def import_text(*, by: Actor, partnership: Partnership, text: str, name: str = "") -> Report:
    """As ``take_in``, for those who want nothing but the report."""
    return take_in(by=by, partnership=partnership, text=text, name=name).report


@transaction.atomic
def take_in(*, by: Actor, partnership: Partnership, text: str, name: str = "") -> TakenIn:
    """The draft that a text holds, new or brought up to date with history; what was published is not touched.

    Raises UnreadableReport, and then changes nothing.
    """
    require(by, WRITE, partnership)
    written = read(text)
    report = _meant(partnership, written, name)
    before = None
    if report:
        require(by, TO_WRITE[written.kind], partnership)
        before = _count(queries.report_text(report))
    else:
        report = create(
            by=by,
            partnership=partnership,
            kind=written.kind,
            title=written.title,
            period=written.period,
            marking=written.marking,
        )
    report = locked(report)
    head = {"title": written.title, "marking": written.marking.value}
    audit.corrected(by=by, record=report, values=head)
    report.imported_text = text
    report.save(update_fields=["imported_text"])
    _bring_to(by, report, written)
    return TakenIn(report, before, _count(written), tuple(unprinted(text)))


def _count(text: ReportText) -> int:
    return sum(block.kind is BlockKind.CLAIM for block in text.blocks)


def export_text(report: Report) -> str:
    """The report in its text form: as it was imported, while only blank lines part the two."""
    canonical = write(queries.report_text(report))
    imported = report.imported_text
    return imported if _without_blank_lines(imported) == _without_blank_lines(canonical) else canonical


def _without_blank_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _meant(partnership: Partnership, written: ReportText, name: str) -> Report | None:
    """The report that a file is of: one of its kind and year, which has its title or the file's name as address."""
    alike = queries.reports(partnership).filter(kind=written.kind, period=written.period).order_by("pk")
    titled = [report for report in alike if fold(report.title) == fold(written.title)]
    named = [report for report in alike if report.slug == slug(name)]
    return next(iter([*named, *titled]), None)


def _bring_to(by: Actor, report: Report, written: ReportText) -> None:
    """Keep what is the same, correct what took another's place, take out and add the rest."""
    held = queries.blocks(report)
    before = [queries.block_text(block) for block in held]
    order: list[Block] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, written.blocks, autojunk=False).get_opcodes():
        if tag == "equal":
            order += held[i:j]
            continue
        old, new = held[i:j], list(written.blocks[k:m])
        for block, text in zip(old, new, strict=False):
            order.append(_replaced(by, block, text))
        for block in old[len(new) :]:
            remove_block(by=by, block=block, reason=IMPORTED)
        order += [new_block(by, report, text, 0) for text in new[len(old) :]]
    for position, block in enumerate(order, start=1):
        block.position = position
    Block.objects.bulk_update(order, ["position"])


def _replaced(by: Actor, block: Block, text: BlockText) -> Block:
    """A block with other words, and other evidence where that differs."""
    if queries.block_text(block).evidence != text.evidence:
        remove_block(by=by, block=block, reason=IMPORTED)
        return new_block(by, block.report, text, 0)
    return edit_block(by=by, block=block, revision=block.revision, blocks=[text])
