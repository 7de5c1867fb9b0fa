"""What an indicator is elsewhere, beside what it is here: England, the region, places that are alike."""

from __future__ import annotations

from collections.abc import Sequence

from sightline.datasets.indicator_pages.symbols import shown
from sightline.datasets.indicator_pages.telling import Told
from sightline.datasets.indicator_pages.telling import shown as shown_of
from sightline.datasets.models import Benchmark
from sightline.foundation.numbers import thousands
from sightline.govuk.blocks import Section
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Value


def elsewhere(one: Told, area: str, benchmarks: Sequence[Benchmark]) -> tuple[Section, ...]:
    """The figure of the year here and elsewhere, with where each was published; nothing where none is known."""
    if not benchmarks:
        return ()
    here: tuple[Value, ...] = (area, shown(one.of_year), "", "Own figure")
    rows = [Row(here), *(Row(_row(one, each)) for each in benchmarks)]
    table = Table(
        caption=f"{one.measure.title} here and elsewhere, {one.year}",
        caption_hidden=True,
        columns=(
            Column("Place"),
            Column("Figure", numeric=True),
            Column("Counted from", numeric=True),
            Column("Published in", wide=True),
        ),
        rows=tuple(rows),
        cards=True,
    )
    return (Section(f"Elsewhere in {one.year}", (table,), id="elsewhere"),)


def _row(one: Told, each: Benchmark) -> tuple[Value, ...]:
    made_of = (
        f"{thousands(each.numerator)} of {thousands(each.denominator)}"
        if each.numerator is not None and each.denominator is not None
        else ""
    )
    source: Value = Link(each.source, each.link) if each.link else each.source
    return each.area, shown_of(one.measure, each.figure), made_of, source
