"""Figures typed by hand are noticed; what merely looks like one is let be."""

from __future__ import annotations

import pytest

from sightline.claims.figuring import RecordedFigures
from sightline.partnership.models import Partnership
from sightline.reports.checking import look
from sightline.reports.untied import typed
from sightline.reports.writing import BlockKind, BlockText


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We held 41 meetings, and 83% came; it cost £1,250.50.", ["41", "83%", "£1,250.50"]),
        ("Of 13 practitioners 11 came, 13 in all.", ["13", "11"]),
        ("Over the year {meetings.held in 2024-25} meetings were held.", []),
        ("In 2024-25, and since 31 March 2025 (or 2024/25), as in 2023.", []),
        ("See [the guidance](https://example.org/2023/12) and https://example.org/a7", []),
        ("1. First\n2. Second", []),
        ("Key stage KS2, action RR-14 and COVID-19.", []),
        ("Between 3 and 5 April 2024 we met 6 times.", ["6"]),
    ],
)
def test_typed_figures_are_found(text: str, found: list[str]) -> None:
    assert typed(text) == found


def test_the_author_is_told_of_what_nothing_checks_and_may_publish_all_the_same(records: Partnership) -> None:
    blocks = [
        BlockText(BlockKind.TEXT, "We held 41 meetings."),
        BlockText(BlockKind.CHART, "It grew", ("training.places_attended in 2024-25 by agency",)),
        BlockText(BlockKind.TABLE, "", ("training.places_attended in 2024-25 by agency",)),
        BlockText(BlockKind.TEXT, "We held {meetings.held in 2024-25} meetings."),
    ]
    findings = look(blocks, RecordedFigures(records))
    assert findings.stops == ()
    first, second = findings.warnings
    assert "41 is typed" in first
    assert "heading" in second
    assert "not checked" in second
