"""Asking the measures: the four questions that pages, claims, reports and the command line put to them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet

from sightline.measures.answers import Answer, Point
from sightline.measures.kinds import Named, Question
from sightline.measures.registry import find
from sightline.measures.scope import Scope


def evaluate(key: str, scope: Scope, by: str | None = None) -> Answer:
    """The measure's answer, divided by a dimension when ``by`` names one.

    The value is None when the time is not covered by the records, or where there is nothing to take a rate
    or a median of. Raises a MeasureError, whose text is a sentence for people, for a question that makes no
    sense.
    """
    question = Question(find(key), scope, by)
    question.read_filters()
    gap = question.measure.unrecorded(question)
    if gap:
        return Answer(key=key, unit=question.measure.unit, as_of=scope.as_of, covered=False, why_not=gap)
    return question.measure.answer(question)


def series(key: str, scope: Scope) -> list[Point]:
    """A point for each calendar month of the scope's period; of what is open, as it stood at the month's end.

    Agencies are named as at the end of the period. Raises a MeasureError as ``evaluate`` does.
    """
    question = Question(find(key), scope, monthly=True)
    return question.measure.series(question, question.measure.spans(scope.partnership))


def rows(key: str, scope: Scope) -> QuerySet[Any]:
    """The records behind an answer, for those who may see them: of a rate, those it is a part of."""
    return Question(find(key), scope).rows


def fingerprint(key: str, scope: Scope) -> tuple[int, str]:
    """How many records lie behind an answer, and a SHA-256 of their keys and of what was read of each.

    It changes when a record comes, goes, or changes in a way that could move the figure, and is the same
    after the same spreadsheet was imported anew.
    """
    question = Question(find(key), scope)
    digest, count = hashlib.sha256(), 0
    for row in question.measure.evidence(question):
        digest.update("\x1f".join(str(value) for value in row).encode() + b"\x1e")
        count += 1
    return count, digest.hexdigest()


def choices(key: str, dimension: str, scope: Scope) -> list[str]:
    """The values of a dimension that a partnership has, as one may filter by them."""
    question = Question(find(key), scope, dimension)
    return question.measure.dimensions[dimension].choices(question.setting)


def present(key: str, scope: Scope, *, monthly: bool = False) -> dict[str, tuple[str, ...]]:
    """The filters of a scope by the names under which their rows are counted: of an alias, the agency's own."""
    question = Question(find(key), scope, monthly=monthly)
    dimensions = question.measure.dimensions
    return {
        name: tuple(dimensions[name].chosen(values, question.setting)) for name, values in scope.where.items()
    }


def called(key: str, name: str, scope: Scope) -> str:
    """The present name of the one that is meant by a name, of a measure whose values are names."""
    measure = find(key)
    return measure.called(name, Question(measure, scope)) if isinstance(measure, Named) else name
