"""Measures of what happens in a period: how often, to how many, how much of it, and what part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from sightline.measures.kinds.base import Question, Sort, by_key
from sightline.measures.kinds.of_rows import Figure, OfRows, number
from sightline.measures.kinds.tallies import Members, Sums


@dataclass(frozen=True, kw_only=True)
class Count(OfRows):
    """How many rows happened in a period."""

    sort: ClassVar[Sort] = "count"

    @property
    def empty(self) -> Sums:
        return Sums()

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Sums]]:
        for raw, columns in grouped(question, path, rows_=models.Count("pk")):
            yield raw, Sums(columns["rows_"], columns["rows_"])

    def figure(self, tally: Sums) -> Figure:
        return tally.part, None, None


@dataclass(frozen=True, kw_only=True)
class Sum(Count):
    """What the numbers at ``of`` add up to, over the rows of a period."""

    sort = "sum"

    of: str

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Sums]]:
        for raw, columns in grouped(question, path, rows_=models.Count("pk"), sum_=models.Sum(self.of)):
            yield raw, Sums(columns["rows_"], number(columns["sum_"]))

    def fields(self) -> tuple[str, ...]:
        return (*super().fields(), self.of)


@dataclass(frozen=True, kw_only=True)
class Rate(OfRows):
    """The part of a period's rows that satisfies ``part``; None where there are no rows."""

    sort = "rate"

    part: Q

    @property
    def most(self) -> int:
        """A part is never more than the whole."""
        return 1

    @property
    def empty(self) -> Sums:
        return Sums()

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Sums]]:
        part = models.Count("pk", filter=self.part)
        for raw, columns in grouped(question, path, rows_=models.Count("pk"), part_=part):
            yield raw, Sums(columns["rows_"], columns["part_"], columns["rows_"])

    def figure(self, tally: Sums) -> Figure:
        value = Fraction(tally.part, tally.whole) if tally.whole else None
        return value, int(tally.part), tally.whole

    def own_evidence(self, question: Question) -> list[tuple[Any, ...]]:
        counted = models.ExpressionWrapper(self.part, output_field=models.BooleanField())
        rows = question.rows.order_by().annotate(part_=counted)
        return by_key(rows.values_list("key", *self.fields(), "part_"))


@dataclass(frozen=True, kw_only=True)
class Mean(OfRows):
    """The mean of the numbers at ``of``, over the rows of a period that have one; None where none has."""

    sort = "median"

    of: str

    @property
    def empty(self) -> Sums:
        return Sums()

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Sums]]:
        columns = {"rows_": models.Count(self.of), "sum_": models.Sum(self.of)}
        for raw, found in grouped(question, path, **columns):
            yield raw, Sums(found["rows_"], number(found["sum_"]), found["rows_"])

    def figure(self, tally: Sums) -> Figure:
        return (Fraction(tally.part) / tally.whole if tally.whole else None), None, None

    def fields(self) -> tuple[str, ...]:
        return (*super().fields(), self.of)


@dataclass(frozen=True, kw_only=True)
class Distinct(OfRows):
    """How many different things stand at ``of`` in the rows of a period: people rather than places."""

    sort = "distinct"

    of: str

    @property
    def empty(self) -> Members:
        return Members()

    def tallies(self, question: Question, path: str | None) -> Iterator[tuple[Any, Members]]:
        rows: dict[Any, int] = defaultdict(int)
        members: dict[Any, set[int]] = defaultdict(set)
        paths = [self.of, *([path] if path else [])]
        pairs = question.rows.order_by().values_list(*paths).annotate(rows_=models.Count("pk"))
        for member, *raw, count in pairs.iterator():
            value = raw[0] if raw else None
            rows[value] += count
            members[value].add(member)
        for value, of in members.items():
            yield value, Members(rows[value], frozenset(of))

    def figure(self, tally: Members) -> Figure:
        return len(tally.of), None, None

    def fields(self) -> tuple[str, ...]:
        return (*super().fields(), self.of)


def grouped(question: Question, path: str | None, **columns: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Aggregates of the rows behind a question for each value at ``path``; without one, over them all."""
    rows = question.rows.order_by()
    if path is None:
        yield None, rows.aggregate(**columns)
        return
    for found in rows.values(path).annotate(**columns).iterator():
        yield found[path], found
