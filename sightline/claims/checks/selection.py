"""Selections and checks, and the rules that make sense of them whatever the measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sightline.claims.checks.conditions import Change, OfSeries, Test, tidy
from sightline.claims.checks.errors import CheckError
from sightline.claims.checks.periods import AtDate, InYear, Period
from sightline.foundation.years import ReportingYear

KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
DIMENSION = re.compile(r"(?!each$)[a-z][a-z0-9_]*")

Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A measure, some of its rows and a period: what a figure in a report shows and a check judges.

    Filters are kept in one order and spacing, so that two selections that ask the same are equal.
    """

    key: str
    period: Period
    where: Where = ()
    monthly: bool = False
    by: str | None = None

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise CheckError(
                f"“{self.key}” is not the key of a measure: write one such as training.places_attended.",
                part="key",
            )
        for dimension in [name for name, _ in self.where] + ([self.by] if self.by is not None else []):
            if not DIMENSION.fullmatch(dimension):
                raise CheckError(
                    f"“{dimension}” is not a dimension: write one such as body or agency.", part="where"
                )
        if len(dict(self.where)) < len(self.where):
            raise CheckError("A dimension is named twice: put all its values behind one name.", part="where")
        tidied = sorted(
            (name, tuple(sorted({tidy(value, "where") for value in values}))) for name, values in self.where
        )
        if not all(values for _, values in tidied):
            raise CheckError("A dimension has no value: write one such as {body=Executive}.", part="where")
        object.__setattr__(self, "where", tuple(tidied))
        if self.monthly and isinstance(self.period, AtDate):
            raise CheckError(
                "“monthly” needs more than one date: write in 2024-25, or from 2023-04 to 2025-03.",
                part="monthly",
            )


@dataclass(frozen=True, kw_only=True)
class Check(Selection):
    """One line that is true or not of the records: a selection and a test, of the whole or of each group."""

    test: Test
    each: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.each and self.by is None:
            raise CheckError("“each” needs a dimension: write by body each.", part="each")
        if self.by is not None and not self.each:
            raise CheckError(f"A check judges every group or none: write by {self.by} each.", part="by")
        if isinstance(self.test, OfSeries) and not self.monthly:
            raise CheckError(
                "Whether something is improving, worsening or consistent is judged month by month:"
                " write monthly before the period.",
                part="test",
            )
        if self.monthly and not isinstance(self.test, OfSeries):
            raise CheckError(
                "“monthly” goes with is improving, is worsening or is consistent; leave it out here.",
                part="monthly",
            )
        if isinstance(self.test, Change):
            _comparable(self.period, self.test)


def _comparable(period: Period, change: Change) -> None:
    match period, change.since:
        case AtDate(on=on), date() as since:
            earlier = since < on
        case InYear(year=year), ReportingYear() as since_year:
            earlier = since_year < year
        case AtDate(), _:
            raise CheckError(
                f"A figure at a date is compared with an earlier date: write {change.word} since 2024-03-31.",
                part="test",
            )
        case InYear(), _:
            raise CheckError(
                f"A figure in a year is compared with an earlier year: write {change.word} since 2023-24.",
                part="test",
            )
        case _:
            raise CheckError(
                f"“{change.word}” compares two years or two dates: write in 2024-25 or at 2025-03-31.",
                part="period",
            )
    if not earlier:
        raise CheckError("“since” must be earlier than the period of the check.", part="test")
