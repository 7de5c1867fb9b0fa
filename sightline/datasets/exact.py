"""Exact figures about children, for those alone who may see records about single children.

This is the one way past disclosure control. What it answers is for the eyes of whoever asked: it is never published,
never judged by a claim, and never handed to a template that others see.
"""

from __future__ import annotations

from collections import defaultdict

from sightline.datasets.engine.indicators.asking import Cell, Span, ask
from sightline.datasets.engine.indicators.model import Counts, Part
from sightline.datasets.figures import stores
from sightline.datasets.figures.counts import Count, Shown, together
from sightline.datasets.kinds import MONTH, OfChildren
from sightline.datasets.permissions import CHILD_LEVEL
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import months
from sightline.measures.answers import Answer
from sightline.measures.kinds import Question
from sightline.measures.registry import NoSuchMeasure, find
from sightline.measures.scope import Scope


def exactly(*, by: Actor, key: str, scope: Scope, divided: str | None = None) -> Answer:
    """An indicator's answer without disclosure control, of any period and with any filters.

    Raises Forbidden without the right to see records about single children, NoSuchMeasure for what is no indicator, and
    a MeasureError as ``evaluate`` does.
    """
    require(by, CHILD_LEVEL, scope.partnership)
    measure = find(key)
    if not isinstance(measure, OfChildren):
        raise NoSuchMeasure(f"{key} is no figure about children: everybody may ask it.")
    question = Question(measure, scope, divided)
    question.read_filters()
    if gap := measure.unrecorded(question):
        return Answer(key=key, unit=measure.unit, as_of=scope.as_of, covered=False, why_not=gap)
    return measure.told(question, *_counted(measure, question))


def _counted(measure: OfChildren, question: Question) -> tuple[Shown, dict[str, Shown] | None]:
    scope, divided = question.scope, question.by
    spans = [Span(scope.start, scope.as_of)]
    if MONTH in scope.where:
        wanted = measure.stored(MONTH, scope.where[MONTH], question)
        spans = [Span(*one) for one in months(scope.start, scope.as_of) if f"{one[0]:%Y-%m}" in wanted]
    total = together(
        (Shown(count) for count in _groups(measure, question, spans, ()).values()), nothing(measure)
    )
    if not divided:
        return total, None
    if divided == MONTH:
        spans = [Span(*one) for span in spans for one in months(span.first, span.last)]
        each = _groups(measure, question, spans, ())
        named = {
            f"{span.first:%Y-%m}": each.get((place,), nothing(measure)) for place, span in enumerate(spans)
        }
        return total, {name: Shown(count) for name, count in named.items()}
    found: dict[str, Count] = defaultdict(lambda: nothing(measure))
    for (_, raw), count in _groups(measure, question, spans, (divided,)).items():
        label = measure.by[divided].label(raw, question.setting)
        found[label] = found[label] + count
    listed = dict.fromkeys(question.listed(), nothing(measure))
    return total, {name: Shown(count) for name, count in sorted((listed | found).items())}


def nothing(measure: OfChildren) -> Count:
    """The figure where there is nothing."""
    return Count(0, 0 if measure.is_share else None)


def _groups(
    measure: OfChildren, question: Question, spans: list[Span], ways: tuple[str, ...]
) -> dict[tuple[object, ...], Count]:
    """Counts by the place of the span and then the group."""
    ready = stores.ready(question.scope.partnership)
    where = {
        way: measure.stored(way, names, question)
        for way, names in question.scope.where.items()
        if way != MONTH
    }
    whole, part = measure.whole, measure.of if isinstance(measure.of, Part) else None
    only = {**where, **({part.way: list(part.groups)} if part else {})}

    def count(filters: dict[str, list[str]]) -> dict[tuple[object, ...], Cell]:
        cells = ask(ready.opened.store, whole, spans, ways, filters)
        return {
            (cell.period, *("" if group is None else group for group in cell.groups)): cell for cell in cells
        }

    above = count(only)
    if not measure.is_share:
        return {place: Count(cell.rows) for place, cell in above.items()}
    if whole.counts is Counts.SHARE:
        return {place: Count(cell.part, cell.rows) for place, cell in above.items()}
    return {
        place: Count(above[place].rows if place in above else 0, cell.rows)
        for place, cell in count(where).items()
    }
