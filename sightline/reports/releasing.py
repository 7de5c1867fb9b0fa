"""The one door through which every number of a published report passes.

What comes out is what anybody may read: a value with its definition and date, never the records behind it. A
figure about children has to be made safe here, by disclosure control, before it may pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sightline.claims.checks import AtDate, Selection
from sightline.claims.verdicts import Found, Line, Verdict
from sightline.claims.words import when
from sightline.measures.answers import Answer, Point
from sightline.measures.registry import registry
from sightline.measures.spc import xmr
from sightline.measures.units import Better, Unit, Value

Frozen = dict[str, Any]


def why_withheld(key: str) -> str:
    """Why a measure may not be published as it is, in a sentence; empty for one that may."""
    measure = registry[key]
    if getattr(measure, "child_level", False):
        return f"“{measure.title}” counts children: it needs disclosure control before it can be published."
    return ""


def release_figure(selection: Selection, answer: Answer | None, points: Sequence[Point]) -> Frozen:
    """A figure, with its groups or its months, as it may be published."""
    measure = _releasable(selection.key)
    unit = measure.unit
    frozen = {**_asked(selection), "unit": str(unit), "better": str(measure.better)}
    if answer is not None:
        frozen |= _numbers(answer.value, answer.numerator, answer.denominator)
        frozen |= {"shown": answer.shown, "phrase": answer.phrase, "why_not": answer.why_not}
        if selection.by:
            frozen["split_by"] = measure.dimensions[selection.by].title
            frozen["groups"] = [
                {
                    "name": name,
                    "shown": group.shown,
                    **_numbers(group.value, group.numerator, group.denominator),
                }
                for name, group in answer.groups.items()
            ]
    else:
        frozen |= _months(points, unit, Better(measure.better))
    return frozen


def _months(points: Sequence[Point], unit: Unit, better: Better) -> Frozen:
    """The months of a figure, with the limits of ordinary variation where there are enough of them."""
    months: list[Frozen] = [
        {
            "start": point.start.isoformat(),
            "end": point.end.isoformat(),
            "shown": unit.shown(point.value),
            **_numbers(point.value, point.numerator, point.denominator),
        }
        for point in points
    ]
    known = [place for place, point in enumerate(points) if isinstance(point.value, int | Fraction)]
    chart = xmr([points[place].value for place in known], better=better)  # type: ignore[misc]
    if chart.too_few or chart.limits is None:
        return {"months": months}
    for place, point in zip(known, chart.points, strict=True):
        if point.meaning:
            months[place]["meaning"] = str(point.meaning)
    limits = chart.limits
    return {
        "months": months,
        "limits": {"mean": _plain(limits.mean), "lower": _plain(limits.lower), "upper": _plain(limits.upper)},
    }


def release_verdict(check: Selection, verdict: Verdict) -> Frozen:
    """A verdict with the figures it rests on, as it may be published."""
    _releasable(check.key)
    return {
        **_asked(check),
        "verdict": str(verdict.kind),
        "value": _plain(verdict.value),
        "because": verdict.because,
        "detail": [_line(line) for line in verdict.detail],
    }


def _releasable(key: str) -> Any:
    if withheld := why_withheld(key):
        raise PermissionError(withheld)
    return registry[key]


def _asked(selection: Selection) -> Frozen:
    """What was asked: the measure with its definition, and every parameter of the question."""
    measure = registry[selection.key]
    period = selection.period
    asked = (
        {"at": period.on.isoformat()}
        if isinstance(period, AtDate)
        else {"from": period.start.isoformat(), "to": period.end.isoformat()}
    )
    return {
        "title": measure.title,
        "definition": measure.definition,
        "when": when(period),
        "query": {
            "measure": selection.key,
            **asked,
            "where": {name: list(values) for name, values in selection.where},
            "by": selection.by,
            "monthly": selection.monthly,
        },
    }


def _numbers(value: Value | None, numerator: int | None, denominator: int | None) -> Frozen:
    numbers: Frozen = {"value": _plain(value)}
    if denominator is not None:
        numbers |= {"numerator": _plain(numerator), "denominator": _plain(denominator)}
    return numbers


def _line(line: Line) -> Frozen:
    return {
        "label": line.label,
        "holds": line.holds,
        "note": line.note,
        **_numbers(line.value, line.numerator, line.denominator),  # type: ignore[arg-type]
    }


def _plain(value: Value | Found) -> int | float | str | None:
    """A value as JSON holds it: whole numbers whole, a rate or a half as the number it is."""
    if value is None or isinstance(value, str | int):
        return value
    return int(value) if value.denominator == 1 else float(value)
