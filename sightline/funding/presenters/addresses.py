"""Where the pages of funding are, and what its records are called there."""

from __future__ import annotations

from django.urls import reverse

from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import pounds
from sightline.funding.models import BudgetLine, Contribution, Income, Spend
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership

Money = Contribution | Income | BudgetLine | Spend
KINDS: dict[type[Money], str] = {
    Contribution: "contribution",
    Income: "income",
    BudgetLine: "line",
    Spend: "payment",
}


def at(record: Money, partnership: Partnership) -> str:
    """The address of a record."""
    return reverse(f"funding:{KINDS[type(record)]}-record", args=[partnership.slug, record.pk])


def page(partnership: Partnership, name: str) -> str:
    """The address of a page that lists."""
    return reverse(f"funding:{name}", args=[partnership.slug])


def called(record: Money) -> str:
    """What a record is called where there is room for a line."""
    match record:
        case Contribution():
            purpose = f", {record.purpose}" if record.purpose else ""
            return f"{record.agency}, {record.year}{purpose}"
        case Income():
            what = record.purpose or record.get_source_display()
            return f"{what}, {record.year}"
        case BudgetLine():
            return str(record)
        case Spend():
            return f"{record.what_for}, {spell_out(record.paid_on) if record.paid_on else record.line.year}"


def told(record: Money) -> str:
    """A record in a line, with its amount: of a contribution, what was agreed."""
    amount = record.agreed if isinstance(record, Contribution) else record.amount
    return f"{called(record)}: {pounds(amount)}"


def of_year(partnership: Partnership, year: str) -> Link:
    """The link to the page of a year."""
    return Link(f"Funding {year}", f"{page(partnership, 'year')}?year={year}")


def within_contributions(partnership: Partnership, contribution: Contribution | None) -> tuple[Link, ...]:
    return (
        *within_year(partnership, contribution),
        Link("Contributions", page(partnership, "contributions")),
    )


def within_year(
    partnership: Partnership, record: Contribution | Income | BudgetLine | None
) -> tuple[Link, ...]:
    """The way back: the page of its year."""
    return (of_year(partnership, record.year) if record else Link("Funding", page(partnership, "year")),)


def within_budget(partnership: Partnership, line: BudgetLine | None) -> tuple[Link, ...]:
    return (*within_year(partnership, line), Link("Budget", page(partnership, "budget")))


def within_line(partnership: Partnership, payment: Spend | None) -> tuple[Link, ...]:
    """The way back from a payment: its budget line."""
    if payment is None:
        return (*within_year(partnership, None), Link("Spend", page(partnership, "spend")))
    line = payment.line
    return (of_year(partnership, line.year), Link(line.heading, at(line, partnership)))
