"""Measures that set people against staff: two measures of different records, matched agency by agency."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db.models import Q

from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension
from sightline.measures.kinds.base import Measure, Question
from sightline.measures.kinds.facts import Fact
from sightline.measures.kinds.of_rows import OfRows
from sightline.measures.scope import Period, Scope

MATCHED = "agency"


@dataclass(frozen=True, kw_only=True)
class Ratio(Measure):
    """A count of a period over a fact at its end, among the agencies of which the fact is known.

    Those of other agencies are left out of the count too, so that the ratio compares like with like.
    """

    sort = "ratio"

    numerator: OfRows
    denominator: Fact

    @property
    def of_a_period(self) -> bool:
        return True

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        """Those of its count but for the months: a month's own ratio is a point of the series."""
        return self.numerator.by

    def window(self, scope: Scope) -> Q:
        return self.numerator.window(scope)

    def fields(self) -> tuple[str, ...]:
        return self.numerator.fields()

    def evidence(self, question: Question) -> list[tuple[Any, ...]]:
        staff = self._at_the_end(question)
        return [*super().evidence(question), *self.denominator.evidence(staff)]

    def answer(self, question: Question) -> Answer:
        below = self.denominator.answer(replace(self._at_the_end(question), by=MATCHED))
        above = self.numerator.answer(self._above(question, below))
        matched = question.by == MATCHED
        groups = {
            name: self._over(group, below.groups.get(name) if matched else below)
            for name, group in above.groups.items()
        }
        return replace(self._over(above, below), groups=groups)

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        """Each month over the fact at its end. A query for each time that other agencies have one."""
        staff = self._at_the_end(question)
        known, agencies = self.denominator.known(staff), question.agencies
        points: list[Point] = []
        counted: dict[frozenset[int], list[Point]] = {}
        for number, (start, end) in enumerate(question.months()):
            each = self.denominator.each(staff, known, end)
            with_one = frozenset(pk for pk in agencies.known if agencies.at(pk, end) in each)
            if not with_one:
                unknown = self.denominator.why_not(end)
                points.append(Point(start=start, end=end, covered=False, why_not=unknown))
                continue
            if with_one not in counted:
                counted[with_one] = self.numerator.series(self._among(question, with_one), spans)
            points.append(_over(counted[with_one][number], sum(each.values())))
        return points

    def _at_the_end(self, question: Question) -> Question:
        scope = question.scope
        where = {name: values for name, values in scope.where.items() if name in self.denominator.dimensions}
        at_the_end = Scope(partnership=scope.partnership, at=scope.as_of, where=where)
        return Question(self.denominator, at_the_end, shared=question.agencies)

    def _above(self, question: Question, below: Answer) -> Question:
        agencies, day = question.agencies, question.scope.as_of
        with_one = {name for name, group in below.groups.items() if group.value is not None}
        return self._among(question, {pk for pk in agencies.known if agencies.name(pk, day) in with_one})

    def _among(self, question: Question, counted: Collection[int]) -> Question:
        """The count, of these agencies alone."""
        only = Q(**{f"{self.dimensions[MATCHED].path}__in": sorted(counted)})
        return replace(question, measure=self.numerator, only=only, shared=question.agencies)

    def _over(self, above: Answer, below: Answer | None) -> Answer:
        whole: Any = below.value if below else None
        value = _divided(above.value, whole)
        return replace(
            above,
            key=self.key,
            unit=self.unit,
            value=value,
            numerator=above.value if value is not None else None,  # type: ignore[arg-type]
            denominator=whole,
            why_not=below.why_not if below else "",
        )


def _over(point: Point, below: int) -> Point:
    above: Any = point.value
    if above is None:
        return point
    return replace(point, value=_divided(above, below), numerator=above, denominator=below)


def _divided(above: Any, below: Any) -> Fraction | None:
    return Fraction(above, below) if above is not None and below else None
