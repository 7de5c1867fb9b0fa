"""How well each group is linked: a group that is linked less is seen less, and figures about it are too low."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sightline.datasets.catalogue import title_of
from sightline.datasets.linkage.wording import SEXES, group, in_order
from sightline.foundation.numbers import percent, thousands
from sightline.govuk.blocks import Block, Details, Section, Text
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Value
from sightline.measures.disclosure import Figure, control
from sightline.measures.disclosure import Table as Counts

MANY = 12
HIDDEN = "c"
WHY = (
    "A record is linked when another agency has a record of the same child. Where a group is linked less than others, "
    "either its children are known to fewer agencies, or what was delivered about them is not good enough to know "
    "them again: figures about that group are then too low."
)
SMALL = "c: a count of 1 to 5, or one that would give such a count away, is not shown."


def rates_section(rates: Sequence[Mapping[str, Any]], *, may_see: bool) -> Block:
    """A table for each way of grouping; small counts are hidden from those who may not see single children."""
    blocks: list[Block] = [Text(WHY)]
    hidden = False
    for name, rows in groupby(rates, key=lambda one: str(one["group"])):
        if name == "all":
            continue
        cells = [_row(name, one) for one in sorted(rows, key=lambda one: in_order(str(one["value"])))]
        if not may_see:
            cells = _suppressed(cells)
        hidden = hidden or any(HIDDEN in row for row in cells)
        columns = (
            Column(group(name)),
            Column("Records", numeric=True),
            Column("Linked", numeric=True),
            Column("Share", numeric=True),
        )
        drawn = tuple(Row(_shown(row)) for row in cells)
        title = f"By {_lower(group(name))}"
        long = len(drawn) > MANY
        table = Table(caption=title, columns=columns, rows=drawn, caption_hidden=long)
        blocks.append(Details(f"{title}: {len(drawn)} groups", (table,)) if long else table)
    if hidden:
        blocks.append(Text(SMALL, kind="small"))
    return Section("Which records were linked", tuple(blocks), id="rates")


Cells = tuple[str, int | str, int | str, str]


def _row(name: str, one: Mapping[str, Any]) -> Cells:
    value = str(one["value"])
    if name == "source":
        value = title_of(value)
    elif name == "sex":
        value = SEXES.get(value, value)
    records, linked = int(one["records"]), int(one["linked"])
    return value[:1].upper() + value[1:], records, linked, percent(linked / records) if records else ""


def _suppressed(rows: Sequence[Cells]) -> list[Cells]:
    """The rows as those may see them who may not see single children."""
    records = {row[0]: int(row[1]) for row in rows}
    linked = {row[0]: int(row[2]) for row in rows}
    controlled = control(Counts.of_groups(linked, records))
    return [_as_shown(row, controlled.figure(row[0])) for row in rows]


def _as_shown(row: Cells, figure: Figure) -> Cells:
    records = HIDDEN if figure.denominator is None else figure.denominator
    linked = HIDDEN if figure.numerator is None else figure.numerator
    return row[0], records, linked, HIDDEN if figure.value is None else row[3]


def _shown(row: Cells) -> tuple[Value, ...]:
    return tuple(thousands(cell) if isinstance(cell, int) else cell for cell in row)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
