"""Keeping contributions, other income, the budget and what was spent by hand."""

from __future__ import annotations

from datetime import timedelta

from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.funding.keys import contribution_key, of_year
from sightline.funding.models import BudgetLine, Contribution, Income, Source, Spend
from sightline.funding.permissions import EDIT
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_past

NEAR = timedelta(days=366)
"""How far from its year a payment may be dated: an invoice is paid early or late, but a date is also mistyped."""


def _check_year(record: Contribution | Income | BudgetLine) -> None:
    try:
        record.year = str(ReportingYear.parse(record.year))
    except ValueError as problem:
        raise Refused(str(problem), field="year") from None


def _check_contribution(contribution: Contribution) -> None:
    _check_year(contribution)
    if contribution.agreed < 0:
        raise Refused("The amount agreed must be £0 or more.", field="agreed")
    if contribution.received is not None and contribution.received < 0:
        raise Refused(
            "The amount received must be £0 or more. When some was given back, enter what was kept.",
            field="received",
        )
    if contribution.received_on and contribution.received is None:
        raise Refused("Enter how much was received, or clear the date.", field="received")
    check_past(contribution, "received_on")


def _check_income(income: Income) -> None:
    _check_year(income)
    if income.amount < 0 and income.source != Source.BROUGHT_FORWARD:
        raise Refused(
            "The amount must be £0 or more. Only what is brought forward can be below nought: a debt.",
            field="amount",
        )


def _check_line(line: BudgetLine) -> None:
    _check_year(line)
    if line.amount < 0:
        raise Refused("The amount must be £0 or more.", field="amount")


def _check_spend(spend: Spend) -> None:
    if not spend.amount:
        raise Refused("Enter an amount. A refund is entered with a minus, such as -250.00.", field="amount")
    check_past(spend, "paid_on")
    year = ReportingYear.parse(spend.line.year)
    if spend.paid_on and not year.start - NEAR <= spend.paid_on <= year.end + NEAR:
        raise Refused(
            f"This day is more than a year away from {year}, the year of the budget line. "
            "Check the date and the line.",
            field="paid_on",
        )


contributions = Keeping(model=Contribution, right=EDIT, identity=contribution_key, check=_check_contribution)
incomes = Keeping(
    model=Income,
    right=EDIT,
    identity=lambda income: of_year(income.year, income.source, fold(income.purpose)),
    check=_check_income,
)
budget_lines = Keeping(
    model=BudgetLine,
    right=EDIT,
    identity=lambda line: of_year(line.year, fold(line.heading)),
    check=_check_line,
)
spend = Keeping(
    model=Spend,
    right=EDIT,
    identity=lambda one: of_year(
        one.line.key, one.paid_on, f"{one.amount:.2f}", fold(one.what_for), fold(one.reference)
    ),
    check=_check_spend,
)
