"""Figures about money: who pays for the partnership, what its budget sets aside and what was spent."""

from __future__ import annotations

from sightline.funding import queries
from sightline.funding.models import Form, Source
from sightline.measures.dimensions import Dimension, by_agency
from sightline.measures.kinds import PartOfAll, Yearly
from sightline.measures.registry import register
from sightline.measures.units import Noun, Unit

FORM = Dimension(
    title="Cash or in kind", noun=Noun("form", "forms"), path="form", names=lambda where: Form.values
)
SOURCE = Dimension(
    title="Source", noun=Noun("source", "sources"), path="source", names=lambda where: Source.values
)
BY = {"agency": by_agency(), "form": FORM}


def by_heading(path: str) -> Dimension:
    """The heading of a budget line."""
    return Dimension(title="Heading", noun=Noun("heading", "headings"), path=path, names=queries.headings)


contributed = Yearly(
    "funding.contributed",
    title="Contributions agreed",
    definition=(
        "What agencies agreed to contribute to the year, in cash and in kind, whether or not it has come. "
        "An agency of which no contribution is recorded counts as £0 in a year in which others have one."
    ),
    unit=Unit.POUNDS,
    rows=queries.contributions,
    on="year",
    of="agreed",
    nothing="No contribution is recorded",
    by=BY,
)

received = Yearly(
    "funding.received",
    title="Contributions received",
    definition="What has come of the contributions to the year, in cash and in kind, whenever it came.",
    unit=Unit.POUNDS,
    rows=queries.received,
    on="year",
    of="received",
    nothing="No contribution is recorded as received",
    by=BY,
)

share = PartOfAll(
    "funding.share",
    title="Share of the contributions",
    definition="An agency's part of what all agencies agreed to contribute to the year, in cash and in kind.",
    unit=Unit.RATE,
    rows=queries.contributions,
    amount=contributed,
    among="agency",
)

other_income = Yearly(
    "funding.other_income",
    title="Other income",
    definition="What came in beside contributions: brought forward from the year before, charges, grants.",
    unit=Unit.POUNDS,
    rows=queries.incomes,
    on="year",
    of="amount",
    nothing="No other income is recorded",
    by={"source": SOURCE},
)

budget = Yearly(
    "funding.budget",
    title="Budget",
    definition="What the budget of the year sets aside.",
    unit=Unit.POUNDS,
    rows=queries.budget_lines,
    on="year",
    of="amount",
    nothing="No budget is recorded",
    by={"heading": by_heading("heading")},
)

spend = Yearly(
    "funding.spend",
    title="Spend",
    definition="What was spent of the year's budget, whenever it was paid; refunds are taken off.",
    unit=Unit.POUNDS,
    rows=queries.spend,
    on="line__year",
    of="amount",
    nothing="No spend is recorded",
    by={"heading": by_heading("line__heading")},
)

register(contributed, received, share, other_income, budget, spend)
