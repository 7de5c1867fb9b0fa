"""Figures that a test states, in place of those of a partnership."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from sightline.claims.checks import AtDate, Check, InSpan, InYear, Period, Where
from sightline.claims.figures import Figure, MeasureInfo, Value
from sightline.claims.grammar import parse
from sightline.claims.judging import judge
from sightline.claims.validation import no_such_measure
from sightline.claims.verdicts import Verdict
from sightline.foundation.years import ReportingYear
from sightline.measures.units import Better, Noun

NOUNS = {
    "agency": Noun("agency", "agencies"),
    "body": Noun("body", "bodies"),
    "course": Noun("course", "courses"),
    "month": Noun("month", "months"),
    "source": Noun("source", "sources"),
}


def nouns(*dimensions: str) -> dict[str, Noun]:
    return {dimension: NOUNS[dimension] for dimension in dimensions}


MEASURES = {
    measure.key: measure
    for measure in (
        MeasureInfo(
            "training.places_attended",
            "Training places attended",
            "count",
            "places",
            Better.HIGHER,
            False,
            nouns("agency", "course", "month"),
        ),
        MeasureInfo(
            "actions.outstanding",
            "Outstanding actions",
            "stock",
            "actions",
            Better.LOWER,
            True,
            nouns("agency", "source"),
        ),
        MeasureInfo(
            "meetings.attendance_rate",
            "Meeting attendance",
            "rate",
            "rate",
            Better.HIGHER,
            False,
            nouns("body", "month"),
        ),
        MeasureInfo(
            "actions.median_age",
            "Median age of actions",
            "median",
            "days",
            Better.LOWER,
            True,
            nouns("agency"),
        ),
        MeasureInfo("challenges.raised", "Challenges raised", "count", "challenges", Better.NEITHER, False),
        MeasureInfo(
            "partnership.chair_agency",
            "Agency of the chair",
            "fact",
            "name",
            Better.NEITHER,
            True,
            nouns("body"),
        ),
    )
}

MARCH_2024, MARCH_2025 = AtDate(date(2024, 3, 31)), AtDate(date(2025, 3, 31))
YEAR_BEFORE, YEAR = InYear(ReportingYear(2023)), InYear(ReportingYear(2024))
NOT_COVERED = Figure(None, covered=False, why_not="Records of bookings cover 2023-24 only.")


class Stated:
    """The measures above, with the figures of one test."""

    def __init__(self, values: Mapping[Period, Figure], months: Sequence[tuple[date, Figure]] = ()) -> None:
        self.values = values
        self.months = months

    def measure(self, key: str) -> MeasureInfo:
        if key not in MEASURES:
            raise no_such_measure(key, MEASURES)
        return MEASURES[key]

    def named(self, check: Check) -> Check:
        return check

    def value(self, key: str, period: Period, where: Where, by: str | None = None) -> Figure:
        return self.values[period]

    def series(
        self, key: str, period: InYear | InSpan, where: Where, by: str | None = None
    ) -> Sequence[tuple[date, Figure]]:
        return self.months


def rate(numerator: int, denominator: int, **groups: Figure) -> Figure:
    """A rate of two counts; of nothing, it has no value."""
    value = Fraction(numerator, denominator) if denominator else None
    return Figure(value, numerator, denominator, groups=groups, rows=denominator)


def split(groups: Mapping[str, Figure | Value | None]) -> Figure:
    """A figure whose groups are stated, and whose whole does not matter."""
    return Figure(0, groups={name: as_figure(value) for name, value in groups.items()})


def as_figure(value: Figure | Value | None) -> Figure:
    return value if isinstance(value, Figure) else Figure(value)


def months(
    values: Sequence[Figure | Value | None], first: date = date(2023, 4, 1)
) -> list[tuple[date, Figure]]:
    """One figure for each month from ``first``."""
    places = range(first.month - 1, first.month - 1 + len(values))
    return [
        (date(first.year + place // 12, place % 12 + 1, 1), as_figure(value))
        for place, value in zip(places, values, strict=True)
    ]


def verdict(
    text: str, values: Mapping[Period, Figure] | None = None, series: Sequence[tuple[date, Figure]] = ()
) -> Verdict:
    """The verdict on a check by the figures stated."""
    return judge(parse(text), Stated(values or {}, series))
