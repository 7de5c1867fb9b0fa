"""Measures of which part of what is open at a date is also something more: overdue, for example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, cast

from django.db.models import Q

from sightline.measures.answers import Answer, Point
from sightline.measures.dimensions import Dimension
from sightline.measures.kinds.base import Measure, Question
from sightline.measures.kinds.stocks import Stock
from sightline.measures.scope import Period, Scope


@dataclass(frozen=True, kw_only=True)
class Share(Measure):
    """One stock as a part of another that has all of its rows; None where nothing is open.

    ``nothing`` says what there was none of: “No action was outstanding”.
    """

    sort = "rate"

    part: Stock
    whole: Stock
    nothing: str

    @property
    def of_a_period(self) -> bool:
        return False

    @property
    def most(self) -> int:
        return 1

    @property
    def dimensions(self) -> Mapping[str, Dimension]:
        return self.whole.dimensions

    def window(self, scope: Scope) -> Q:
        return self.whole.window(scope)

    def fields(self) -> tuple[str, ...]:
        """The part is told by a date that the whole does not need, and so has them all."""
        return self.part.fields()

    def answer(self, question: Question) -> Answer:
        above = self.part.answer(self._of(self.part, question))
        below = self.whole.answer(self._of(self.whole, question))
        groups = {
            name: self._over(question, above.groups.get(name), group) for name, group in below.groups.items()
        }
        return replace(self._over(question, above, below), groups=groups)

    def series(self, question: Question, spans: Sequence[Period]) -> list[Point]:
        above = self.part.series(self._of(self.part, question), spans)
        below = self.whole.series(self._of(self.whole, question), spans)
        return [_month(part, point) for part, point in zip(above, below, strict=True)]

    def _of(self, stock: Stock, question: Question) -> Question:
        return replace(question, measure=stock, shared=question.agencies)

    def _over(self, question: Question, above: Answer | None, below: Answer) -> Answer:
        part: Any = above.value if above else 0
        value = _divided(part, below.value)
        return replace(
            below,
            key=self.key,
            unit=self.unit,
            value=value,
            numerator=part,
            denominator=below.value,  # type: ignore[arg-type]
            why_not=""
            if value is not None
            else f"{self.nothing} {question.scope.when}, so there is no figure.",
        )


def _month(part: Point, whole: Point) -> Point:
    above, below = cast("int | None", part.value), cast("int | None", whole.value)
    return replace(whole, value=_divided(above, below), numerator=above, denominator=below)


def _divided(part: Any, whole: Any) -> Fraction | None:
    return Fraction(part, whole) if part is not None and whole else None
