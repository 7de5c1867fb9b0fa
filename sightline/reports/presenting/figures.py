"""A frozen figure drawn: as a chart of its groups or months, or as a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from sightline.documents.charts import Bar, Bars, Cause, Limits, Line, Point, Series
from sightline.documents.charts.model import Chart, Show
from sightline.documents.model import Table
from sightline.foundation.dates import month_of
from sightline.foundation.numbers import percent, thousands
from sightline.measures.registry import registry
from sightline.measures.spc import Meaning, xmr
from sightline.measures.units import Better
from sightline.reports.releasing import Frozen

CAUSES = {
    Meaning.IMPROVEMENT: Cause.IMPROVEMENT,
    Meaning.CONCERN: Cause.CONCERN,
    Meaning.NEUTRAL: Cause.CHANGE,
}
PER_CENT_FROM = 0.5


def title_of(figure: Frozen) -> str:
    """What a figure is, where its author gave it no sentence: Training places attended in 2024-25, by agency."""
    query = figure["query"]
    filters = "; ".join(f"{name}: {' or '.join(values)}" for name, values in query["where"].items())
    filtered = f" ({filters})" if filters else ""
    split = f", by {figure['split_by'].lower()}" if figure.get("split_by") else ""
    monthly = ", month by month" if query["monthly"] else ""
    return f"{figure['title']}{filtered} {figure['when']}{split}{monthly}"


def chart_of(figure: Frozen, title: str) -> Chart | None:
    """The figure's months as a line or its groups as bars; None for a single figure and for names."""
    show = show_of(figure)
    if months := figure.get("months"):
        return _line(figure, title, months, show)
    groups = figure.get("groups") or []
    if not groups or any(isinstance(group["value"], str) for group in groups):
        return None
    ordered = sorted(
        groups, key=lambda group: (group["value"] is None, -(group["value"] or 0), group["name"])
    )
    return Bars(
        title=title,
        bars=tuple(Bar(group["name"], _number(group["value"]), _of(group)) for group in ordered),
        show=show,
        measure=figure["title"],
        group=figure["split_by"],
        full=1 if figure["unit"] == "rate" and _near_whole(groups) else None,
    )


def table_of(figure: Frozen, caption: str) -> Table:
    """The figure's groups or months as rows; a single figure is one row."""
    if months := figure.get("months"):
        rows = tuple((month_of(date.fromisoformat(month["start"])), month["shown"]) for month in months)
        return Table(caption, ("Month", figure["title"]), rows, numeric=(1,))
    groups = figure.get("groups")
    if not groups:
        return Table(caption, ("Measure", "Value"), ((figure["title"], figure["shown"]),), numeric=(1,))
    rate = any(_of(group) for group in groups)
    head = (figure["split_by"], figure["title"], *(("Made of",) if rate else ()))
    rows = tuple((group["name"], group["shown"], *((_of(group),) if rate else ())) for group in groups)
    if isinstance(figure["value"], int | float):
        rows = (*rows, ("All", figure["shown"], *((_of(figure),) if rate else ())))
    return Table(caption, head, rows, numeric=(1, 2) if rate else (1,))


def show_of(figure: Frozen) -> Show:
    """How a figure's values are written."""
    match figure["unit"]:
        case "rate":
            return lambda value: percent(value)
        case "pounds":
            return lambda value: f"£{thousands(value, 2)}"
        case _:
            return lambda value: thousands(value, 1)


def _line(figure: Frozen, title: str, months: list[Frozen], show: Show) -> Line:
    limits = figure.get("limits")
    reasons = _reasons(figure, months) if limits else {}
    measure = registry.get(figure["query"]["measure"])
    return Line(
        title=title,
        series=Series(
            figure["title"],
            tuple(
                Point(
                    f"{date.fromisoformat(month['start']):%b %Y}",
                    _number(month["value"]),
                    CAUSES[Meaning(month["meaning"])] if month.get("meaning") else None,
                    reasons.get(place, ""),
                )
                for place, month in enumerate(months)
            ),
        ),
        show=show,
        limits=(_limits(limits),) if limits else (),
        from_zero=figure["unit"] != "rate" or not _near_whole(months),
        full=measure.most if measure else None,
    )


def _reasons(figure: Frozen, months: list[Frozen]) -> dict[int, str]:
    """Why each month that stands out does so, which follows from the months."""
    known = [place for place, month in enumerate(months) if month["value"] is not None]
    values = [_exact(months[place]) for place in known]
    chart = xmr(values, better=Better(figure["better"]))
    return {place: point.why for place, point in zip(known, chart.points, strict=True)}


def _exact(month: Frozen) -> Fraction:
    """A month's value without what was lost in writing a rate as a decimal."""
    if month.get("denominator"):
        return Fraction(_number(month["numerator"]) or 0) / Fraction(_number(month["denominator"]) or 1)
    return Fraction(_number(month["value"]) or 0)


def _near_whole(parts: list[Frozen]) -> bool:
    """Whether rates are high enough that what they lack of the whole is what matters."""
    return all(part["value"] is None or part["value"] >= PER_CENT_FROM for part in parts)


def _of(part: Frozen) -> str:
    """What a rate is made of: 12 of 14."""
    if not part.get("denominator"):
        return ""
    return f"{thousands(_number(part['numerator']) or 0, 1)} of {thousands(_number(part['denominator']) or 0, 1)}"


def _number(value: int | float | None) -> Fraction | Decimal | int | None:
    return Decimal(str(value)) if isinstance(value, float) else value


def _limits(limits: Frozen) -> Limits:
    return Limits(_number(limits["mean"]) or 0, _number(limits["lower"]), _number(limits["upper"]))
