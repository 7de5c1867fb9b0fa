"""What is carried forward, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.foundation.years import ReportingYear
from sightline.funding.account import Account

YEAR = ReportingYear.parse("2024-25")
WHOLE = {"brought_forward": 12_500, "contributions": 190_000, "other": 4_000, "spent": 201_000}


def test_what_came_in_less_what_went_out_is_carried_forward() -> None:
    assert Account(YEAR, **WHOLE).carried_forward == 5_500
    assert Account(YEAR, **WHOLE).of_the_year == -7_000, "more went out than the year itself brought in"
    assert Account(YEAR, **{**WHOLE, "other": None}).carried_forward == 1_500, "there need be no other income"
    assert Account(YEAR, **{**WHOLE, "brought_forward": -300}).carried_forward == -7_300, "a debt counts"


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"brought_forward": None}, "Not recorded for 2024-25: what was brought forward."),
        ({"spent": None}, "Not recorded for 2024-25: what was spent."),
        (
            {"contributions": None, "spent": None},
            "Not recorded for 2024-25: contributions received in cash and what was spent.",
        ),
    ],
)
def test_nothing_is_carried_forward_where_a_part_of_it_is_not_recorded(
    missing: dict[str, Any], said: str
) -> None:
    account = Account(YEAR, **{**WHOLE, **missing})
    assert account.carried_forward is None
    assert account.why_not == said


def test_nothing_spent_is_a_figure_and_not_a_gap() -> None:
    account = Account(YEAR, brought_forward=0, contributions=100, other=None, spent=0)
    assert (account.carried_forward, account.why_not) == (100, "")
