"""Money to try things on, in Westmoor: who pays, what the budget sets aside, what was spent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sightline.foundation.access import Shell
from sightline.funding import services
from sightline.funding.models import BudgetLine, Contribution, Income, Spend
from sightline.partnership.models import Agency, Partnership

BY = Shell("tester")


@pytest.fixture
def council(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor County Council")


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor & Coast Constabulary")


@pytest.fixture
def contribution(partnership: Partnership, council: Agency) -> Callable[..., Contribution]:
    """``contribution("96400.00")``: agreed by the council for 2024-25, in cash, unless said otherwise."""

    def make(agreed: str, received: str | None = None, **values: Any) -> Contribution:
        given = {"partnership": partnership, "agency": council, "year": "2024-25", **values}
        come = None if received is None else Decimal(received)
        record = Contribution(agreed=Decimal(agreed), received=come, **given)
        return services.contributions.add(by=BY, record=record)

    return make


@pytest.fixture
def line(partnership: Partnership) -> Callable[..., BudgetLine]:
    """``line("Training", "28000.00")``: of 2024-25 unless said otherwise."""

    def make(heading: str, amount: str, year: str = "2024-25") -> BudgetLine:
        record = BudgetLine(partnership=partnership, year=year, heading=heading, amount=Decimal(amount))
        return services.budget_lines.add(by=BY, record=record)

    return make


@pytest.fixture
def spent(partnership: Partnership) -> Callable[..., Spend]:
    """``spent(line, "1150.00", "Trainer")``."""

    def make(line: BudgetLine, amount: str, what_for: str = "Trainer", **values: Any) -> Spend:
        record = Spend(
            partnership=partnership, line=line, amount=Decimal(amount), what_for=what_for, **values
        )
        return services.spend.add(by=BY, record=record)

    return make


@pytest.fixture
def income(partnership: Partnership) -> Callable[..., Income]:
    """``income("brought forward", "-250.00")``: of 2024-25 unless said otherwise."""

    def make(source: str, amount: str, year: str = "2024-25") -> Income:
        record = Income(partnership=partnership, year=year, source=source, amount=Decimal(amount))
        return services.incomes.add(by=BY, record=record)

    return make


@pytest.fixture
def year(contribution: Any, line: Any, spent: Any, income: Any, police: Agency) -> None:
    """A whole 2024-25."""
    contribution("96400.00", received="96400.00", received_on=date(2024, 5, 12))
    contribution("60000.00", agency=police, received="50000.50")
    contribution("3600.00", agency=police, form="in kind", received="3600.00")
    training, staff = line("Training", "28000.00"), line("Staffing", "120000.00")
    line("Audits", "4000.00")
    spent(training, "28450.00", paid_on=date(2024, 10, 14))
    spent(staff, "101000.50", "Two coordinators and a manager")
    income("brought forward", "12500.00")
    income("charges", "6100.00")
