"""Reading contributions, other income, the budget and what was spent of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Round

from sightline.foundation.years import ReportingYear
from sightline.funding.models import BudgetLine, Contribution, Form, Income, Spend
from sightline.partnership.models import Partnership

NOTHING = Value(0, output_field=DecimalField(max_digits=11, decimal_places=2))


def contributions(partnership: Partnership) -> QuerySet[Contribution]:
    """Every contribution, of any year."""
    return Contribution.objects.of(partnership)


def received(partnership: Partnership) -> QuerySet[Contribution]:
    """The contributions of which something has come."""
    return contributions(partnership).filter(received__isnull=False)


def in_cash(partnership: Partnership) -> QuerySet[Contribution]:
    """The contributions of money of which something has come."""
    return received(partnership).filter(form=Form.CASH)


def listed_contributions(partnership: Partnership) -> QuerySet[Contribution]:
    """Every contribution with its agency."""
    return contributions(partnership).select_related("agency")


def contribution(partnership: Partnership, number: int) -> Contribution | None:
    """One contribution, withdrawn or not."""
    every = Contribution.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("agency", "partnership").first()


def outstanding(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Those of which money was agreed that has not all come."""
    missing = Q(received=None, agreed__gt=0) | Q(received__lt=F("agreed"))
    return contributions.filter(missing, form=Form.CASH)


def incomes(partnership: Partnership) -> QuerySet[Income]:
    """All that came in beside contributions."""
    return Income.objects.of(partnership)


def income(partnership: Partnership, number: int) -> Income | None:
    """One income, withdrawn or not."""
    return Income.objects.ever_of(partnership).filter(pk=number).select_related("partnership").first()


def budget_lines(partnership: Partnership) -> QuerySet[BudgetLine]:
    """Every line of every year's budget."""
    return BudgetLine.objects.of(partnership)


def listed_lines(partnership: Partnership) -> QuerySet[Any]:
    """Every budget line with what was ``spent`` of it and what is ``left``; ``spent`` is None without a payment."""
    # One of our databases adds decimals up as floating numbers, which would be over the budget by less than a penny.
    spent = Round(Sum("spend__amount", filter=Q(spend__withdrawn_at=None)), precision=2)
    left = Round(F("amount") - Coalesce("spent", NOTHING), precision=2)
    return budget_lines(partnership).annotate(spent=spent, left=left)


def budget_line(partnership: Partnership, number: int) -> BudgetLine | None:
    """One budget line, withdrawn or not."""
    return BudgetLine.objects.ever_of(partnership).filter(pk=number).select_related("partnership").first()


def overspent(partnership: Partnership, year: str) -> QuerySet[Any]:
    """The lines of a year of which more was spent than they hold, the worst first."""
    return listed_lines(partnership).filter(year=year, spent__gt=F("amount")).order_by("left", "heading")


def spend(partnership: Partnership) -> QuerySet[Spend]:
    """All that was spent; what was spent of a line that was withdrawn is withdrawn with it."""
    return Spend.objects.of(partnership).filter(line__withdrawn_at=None)


def listed_spend(partnership: Partnership) -> QuerySet[Spend]:
    """All that was spent, with its budget line; ordered by ``day``, what has no date comes last."""
    return spend(partnership).select_related("line").annotate(day=Coalesce("paid_on", date.max))


def payment(partnership: Partnership, number: int) -> Spend | None:
    """One payment, withdrawn or not."""
    every = Spend.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("line", "partnership").first()


def spend_of(line: BudgetLine) -> QuerySet[Spend]:
    """What was spent of one line, the latest first."""
    held = Spend.objects.of(line.partnership).filter(line=line)
    return held.order_by(F("paid_on").desc(nulls_last=True), "-pk")


def spent_of(line: BudgetLine) -> Decimal | None:
    """What was spent of one line; None without a payment."""
    spent: Decimal | None = spend_of(line).aggregate(spent=Round(Sum("amount"), precision=2))["spent"]
    return spent


def headings(partnership: Partnership, year: str = "") -> list[str]:
    """The headings under which money was set aside: of one year, or of any."""
    rows = budget_lines(partnership).order_by("heading").values_list("heading", flat=True)
    return list((rows.filter(year=year) if year else rows).distinct())


def years(partnership: Partnership) -> list[str]:
    """The reporting years of which anything is recorded, the latest first."""
    first, *others = (
        rows(partnership).order_by().values_list("year", flat=True)
        for rows in (contributions, incomes, budget_lines)
    )
    return sorted(first.union(*others), reverse=True)


def year_shown(years: Iterable[str], today: date) -> ReportingYear:
    """The year that a page shows unless another is asked for: the latest of these that has begun, else this one."""
    begun = [year for said in years if (year := ReportingYear.parse(said)).start <= today]
    return max(begun, default=ReportingYear.of(today))
