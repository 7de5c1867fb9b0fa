"""What every kind of measure has in common: how it is declared, and how it is asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from sightline.foundation.dates import months, spell_out
from sightline.foundation.years import ReportingYear
from sightline.measures import coverage
from sightline.measures.agencies import Agencies
from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension, Setting
from sightline.measures.registry import NoSuchDimension, WrongTime, nearest
from sightline.measures.scope import Period, Scope
from sightline.measures.units import Better, Unit
from sightline.partnership.models import Partnership

Rows = Callable[[Partnership], QuerySet[Any]]
Sort = Literal["count", "stock", "distinct", "rate", "ratio", "median", "sum", "fact"]
"""What may be asked of a figure: whether nothing is nought, whether it is a part of a whole, whether it is a name."""


@dataclass(frozen=True, kw_only=True)
class Measure(ABC):
    """A figure by name: declared once, the same on every page, in every claim and in the command line.

    ``definition`` is one sentence for people. ``rows`` reads the records that it may rest on. ``source``
    names the coverage it needs ("" for one that is recorded as dated facts). ``by`` are its dimensions. One that is
    known ``in_whole_years`` says nothing of a part of a year. ``sort`` is what checks take it for. One that
    ``has_own_pages`` is not told among all the others.
    """

    key: str = field(kw_only=False)
    title: str
    definition: str
    unit: Unit
    rows: Rows
    better: Better = Better.NEITHER
    source: str = ""
    by: Mapping[str, Dimension] = field(default_factory=dict)
    sort: ClassVar[Sort]
    has_months: ClassVar[bool] = True
    in_whole_years: ClassVar[bool] = False
    has_own_pages: ClassVar[bool] = False

    @property
    def rests_on(self) -> str:
        """What it is known from, in a few words."""
        return f"records of {self.source}" if self.source else "dated facts"

    @property
    @abstractmethod
    def of_a_period(self) -> bool:
        """Whether it is asked in a period; otherwise it is asked at a date."""

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        """Every way it can be divided and filtered."""
        return self.by

    @property
    def most(self) -> int | None:
        """The highest value that it can have; None where there is none."""
        return None

    def spans(self, partnership: Partnership) -> tuple[Period, ...]:
        """The days of which it can be known, as periods in order."""
        return coverage.spans(partnership, self.source)

    def askable(self, period: Period) -> Period:
        """The part of a covered period that it can be asked of: all of it, but for what is known of whole months."""
        return period

    def unrecorded(self, question: Question) -> str:
        """Why the time asked about is not recorded; "" when it is. A dated fact is not known of a day to come."""
        if not self.source:
            return still_to_come(question.scope.as_of)
        return question.gap(self.spans(question.scope.partnership))

    def recorded_years(self, partnership: Partnership) -> list[ReportingYear]:
        """The reporting years of one that is known in whole years, earliest first; none of what a source covers."""
        return []

    @abstractmethod
    def answer(self, question: Question) -> Answer:
        """The answer, with a group for each value of the question's dimension. The time is covered."""

    @abstractmethod
    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        """A point for each month of the question's period."""

    @abstractmethod
    def window(self, scope: Scope) -> Q:
        """The rows that count in the time asked about."""

    @abstractmethod
    def fields(self) -> tuple[str, ...]:
        """What it reads of a row, so that a later change of it is noticed."""

    def records(self, question: Question) -> QuerySet[Any]:
        """The records behind an answer, as people may look at them."""
        return question.rows

    def evidence(self, question: Question) -> list[tuple[Any, ...]]:
        """Each row behind an answer as its key and what was read of it, in the order of the keys."""
        return by_key(question.rows.order_by().values_list("key", *self.fields()))


@dataclass(frozen=True)
class Question:
    """A measure asked of a scope, divided by one of its dimensions or by none; ``only`` narrows the rows.

    Raises NoSuchDimension, NoSuchValue or WrongTime when it makes no sense.
    """

    measure: Measure
    scope: Scope
    by: str | None = None
    monthly: bool = False
    only: Q = field(default_factory=Q)
    shared: Agencies | None = None

    def __post_init__(self) -> None:
        for name in (*self.scope.where, *([self.by] if self.by else [])):
            if name not in self.measure.dimensions:
                known = self.measure.dimensions
                hint = nearest(name, list(known)) if known else ""
                raise NoSuchDimension(f"{self.measure.key} cannot be asked by “{name}”.{hint}")
        if self.scope.at and (self.measure.of_a_period or self.monthly):
            year = ReportingYear.of(self.scope.at)
            raise WrongTime(f"{self.measure.key} is asked in a period, such as {year}, not at a date.")
        if self.scope.period and not self.measure.of_a_period and not self.monthly:
            raise WrongTime(
                f"{self.measure.key} is asked at a date, such as {self.scope.period.end}, not in a period."
            )

    @cached_property
    def setting(self) -> Setting:
        return Setting(self.scope, self.measure.rows(self.scope.partnership), self.agencies)

    @cached_property
    def agencies(self) -> Agencies:
        """The agencies, shared with the question that this one is a part of."""
        return self.shared or Agencies(self.scope.partnership)

    @property
    def dimension(self) -> Dimension | None:
        return self.measure.dimensions[self.by] if self.by else None

    @cached_property
    def filtered(self) -> QuerySet[Any]:
        """The rows the filters leave, whatever their date."""
        rows = self.setting.rows.filter(self.only)
        for name, values in self.scope.where.items():
            rows = rows.filter(self.measure.dimensions[name].condition(values, self.setting))
        return rows

    def read_filters(self) -> None:
        """Find the names filtered by, so that a wrong one is told whether or not the time is covered."""
        self.filtered  # noqa: B018  # reading it raises NoSuchValue

    @property
    def rows(self) -> QuerySet[Any]:
        """The rows behind the answer."""
        return self.filtered.filter(self.measure.window(self.scope))

    def listed(self) -> Iterable[str]:
        """The groups shown even without rows: where the dimension is filtered, those filtered for."""
        if not self.dimension or not self.by:
            return ()
        listed = list(self.dimension.listed(self.setting))
        if not listed or self.by not in self.scope.where:
            return listed
        chosen = self.dimension.chosen(self.scope.where[self.by], self.setting)
        return [name for name in listed if name in chosen]

    def months(self) -> list[tuple[date, date]]:
        """The calendar months of the period, the first and last cut to it."""
        start, end = self.scope.start, self.scope.as_of
        return [(max(first, start), min(last, end)) for first, last in months(start, end)]

    def gap(self, spans: Sequence[Period]) -> str:
        """Why the time asked about is not covered; "" when it is."""
        return coverage.gap(self.measure.source, spans, self.scope.start, self.scope.as_of)


def by_key(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows in the order of their keys, sorted here because databases sort text each in its own way."""
    return sorted(rows, key=lambda row: str(row[0]))


def still_to_come(day: date) -> str:
    """Why nothing is known of a day to come, in a sentence; "" for today and before."""
    return f"{spell_out(day)} is still to come." if day > timezone.localdate() else ""
