"""A chart as a block of a page."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.govuk.charts import chart_block
from sightline.govuk.tables import Table


@dataclass
class Drawn:
    title: str = "More people came each month"

    def svg(self, key: str) -> str:
        return f'<svg id="{key}"></svg>'

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        return ("Month", "Places"), (("April 2024", "712"),)


def test_a_chart_brings_its_finding_its_picture_and_its_figures() -> None:
    block = chart_block(Drawn(), "places", note="Source: bookings.")
    assert (block.finding, block.svg.markup, block.note) == (
        "More people came each month",
        '<svg id="places"></svg>',
        "Source: bookings.",
    )
    assert isinstance(block.table, Table)
    assert [(column.title, column.numeric) for column in block.table.columns] == [
        ("Month", False),
        ("Places", True),
    ]
    assert block.table.rows == (("April 2024", "712"),)
