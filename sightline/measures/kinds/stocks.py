"""Measures of what is open at a date, and of how long things take."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sightline.measures.kinds.base import Question
from sightline.measures.kinds.flows import Count
from sightline.measures.kinds.of_rows import Figure, OfRows
from sightline.measures.kinds.tallies import Days, Sums


@dataclass(frozen=True, kw_only=True)
class Stock(Count):
    """How many rows are open at a date: opened on or before it and not closed by it.

    Without ``closed`` it is how many had come in all by the date.
    """

    sort = "stock"

    def over(self, question: Question, months: Sequence[tuple[date, date]]) -> list[Sums]:
        """How many are open at the end of each month: those that began by then, less those that ended."""
        began, ended = [], []
        paths = [path for path in (self.opened, self.closed, self.lasts, self.passed) if path]
        for opened, *passed in question.filtered.order_by().values_list(*paths).iterator():
            ends = [passed.pop(0)] if self.closed else []
            ends += [passed.pop(0) + timedelta(days=1)] if self.lasts else []
            closed = min((day for day in ends if day), default=None)
            if opened is None:
                continue
            start = max([opened, *(day + timedelta(days=1) for day in passed if day)])
            if (passed and passed[0] is None) or (closed is not None and closed <= start):
                continue
            began.append(start)
            if closed is not None:
                ended.append(closed)
        began.sort()
        ended.sort()
        counts = [bisect_right(began, end) - bisect_right(ended, end) for _, end in months]
        return [Sums(count, count) for count in counts]


@dataclass(frozen=True, kw_only=True)
class Median(OfRows):
    """The middle number of days from ``since`` to ``until``, or for what is open to the date asked about."""

    sort = "median"

    since: str
    until: str = ""

    @property
    def empty(self) -> Days:
        return Days()

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Days]]:
        found: dict[Any, list[int]] = defaultdict(list)
        as_of = question.scope.as_of
        ends = [self.until] if self.until else []
        for since, *rest in question.rows.order_by().values_list(
            self.since, *ends, *([path] if path else [])
        ):
            until = rest.pop(0) if ends else as_of
            found[rest[0] if path else None].append((until - since).days)
        for raw, days in found.items():
            yield raw, Days(tuple(days))

    def figure(self, tally: Days) -> Figure:
        return tally.median, None, None

    def fields(self) -> tuple[str, ...]:
        return (*super().fields(), self.since, *([self.until] if self.until else []))

    def over(self, question: Question, months: Sequence[tuple[date, date]]) -> list[Days]:
        if self.on:
            return super().over(question, months)
        rows = list(question.filtered.order_by().values_list(self.opened, self.closed, self.since))
        return [
            Days(
                tuple(
                    (end - since).days
                    for opened, closed, since in rows
                    if opened <= end and (closed is None or closed > end)
                )
            )
            for _, end in months
        ]
