"""Measures that are facts with a date: a number known of each agency, and who holds a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from sightline.foundation.dates import spell_out
from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension, by_agency
from sightline.measures.kinds.base import Measure, Question, still_to_come
from sightline.measures.registry import WrongTime
from sightline.measures.scope import Period, Scope


class Dated(NamedTuple):
    """One row of a fact: what was known of an agency from a day."""

    agency: int
    day: date
    value: int


@dataclass(frozen=True, kw_only=True)
class Fact(Measure):
    """The latest number known of each agency at a date, added up; ``dated`` is the day it is known from.

    What an agency had that became part of another counts under that one, until that one, or whatever it
    became part of in turn, has a number of its own from the day of the merger or later.
    """

    sort = "median"

    of: str
    dated: str

    @property
    def of_a_period(self) -> bool:
        return False

    def window(self, scope: Scope) -> Q:
        return Q(**{f"{self.dated}__lte": scope.as_of})

    def fields(self) -> tuple[str, ...]:
        return "agency__key", self.dated, self.of

    def known(self, question: Question) -> list[Dated]:
        """Every row up to the date, earliest first. One query."""
        rows = question.rows.order_by(self.dated, "pk").values_list("agency", self.dated, self.of)
        return [Dated(*row) for row in rows]

    def each(self, question: Question, known: Sequence[Dated], day: date) -> dict[int, int]:
        """The number of each agency that stands at a day."""
        latest = {row.agency: row for row in known if row.day <= day}
        agencies = question.setting.agencies
        found: dict[int, int] = defaultdict(int)
        for agency, row in latest.items():
            steps = agencies.path(agency, day)
            if not any(into in latest and latest[into].day >= merged_on for into, merged_on in steps):
                found[steps[-1][0] if steps else agency] += row.value
        return found

    def answer(self, question: Question) -> Answer:
        each = self.each(question, self.known(question), question.scope.as_of)
        named = {question.setting.agencies.known[agency].name: number for agency, number in each.items()}
        total = self._answered(question, sum(named.values()) if named else None, len(named))
        if not question.by:
            return total
        every: dict[str, int | None] = dict.fromkeys(question.listed())
        groups = {
            name: self._answered(question, number, int(number is not None))
            for name, number in sorted((every | named).items())
        }
        return self._answered(question, total.value, total.rows, groups)

    def _answered(
        self, question: Question, value: Any, rows: int, groups: Mapping[str, Answer] | None = None
    ) -> Answer:
        return Answer(
            key=self.key,
            unit=self.unit,
            as_of=question.scope.as_of,
            value=value,
            rows=rows,
            groups=groups or {},
            why_not="" if value is not None else self.why_not(question.scope.as_of),
        )

    def why_not(self, day: date) -> str:
        """Why there is no value at a day."""
        return f"No {self.title.lower()} is recorded on or before {spell_out(day)}."

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        known = self.known(question)
        points = []
        for start, end in question.months():
            gap = still_to_come(end)
            each = {} if gap else self.each(question, known, end)
            points.append(
                Point(
                    start=start,
                    end=end,
                    value=sum(each.values()) if each else None,
                    rows=len(each),
                    covered=bool(each),
                    why_not="" if each else gap or self.why_not(end),
                )
            )
        return points


@dataclass(frozen=True, kw_only=True)
class Named(Measure):
    """A measure whose values are names at a date. Where there are several at once there is no one value."""

    sort = "fact"
    has_months = False

    @property
    def of_a_period(self) -> bool:
        return False

    def called(self, name: str, question: Question) -> str:
        """The present name of what is meant by a name."""
        return name

    def _answered(
        self, question: Question, holders: Sequence[str], groups: Mapping[str, Answer] | None = None
    ) -> Answer:
        names = sorted(set(holders))
        why_not = ""
        if not names:
            why_not = f"No {self.title.lower()} is recorded {question.scope.when}."
        elif len(names) > 1:
            why_not = (
                f"There is more than one {self.title.lower()} {question.scope.when}: {', '.join(names)}."
            )
        return Answer(
            key=self.key,
            unit=self.unit,
            as_of=question.scope.as_of,
            value=names[0] if len(names) == 1 else None,
            rows=len(holders),
            groups=groups or {},
            names=tuple(names),
            why_not=why_not,
        )

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        raise WrongTime(f"{self.key} is a name, and names have no monthly series.")


@dataclass(frozen=True, kw_only=True)
class Holder(Named):
    """The agency at ``of`` that holds something at a date: from the day ``since`` to ``until``.

    Where two hold it at once there is no one name, and so no value.
    """

    of: str
    since: str
    until: str

    def window(self, scope: Scope) -> Q:
        began = Q(**{f"{self.since}__isnull": True}) | Q(**{f"{self.since}__lte": scope.as_of})
        lasts = Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gte": scope.as_of})
        return began & lasts

    def fields(self) -> tuple[str, ...]:
        return self.since, self.until, f"{self.of}__name"

    @property
    def holders(self) -> Dimension:
        """The agencies, as dimensions name them."""
        return by_agency(self.of, self.title)

    def called(self, name: str, question: Question) -> str:
        """The present name of the agency that is meant by a name. Raises NoSuchValue for one that nobody has."""
        return self.holders.chosen([name], question.setting)[0]

    def answer(self, question: Question) -> Answer:
        dimension, holders = question.dimension, self.holders
        found: dict[str, list[str]] = {name: [] for name in question.listed()}
        everyone: list[str] = []
        for agency, *raw in question.rows.order_by().values_list(
            self.of, *([dimension.path] if dimension else [])
        ):
            holder = holders.label(agency, question.setting)
            everyone.append(holder)
            if dimension:
                found.setdefault(dimension.label(raw[0], question.setting), []).append(holder)
        groups = {name: self._answered(question, holders) for name, holders in sorted(found.items())}
        return self._answered(question, everyone, groups)


@dataclass(frozen=True, kw_only=True)
class Latest(Named):
    """The word at ``of`` that stands at a date: that of the latest row whose day, at ``dated``, is it or before."""

    of: str
    dated: str

    def window(self, scope: Scope) -> Q:
        return Q(**{f"{self.dated}__lte": scope.as_of})

    def fields(self) -> tuple[str, ...]:
        return self.dated, self.of

    def answer(self, question: Question) -> Answer:
        rows = question.rows.order_by(f"-{self.dated}", "-pk").values_list(self.of, flat=True)
        return self._answered(question, list(rows[:1]))
