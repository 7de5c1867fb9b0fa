"""The one door through which every number of a published report passes.

What comes out is what anybody may read: a value with its definition and date, never the records behind it. A
figure about children has to be made safe here, by disclosure control, before it may pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sightline.claims.checks import (
    AtDate,
    Between,
    Change,
    Check,
    Compare,
    Includes,
    Is,
    IsNot,
    OfFact,
    Scale,
    Selection,
    Test,
)
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


def release_verdict(check: Check, verdict: Verdict, tests: str) -> Frozen:
    """A verdict with what was tested, also in words, and the figures it rests on, as it may be published."""
    _releasable(check.key)
    asked = _asked(check)
    asked["query"] |= {"each": check.each, "test": _test(check.test)}
    return {
        **asked,
        "tests": tests,
        "verdict": str(verdict.kind),
        "value": _plain(verdict.value),
        "because": verdict.because,
        "detail": [_line(line) for line in verdict.detail],
    }


def _test(test: Test) -> Frozen:
    """The test of a check with its parameters; numbers as measures hold them, where 80% is 0.8."""
    match test:
        case Compare(op=op, number=number):
            return {"is": op.value, "number": _plain(number.exact)}
        case Between(low=low, high=high):
            return {"is": "between", "low": _plain(low.exact), "high": _plain(high.exact)}
        case Change(since=since, op=op, amount=amount):
            told: Frozen = {
                "is": test.word,
                "since": since.isoformat() if isinstance(since, date) else str(since),
            }
            if op and amount:
                relative = amount.scale is Scale.PERCENT
                told |= {"by": op.value, "number": _plain(amount.exact), "relative": relative}
            return told
        case OfFact(value=value):
            word = {Is: "is", IsNot: "is not", Includes: "includes"}[type(test)]
            return {"is": word, "name": value}
        case _:
            return {"is": test.word}


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
