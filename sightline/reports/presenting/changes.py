"""What became of a report since its publisher last saw it, block by block, with who did it: the last look before
it is published."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Section, Text
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Value, moment
from sightline.reports import inline, models
from sightline.reports.addresses import at, editor
from sightline.reports.presenting.editor import NOUNS
from sightline.reports.queries import Deed
from sightline.reports.writing import BlockKind

DONE = {
    "added": "Added",
    "corrected": "Changed",
    "withdrawn": "Taken out",
    "restored": "Put back",
    "moved": "Moved",
}
OF_EVIDENCE = {"added": "Evidence added", "withdrawn": "Evidence taken away"}


def changes_section(
    report: models.Report,
    deeds: Sequence[Deed],
    latest: models.Publication | None,
    reader: int | None,
) -> Section:
    """What changed since ``latest``; before there is one, since the person ``reader`` last wrote in the draft."""

    def seen(deed: Deed) -> bool:
        return deed.published if latest else reader is not None and deed.event.person_id == reader

    known = [place for place, deed in enumerate(deeds, start=1) if seen(deed)]
    told = [deed for deed in deeds[known[-1] if known else 0 :] if deed.wrote]
    if latest:
        since = f"since version {latest.version}"
    else:
        since = "since you last wrote in it" if known else "by others: you have not written in it yourself"
    title = "What changed since the last version" if latest else "What others changed"
    if not told:
        return Section(title, (Text(f"Nothing was changed {since}."),), id="changes")
    rows = tuple(_rows(report, told))
    table = Table(
        caption=f"What was changed {since}",
        columns=(Column("Block", wide=True), Column("What was done"), Column("By whom")),
        rows=rows,
        cards=True,
    )
    return Section(title, (table,), id="changes")


def _rows(report: models.Report, told: Sequence[Deed]) -> list[Row]:
    def place(deed: Deed) -> tuple[int, int]:
        return (deed.block.position, deed.block.pk) if deed.block else (0, 0)

    rows = []
    for _, group in groupby(sorted(told, key=place), key=place):
        deeds = list(group)
        what = dict.fromkeys(_what(deed) for deed in deeds)
        who = dict.fromkeys(deed.event.actor for deed in deeds)
        by: list[Value] = [*who, moment(deeds[-1].event.at)]
        rows.append(Row((_block(report, deeds[0].block), Lines(*what), Lines(*by))))
    return rows


def _block(report: models.Report, block: models.Block | None) -> Value:
    if block is None:
        return Link("Title, year and marking", at("head", report))
    noun = NOUNS[BlockKind(block.kind)].capitalize()
    said = f"{noun}: {shortened(inline.gist(block.text) or block.asks)}"
    return said if block.withdrawn_at else Link(said, editor(report, block.pk))


def _what(deed: Deed) -> str:
    verb = deed.event.verb
    return (OF_EVIDENCE if deed.of_evidence else DONE).get(verb, verb.capitalize())
