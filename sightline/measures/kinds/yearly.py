"""Measures of what is recorded once for a whole reporting year, as money is: what was agreed, what was budgeted.

Nothing says on which day of the year it happened, so it is asked in whole years alone and has no months. A year of
which there is no record is not recorded; where there are others, what somebody has none of is 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db.models import Q

from sightline.foundation.numbers import half_up
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension
from sightline.measures.kinds.base import Measure, Question
from sightline.measures.kinds.flows import Sum
from sightline.measures.kinds.tallies import Sums, whole
from sightline.measures.registry import WrongTime
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership

PENCE = 2


@dataclass(frozen=True, kw_only=True)
class Yearly(Sum):
    """What the amounts at ``of`` add up to, to the penny; ``on`` leads to the year of a row, written 2024-25.

    ``nothing`` says what there is none of: “No contribution is recorded”.
    """

    has_months = False
    in_whole_years = True

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        return self.by

    @property
    def rests_on(self) -> str:
        return "records of the year"

    def years(self, scope: Scope) -> list[str]:
        """The reporting years asked about. Raises WrongTime unless they are whole ones."""
        year, last = ReportingYear.of(scope.start), ReportingYear.of(scope.as_of)
        if (scope.start, scope.as_of) != (year.start, last.end):
            raise WrongTime(f"{self.key} is recorded for whole reporting years: ask in {last}, for example.")
        return [str(ReportingYear(first)) for first in range(year.first, last.first + 1)]

    def window(self, scope: Scope) -> Q:
        return Q(**{f"{self.on}__in": self.years(scope)})

    def unrecorded(self, question: Question) -> str:
        """Which of the years has no record at all; one that has is known, whoever the question is about."""
        years = self.years(question.scope)
        rows = self.rows(question.scope.partnership).filter(**{f"{self.on}__in": years})
        known = set(rows.order_by().values_list(self.on, flat=True).distinct())
        missing = [year for year in years if year not in known]
        return f"{self.nothing} for {missing[0]}." if missing else ""

    def recorded_years(self, partnership: Partnership) -> list[ReportingYear]:
        written = self.rows(partnership).order_by().values_list(self.on, flat=True).distinct()
        return sorted(map(ReportingYear.parse, written))

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Sums]]:
        # One of our databases adds decimals up as floating numbers, which a penny does not survive unrounded.
        for raw, tally in super().tallies(question, path):
            yield raw, Sums(tally.rows, whole(Fraction(half_up(tally.part, PENCE))))

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        raise WrongTime(f"{self.key} is recorded for whole reporting years, and has no months.")


@dataclass(frozen=True, kw_only=True)
class PartOfAll(Measure):
    """The part of an ``amount`` that falls to some of those at the dimension ``among``; None where there is none.

    Filters by that dimension narrow the part alone; any other filter narrows the whole, too.
    """

    sort = "rate"

    amount: Yearly
    among: str
    has_months = False
    in_whole_years = True

    @property
    def of_a_period(self) -> bool:
        return True

    @property
    def most(self) -> int:
        return 1

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        return self.amount.dimensions

    @property
    def rests_on(self) -> str:
        return self.amount.rests_on

    def window(self, scope: Scope) -> Q:
        return self.amount.window(scope)

    def unrecorded(self, question: Question) -> str:
        return self.amount.unrecorded(question)

    def recorded_years(self, partnership: Partnership) -> list[ReportingYear]:
        return self.amount.recorded_years(partnership)

    def fields(self) -> tuple[str, ...]:
        return (*self.amount.fields(), self.dimensions[self.among].path)

    def evidence(self, question: Question) -> list[tuple[Any, ...]]:
        """The rows of the whole, each with whose it is: another's amount moves the part as well."""
        return super().evidence(self._of_all(question))

    def answer(self, question: Question) -> Answer:
        above = self.amount.answer(self._ask(question))
        of_all = self._of_all(question)
        below = self.amount.answer(self._ask(of_all, by=None if question.by == self.among else question.by))
        groups = {
            name: self._over(question, group, below.groups.get(name, below))
            for name, group in above.groups.items()
        }
        return replace(self._over(question, above, below), groups=groups)

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        return self.amount.series(self._ask(question), spans)

    def _of_all(self, question: Question) -> Question:
        where = {name: said for name, said in question.scope.where.items() if name != self.among}
        return replace(question, scope=replace(question.scope, where=where))

    def _ask(self, question: Question, **changes: Any) -> Question:
        return replace(question, measure=self.amount, shared=question.agencies, **changes)

    def _over(self, question: Question, above: Answer, below: Answer) -> Answer:
        part: Any = above.value
        all_of_it: Any = below.value
        value = Fraction(part) / Fraction(all_of_it) if all_of_it else None
        return replace(
            above,
            key=self.key,
            unit=self.unit,
            value=value,
            numerator=part,
            denominator=all_of_it,
            why_not=""
            if value is not None
            else f"It all comes to nothing {question.scope.when}, so there is no part of it.",
        )
