"""Measures of what is recorded with a first day and a last, both of them included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from sightline.appointments import queries
from sightline.appointments.terms import whole_months
from sightline.foundation.dates import spell_out
from sightline.measures.answers import Answer, Point
from sightline.measures.kinds import Question, Stock
from sightline.measures.kinds.base import still_to_come
from sightline.measures.kinds.of_rows import Figure
from sightline.measures.kinds.tallies import Sums
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership

Row = tuple[int, date | None, date | None]


def lasts(since: date | None, until: date | None, day: date) -> bool:
    """Whether a day lies between the first and the last, where these are known."""
    return (since is None or since <= day) and (until is None or until >= day)


@dataclass(frozen=True, kw_only=True)
class InForce(Stock):
    """How many rows are in force at a date, from their first day to their last.

    ``known`` answers since when such things are recorded at all, None for never: before it there is no figure
    rather than 0, and ``unknown`` says what is not recorded.
    """

    known: Callable[[Partnership], date | None]
    unknown: str

    def window(self, scope: Scope) -> Q:
        return queries.in_force(scope.as_of)

    def gap(self, known: date | None, day: date) -> str:
        """Why there is no figure at a day; "" when there is one."""
        if known is not None and known <= day:
            return still_to_come(day)
        return f"{self.unknown} is recorded on or before {spell_out(day)}."

    def answer(self, question: Question) -> Answer:
        day = question.scope.as_of
        gap = self.gap(self.known(question.scope.partnership), day)
        return (
            Answer(key=self.key, unit=self.unit, as_of=day, why_not=gap) if gap else super().answer(question)
        )

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        known = self.known(question.scope.partnership)
        months = question.months()
        points = []
        for (start, end), value in zip(
            months, self.values(question, [end for _, end in months]), strict=True
        ):
            gap = self.gap(known, end)
            if gap:
                points.append(Point(start=start, end=end, covered=False, why_not=gap))
            else:
                points.append(Point(start=start, end=end, value=value, rows=value or 0))
        return points

    def values(self, question: Question, days: Sequence[date]) -> Sequence[int | None]:
        """The figure of each day. One query."""
        rows = list(question.filtered.order_by().values_list("since", "until"))
        return [sum(lasts(since, until, day) for since, until in rows) for day in days]


@dataclass(frozen=True, kw_only=True)
class Vacancies(InForce):
    """How many seats are in force at a date without a holder."""

    def window(self, scope: Scope) -> Q:
        return super().window(scope) & queries.unfilled(scope.partnership, scope.as_of)

    def values(self, question: Question, days: Sequence[date]) -> Sequence[int | None]:
        seats = list(question.filtered.order_by().values_list("pk", "since", "until"))
        held: dict[int, list[tuple[date, date | None]]] = {}
        holders = queries.appointments(question.scope.partnership).filter(seat__isnull=False)
        for seat, since, until in holders.values_list("seat", "since", "until"):
            held.setdefault(seat or 0, []).append((since, until))
        return [sum(self._vacant(row, held.get(row[0], ()), day) for row in seats) for day in days]

    @staticmethod
    def _vacant(seat: Row, held: Sequence[tuple[date, date | None]], day: date) -> bool:
        return lasts(seat[1], seat[2], day) and not any(lasts(since, until, day) for since, until in held)


@dataclass(frozen=True, kw_only=True)
class MonthsHeld(InForce):
    """The whole months that rows in force at a date have lasted by then, added up; None where there are none."""

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Sums]]:
        day = question.scope.as_of
        for since, *raw in question.rows.order_by().values_list("since", *([path] if path else [])):
            yield raw[0] if raw else None, Sums(1, whole_months(since, day))

    def figure(self, tally: Sums) -> Figure:
        return (tally.part if tally.rows else None), None, None

    def values(self, question: Question, days: Sequence[date]) -> Sequence[int | None]:
        rows = list(question.filtered.order_by().values_list("since", "until"))
        held = [[since for since, until in rows if lasts(since, until, day)] for day in days]
        return [
            sum(whole_months(since, day) for since in those) if those else None
            for those, day in zip(held, days, strict=True)
        ]
