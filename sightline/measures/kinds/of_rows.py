"""Measures that count, add up or rank records: one query for a value with all its groups or a series."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from sightline.foundation.dates import month_of
from sightline.measures import coverage
from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension, MonthDimension
from sightline.measures.kinds.base import Measure, Question, Rows, by_key
from sightline.measures.kinds.tallies import Tally
from sightline.measures.scope import Period, Scope
from sightline.measures.units import Noun, Value

Figure = tuple[Value | None, int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class OfRows(Measure):
    """A measure of rows that happen ``on`` a date, or of rows that are open at one.

    Open are those ``opened`` on or before the date and not ``closed`` by it; without ``closed`` they stay open, and
    with ``passed`` only those of them count whose date of that name lies before it. What ``lasts`` until a day is
    open on that day still.

    Rows of another kind may count ``also``, by a measure of the same kind, with the same names of dimensions; each
    of those ``belongs`` to a record ``among`` which those of this measure are.

    ``nothing`` says what did not happen where there is no value: “Nobody was registered”.
    """

    on: str = ""
    opened: str = ""
    closed: str = ""
    passed: str = ""
    lasts: str = ""
    nothing: str = "There is nothing to count"
    also: OfRows | None = None
    belongs: str = ""
    among: Rows | None = None

    def __post_init__(self) -> None:
        if bool(self.on) == bool(self.opened):
            raise ValueError(f"{self.key} needs either the date its rows happen on, or when they open.")

    @property
    def of_a_period(self) -> bool:
        return bool(self.on)

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        months = MonthDimension(title="Month", noun=Noun("month", "months"), path=self.on)
        return {**self.by, "month": months} if self.on else self.by

    @property
    @abstractmethod
    def empty(self) -> Tally:
        """The tally of no rows."""

    @abstractmethod
    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Tally]]:
        """The tally of each value found at ``path``; without one, a single tally under None. One query."""

    @abstractmethod
    def figure(self, tally: Any) -> Figure:
        """Value, numerator and denominator."""

    def window(self, scope: Scope) -> Q:
        if self.on:
            return Q(**{f"{self.on}__range": (scope.start, scope.as_of)})
        is_open = Q(**{f"{self.opened}__lte": scope.as_of})
        if self.closed:
            is_open &= Q(**{f"{self.closed}__isnull": True}) | Q(**{f"{self.closed}__gt": scope.as_of})
        if self.lasts:
            is_open &= Q(**{f"{self.lasts}__gte": scope.as_of})
        return is_open & Q(**{f"{self.passed}__lt": scope.as_of}) if self.passed else is_open

    def fields(self) -> tuple[str, ...]:
        paths = (self.on, self.opened, self.closed, self.passed, self.lasts)
        return tuple(path for path in paths if path)

    def answer(self, question: Question) -> Answer:
        dimension = question.dimension
        found: dict[str, Any] = {}
        for label, tally in self._labelled(question):
            found[label] = found[label] + tally if label in found else tally
        total = sum(found.values(), self.empty)
        if not dimension:
            return self.answered(question, total)
        listed = dict.fromkeys(question.listed(), self.empty)
        groups = {name: self.answered(question, tally) for name, tally in sorted((listed | found).items())}
        return self.answered(question, total, groups)

    def _labelled(self, question: Question) -> Iterator[tuple[str, Any]]:
        """The tally of each group by its name; without a dimension under "". A query for each kind of row."""
        dimension = question.dimension
        for raw, tally in self.tallies(question, dimension.path if dimension else None):
            yield dimension.label(raw, question.setting) if dimension else "", tally
        if self.also:
            yield from self.also._labelled(self._of_also(self.also, question))

    def _of_also(self, also: OfRows, question: Question) -> Question:
        return replace(question, measure=also, shared=question.agencies)

    def records(self, question: Question) -> QuerySet[Any]:
        if self.also is None or self.among is None:
            return question.rows
        others = self._of_also(self.also, question).rows.order_by().values(self.also.belongs)
        own = question.rows.order_by().values("pk")
        return self.among(question.scope.partnership).filter(Q(pk__in=own) | Q(pk__in=others))

    def evidence(self, question: Question) -> list[tuple[Any, ...]]:
        own = self.own_evidence(question)
        return by_key([*own, *self.also.evidence(self._of_also(self.also, question))]) if self.also else own

    def own_evidence(self, question: Question) -> list[tuple[Any, ...]]:
        """The evidence of its own kind of row."""
        return super().evidence(question)

    def answered(self, question: Question, tally: Any, groups: Mapping[str, Answer] | None = None) -> Answer:
        """A tally as an answer; without a value, the reason why."""
        value, numerator, denominator = self.figure(tally)
        return Answer(
            key=self.key,
            unit=self.unit,
            as_of=question.scope.as_of,
            value=value,
            numerator=numerator,
            denominator=denominator,
            rows=tally.rows,
            groups=groups or {},
            why_not=""
            if value is not None
            else f"{self.nothing} {question.scope.when}, so there is no figure.",
        )

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        months = question.months()
        tallies = self.over(question, months)
        if self.also:
            more = self.also.over(self._of_also(self.also, question), months)
            tallies = [own + other for own, other in zip(tallies, more, strict=True)]
        points = []
        for (start, end), tally in zip(months, tallies, strict=True):
            first = start if self.on else end
            if not coverage.complete(spans, first, end):
                gap = coverage.gap(self.source, spans, first, end) or f"{month_of(end)} is not over."
                points.append(Point(start=start, end=end, covered=False, why_not=gap))
                continue
            value, numerator, denominator = self.figure(tally)
            points.append(
                Point(
                    start=start,
                    end=end,
                    value=value,
                    numerator=numerator,
                    denominator=denominator,
                    rows=tally.rows,
                )
            )
        return points

    def over(self, question: Question, months: Sequence[tuple[date, date]]) -> list[Any]:
        """The tally of each month. One query: what is grouped by day is put together by month."""
        found: dict[tuple[int, int], Any] = defaultdict(lambda: self.empty)
        for day, tally in self.tallies(question, self.on):
            found[day.year, day.month] += tally
        return [found[start.year, start.month] for start, _ in months]


def number(raw: Any) -> int | Fraction:
    """What a database adds up, exact: nothing adds up to 0."""
    exact = Fraction(str(raw)) if raw is not None else Fraction(0)
    return int(exact) if exact.denominator == 1 else exact
