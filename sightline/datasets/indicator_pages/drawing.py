"""Indicators as pictures: small ones in one scale, and one large with the limits of chance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from sightline.datasets.indicator_pages.telling import Told, shown, trusted
from sightline.documents.charts import Bar, Bars, Funnel, Line, Multiple, Point, Series, Share, judged_line
from sightline.documents.charts.judging import CAUSES
from sightline.foundation.numbers import Number, thousands
from sightline.measures.answers import Answer
from sightline.measures.funnel import compare, limits
from sightline.measures.kinds import Measure
from sightline.measures.units import Unit

MOST_BARS = 24


def highest_of(members: Sequence[Told]) -> dict[Unit, Number]:
    """By unit, the highest value among the months of these indicators: what their pictures have in common."""
    highest: dict[Unit, Number] = {}
    for one in members:
        values: list[Any] = [month.value for month in one.known]
        highest[one.measure.unit] = max([highest.get(one.measure.unit, 0), *values])
    return highest


def small(one: Told, highest: Number) -> Multiple | None:
    """The months in the scale that a family shares; None when not one has a figure."""
    if one.latest is None or one.judged is None:
        return None
    marked = one.marked
    points = tuple(
        Point(
            label,
            value,
            CAUSES[marked[place].meaning] if place in marked and marked[place].meaning else None,  # type: ignore[index]
        )
        for place, (label, value) in enumerate(trusted(one.months))
    )
    limits = one.judged.limits if one.judged and not one.judged.too_few else None
    return Multiple(
        one.measure.title,
        Series(one.measure.title, points),
        partial(shown, one.measure),
        highest,
        limits.mean if limits else None,
    )


def line(one: Told) -> tuple[Line, str] | None:
    """The months with the limits of chance, under the sentence they show, and a note on reading it."""
    if one.judged is None:
        return None
    chart, note = judged_line(
        one.sentence,
        one.measure.title,
        trusted(one.months),
        one.judged,
        partial(shown, one.measure),
        full=one.measure.most,
    )
    return chart, f"{note} {gaps(one)}".strip()


def gaps(one: Told) -> str:
    """Why there are gaps in the line that are not for want of records; "" where there are none."""
    if not one.hidden:
        return ""
    months = "1 month holds" if one.hidden == 1 else f"{one.hidden} months hold"
    return f"{months} so few children that the figure is not shown (c), and is left out of the line."


def bars(measure: Measure, by: str, answer: Answer) -> Bars | None:
    """The groups of which a figure may be shown, the largest first; None where that is none, or too many to compare."""
    groups: list[tuple[str, Any]] = [
        (name, group.value) for name, group in answer.groups.items() if group.value is not None
    ]
    if not groups or len(groups) > MOST_BARS:
        return None
    groups.sort(key=lambda pair: (-pair[1], pair[0]))
    (most, high), (least, low) = groups[0], groups[-1]
    show, title = partial(shown, measure), measure.dimensions[by].title
    between = (
        f"from {show(low)} ({least}) to {show(high)} ({most})" if low != high else f"{show(high)} in each"
    )
    return Bars(
        title=f"{measure.title} by {title.lower()}: {between}",
        bars=tuple(Bar(name, value, made_of(answer.groups[name])) for name, value in groups),
        show=show,
        measure=measure.title,
        group=title,
        full=1 if measure.unit is Unit.RATE else None,
    )


def funnel(measure: Measure, by: str, answer: Answer) -> Funnel | None:
    """The shares of the groups that may be shown, by their size, with what chance would give to each.

    The title says which differ. None where fewer than three may be shown, or the measure is no share.
    """
    if measure.unit is not Unit.RATE:
        return None
    groups = [
        (name, group.numerator, group.denominator)
        for name, group in answer.groups.items()
        if group.value is not None and group.numerator is not None and group.denominator is not None
    ]
    compared = compare(groups)
    if compared.too_few:
        return None
    return Funnel(
        title=f"By {measure.dimensions[by].title.lower()}: {compared.sentence()}",
        measure=measure.title,
        size="Counted from",
        shares=tuple(Share(*group) for group in groups),
        show=partial(shown, measure),
        limits=limits,
    )


def made_of(answer: Answer) -> str:
    """What a rate is made of: 12 of 14; "" for what is no rate, or where it may not be said."""
    if answer.denominator is None or answer.numerator is None:
        return ""
    return f"{thousands(answer.numerator)} of {thousands(answer.denominator)}"
