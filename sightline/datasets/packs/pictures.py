"""Drawing the months of a frozen indicator."""

from __future__ import annotations

from fractions import Fraction

from sightline.datasets.packs.freezing import Frozen, Month
from sightline.documents.charts import Limits, Line, Point, Series
from sightline.documents.charts.judging import CAUSES
from sightline.documents.charts.model import Show
from sightline.foundation.numbers import percent
from sightline.measures.units import Unit

UNITS = {unit.many: unit for unit in Unit}


def line_of(one: Frozen) -> Line | None:
    """The months with the limits of chance; None where not one has a figure."""
    if (not one["limits"] and one["gaps"]) or not any(month["value"] for month in one["months"]):
        return None
    limits: tuple[Limits, ...] = ()
    if one["limits"]:
        mean, lower, upper = map(Fraction, one["limits"])
        limits = (Limits(mean, lower if lower > 0 else None, upper),)  # nothing is counted below 0
    rate = one["unit"] == Unit.RATE.many
    points = tuple(map(_point, one["months"]))
    return Line(one["sentence"], Series(one["title"], points), show_of(one), limits, full=1 if rate else None)


def _point(month: Month) -> Point:
    value = Fraction(month["value"]) if month["value"] is not None else None
    return Point(month["label"], value, CAUSES.get(month["meaning"]), month["why"])


def show_of(one: Frozen) -> Show:
    """How a figure of the indicator is written; a rate to one decimal place."""
    if one["unit"] == Unit.RATE.many:
        return lambda value: percent(value, 1)
    return UNITS[one["unit"]].shown


def months_of(one: Frozen) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The months as a table: head and rows, with the symbol where a figure may not be shown."""
    head = ("Month", one["title"], "More than chance")
    return head, tuple((month["label"], month["shown"], month["why"]) for month in one["months"])
