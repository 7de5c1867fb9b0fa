"""Taking in a report's text form: a new draft, or the draft of that address brought to what the text says."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import slug
from sightline.partnership.models import Partnership
from sightline.reports import queries
from sightline.reports.models import Block, Report
from sightline.reports.services.drafting import WRITE, create, edit_block, locked, new_block, remove_block
from sightline.reports.text import read, write
from sightline.reports.writing import BlockText, ReportText

IMPORTED = "the imported text does not have it"


@transaction.atomic
def import_text(*, by: Actor, partnership: Partnership, text: str, name: str = "") -> Report:
    """The draft that a text holds, new or brought up to date with history; what was published is not touched.

    A draft is found by the name of the file or, failing that, by its title. Raises UnreadableReport, and
    then changes nothing.
    """
    require(by, WRITE, partnership)
    written = read(text)
    report = _meant(partnership, written, name)
    if report is None:
        report = create(
            by=by,
            partnership=partnership,
            kind=written.kind,
            title=written.title,
            period=written.period,
            marking=written.marking,
        )
    report = locked(report)
    head = {
        "kind": written.kind.value,
        "title": written.title,
        "period": written.period,
        "marking": written.marking.value,
    }
    audit.corrected(by=by, record=report, values=head)
    report.imported_text = text
    report.save(update_fields=["imported_text"])
    _bring_to(by, report, written)
    return report


def export_text(report: Report) -> str:
    """The report in its text form: as it was imported, while only blank lines part the two."""
    canonical = write(queries.report_text(report))
    imported = report.imported_text
    return imported if _without_blank_lines(imported) == _without_blank_lines(canonical) else canonical


def _without_blank_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _meant(partnership: Partnership, written: ReportText, name: str) -> Report | None:
    """The report that a file is of: the one at its name's address, or at its title's."""
    title = slug(written.title.replace("'", "").replace("’", ""))
    for address in (slug(name), title):
        found = queries.report(partnership, address) if address else None
        if found:
            return found
    return None


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
