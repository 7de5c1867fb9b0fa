"""What a demonstration partnership costs over two years, and who pays for it.

The story it tells: in 2024-25 the health service gave less, and not all of it has come; two practice reviews cost more
than was set aside for them; and what was saved the year before is nearly used up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sightline.demo.dice import dice, weekday
from sightline.demo.places import Place
from sightline.foundation.access import Actor
from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.funding import services
from sightline.funding.models import BudgetLine, Contribution, Form, Income, Source, Spend
from sightline.partnership.models import Agency, Partnership

YEARS = tuple(map(ReportingYear.parse, ("2023-24", "2024-25")))
IN_CASH = {  # each place's agency: what it gives in each year, before it is scaled to the place
    "council": (118_000, 121_500),
    "icb": (84_000, 79_800),
    "police": (46_000, 46_000),
    "districts": (6_000, 6_000),
    "hospitals": (5_000, 5_000),
    "probation": (2_100, 2_100),
    "voluntary": (0, 0),
}
IN_KIND = {
    "council": (14_000, 14_500, "An office and personnel support"),
    "police": (18_500, 19_200, "A seconded analyst, two days a week"),
}
LATE, COME_OF_IT = "icb", Decimal("0.75")  # who has not paid all of the second year, and what has come
BROUGHT_FORWARD = 21_400
# a heading: its budget in each year, the part of it that is spent in each, and what it goes on
LINES: dict[str, tuple[tuple[int, int], tuple[float, float], tuple[str, ...]]] = {
    "Staffing": (
        (178_000, 186_500),
        (0.982, 0.995),
        (
            "First quarter’s salaries",
            "Second quarter’s salaries",
            "Third quarter’s salaries",
            "Fourth quarter’s salaries",
        ),
    ),
    "Training": (
        (34_000, 34_000),
        (0.94, 0.97),
        (
            "Trainer, child exploitation",
            "Trainer, neglect",
            "Rooms, spring",
            "Rooms, autumn",
            "Booking system",
        ),
    ),
    "Independent scrutiny": (
        (24_000, 25_200),
        (1.0, 0.98),
        ("Scrutineer, first half of the year", "Scrutineer, second half of the year"),
    ),
    "Practice reviews": (
        (18_000, 18_000),
        (0.71, 1.184),
        ("Lead reviewer, first review", "Lead reviewer, second review", "Practitioners’ learning events"),
    ),
    "Audits": ((5_000, 5_000), (0.88, 0.76), ("Audit tool", "Moderation day")),
    "Office and software": ((9_000, 9_600), (0.93, 0.99), ("Software", "Printing and post")),
}
REFUND = (Decimal("-240.00"), "A room that was cancelled")
GRANT, GRANT_IS = (7_600, 9_150), "Grant for family help reform"


def fund(by: Actor, partnership: Partnership, place: Place, seed: int) -> None:
    """Both years' contributions, other income, budget and spend."""
    chance = dice(seed, place.slug, "funding")
    scale = Decimal(chance.randint(92, 112)) / 100
    agencies = {agency.key: agency for agency in Agency.objects.of(partnership)}
    brought = _sized(BROUGHT_FORWARD, scale)
    for number, year in enumerate(YEARS):
        came = brought
        for one in _contributions(partnership, place, agencies, year, number, scale, chance):
            services.contributions.add(by=by, record=one)
            came += one.received or 0 if one.form == Form.CASH else 0
        grant = _sized(GRANT[number], scale)
        for source, amount, what in ((Source.BROUGHT_FORWARD, brought, ""), (Source.GRANT, grant, GRANT_IS)):
            income = Income(
                partnership=partnership, year=str(year), source=source, amount=amount, purpose=what
            )
            services.incomes.add(by=by, record=income)
        spent = _spend(by, partnership, year, number, scale, chance)
        brought = came + grant - spent


def _sized(pounds: int, scale: Decimal) -> Decimal:
    """A sum as it is for a place of this size: to the next hundred pounds."""
    return (pounds * scale / 100).quantize(Decimal(1)) * Decimal("100.00")


def _contributions(
    partnership: Partnership,
    place: Place,
    agencies: dict[str, Agency],
    year: ReportingYear,
    number: int,
    scale: Decimal,
    chance: Random,
) -> Iterator[Contribution]:
    for word, amounts in IN_CASH.items():
        agreed = _sized(amounts[number], scale)
        late = word == LATE and number == len(YEARS) - 1
        come = (agreed * COME_OF_IT).quantize(Decimal("0.01")) if late else agreed
        yield Contribution(
            partnership=partnership,
            agency=agencies[fold(getattr(place, word))],
            year=str(year),
            form=Form.CASH,
            agreed=agreed,
            received=come if agreed else None,
            received_on=weekday(chance, year.start, date(year.first, 6, 30)) if agreed else None,
            note="The last quarter’s invoice is not paid." if late else "",
        )
    for word, (first, second, note) in IN_KIND.items():
        worth = _sized((first, second)[number], scale)
        yield Contribution(
            partnership=partnership,
            agency=agencies[fold(getattr(place, word))],
            year=str(year),
            form=Form.IN_KIND,
            agreed=worth,
            received=worth,
            note=f"{note}.",
        )


def _spend(
    by: Actor, partnership: Partnership, year: ReportingYear, number: int, scale: Decimal, chance: Random
) -> Decimal:
    """The budget of a year and what was spent of it, which is answered."""
    total = Decimal(0)
    for heading, (budgets, parts, payments) in LINES.items():
        line = services.budget_lines.add(
            by=by,
            record=BudgetLine(
                partnership=partnership,
                year=str(year),
                heading=heading,
                amount=_sized(budgets[number], scale),
            ),
        )
        amounts = _shared(chance, line.amount * Decimal(str(parts[number])), len(payments))
        for place, (amount, what_for) in enumerate(zip(amounts, payments, strict=True)):
            first, last = _part(year, place, len(payments))
            total += _pay(by, line, amount, what_for, weekday(chance, first, last))
        if heading == "Training":
            total += _pay(by, line, *REFUND, weekday(chance, date(year.first + 1, 1, 1), year.end))
    return total


def _pay(by: Actor, line: BudgetLine, amount: Decimal, what_for: str, day: date) -> Decimal:
    record = Spend(partnership=line.partnership, line=line, amount=amount, what_for=what_for, paid_on=day)
    return services.spend.add(by=by, record=record).amount


def _part(year: ReportingYear, place: int, of: int) -> tuple[date, date]:
    """The first and last day of one of several equal parts of a year."""
    days = (year.end - year.start).days
    return year.start + timedelta(days * place // of), year.start + timedelta(days * (place + 1) // of)


def _shared(chance: Random, whole: Decimal, into: int) -> list[Decimal]:
    """A sum in so many payments, to the penny, none much larger than another."""
    weights = [Decimal(chance.randint(85, 115)) for _ in range(into)]
    shares = [(whole * weight / sum(weights)).quantize(Decimal("0.01")) for weight in weights[:-1]]
    return [*shares, whole.quantize(Decimal("0.01")) - sum(shares)]
