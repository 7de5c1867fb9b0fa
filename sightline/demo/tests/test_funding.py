"""The money of a demonstration partnership: it tells its story, and adds up from one year to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum

from sightline.demo.funding import fund
from sightline.demo.places import places
from sightline.foundation.access import Shell
from sightline.foundation.attention import attention
from sightline.funding.models import Contribution, Form, Income, Source, Spend
from sightline.partnership.models import Agency, Partnership

[PLACE] = places(1)


@pytest.fixture(params=[1, 2024])
def funded(request: Any, partnership: Partnership, agency: Callable[..., Agency]) -> Partnership:
    for one in PLACE.agencies:
        agency(one.name)
    fund(Shell("demonstration"), partnership, PLACE, request.param)
    return partnership


def total(rows: Any, of: str) -> Decimal:
    return round(rows.aggregate(total=Sum(of))["total"], 2)


def test_what_is_left_of_one_year_is_what_the_next_begins_with(funded: Partnership) -> None:
    first = total(Contribution.objects.filter(year="2023-24", form=Form.CASH), "received")
    income = total(Income.objects.filter(year="2023-24"), "amount")
    spent = total(Spend.objects.filter(line__year="2023-24"), "amount")
    begins = Income.objects.get(year="2024-25", source=Source.BROUGHT_FORWARD)
    assert begins.amount == first + income - spent > 0


def test_the_health_service_owes_a_quarter_and_the_reviews_cost_too_much(
    funded: Partnership, person_with: Callable[..., Any]
) -> None:
    keeper = person_with("coordinator")
    sources = (attention["funding-received"], attention["funding-budget"])
    found = [item.text for source in sources for item in source.items(keeper, funded, date(2025, 6, 1))]
    assert found == [
        f"Ask {PLACE.icb} for its contribution to 2024-25",
        "Look at “Practice reviews” in the budget of 2024-25",
    ]
