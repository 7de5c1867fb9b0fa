"""The figures that checks are judged by, taken from the measures of one partnership.

One of these serves a whole run of checks, such as those of a report: what two of them ask alike is
computed once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sightline.claims.checks import (
    AtDate,
    Change,
    Check,
    CheckError,
    InSpan,
    InYear,
    OfFact,
    Part,
    Period,
    Selection,
    Where,
)
from sightline.claims.figures import Figure, MeasureInfo
from sightline.claims.validation import no_such_measure, validate_selection
from sightline.measures import evaluation
from sightline.measures.answers import Answer, Point
from sightline.measures.registry import MeasureError, NoSuchDimension, NoSuchValue, WrongTime, registry
from sightline.measures.scope import Period as Span
from sightline.measures.scope import Scope
from sightline.measures.units import Better
from sightline.partnership.models import Partnership

PARTS: dict[type[MeasureError], Part] = {NoSuchDimension: "by", NoSuchValue: "where", WrongTime: "period"}


@dataclass(frozen=True)
class Fingerprint:
    """The records behind a figure: how many, and a SHA-256 of what was read of them."""

    rows: int
    digest: str


class RecordedFigures:
    """The measures of one partnership as checks ask for them."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self._found: dict[tuple[object, ...], Any] = {}

    def measure(self, key: str) -> MeasureInfo:
        """What a check has to know of a measure. Raises CheckError when there is none of that key."""
        measure = registry.get(key)
        if measure is None:
            raise no_such_measure(key, [one.key for one in registry])
        return MeasureInfo(
            key=key,
            title=measure.title,
            kind=measure.sort,
            unit=str(measure.unit),
            better=Better(measure.better),
            at_date=not measure.of_a_period,
            dimensions={name: dimension.noun for name, dimension in measure.dimensions.items()},
            has_months=measure.has_months,
        )

    def named(self, check: Check) -> Check:
        """The check by the names under which records are counted: of an alias, the agency's present one.

        Raises CheckError for a name that is not there.
        """
        where, test = check.where, check.test
        if where:
            where = self._once(("present", check.key, check.period, where), lambda: self._present(check))
        if isinstance(test, OfFact):
            test = self._once(
                ("called", check.key, check.period, where, test), lambda: self._called(check, test)
            )
        return replace(check, where=where, test=test)

    def _present(self, check: Check) -> Where:
        with asked():
            scope = _scope(self.partnership, check.period, check.where)
            return tuple(evaluation.present(check.key, scope, monthly=check.monthly).items())

    def _called(self, check: Check, test: OfFact) -> OfFact:
        with asked("test"):
            scope = _scope(self.partnership, check.period, ())
            return replace(test, value=evaluation.called(check.key, test.value, scope))

    def value(self, key: str, period: Period, where: Where, by: str | None = None) -> Figure:
        """The figure of a period or date, with its groups when ``by`` names a dimension."""
        return _figure(self._answer(key, period, where, by))

    def series(
        self, key: str, period: InYear | InSpan, where: Where, by: str | None = None
    ) -> Sequence[tuple[date, Figure]]:
        """The figure of each month, with its groups when ``by`` names a dimension."""
        months = [(point.end, _monthly(point)) for point in self._points(key, period, where)]
        if by is None:
            return months
        chosen = dict(where).get(by)
        groups = {
            name: self._points(key, period, (*((d, v) for d, v in where if d != by), (by, (name,))))
            for name in chosen or self.choices(key, by, period)
        }
        return [
            (day, replace(whole, groups={name: _monthly(points[n]) for name, points in groups.items()}))
            for n, (day, whole) in enumerate(months)
        ]

    def answer(self, selection: Selection) -> Answer:
        """The measure's own answer to a selection. Raises CheckError for one that it cannot be asked."""
        validate_selection(selection, self.measure(selection.key))
        return self._answer(selection.key, selection.period, selection.where, selection.by)

    def points(self, selection: Selection) -> list[Point]:
        """The months of a monthly selection. Raises CheckError for one that it cannot be asked."""
        validate_selection(selection, self.measure(selection.key))
        assert not isinstance(selection.period, AtDate)  # a monthly selection never has a date
        return self._points(selection.key, selection.period, selection.where)

    def choices(self, key: str, dimension: str, period: Period) -> list[str]:
        """The values of a dimension that the partnership has."""

        def ask() -> list[str]:
            with asked():
                return evaluation.choices(key, dimension, _scope(self.partnership, _moment(key, period), ()))

        return self._once(("choices", key, dimension, period), ask)

    def fingerprint(self, selection: Selection) -> Fingerprint:
        """The records behind a selection or a check; of a change, those of both its ends."""
        if selection.monthly:
            return _of_points(self.points(selection))
        periods = [selection.period]
        if isinstance(selection, Check) and isinstance(selection.test, Change):
            since = selection.test.since
            periods.append(AtDate(since) if isinstance(since, date) else InYear(since))
        parts = [self._fingerprint(selection.key, period, selection.where) for period in periods]
        if len(parts) == 1:
            return parts[0]
        together = hashlib.sha256("".join(part.digest for part in parts).encode()).hexdigest()
        return Fingerprint(sum(part.rows for part in parts), together)

    def _answer(self, key: str, period: Period, where: Where, by: str | None) -> Answer:
        def ask() -> Answer:
            with asked():
                return evaluation.evaluate(key, _scope(self.partnership, period, where), by)

        return self._once(("answer", key, period, where, by), ask)

    def _points(self, key: str, period: InYear | InSpan, where: Where) -> list[Point]:
        def ask() -> list[Point]:
            with asked():
                return evaluation.series(key, _scope(self.partnership, period, where))

        return self._once(("points", key, period, where), ask)

    def _fingerprint(self, key: str, period: Period, where: Where) -> Fingerprint:
        def ask() -> Fingerprint:
            with asked():
                return Fingerprint(*evaluation.fingerprint(key, _scope(self.partnership, period, where)))

        return self._once(("fingerprint", key, period, where), ask)

    def _once(self, question: tuple[object, ...], ask: Any) -> Any:
        if question not in self._found:
            self._found[question] = ask()
        return self._found[question]


@contextmanager
def asked(part: Part | None = None) -> Iterator[None]:
    """A question to the measures; what they refuse is an error of the check that asked it, of one ``part``."""
    try:
        yield
    except MeasureError as problem:
        raise CheckError(str(problem), part=part or PARTS.get(type(problem))) from None


def _scope(partnership: Partnership, period: Period, where: Where) -> Scope:
    filters = dict(where)
    if isinstance(period, AtDate):
        return Scope(partnership=partnership, at=period.on, where=filters)
    return Scope(partnership=partnership, period=Span(period.start, period.end), where=filters)


def _moment(key: str, period: Period) -> Period:
    """The period, or its last day for a measure that is asked at a date."""
    measure = registry.get(key)
    if measure is not None and not measure.of_a_period and not isinstance(period, AtDate):
        return AtDate(period.end)
    return period


def _figure(answer: Answer) -> Figure:
    return Figure(
        value=answer.names or answer.value,
        numerator=answer.numerator,
        denominator=answer.denominator,
        covered=answer.covered,
        why_not=answer.why_not,
        groups={name: _figure(group) for name, group in answer.groups.items()},
        rows=answer.rows,
    )


def _monthly(point: Point) -> Figure:
    return Figure(
        value=point.value,
        numerator=point.numerator,
        denominator=point.denominator,
        covered=point.covered,
        why_not=point.why_not or ("" if point.value is not None else "nothing is recorded for this month"),
        rows=point.rows,
    )


def _of_points(points: Sequence[Point]) -> Fingerprint:
    """Of a series the months stand for the records: a record that moves none of them moves no chart."""
    said = "\n".join(f"{p.start}|{p.value}|{p.numerator}|{p.denominator}|{p.rows}" for p in points)
    return Fingerprint(sum(point.rows for point in points), hashlib.sha256(said.encode()).hexdigest())
